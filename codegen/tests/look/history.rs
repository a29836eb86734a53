//! `clustergen history`: a cluster across releases.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{clustergen, clusters_xml, pair};

#[test]
fn the_cluster_of_this_project() {
    let folder = clusters_xml();
    let out = clustergen(&["history", &folder, "--cluster", "0x0450"]).success();
    insta::assert_snapshot!("text", out);
    let out = clustergen(&["history", &folder, "--cluster", "0x0450", "--format", "markdown"]).success();
    insta::assert_snapshot!("markdown", out);
}

/// Releases of the given names with states of a pair; `None` has no cluster.
fn releases(name: &str, states: &[(&str, Option<usize>)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (release, state) in states {
        let target = folder.path().join(release);
        fs::create_dir_all(&target).unwrap();
        let empty = "<configurator><enum name=\"Unused\" type=\"enum8\"/></configurator>";
        fs::write(target.join("empty.xml"), empty).unwrap();
        if let Some(state) = state {
            for file in fs::read_dir(&pair(name)[*state]).unwrap().map(Result::unwrap) {
                fs::copy(file.path(), target.join(file.file_name())).unwrap();
            }
        }
    }
    folder
}

fn history(folder: &Path, cluster: &str) -> serde_json::Value {
    let folder = folder.to_str().unwrap();
    let run = clustergen(&["history", folder, "--cluster", cluster, "--format", "json"]);
    assert_eq!(run.err, "");
    run.json()
}

#[test]
fn releases_without_the_cluster_are_told_apart_by_what_was_before() {
    let states =
        [("1.0", None), ("1.2", Some(0)), ("1.9", None), ("1.10", Some(1)), ("1.11", Some(1)), ("2.0", None)];
    let folder = releases("thermostat", &states);
    let document = history(folder.path(), "0x0201");
    let steps = document["clusters"][0]["steps"].as_array().unwrap();
    let lines: Vec<_> = steps
        .iter()
        .map(|step| {
            (
                step["release"].as_str().unwrap(),
                step["presence"].as_str().unwrap(),
                step["revision"].as_u64(),
                step["compared_with"].as_str(),
                step["changes"].as_array().unwrap().is_empty(),
            )
        })
        .collect();
    let expected = [
        ("1.0", "not-yet", None, None, true),
        ("1.2", "present", Some(7), None, true),
        ("1.9", "gone", None, None, true),
        ("1.10", "present", Some(11), Some("1.2"), false),
        ("1.11", "present", Some(11), Some("1.10"), true),
        ("2.0", "gone", None, None, true),
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_cluster_is_followed_through_another_name() {
    let folder = releases("basic", &[("1.0", Some(0)), ("1.1", Some(1))]);
    for selector in ["basic", "basic information", "40"] {
        let document = history(folder.path(), selector);
        let steps = document["clusters"][0]["steps"].as_array().unwrap();
        let names: Vec<_> = steps.iter().map(|step| step["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["Basic", "Basic Information"], "{selector}");
    }
}
