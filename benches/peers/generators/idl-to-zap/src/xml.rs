//! Elements, one at a time.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

/// Where elements are written to.
pub(crate) type Element<'a> = Writer<&'a mut Vec<u8>>;

/// A file of the ZAP dialect.
pub(crate) fn document(content: impl FnOnce(&mut Element<'_>) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    let mut writer = Writer::new_with_indent(&mut text, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", None, None)))?;
    writer.create_element("configurator").write_inner_content(content)?;
    text.push(b'\n');
    Ok(text)
}

/// Attributes of an element. Those that say what is so anyway are left out, as in the files of others.
#[derive(Default)]
pub(crate) struct Attributes(Vec<(&'static str, String)>);

impl Attributes {
    /// Adds one.
    #[expect(clippy::needless_pass_by_value, reason = "texts and numbers alike")]
    pub(crate) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.0.push((name, value.to_string()));
        self
    }

    /// Adds one that is a number in hexadecimal, of at least so many digits.
    pub(crate) fn hex(self, name: &'static str, value: u64, digits: usize) -> Self {
        self.with(name, format!("0x{value:0digits$X}"))
    }

    /// Adds one if there is a value.
    pub(crate) fn maybe(self, name: &'static str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds `name="true"` if it is so.
    pub(crate) fn flag(self, name: &'static str, is_set: bool) -> Self {
        if is_set { self.with(name, true) } else { self }
    }

    /// Writes an element that has these and nothing in it.
    pub(crate) fn empty(self, parent: &mut Element<'_>, element: &str) -> io::Result<()> {
        parent.create_element(element).with_attributes(self.pairs()).write_empty()?;
        Ok(())
    }

    /// Writes an element that has these, and in it what `content` writes.
    pub(crate) fn around(
        self,
        parent: &mut Element<'_>,
        element: &str,
        content: impl FnOnce(&mut Element<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        parent.create_element(element).with_attributes(self.pairs()).write_inner_content(content)?;
        Ok(())
    }

    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str()))
    }
}

/// Writes an element that holds text.
pub(crate) fn text(parent: &mut Element<'_>, element: &str, text: &str) -> io::Result<()> {
    parent.create_element(element).write_text_content(BytesText::new(text))?;
    Ok(())
}

/// A name of the interface definition as one of XML: `clientIndex` is `ClientIndex` there.
pub(crate) fn pascal(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The name of an item, which the interface definition begins with a `k`.
pub(crate) fn item(name: &str) -> &str {
    name.strip_prefix('k').unwrap_or(name)
}
