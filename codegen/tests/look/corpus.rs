//! Real files: every cluster of the folder that `CLUSTERGEN_CORPUS` names has a page and is like itself.

use std::fs;
use std::path::{Path, PathBuf};

use clustergen::cli::Exit;

use crate::support::clustergen;

/// All XML files below the folder; none, with a word on it, if there is no folder.
fn files() -> Vec<PathBuf> {
    let Some(folder) = std::env::var_os("CLUSTERGEN_CORPUS") else {
        eprintln!("SKIPPED: CLUSTERGEN_CORPUS is not set, no real files were tried");
        return Vec::new();
    };
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(next) = folders.pop() {
        for path in fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "xml") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn every_cluster_has_a_page_and_is_like_itself() {
    for path in files() {
        let path = text(&path);
        for format in ["text", "markdown", "json"] {
            let run = clustergen(&["show", path, "--format", format, "--keep-going", "-q"]);
            assert_ne!(run.exit, Exit::Usage, "{path}: {}", run.err);
            assert!(format != "json" || run.json()["clusters"].is_array(), "{path}");
        }
        let run = clustergen(&["diff", path, path, "--keep-going"]);
        assert_eq!(run.out, "no differences\n", "{path}");
    }
}

#[test]
fn the_old_access_control_became_the_new_one_by_renames() {
    let of = |name: &str| files().into_iter().find(|path| path.ends_with(name));
    let (Some(old), Some(new)) = (of("old-access-control-cluster.xml"), of("access-control-cluster.xml"))
    else {
        return;
    };
    let run = clustergen(&["diff", text(&old), text(&new), "--cluster", "0x001F", "--format", "json"]);
    let document = run.json();
    assert_eq!(document["summary"]["reused"], 0, "{}", run.out);
    for (old, new) in [
        ("Privilege", "AccessControlEntryPrivilegeEnum"),
        ("AuthMode", "AccessControlEntryAuthModeEnum"),
        ("AccessControlEntry", "AccessControlEntryStruct"),
        ("ExtensionEntry", "AccessControlExtensionStruct"),
        ("Target", "TargetStruct"),
    ] {
        let changes = document["clusters"][0]["changes"].as_array().unwrap();
        let is_renamed = changes
            .iter()
            .any(|change| change["kind"] == "renamed" && change["old"] == old && change["new"] == new);
        assert!(is_renamed, "{old} -> {new}: {}", run.out);
    }
}
