//! XML as a small tree in which everything knows its place.
//!
//! This is the only user of the XML parser. Comments, processing instructions and the attributes of namespaces and
//! schemas are dropped here; what is left is what a reader of a dialect has to account for.

mod builder;
mod characters;
mod malformed;
#[cfg(test)]
mod tests;

use crate::diagnostics::Diagnostics;
use crate::source::{FileId, Span, Spanned};

/// How deep elements may be nested. Real files reach about a dozen; the limit keeps recursion over a tree harmless.
pub(crate) const MAX_DEPTH: usize = 64;

/// An element with all that is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    /// The name of the tag, with its prefix if it has one.
    pub(crate) name: String,
    /// The opening tag.
    pub(crate) span: Span,
    /// The attributes in the order of the file.
    pub(crate) attributes: Vec<Attribute>,
    /// The elements in it, in the order of the file.
    pub(crate) children: Vec<Element>,
    /// The text in it, without the space around it; `None` if there is nothing but space.
    pub(crate) text: Option<Spanned<String>>,
}

/// An attribute of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attribute {
    /// The name.
    pub(crate) name: Spanned<String>,
    /// The value; its place is what stands between the quotes.
    pub(crate) value: Spanned<String>,
}

impl Element {
    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&Spanned<String>> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name.value == name)
            .map(|attribute| &attribute.value)
    }

    /// The value of an attribute, unless it is empty.
    pub(crate) fn filled(&self, name: &str) -> Option<&Spanned<String>> {
        self.attribute(name).filter(|value| !value.value.trim().is_empty())
    }

    /// The first child of a name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All children of a name.
    pub(crate) fn children_named<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of the first child of a name.
    pub(crate) fn child_text(&self, name: &str) -> Option<&Spanned<String>> {
        self.child(name).and_then(|child| child.text.as_ref())
    }
}

/// Reads a file into a tree. What is not well-formed is reported, and then there is no tree.
pub(crate) fn parse(file: FileId, text: &str, diagnostics: &mut Diagnostics) -> Option<Element> {
    match builder::build(file, text) {
        Ok(root) => Some(root),
        Err(fault) => {
            diagnostics.push(*fault);
            None
        }
    }
}
