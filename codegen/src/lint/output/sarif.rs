//! Findings as SARIF 2.1.0, which code hosts show beside the lines that they are about.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Value, json};

use super::{Region, severity};
use crate::diagnostics::{Code, Diagnostic, Label, Severity};
use crate::source::SourceMap;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Value; 1],
}

/// One run with all findings, and the rules that they are about.
///
/// # Errors
///
/// If it cannot be written.
pub fn sarif(
    findings: &[&Diagnostic],
    sources: &SourceMap,
    denied: bool,
) -> Result<String, serde_json::Error> {
    let codes: BTreeMap<_, _> = findings.iter().map(|finding| (finding.code.id, finding.code)).collect();
    let rules: Vec<_> = codes.values().map(|code| rule(*code)).collect();
    let results: Vec<_> = findings
        .iter()
        .map(|finding| result(finding, codes.keys().position(|id| *id == finding.code.id), sources, denied))
        .collect();
    let run = json!({
        "tool": {
            "driver": {
                "name": "clustergen",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    serde_json::to_string_pretty(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

fn rule(code: Code) -> Value {
    let text = code.explanation.split("\n\nWrong:").next().unwrap_or(code.explanation).trim();
    let level = if code.severity == Severity::Error { "error" } else { "warning" };
    json!({
        "id": code.id,
        "shortDescription": { "text": code.title },
        "fullDescription": { "text": text.replace('\n', " ") },
        "help": { "text": code.explanation, "markdown": code.explanation },
        "defaultConfiguration": { "level": level },
    })
}

fn result(diagnostic: &Diagnostic, rule: Option<usize>, sources: &SourceMap, denied: bool) -> Value {
    let message = match &diagnostic.help {
        Some(help) => format!("{}: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let mut result = json!({
        "ruleId": diagnostic.code.id,
        "level": severity(diagnostic, denied),
        "message": { "text": message },
        "locations": diagnostic.place.iter().map(|label| location(label, diagnostic, sources)).collect::<Vec<_>>(),
    });
    if let (Some(rule), Some(object)) = (rule, result.as_object_mut()) {
        object.insert("ruleIndex".to_owned(), json!(rule));
    }
    if let (false, Some(object)) = (diagnostic.related.is_empty(), result.as_object_mut()) {
        let related = diagnostic.related.iter().map(|label| related(label, sources));
        object.insert("relatedLocations".to_owned(), related.collect());
    }
    result
}

fn location(label: &Label, diagnostic: &Diagnostic, sources: &SourceMap) -> Value {
    let mut location = physical(label, sources);
    if let (Some(path), Some(object)) = (&diagnostic.path, location.as_object_mut()) {
        object.insert("logicalLocations".to_owned(), json!([{ "fullyQualifiedName": path }]));
    }
    location
}

fn related(label: &Label, sources: &SourceMap) -> Value {
    let mut location = physical(label, sources);
    if let Some(object) = location.as_object_mut() {
        object.insert("message".to_owned(), json!({ "text": label.text }));
    }
    location
}

fn physical(label: &Label, sources: &SourceMap) -> Value {
    let Region { file, line, column, end_line, end_column } = Region::of(label, sources);
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&file) },
            "region": {
                "startLine": line,
                "startColumn": column,
                "endLine": end_line,
                "endColumn": end_column,
            }
        }
    })
}

/// A path as a URI: relative if the path is, so that a code host finds the file in its repository.
fn uri(file: &str) -> String {
    let mut uri = String::new();
    for byte in file.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    if file.starts_with('/') { format!("file://{uri}") } else { uri }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uris() {
        assert_eq!(uri("xml/1.6/on off.xml"), "xml/1.6/on%20off.xml");
        assert_eq!(uri("/a/é.xml"), "file:///a/%C3%A9.xml");
    }
}
