//! Diagnostics as text.

use core::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, Label};
use crate::source::{FileId, SourceMap, Span};

/// Whether the text carries colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// Terminal escape codes.
    Always,
    /// Plain text.
    Never,
}

/// All diagnostics, sorted by place, rendered one below the other, each with an empty line behind it.
pub fn render(diagnostics: &Diagnostics, sources: &SourceMap, color: Color) -> String {
    let renderer = match color {
        Color::Always => Renderer::styled(),
        Color::Never => Renderer::plain(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut text = String::new();
    for diagnostic in diagnostics.sorted() {
        text.push_str(&renderer.render(&[group(diagnostic, sources)]));
        text.push_str("\n\n");
    }
    text
}

/// A diagnostic in one line, `path:line:column: error[E0301]: message`, for where there is room for no more.
pub fn one_line(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let kind = if diagnostic.is_error() { "error" } else { "warning" };
    let place = diagnostic.place.as_ref().map_or_else(String::new, |place| {
        let (line, column) = sources.line_column(place.span);
        format!("{}:{line}:{column}: ", sources.path(place.span.file).display())
    });
    format!("{place}{kind}[{}]: {}", diagnostic.code.id, diagnostic.message).replace(['\n', '\r'], " ")
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceMap) -> Group<'a> {
    let level = if diagnostic.is_error() { Level::ERROR } else { Level::WARNING };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.id);
    let mut group = Group::with_title(title);
    // One snippet for each file, the one with the place itself first.
    let files = diagnostic.place.iter().chain(&diagnostic.related).map(|label| label.span.file);
    let mut seen: Vec<FileId> = Vec::new();
    for file in files {
        if !seen.contains(&file) {
            seen.push(file);
            group = group.element(snippet(file, diagnostic, sources));
        }
    }
    if let Some(path) = &diagnostic.path {
        group = group.element(Level::NOTE.message(format!("in {path}")));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

fn snippet<'a>(
    file: FileId,
    diagnostic: &'a Diagnostic,
    sources: &'a SourceMap,
) -> Snippet<'a, Annotation<'a>> {
    let text = sources.text(file);
    let primary = diagnostic.place.iter().map(|label| (AnnotationKind::Primary, label));
    let related = diagnostic.related.iter().map(|label| (AnnotationKind::Context, label));
    let labels = primary.chain(related).filter(|(_, label)| label.span.file == file);
    Snippet::source(text)
        .path(sources.path(file).display().to_string())
        .annotations(labels.map(|(kind, label)| annotation(kind, label, text)))
}

fn annotation<'a>(kind: AnnotationKind, label: &'a Label, text: &str) -> Annotation<'a> {
    let annotation = kind.span(visible(label.span, text));
    if label.text.is_empty() { annotation } else { annotation.label(label.text.as_str()) }
}

/// The bytes to underline: within the text, between characters, and on one line, because a tag over many lines is told
/// by where it begins.
fn visible(span: Span, text: &str) -> Range<usize> {
    let start = text.floor_char_boundary(span.start);
    let end = text.ceil_char_boundary(span.end.max(span.start));
    let line = text.get(start..end).and_then(|part| part.lines().next()).unwrap_or_default();
    start..start + line.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::codes;

    fn example() -> (SourceMap, Diagnostics) {
        let mut sources = SourceMap::default();
        let one = sources.add("one.xml", "<enum name=\"A\">\n  <item\n    name=\"X\"/>\n</enum>\n");
        let two = sources.add("two.xml", "<é/>\n<enum name=\"A\"/>\n");
        let mut diagnostics = Diagnostics::default();
        diagnostics.push(
            Diagnostic::new(codes::DUPLICATE_NAME, "two types are called `A`")
                .at(Span { file: one, start: 0, end: 15 }, "defined here")
                .with_related(Span { file: two, start: 6, end: 21 }, "and here")
                .within("Example > A")
                .with_help("rename one of them"),
        );
        diagnostics.push(
            Diagnostic::new(codes::MISSING_ID, "an item has no value")
                .at(Span { file: one, start: 18, end: 39 }, ""),
        );
        diagnostics.push(Diagnostic::new(codes::NO_INPUT, "nothing to read").with_help("name a file"));
        (sources, diagnostics)
    }

    #[test]
    fn snippets_of_two_files_notes_and_help() {
        let (sources, diagnostics) = example();
        let text = render(&diagnostics, &sources, Color::Never);
        insta::assert_snapshot!(text);
    }

    #[test]
    fn colours_only_on_request() {
        let (sources, diagnostics) = example();
        assert!(render(&diagnostics, &sources, Color::Always).contains('\u{1b}'));
        assert!(!render(&diagnostics, &sources, Color::Never).contains('\u{1b}'));
    }

    #[test]
    fn one_line_each() {
        let (sources, diagnostics) = example();
        let lines: Vec<_> =
            diagnostics.sorted().iter().map(|diagnostic| one_line(diagnostic, &sources)).collect();
        assert_eq!(
            lines,
            [
                "error[E0104]: nothing to read",
                "one.xml:1:1: error[E0303]: two types are called `A`",
                "one.xml:2:3: error[E0201]: an item has no value",
            ]
        );
    }

    #[test]
    fn a_place_outside_of_the_text_is_no_fault() {
        let mut sources = SourceMap::default();
        let file = sources.add("é.xml", "é");
        let mut diagnostics = Diagnostics::default();
        for (start, end) in [(0, 1), (1, 1), (1, 9), (2, 2), (7, 9), (9, 7)] {
            let place = Span { file, start, end };
            diagnostics.push(Diagnostic::new(codes::NOT_XML, "x").at(place, "here"));
        }
        assert!(render(&diagnostics, &sources, Color::Never).contains("é.xml"));
    }
}
