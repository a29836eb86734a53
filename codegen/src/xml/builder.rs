//! Builds the tree from the parser's events.
//!
//! One loop over a stack of open elements: hostile nesting costs an error and no recursion.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::characters::decode;
use super::{Attribute, Element, MAX_DEPTH, malformed};
use crate::diagnostics::Diagnostic;
use crate::source::{FileId, Span, Spanned};

/// Boxed, because it is rare and large.
pub(super) type Fault = Box<Diagnostic>;

/// The tree of a file, or what is wrong with the file.
pub(super) fn build(file: FileId, text: &str) -> Result<Element, Fault> {
    // The parser would drop the mark of the byte order without counting it.
    let content = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = text.len() - content.len();
    let offset = |position: u64| usize::try_from(position).unwrap_or(usize::MAX).saturating_add(skipped);
    let mut reader = Reader::from_str(content);
    let config = reader.config_mut();
    // Ends and ampersands are checked here, where the place of both sides is known.
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;

    let mut builder = Builder { file, text, open: Vec::new(), root: None };
    loop {
        let start = offset(reader.buffer_position());
        let event = reader.read_event().map_err(|error| {
            malformed::by_the_parser(&error, builder.span(offset(reader.error_position()), text.len()), text)
        })?;
        let span = builder.span(start, offset(reader.buffer_position()));
        match event {
            Event::Start(tag) => builder.start(&tag, span)?,
            Event::Empty(tag) => {
                builder.start(&tag, span)?;
                builder.close();
            }
            Event::End(tag) => builder.end(tag.name().as_ref(), span)?,
            Event::Text(_) | Event::GeneralRef(_) => builder.text(span)?,
            Event::CData(data) => builder.append(&data.into_inner(), span)?,
            Event::Comment(_) | Event::PI(_) => builder.interrupt(),
            Event::Decl(_) | Event::DocType(_) => {}
            Event::Eof => return builder.finish(),
        }
    }
}

struct Builder<'t> {
    file: FileId,
    text: &'t str,
    open: Vec<Open>,
    root: Option<Element>,
}

/// An element whose end has not been seen yet.
struct Open {
    element: Element,
    text: String,
    /// The first run of text that is more than space.
    text_span: Option<Span>,
    /// Whether that run is over.
    interrupted: bool,
}

impl Builder<'_> {
    fn span(&self, start: usize, end: usize) -> Span {
        let end = end.min(self.text.len());
        Span { file: self.file, start: start.min(end), end }
    }

    fn slice(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    fn start(&mut self, tag: &BytesStart<'_>, span: Span) -> Result<(), Fault> {
        self.interrupt();
        let name = tag.name().as_ref().to_owned();
        if !malformed::is_name(&name) {
            return Err(malformed::bad_name(&name, span));
        }
        if self.open.is_empty()
            && let Some(root) = &self.root
        {
            return Err(malformed::second_root(&name, span, root));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(malformed::too_deep(span));
        }
        let attributes = self.attributes(tag, span)?;
        let element = Element { name, span, attributes, children: Vec::new(), text: None };
        self.open.push(Open { element, text: String::new(), text_span: None, interrupted: false });
        Ok(())
    }

    fn attributes(&self, tag: &BytesStart<'_>, span: Span) -> Result<Vec<Attribute>, Fault> {
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| malformed::bad_attribute(&error, span, self.text))?;
            let name = attribute.key.as_ref();
            let name_span = self.place_of(name, span);
            if !malformed::is_name(name) {
                return Err(malformed::bad_name(name, name_span));
            }
            let value_span = self.place_of(&attribute.value, span);
            if attribute.value.contains('<') {
                return Err(malformed::markup_in_value(name, name_span, value_span));
            }
            let value =
                decode(&attribute.value).map_err(|bad| malformed::bad_entity(&bad, value_span, self.text))?;
            if is_about_schemas(name) {
                continue;
            }
            // A line break in a value is a space by the rules of XML.
            let value = if value.contains(['\n', '\t']) { value.replace(['\n', '\t'], " ") } else { value };
            attributes.push(Attribute {
                name: Spanned::new(name.to_owned(), name_span),
                value: Spanned::new(value, value_span),
            });
        }
        Ok(attributes)
    }

    /// Where a part of the text is: the parser hands out slices of what it was given.
    fn place_of(&self, part: &str, tag: Span) -> Span {
        let start = part.as_ptr().addr().checked_sub(self.text.as_ptr().addr());
        start
            .map(|start| self.span(start, start + part.len()))
            .filter(|span| span.end <= tag.end)
            .unwrap_or(tag)
    }

    fn end(&mut self, name: &str, span: Span) -> Result<(), Fault> {
        match self.open.last() {
            None => Err(malformed::closes_nothing(name, span)),
            Some(open) if open.element.name != name => {
                let outer = self.open.iter().rev().skip(1).any(|outer| outer.element.name == name);
                Err(malformed::mismatched(&open.element, name, span, outer))
            }
            Some(_) => {
                self.close();
                Ok(())
            }
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let mut element = open.element;
        element.text = open.text_span.map(|span| Spanned::new(open.text.trim().to_owned(), span));
        match self.open.last_mut() {
            Some(parent) => parent.element.children.push(element),
            None => self.root = Some(element),
        }
    }

    /// Character data with entities.
    fn text(&mut self, span: Span) -> Result<(), Fault> {
        let raw = self.slice(span);
        let decoded = decode(raw).map_err(|bad| malformed::bad_entity(&bad, span, self.text))?;
        let trimmed = raw.trim_matches(is_space);
        // Where the visible part begins and ends.
        let start = span.start + (raw.len() - raw.trim_start_matches(is_space).len());
        let visible = Span { start, end: start + trimmed.len(), ..span };
        if trimmed.is_empty() {
            if let Some(open) = self.open.last_mut() {
                open.text.push_str(&decoded);
            }
            return Ok(());
        }
        self.append(&decoded, visible)
    }

    fn append(&mut self, decoded: &str, visible: Span) -> Result<(), Fault> {
        let Some(open) = self.open.last_mut() else {
            return Err(malformed::text_outside(visible, self.root.as_ref()));
        };
        open.text.push_str(decoded);
        match &mut open.text_span {
            Some(span) if !open.interrupted => span.end = visible.end,
            Some(_) => {}
            None => {
                open.text_span = Some(visible);
                open.interrupted = false;
            }
        }
        Ok(())
    }

    /// Something other than text has come: the run of text in front of it is over.
    fn interrupt(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.interrupted = true;
        }
    }

    fn finish(mut self) -> Result<Element, Fault> {
        let end = self.span(self.text.trim_end().len(), self.text.trim_end().len());
        if let Some(open) = self.open.last() {
            return Err(malformed::unclosed(&open.element, end));
        }
        self.root.take().ok_or_else(|| malformed::empty(end))
    }
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\r' | '\n')
}

fn is_about_schemas(name: &str) -> bool {
    name == "xmlns" || name.starts_with("xmlns:") || name.starts_with("xsi:") || name.starts_with("xml:")
}
