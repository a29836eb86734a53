//! Which elements, attributes and texts a dialect has.
//!
//! The readers only take what they know. What is left over is found here in one walk over the tree, so that no reader
//! has to think of it, and a dialect's table shows its whole vocabulary on one page.

use super::access::{Access, Step};
use crate::diagnostics::{Diagnostic, codes};
use crate::similar::closest;
use crate::xml::Element;

/// What an element may have in certain places. Lists are words with spaces between, as a table on paper has them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    element: &'static str,
    /// The elements that it may stand in; none for a root.
    parents: &'static str,
    attributes: &'static str,
    content: Content,
}

/// What may stand between the tags of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    /// Elements.
    Elements,
    /// Text and elements.
    Text,
    /// Nothing that a generator needs: it is not looked at.
    Ignored,
}

/// A rule for an element with elements in it.
pub(crate) const fn rule(element: &'static str, parents: &'static str, attributes: &'static str) -> Rule {
    Rule { element, parents, attributes, content: Content::Elements }
}

/// A rule for an element with text in it.
pub(crate) const fn text(element: &'static str, parents: &'static str, attributes: &'static str) -> Rule {
    Rule { element, parents, attributes, content: Content::Text }
}

/// A rule for an element that nobody looks at, and nobody looks into.
pub(crate) const fn ignored(element: &'static str, parents: &'static str) -> Rule {
    Rule { element, parents, attributes: "", content: Content::Ignored }
}

impl Rule {
    fn is_in(&self, parent: &str) -> bool {
        self.parents.split_ascii_whitespace().any(|known| known == parent)
    }

    fn known_attributes(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.attributes.split_ascii_whitespace()
    }
}

/// A dialect's rules.
#[derive(Clone, Copy)]
pub(crate) struct Vocabulary<'r> {
    /// How messages call the dialect.
    pub(crate) dialect: &'static str,
    /// The tables.
    pub(crate) rules: &'r [&'r [Rule]],
}

impl Vocabulary<'_> {
    /// Warns about everything below the root that has no rule.
    pub(crate) fn check(self, root: &Element, access: &mut Access<'_>) {
        if let Some(rule) = self.all().find(|rule| rule.element == root.name && rule.parents.is_empty()) {
            self.check_element(root, rule, access);
        }
    }

    fn all(&self) -> impl Iterator<Item = &Rule> {
        self.rules.iter().copied().flatten()
    }

    fn rule_for(&self, element: &str, parent: &str) -> Option<&Rule> {
        self.all().find(|rule| rule.element == element && rule.is_in(parent))
    }

    fn check_element(self, element: &Element, rule: &Rule, access: &mut Access<'_>) {
        if rule.content == Content::Ignored {
            return;
        }
        access.inside(title(element), |access| {
            unknown_attributes(element, rule, access);
            if rule.content == Content::Elements {
                stray_text(element, access);
            }
            let mut last = None;
            for child in &element.children {
                // Most stand behind others of their kind.
                last = last
                    .filter(|rule: &&Rule| rule.element == child.name)
                    .or_else(|| self.rule_for(&child.name, &element.name));
                match last {
                    Some(rule) => self.check_element(child, rule, access),
                    None => self.unknown_element(child, element, access),
                }
            }
        });
    }

    fn unknown_element(self, child: &Element, parent: &Element, access: &mut Access<'_>) {
        if access.is_reported(child.span) {
            return;
        }
        let known = self.all().filter(|rule| rule.is_in(&parent.name)).map(|rule| rule.element);
        let help = match closest(&child.name, known) {
            Some(near) => format!("did you mean `<{near}>`? As it is, the element is passed over"),
            None => {
                "the element is passed over with all that is in it; remove it if it was not meant".to_owned()
            }
        };
        let (name, parent, dialect) = (&child.name, &parent.name, self.dialect);
        access.report(
            Diagnostic::new(codes::UNKNOWN_ELEMENT, format!("`<{name}>` is unknown in `<{parent}>`"))
                .at(child.span, format!("not part of {dialect}"))
                .with_help(help),
        );
    }
}

fn unknown_attributes(element: &Element, rule: &Rule, access: &mut Access<'_>) {
    for attribute in &element.attributes {
        let name = attribute.name.value.as_str();
        if rule.known_attributes().any(|known| known == name) || access.is_reported(attribute.name.span) {
            continue;
        }
        let free = rule.known_attributes().filter(|known| element.attribute(known).is_none());
        let help = match closest(name, free) {
            Some(near) => format!("did you mean `{near}`? As it is, the attribute is passed over"),
            None => "the attribute is passed over; remove it if it was not meant".to_owned(),
        };
        access.report(
            Diagnostic::new(codes::UNKNOWN_ATTRIBUTE, format!("`{name}` is unknown in `<{}>`", element.name))
                .at(attribute.name.span, "an unknown attribute")
                .with_help(help),
        );
    }
}

fn stray_text(element: &Element, access: &mut Access<'_>) {
    let Some(text) = &element.text else { return };
    access.report(
        Diagnostic::new(
            codes::STRAY_TEXT,
            format!("text stands between the elements of `<{}>`", element.name),
        )
        .at(text.span, "this text is passed over")
        .with_help("remove the text, or put it into a comment: `<!-- ... -->`"),
    );
}

/// The step into an element.
pub(crate) fn title(element: &Element) -> Step {
    let kind = element.name.as_str();
    Step {
        name: name(element),
        tag: element.span,
        is_whole: matches!(kind, "struct" | "command" | "event"),
        is_referred_to: matches!(
            kind,
            "cluster" | "enum" | "bitmap" | "struct" | "typedef" | "typeDef" | "number" | "command"
        ),
    }
}

fn name(element: &Element) -> Option<String> {
    let text = |name: &str| element.child_text(name);
    let name = match element.name.as_str() {
        "cluster" => text("name"),
        // The configuration tool's dialect has three places for an attribute's name.
        "attribute" => {
            element.text.as_ref().or_else(|| element.filled("name")).or_else(|| text("description"))
        }
        _ => None,
    };
    if let Some(name) = name.or_else(|| element.filled("name")) {
        return Some(super::access::one_space(&name.value));
    }
    let id = element.filled("code").or_else(|| element.filled("id"))?;
    Some(format!("{} {}", element.name, id.value))
}
