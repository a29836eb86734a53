//! Structures in structures, as many as a file may have: none of it is gone through by recursion, whose stack would end, and
//! nothing is looked at again for each.

use std::fs;

use clustergen::diff;
use clustergen::pipeline::{self, Task};
use clustergen::session::Session;
use tempfile::TempDir;

use crate::support::emit;

/// So many that going through all of them for each pair would take hours.
const DEPTH: usize = 4_000;

/// A file with an attribute that holds a structure which twice holds one that twice holds one, and so on. The last has these
/// fields.
fn deep(innermost: &str) -> (TempDir, Task) {
    let structure = |number: usize| {
        let fields = match number {
            1 => innermost.to_owned(),
            _ => ["Next", "Other"].iter().zip(0..).fold(String::new(), |fields, (name, id)| {
                format!(r#"{fields}<item fieldId="{id}" name="{name}" type="Level{}Struct"/>"#, number - 1)
            }),
        };
        format!("<struct name=\"Level{number}Struct\"><cluster code=\"0xFFF1FC00\"/>{fields}</struct>\n")
    };
    let structures: String = (1..=DEPTH).map(structure).collect();
    let cluster = format!(
        "<cluster><name>Deep</name><domain>General</domain><code>0xFFF1FC00</code><define>DEEP_CLUSTER</define>\
         <attribute side=\"server\" code=\"0\" define=\"TOP\" type=\"Level{DEPTH}Struct\">Top</attribute></cluster>"
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep.xml");
    fs::write(&path, format!("<configurator>\n{structures}{cluster}\n</configurator>\n")).unwrap();
    (folder, Task { inputs: vec![path], formatted: false, ..Task::default() })
}

const INNERMOST: &str =
    r#"<item fieldId="0" name="Last" type="octet_string"/><item fieldId="1" name="Half" type="single"/>"#;

#[test]
fn structures_may_be_as_deep_as_they_like() {
    let (_folder, task) = deep(INNERMOST);
    let files = emit(&task);
    let text = &files[0].text;
    assert_eq!(text.matches("pub struct Level").count(), DEPTH);
    assert_eq!(
        text.matches("< '_ > { type Of < 'a > = Level").count(),
        DEPTH,
        "what is innermost borrows, and so do all"
    );
    let derives = text.matches("# [derive (Clone , Copy , Debug , PartialEq)]").count();
    assert_eq!(derives, DEPTH, "what is innermost can be compared in part only, and so can all");
}

#[test]
fn so_may_those_that_own_what_is_in_them() {
    let (_folder, task) = deep(INNERMOST);
    let files = emit(&Task { owned: true, ..task });
    assert_eq!(files[0].text.matches("pub fn as_borrowed").count(), DEPTH, "nothing in them is a list");
    let (_folder, task) = deep(r#"<item fieldId="0" name="Names" type="array" entryType="char_string"/>"#);
    let files = emit(&Task { owned: true, ..task });
    assert_eq!(files[0].text.matches("pub fn as_borrowed").count(), 0, "what is innermost cannot be lent");
}

#[test]
fn so_may_those_that_are_compared() {
    let load = |innermost| {
        let (_folder, task) = deep(innermost);
        pipeline::load(&task, &mut Session::default()).releases.remove(0).clusters.remove(0)
    };
    let changes =
        diff::clusters(&load(INNERMOST), &load(r#"<item fieldId="0" name="Last" type="octet_string"/>"#));
    assert_eq!(changes.len(), 1, "{changes:?}");
}

#[test]
fn one_that_contains_itself_is_found_below_all_of_them() {
    let (_folder, task) = deep(r#"<item fieldId="0" name="Again" type="Level1Struct"/>"#);
    let mut session = Session::default();
    pipeline::load(&task, &mut session);
    let said: Vec<_> =
        session.diagnostics.sorted().into_iter().map(|diagnostic| diagnostic.message.as_str()).collect();
    assert_eq!(said, ["`Level1Struct` contains itself"]);
}
