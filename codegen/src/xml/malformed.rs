//! What can be wrong with a file as XML, said so that its author finds the place.

use quick_xml::Error;
use quick_xml::errors::SyntaxError;
use quick_xml::events::attributes::AttrError;

use super::builder::Fault;
use super::characters::BadEntity;
use super::{Element, MAX_DEPTH};
use crate::diagnostics::{Diagnostic, codes};
use crate::source::Span;

/// Whether this can be the name of an element or attribute. Everything outside ASCII may be a letter.
pub(super) fn is_name(name: &str) -> bool {
    let starts = |c: char| c.is_ascii_alphabetic() || c == '_' || c == ':' || !c.is_ascii();
    let goes_on = |c: char| starts(c) || c.is_ascii_digit() || c == '-' || c == '.';
    name.starts_with(starts) && name.chars().all(goes_on)
}

/// The parser itself cannot go on; `rest` begins where it began to look for an end.
pub(super) fn by_the_parser(error: &Error, rest: Span, text: &str) -> Fault {
    let mut place = first_line(rest, text);
    let (label, help) = match error {
        Error::Syntax(SyntaxError::UnclosedComment) => {
            ("this comment has no end", "close the comment with `-->`")
        }
        Error::Syntax(SyntaxError::UnclosedTag) => ("this tag has no end", "close the tag with `>` or `/>`"),
        Error::Syntax(
            SyntaxError::UnclosedSingleQuotedAttributeValue | SyntaxError::UnclosedDoubleQuotedAttributeValue,
        ) => {
            place = runaway_value(rest, text).unwrap_or(place);
            ("this value has no end", "close the attribute's value with the quote that it began with")
        }
        Error::Syntax(SyntaxError::UnclosedCData) => {
            ("this section has no end", "close the section with `]]>`")
        }
        Error::Syntax(SyntaxError::UnclosedPI | SyntaxError::UnclosedXmlDecl) => {
            ("this instruction has no end", "close the instruction with `?>`")
        }
        Error::Syntax(SyntaxError::UnclosedDoctype) => ("this declaration has no end", "close it with `>`"),
        _ => (
            "this is not markup",
            "write `<` in text as `&lt;`; markup is `<name ...>`, `</name>` or `<!-- ... -->`",
        ),
    };
    fault(format!("not well-formed XML: {error}")).at_with(place, label, help)
}

/// The first value in a tag that runs into other tags, or to the end of the file. A missing quote is noticed only much
/// later, when the quotes have run out.
fn runaway_value(tag: Span, text: &str) -> Option<Span> {
    let mut start = tag.start;
    loop {
        let rest = text.get(start..tag.end)?;
        let (quote_at, quote) = rest.char_indices().find(|(_, c)| matches!(c, '"' | '\''))?;
        let value = rest.get(quote_at + 1..)?;
        match value.find(quote) {
            Some(length) if !value.get(..length)?.contains('<') => start += quote_at + 1 + length + 1,
            _ => return Some(first_line(Span { start: start + quote_at, ..tag }, text)),
        }
    }
}

/// A tag or attribute with an impossible name; most often the mark of a merge conflict.
pub(super) fn bad_name(name: &str, span: Span) -> Fault {
    if name.starts_with("<<<<<<") {
        let place = Span { end: (span.start + 7).min(span.end), ..span };
        return fault("there is an unresolved merge conflict".to_owned()).at_with(
            place,
            "the conflict begins here",
            "decide for one of the two sides and remove the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`",
        );
    }
    fault(format!("`{}` cannot be a name", shorten(name))).at_with(
        Span { end: span.end.min(span.start + 1 + name.len()), ..span },
        "a name is expected here",
        "a name begins with a letter; write `<` in text as `&lt;`",
    )
}

/// A second element beside the root.
pub(super) fn second_root(name: &str, span: Span, root: &Element) -> Fault {
    let mut fault = fault(format!("`<{name}>` stands behind the end of `<{}>`", root.name)).at_with(
        span,
        "a second root element",
        "a file has one root element: move this one into it or into a file of its own",
    );
    fault.related = vec![label(root.span, "the first root element")];
    fault
}

/// More levels than anyone writes.
pub(super) fn too_deep(span: Span) -> Fault {
    Box::new(
        Diagnostic::new(codes::TOO_DEEP, format!("elements are nested more than {MAX_DEPTH} levels deep"))
            .at(span, "one level too many")
            .with_help("cluster files need about a dozen levels: check that every element above is closed"),
    )
}

