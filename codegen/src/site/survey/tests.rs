use super::*;
use crate::diagnostics::{Diagnostics, one_line};

const GOOD: &str = r#"{"devices": [
  {"vendor": "Z", "product": "Hub", "endpoints": []},
  {"vendor": "A", "product": "Lamp", "endpoints": [
    {"id": 0, "clusters": [{"id": "0x0450", "revision": 1}, {"id": 31}, {"id": "31", "revision": null}]},
    {"id": "0x1", "clusters": []}]}
]}"#;

#[test]
fn ids_are_numbers_or_texts_and_devices_are_sorted() {
    let survey = parse(GOOD).unwrap();
    let names: Vec<_> = survey.devices.iter().map(|device| device.product.as_str()).collect();
    assert_eq!(names, ["Lamp", "Hub"]);
    let endpoints = &survey.devices[0].endpoints;
    let found = |id, revision| Implemented { id, revision };
    assert_eq!(endpoints[0].clusters, [found(0x0450, Some(1)), found(31, None), found(31, None)]);
    assert_eq!(endpoints[1].id, 1);
}

/// The diagnostics of a file with this text, in one line each.
fn said(text: &[u8]) -> Vec<String> {
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join("survey.json"), text).unwrap();
    let mut session = Session::default();
    assert_eq!(Survey::load(&folder.path().join("survey.json"), &mut session), None);
    let Session { sources, diagnostics } = &session;
    lines(diagnostics, |line| line.replace(&format!("{}/", folder.path().display()), ""), sources)
}

fn lines(
    diagnostics: &Diagnostics,
    mask: impl Fn(String) -> String,
    sources: &crate::source::SourceMap,
) -> Vec<String> {
    diagnostics.sorted().into_iter().map(|diagnostic| mask(one_line(diagnostic, sources))).collect()
}

#[test]
fn malformed_json_is_shown_where_it_is() {
    assert_eq!(
        said(b"{\"devices\": [\n  {\"vendor\": \"\xC3\xA9\", oops}\n]}"),
        ["survey.json:2:19: error[E0451]: key must be a string"]
    );
    assert_eq!(said(b""), ["survey.json:1:1: error[E0451]: EOF while parsing a value"]);
    assert_eq!(said(b"[]"), ["survey.json:1:1: error[E0451]: invalid type: sequence, expected an object"]);
    assert_eq!(said(b"\xFF"), ["survey.json:1:1: error[E0105]: `survey.json` is not UTF-8 text"]);
}

#[test]
fn every_device_of_an_unknown_shape_is_shown() {
    let text = br#"{"devices": [
  {"vendor": "A", "product": "Lamp"},
  {"vendor": "A", "product": "Lamp", "endpoints": [], "colour": 1},
  {"vendor": "A", "product": "Lamp", "endpoints": [{"id": 65536, "clusters": []}]},
  {"vendor": "A", "product": "Lamp", "endpoints": [{"id": 0, "clusters": [
    {"id": "0x0450"}, {"id": "On/Off"}]}]},
  {"vendor": "A", "product": "Lamp", "endpoints": [{"id": 0, "clusters": [{"id": 6, "revision": "four"}]}]},
  ["A", "Lamp", []],
  {"vendor": "A", "product": "Lamp", "endpoints": [[0, []]]},
  {"vendor": "A", "product": "Lamp", "endpoints": []}
]}"#;
    let said = said(text);
    assert_eq!(said.len(), 7, "{said:#?}");
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn a_file_that_is_not_there_is_an_error() {
    let mut session = Session::default();
    assert_eq!(Survey::load(Path::new("no/such/survey.json"), &mut session), None);
    let lines = lines(&session.diagnostics, |line| line, &session.sources);
    assert!(
        lines.len() == 1 && lines[0].contains("E0101") && lines[0].contains("no/such/survey.json"),
        "{lines:?}"
    );
}
