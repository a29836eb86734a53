//! Checking: exit 0 when generating would change nothing, else 1 and a summary. It never writes.

use std::fs;

use crate::process::{clustergen, put, tree, workshop};

const GENERATE: [&str; 5] = ["generate", "xml", "--out", "out", "--module"];
const CHECK: [&str; 5] = ["check", "xml", "--out", "out", "--module"];

#[test]
fn after_generating_all_is_well() {
    let folder = workshop();
    assert_eq!(clustergen(folder.path(), &GENERATE).status, 0);
    let files = tree(&folder.path().join("out")).len();
    let check = clustergen(folder.path(), &CHECK);
    assert_eq!((check.status, check.stdout.as_str()), (0, ""));
    assert_eq!(check.stderr, format!("`out` is up to date ({files} files)\n"));
    assert_eq!(clustergen(folder.path(), &[CHECK.as_slice(), &["-q"]].concat()).stderr, "");
}

#[test]
fn what_is_changed_missing_or_left_over_is_listed() {
    let folder = workshop();
    assert_eq!(clustergen(folder.path(), &GENERATE).status, 0);
    let out = folder.path().join("out");
    let header = tree(&out)["mod.rs"].lines().next().unwrap().to_owned();
    put(&out, "mod.rs", &header);
    fs::remove_file(out.join("v1_0.rs")).or_else(|_| fs::remove_file(out.join("v1_0/mod.rs"))).unwrap();
    put(&out, "v0_9/types.rs", &header);
    put(&out, "mine.rs", "// not generated");
    let before = tree(&out);

    let check = clustergen(folder.path(), &CHECK);
    assert_eq!((check.status, check.stdout.as_str()), (1, ""));
    insta::assert_snapshot!(check.stderr);
    assert_eq!(clustergen(folder.path(), &[CHECK.as_slice(), &["-q"]].concat()).stderr, check.stderr);
    assert_eq!(tree(&out), before, "check only looks");

    assert_eq!(clustergen(folder.path(), &GENERATE).status, 0);
    assert_eq!(clustergen(folder.path(), &CHECK).status, 0);
    assert!(out.join("mine.rs").exists() && !out.join("v0_9").exists());
}

#[test]
fn before_generating_everything_is_missing() {
    let folder = workshop();
    let check = clustergen(folder.path(), &CHECK);
    assert_eq!(check.status, 1);
    assert!(check.stderr.contains("missing: mod.rs"), "{}", check.stderr);
    assert!(!folder.path().join("out").exists());
}

#[test]
fn errors_in_the_input_are_errors_here_too() {
    let folder = workshop();
    put(folder.path(), "xml/bad.xml", "<html/>");
    let check = clustergen(folder.path(), &CHECK);
    assert_eq!(check.status, 1);
    assert!(check.stderr.contains("E0103"), "{}", check.stderr);
}
