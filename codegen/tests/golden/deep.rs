//! Structures in structures, as many as a file may have: none of it is gone through by recursion, whose stack would end, and
//! nothing is looked at again for each.

use std::fs;

use clustergen::pipeline::Task;

use crate::support::emit;

/// So many that going through all of them for each pair would take hours.
const DEPTH: usize = 4_000;

#[test]
fn structures_may_be_as_deep_as_they_like() {
    let structure = |number: usize| {
        let innermost = r#"<item fieldId="0" name="Last" type="octet_string"/><item fieldId="1" name="Half" type="single"/>"#;
        let item = match number {
            1 => innermost.to_owned(),
            _ => format!(r#"<item fieldId="0" name="Next" type="Level{}Struct"/>"#, number - 1),
        };
        format!("<struct name=\"Level{number}Struct\"><cluster code=\"0xFFF1FC00\"/>{item}</struct>\n")
    };
    let structures: String = (1..=DEPTH).map(structure).collect();
    let cluster = format!(
        "<cluster><name>Deep</name><domain>General</domain><code>0xFFF1FC00</code><define>DEEP_CLUSTER</define>\
         <attribute side=\"server\" code=\"0\" define=\"TOP\" type=\"Level{DEPTH}Struct\">Top</attribute></cluster>"
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep.xml");
    fs::write(&path, format!("<configurator>\n{structures}{cluster}\n</configurator>\n")).unwrap();

    let files = emit(&Task { inputs: vec![path], formatted: false, ..Task::default() });
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
