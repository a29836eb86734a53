//! Trees, places, and every way of not being well-formed.

use super::{Element, MAX_DEPTH, parse};
use crate::diagnostics::Diagnostics;
use crate::source::{SourceMap, Span};

/// The tree, or the faults as `line:column message`, each with the places that belong to it.
fn try_parse(text: &str) -> Result<Element, Vec<String>> {
    let (mut sources, mut diagnostics) = (SourceMap::default(), Diagnostics::default());
    let file = sources.add("x.xml", text);
    parse(file, text, &mut diagnostics).ok_or_else(|| {
        let place = |span: Span| {
            let (line, column) = sources.line_column(span);
            format!("{line}:{column}")
        };
        let faults = diagnostics.sorted().into_iter().map(|fault| {
            assert!(fault.help.is_some());
            let related: Vec<_> = fault.related.iter().map(|label| place(label.span)).collect();
            let related =
                if related.is_empty() { String::new() } else { format!(" < {}", related.join(" < ")) };
            let at = fault.place.as_ref().unwrap();
            assert!(text.get(at.span.start..at.span.end).is_some(), "{fault:?}");
            format!("{} {} {}{related}", fault.code.id, place(at.span), fault.message)
        });
        faults.collect()
    })
}

fn fault(text: &str) -> String {
    let faults = try_parse(text).unwrap_err();
    assert_eq!(faults.len(), 1);
    faults[0].clone()
}

#[test]
fn everything_has_its_place() {
    let text = "\u{feff}<?xml version=\"1.0\"?>\r\n<a x = 'é&lt;'\n  y=\"\">\n  one &amp; <!-- no -->two<b/>three\n</a>\n<!-- end -->";
    let root = try_parse(text).unwrap();
    let at = |span: Span| &text[span.start..span.end];
    assert_eq!(at(root.span), "<a x = 'é&lt;'\n  y=\"\">");
    assert_eq!(at(root.attributes[0].name.span), "x");
    assert_eq!(at(root.attributes[0].value.span), "é&lt;");
    assert_eq!(root.attributes[0].value.value, "é<");
    assert_eq!(root.attribute("y").unwrap().value, "");
    assert!(root.filled("y").is_none());
    assert_eq!(at(root.children[0].span), "<b/>");
    let words = root.text.unwrap();
    assert_eq!(words.value, "one & twothree");
    assert_eq!(at(words.span), "one &amp;");
}

#[test]
fn namespaces_comments_and_instructions_leave_no_trace() {
    let text = "<!DOCTYPE a><a xmlns='u' xmlns:xsi='v' xsi:schemaLocation='w' xml:lang='en'><!-- <c/> --><?p q?>\n</a>";
    let root = try_parse(text).unwrap();
    assert_eq!((root.attributes.len(), root.children.len(), root.text), (0, 0, None));
    assert_eq!(try_parse("<a><![CDATA[<&>]]></a>").unwrap().text.unwrap().value, "<&>");
}

#[test]
fn tags_that_do_not_match() {
    assert_eq!(fault("<a>\n <b>\n</a>"), "E0102 3:1 `</b>` is expected, but `</a>` is found < 2:2");
    assert_eq!(fault("<a><b></c></a>"), "E0102 1:7 `</b>` is expected, but `</c>` is found < 1:4");
    assert_eq!(fault("</a>"), "E0102 1:1 `</a>` closes nothing");
    assert_eq!(fault("<a/>\n<b/>"), "E0102 2:1 `<b>` stands behind the end of `<a>` < 1:1");
}

#[test]
fn files_that_were_cut_off() {
    assert_eq!(fault("<a>\n <b>\n  <c/>\n"), "E0102 3:7 the file ends inside `<b>` < 2:2");
    assert_eq!(
        fault("<a>\n <b c=\"1\"\n"),
        "E0102 2:2 not well-formed XML: syntax error: tag not closed: `>` not found before end of input"
    );
    assert_eq!(
        fault("<a>\n <b c=\"1\n/></a>"),
        "E0102 2:7 not well-formed XML: syntax error: attribute value not closed: `\"` not found before end of input"
    );
    assert_eq!(
        fault("<a>\n <!-- </a>"),
        "E0102 2:2 not well-formed XML: syntax error: comment not closed: `-->` not found before end of input"
    );
    assert_eq!(fault(""), "E0102 1:1 there is no element in the file");
    assert_eq!(fault("<!-- -->\n"), "E0102 1:9 there is no element in the file");
}

#[test]
fn merge_conflicts() {
    let text = "<a>\n<<<<<<< HEAD\n <b/>\n=======\n <c/>\n>>>>>>> main\n</a>";
    assert_eq!(fault(text), "E0102 2:1 there is an unresolved merge conflict");
}

#[test]
fn attributes() {
    assert_eq!(fault("<a>\n<b c/></a>"), "E0102 2:5 an attribute has no value");
    assert_eq!(fault("<a b=/>"), "E0102 1:6 an attribute has no value");
    assert_eq!(fault("<a b= />"), "E0102 1:7 an attribute has no value");
    assert_eq!(fault("<a b=1/>"), "E0102 1:6 the value of an attribute is not in quotes");
    assert_eq!(fault("<a b='1' c='2' b='3'/>"), "E0102 1:16 an attribute is given twice < 1:4");
    assert_eq!(fault("<a b='<c/>'/>"), "E0102 1:4 the value of `b` runs into the next tag");
    assert_eq!(
        fault("<a x=\"0\" b=\"1>\n<c d=\"2\"/></a>"),
        "E0102 1:12 not well-formed XML: syntax error: attribute value not closed: `\"` not found before end of input"
    );
    assert_eq!(fault("<a 1='2'/>"), "E0102 1:4 `1` cannot be a name");
    assert_eq!(fault("<1/>"), "E0102 1:1 `1` cannot be a name");
}

#[test]
fn entities_and_text() {
    assert_eq!(fault("<a>\n x &nbsp; y</a>"), "E0102 2:4 `&nbsp;` stands for nothing");
    assert_eq!(fault("<a>x & y</a>"), "E0102 1:6 `&` stands for nothing");
    assert_eq!(fault("<a b='x &y'/>"), "E0102 1:9 `&y` stands for nothing");
    assert_eq!(fault("hello <a/>"), "E0102 1:1 text stands before the root element");
    assert_eq!(fault("<a/>\n hello"), "E0102 2:2 text stands behind the root element");
    assert_eq!(
        fault("<a><!what></a>"),
        "E0102 1:4 not well-formed XML: syntax error: unknown or missed symbol in markup"
    );
}

#[test]
fn hostile_depth_is_an_error() {
    let nested = |depth: usize| "<a>".repeat(depth) + &"</a>".repeat(depth);
    assert!(try_parse(&nested(MAX_DEPTH)).is_ok());
    assert!(fault(&nested(MAX_DEPTH + 1)).starts_with("E0106 1:193 "));
    assert!(fault(&"<a>".repeat(1_000_000)).starts_with("E0106 "));
}
