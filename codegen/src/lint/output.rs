//! Findings in forms that programs read.

mod json;
mod sarif;

pub use json::json;
pub use sarif::sarif;

use crate::diagnostics::{Diagnostic, Label};
use crate::source::SourceMap;

/// A place in a file, for people: counted from one, columns in characters, the end behind the last character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Region {
    /// The path, as the user wrote it, with `/` between its parts.
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) end_line: usize,
    pub(crate) end_column: usize,
}

impl Region {
    /// Where a label is.
    pub(crate) fn of(label: &Label, sources: &SourceMap) -> Self {
        let (line, column) = sources.line_column(label.span);
        let end = crate::source::Span { start: label.span.end, ..label.span };
        let (end_line, end_column) = sources.line_column(end);
        let path = sources.path(label.span.file);
        let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
        let file = if path.is_absolute() {
            path.display().to_string().replace('\\', "/")
        } else {
            parts.into_iter().filter(|part| part != ".").collect::<Vec<_>>().join("/")
        };
        Self { file, line, column, end_line, end_column }
    }
}

/// `error` or `warning`.
fn severity(diagnostic: &Diagnostic, denied: bool) -> &'static str {
    if denied || diagnostic.is_error() { "error" } else { "warning" }
}