/// A fault in the attributes of a tag.
pub(super) fn bad_attribute(error: &AttrError, tag: Span, text: &str) -> Fault {
    // The parser counts from behind the `<`.
    let at = |position: usize, length: usize| {
        let mut start = (tag.start + 1 + position).min(tag.end);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (start + length).min(tag.end);
        while !text.is_char_boundary(end) {
            end += 1;
        }
        Span { start, end, ..tag }
    };
    match error {
        AttrError::ExpectedEq(position) => fault("an attribute has no value".to_owned()).at_with(
            at(*position, 1),
            "`=` and a value in quotes are expected before this",
            "write attributes as `name=\"value\"`; a quote may be missing before this place",
        ),
        AttrError::ExpectedValue(position) => fault("an attribute has no value".to_owned()).at_with(
            at(*position, 1),
            "a value in quotes is expected here",
            "write attributes as `name=\"value\"`",
        ),
        AttrError::UnquotedValue(position) => fault("the value of an attribute is not in quotes".to_owned())
            .at_with(at(*position, 1), "a quote is expected here", "write attributes as `name=\"value\"`"),
        AttrError::ExpectedQuote(position, quote) => {
            let quote = char::from(*quote);
            fault("the value of an attribute has no end".to_owned()).at_with(
                at(*position, 1),
                format!("`{quote}` is expected before the tag ends"),
                "close the attribute's value with the quote that it began with",
            )
        }
        AttrError::Duplicated(second, first) => {
            let length = |position| attribute_name_length(at(position, 0), text);
            let mut fault = fault("an attribute is given twice".to_owned()).at_with(
                at(*second, length(*second)),
                "given again here",
                "an element has each attribute once: remove one of the two",
            );
            fault.related = vec![label(at(*first, length(*first)), "given first here")];
            fault
        }
    }
}

fn attribute_name_length(at: Span, text: &str) -> usize {
    let rest = text.get(at.start..).unwrap_or_default();
    rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(1)
}

/// A `<` in a value: the quote before it is missing.
pub(super) fn markup_in_value(name: &str, name_span: Span, value: Span) -> Fault {
    fault(format!("the value of `{name}` runs into the next tag")).at_with(
        Span { end: value.start, ..name_span },
        "the closing quote of this value seems to be missing",
        "close the value with a quote, or write `<` in it as `&lt;`",
    )
}

/// An entity that nobody defined.
pub(super) fn bad_entity(bad: &BadEntity, raw: Span, text: &str) -> Fault {
    let place = Span { start: raw.start + bad.start, end: raw.start + bad.end, ..raw };
    let entity = text.get(place.start..place.end).unwrap_or("&");
    fault(format!("`{entity}` stands for nothing")).at_with(
        place,
        "not an entity",
        "write `&` as `&amp;`; the other entities are `&lt;`, `&gt;`, `&quot;`, `&apos;` and numbers such as `&#x2019;`",
    )
}

/// An end without a beginning.
pub(super) fn closes_nothing(name: &str, span: Span) -> Fault {
    fault(format!("`</{}>` closes nothing", shorten(name))).at_with(
        span,
        "no element is open here",
        "remove this tag, or add the opening tag that belongs to it",
    )
}

/// An end of another element than the open one. `outer`: an element further out has that name.
pub(super) fn mismatched(open: &Element, name: &str, span: Span, outer: bool) -> Fault {
    let expected = &open.name;
    let help = if outer {
        format!("close `<{expected}>` before `</{name}>`")
    } else {
        format!("close `<{expected}>` with `</{expected}>`")
    };
    let mut fault = fault(format!("`</{expected}>` is expected, but `</{}>` is found", shorten(name)))
        .at_with(span, format!("`</{expected}>` is expected"), help);
    fault.related = vec![label(open.span, "opened here")];
    fault
}

/// The file ends in the middle of an element.
pub(super) fn unclosed(open: &Element, end: Span) -> Fault {
    let name = &open.name;
    let mut fault = fault(format!("the file ends inside `<{name}>`")).at_with(
        end,
        format!("`</{name}>` is expected before the end of the file"),
        format!("add `</{name}>`, or get the whole file again if it was cut off"),
    );
    fault.related = vec![label(open.span, "never closed")];
    fault
}

/// Text before or behind the root.
pub(super) fn text_outside(span: Span, root: Option<&Element>) -> Fault {
    let place = if root.is_some() { "behind" } else { "before" };
    fault(format!("text stands {place} the root element")).at_with(
        span,
        "only comments may stand here",
        "remove the text, or put it into a comment",
    )
}

/// There is no element at all.
pub(super) fn empty(end: Span) -> Fault {
    fault("there is no element in the file".to_owned()).at_with(
        end,
        "a root element is expected",
        "a cluster file begins with `<configurator>` or `<cluster>`",
    )
}

fn fault(message: String) -> Fault {
    Box::new(Diagnostic::new(codes::NOT_XML, message))
}

/// Place and help in one step.
trait Located {
    fn at_with(self, span: Span, label: impl Into<String>, help: impl Into<String>) -> Fault;
}

impl Located for Fault {
    fn at_with(self, span: Span, label: impl Into<String>, help: impl Into<String>) -> Fault {
        Box::new((*self).at(span, label).with_help(help))
    }
}

fn label(span: Span, text: &str) -> crate::diagnostics::Label {
    crate::diagnostics::Label { span, text: text.to_owned() }
}

/// The part of a span on its first line: what is broken often reaches to the end of the file.
fn first_line(span: Span, text: &str) -> Span {
    let rest = text.get(span.start..span.end).unwrap_or_default();
    Span { end: span.start + rest.find('\n').unwrap_or(rest.len()), ..span }
}

fn shorten(name: &str) -> String {
    if name.chars().count() <= 40 {
        name.to_owned()
    } else {
        name.chars().take(40).chain("...".chars()).collect()
    }
}
