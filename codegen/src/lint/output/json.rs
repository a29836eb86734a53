//! Findings as JSON of our own.

use serde::Serialize;

use super::{Region, severity};
use crate::diagnostics::{Diagnostic, Label};
use crate::source::SourceMap;

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    path: Option<&'a str>,
    help: Option<&'a str>,
    place: Option<Place<'a>>,
    related: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    file: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    label: &'a str,
}

/// An array of findings, each with `code`, `severity` (`error` or `warning`), `message`, `path`, `help`, `place` and
/// `related`. A place has `file`, `line`, `column`, `end_line`, `end_column` and `label`; lines and columns count from one,
/// the end is behind the last character. What is not known is `null`.
///
/// # Errors
///
/// If it cannot be written.
pub fn json(
    findings: &[&Diagnostic],
    sources: &SourceMap,
    denied: bool,
) -> Result<String, serde_json::Error> {
    let findings: Vec<_> = findings.iter().map(|finding| self::finding(finding, sources, denied)).collect();
    serde_json::to_string_pretty(&findings)
}

fn finding<'a>(diagnostic: &'a Diagnostic, sources: &SourceMap, denied: bool) -> Finding<'a> {
    Finding {
        code: diagnostic.code.id,
        severity: severity(diagnostic, denied),
        message: &diagnostic.message,
        path: diagnostic.path.as_deref(),
        help: diagnostic.help.as_deref(),
        place: diagnostic.place.as_ref().map(|label| place(label, sources)),
        related: diagnostic.related.iter().map(|label| place(label, sources)).collect(),
    }
}

fn place<'a>(label: &'a Label, sources: &SourceMap) -> Place<'a> {
    let Region { file, line, column, end_line, end_column } = Region::of(label, sources);
    Place { file, line, column, end_line, end_column, label: &label.text }
}
