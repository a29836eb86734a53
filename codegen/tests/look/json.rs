//! The JSON of all verbs: what it is, its version, and that nothing else is printed.

use crate::support::{clustergen, clusters_xml, pair};

#[test]
fn every_document_says_what_it_is() {
    let folder = clusters_xml();
    let [old, new] = pair("thermostat");
    let decode = ["decode", &folder, "--release", "1.6", "--attribute", "2", "05f401"];
    for (kind, arguments) in [
        ("clustergen-list", &["list", &folder][..]),
        ("clustergen-show", &["show", &folder]),
        ("clustergen-diff", &["diff", &old, &new]),
        ("clustergen-history", &["history", &folder]),
        ("clustergen-decode", &decode),
    ] {
        let run = clustergen(&[arguments, &["--format", "json"]].concat());
        assert_eq!(run.err, "", "{kind}");
        let document = run.json();
        assert_eq!((document["format"].as_str(), document["version"].as_u64()), (Some(kind), Some(1)));
        assert!(run.out.ends_with("}\n"), "{kind}");
    }
}

#[test]
fn the_fields_of_all_documents() {
    let [old, new] = pair("level-control");
    let show = clustergen(&["show", &old, "--format", "json"]).json();
    insta::assert_json_snapshot!("show", show);
    let diff = clustergen(&["diff", &old, &new, "--format", "json"]).json();
    insta::assert_json_snapshot!("diff", diff);
    let list = clustergen(&["list", &old, "--format", "json"]).json();
    insta::assert_json_snapshot!("list", list);
    let history = clustergen(&["history", &old, "--format", "json"]).json();
    insta::assert_json_snapshot!("history", history);
}
