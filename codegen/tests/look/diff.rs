//! `clustergen diff`: what is matched, how it is judged, what it comes to.

use clustergen::cli::Exit;
use serde_json::{Value, json};

use crate::support::{PAIRS, clustergen, clusters_xml, pair};

fn of(name: &str, options: &[&str]) -> crate::support::Run {
    let [old, new] = pair(name);
    clustergen(&[&["diff", &old, &new], options].concat())
}

/// Judgement and place of all changes of a kind.
fn changes(name: &str, kind: &str) -> Vec<(String, String)> {
    let document = of(name, &["--format", "json"]).json();
    let all = document["clusters"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|cluster| cluster["changes"].as_array().unwrap());
    let place = |change: &Value| {
        let path = change["path"].as_array().unwrap().iter();
        let step =
            |step: &Value| format!("{} {}", step["item"].as_str().unwrap(), step["name"].as_str().unwrap());
        path.map(step).collect::<Vec<_>>().join(" > ")
    };
    all.filter(|change| change["kind"] == kind)
        .map(|change| (change["judgement"].as_str().unwrap().to_owned(), place(change)))
        .collect()
}

fn named(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(judgement, place)| ((*judgement).to_owned(), (*place).to_owned())).collect()
}

#[test]
fn all_pairs_in_words() {
    for name in PAIRS {
        let run = of(name, &[]);
        assert_eq!((run.exit, run.err.as_str()), (Exit::Failure, ""), "{name}");
        insta::assert_snapshot!(name, run.out);
    }
}

#[test]
fn ids_that_stand_for_something_else_are_found() {
    let expected = [
        ("reused", "feature QueuedPresetsSupported"),
        ("reused", "attribute PresetsSchedulesEditable"),
        ("reused", "attribute SetpointHoldExpiryTimestamp"),
        ("reused", "attribute QueuedPreset"),
        ("reused", "command StartPresetsSchedulesEditRequest"),
    ];
    assert_eq!(changes("thermostat", "reused"), named(&expected));
}

#[test]
fn other_names_for_the_same_are_no_harm() {
    assert_eq!(changes("basic", "renamed"), named(&[("compatible", "")]));
    assert_eq!(changes("basic", "reused"), []);
    assert_eq!(changes("concentration", "renamed"), named(&[("compatible", "")]));
    let expected = [("compatible", "bitmap WiFiSecurityBitmap > bit WEP-PERSONAL")];
    assert_eq!(changes("network-commissioning", "renamed"), named(&expected));
    let expected = [
        ("compatible", "enum AuthMode"),
        ("compatible", "enum Privilege"),
        ("compatible", "enum Privilege > item Proxy View"),
        ("compatible", "struct AccessControlEntry"),
    ];
    assert_eq!(changes("access-control", "renamed"), named(&expected));
    assert_eq!(changes("access-control", "type"), [], "a type that is only renamed is the same type");
}

#[test]
fn one_revision_with_two_contents_is_pointed_out() {
    assert_eq!(changes("network-commissioning", "same-revision"), named(&[("breaking", "")]));
    assert_eq!(changes("level-control", "revision"), named(&[("compatible", "")]));
}

#[test]
fn a_cluster_that_moves_is_removed_and_added_with_a_hint() {
    let document = of("groupcast", &["--format", "json"]).json();
    let fates: Vec<_> = document["clusters"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["id"].as_u64().unwrap(), it["fate"].as_str().unwrap(), it["hint"].as_str().unwrap()))
        .collect();
    let expected = [(0x64, "removed", "0x0065 has this name now"), (0x65, "added", "0x0064 had this name")];
    assert_eq!(fates, expected);
    assert_eq!(document["summary"], json!({"clusters": 2, "compatible": 1, "breaking": 1, "reused": 0}));
}

#[test]
fn a_state_is_like_itself() {
    for name in PAIRS {
        for state in pair(name) {
            let run = clustergen(&["diff", &state, &state]);
            assert_eq!((run.exit, run.out.as_str()), (Exit::Success, "no differences\n"), "{name}");
        }
    }
}

#[test]
fn what_is_denied_makes_the_exit_status() {
    // Compatible, breaking, and reused ids are the worst of them.
    for (name, failing) in [
        ("basic", &["any"][..]),
        ("network-commissioning", &["any", "breaking"]),
        ("thermostat", &["any", "breaking", "reused"]),
    ] {
        for deny in ["any", "breaking", "reused", "none"] {
            let expected = if failing.contains(&deny) { Exit::Failure } else { Exit::Success };
            assert_eq!(of(name, &["--deny", deny]).exit, expected, "{name} {deny}");
        }
    }
}

#[test]
fn a_cluster_is_selected_by_the_name_it_has_in_either_state() {
    let everything = of("basic", &[]).out;
    for selector in ["0x0028", "basic", "Basic Information"] {
        assert_eq!(of("basic", &["--cluster", selector]).out, everything, "{selector}");
    }
    let moved = of("groupcast", &["--cluster", "0x0064"]);
    assert!(moved.out.contains("0x0064 Groupcast: the cluster is removed"), "{}", moved.out);
    assert!(!moved.out.contains("0x0065 Groupcast:"), "{}", moved.out);
}

#[test]
fn what_cannot_be_compared_is_said_once_and_with_help() {
    let run = of("basic", &["--cluster", "Basik"]);
    assert_eq!((run.exit, run.out.as_str()), (Exit::Failure, ""));
    assert_eq!(run.err.matches("no cluster `Basik`").count(), 1, "{}", run.err);
    assert!(run.err.contains("did you mean `Basic`"), "{}", run.err);

    let folder = clusters_xml();
    let run = clustergen(&["diff", &folder, &format!("{folder}/1.6")]);
    assert_eq!((run.exit, run.out.as_str()), (Exit::Failure, ""));
    assert!(run.err.contains("has several releases: 1.4-draft, 1.6, 1.6.1"), "{}", run.err);
    assert!(run.err.contains("clusters-xml/1.4-draft`"), "{}", run.err);
}

#[test]
fn faults_in_the_input_stop_it_unless_told_otherwise() {
    let [old, _] = pair("basic");
    let text = std::fs::read_to_string(format!("{old}/basic.xml")).unwrap();
    let (_folder, faulty) = crate::support::file(&text.replace("\"vendor_id\"", "\"nonsense\""));
    let run = clustergen(&["diff", &old, &faulty]);
    assert_eq!((run.exit, run.out.as_str()), (Exit::Failure, ""));
    assert!(run.err.contains("nonsense"), "{}", run.err);
    let run = clustergen(&["diff", &old, &faulty, "--keep-going", "--deny", "none"]);
    assert_eq!(run.exit, Exit::Failure);
    assert!(run.out.contains("VendorID: is removed or deprecated"), "{}", run.out);
}

#[test]
fn markdown_shows_everything_literally() {
    let run = of("thermostat", &["--format", "markdown"]);
    insta::assert_snapshot!(run.out);
}
