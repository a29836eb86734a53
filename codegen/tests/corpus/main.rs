//! Real files: all `*.xml` below the folder that the environment variable `CLUSTERGEN_CORPUS` names, however deep.
//!
//! Each of them alone and all of them as one folder are read, resolved, emitted and compiled, and some of what they say
//! is compared with what is known of the clusters from elsewhere.

#![cfg(test)]

mod compiled;
mod facts;

use std::fs;
use std::path::{Path, PathBuf};

use clustergen::diagnostics::{Color, render};
use clustergen::emit::File;
use clustergen::pipeline::{self, Task};
use clustergen::session::Session;

/// An older revision of another file: both together define one cluster twice.
const OLDER: &str = "old-access-control-cluster.xml";

/// All files; none if there is no corpus, and then the reader of the test's output is told.
fn files() -> Vec<PathBuf> {
    let Some(folder) = std::env::var_os("CLUSTERGEN_CORPUS") else {
        eprintln!("SKIPPED: CLUSTERGEN_CORPUS is not set, no real files were tried");
        return Vec::new();
    };
    let folder = PathBuf::from(folder);
    let files = below(&folder);
    assert!(!files.is_empty(), "no XML below {}", folder.display());
    files
}

/// All XML files below a folder, sorted.
fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let is_xml = |path: &Path| path.extension().is_some_and(|extension| extension == "xml");
    let files = entries.into_iter().flat_map(|path| match path {
        path if path.is_dir() => below(&path),
        path if is_xml(&path) => vec![path],
        _ => Vec::new(),
    });
    files.collect()
}

#[test]
fn files_are_found_however_deep_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let names = ["a.xml", "one/b.xml", "one/two/c.xml"].map(|name| folder.path().join(name));
    fs::create_dir_all(folder.path().join("one/two")).unwrap();
    for file in names.iter().chain(&[folder.path().join("one/readme.md")]) {
        fs::write(file, "").unwrap();
    }
    assert_eq!(below(folder.path()), names);
}

/// The files that make one folder.
fn of_one_release() -> Vec<PathBuf> {
    files().into_iter().filter(|file| !file.ends_with(OLDER)).collect()
}

/// What is emitted for some files; warnings are allowed, errors are not.
fn emitted(inputs: &[PathBuf]) -> Vec<File> {
    let mut session = Session::default();
    let task = Task { inputs: inputs.to_vec(), ..Task::default() };
    let files = pipeline::run(&task, &mut session, &|_| {}).files;
    let report = render(&session.diagnostics, &session.sources, Color::Never);
    files.unwrap_or_else(|| panic!("{inputs:?}:\n{report}"))
}

#[test]
fn two_revisions_of_one_cluster_are_an_error_in_both_files() {
    let all = files();
    if all.is_empty() {
        return;
    }
    let mut session = Session::default();
    let outcome = pipeline::run(&Task { inputs: all, ..Task::default() }, &mut session, &|_| {});
    assert!(outcome.files.is_none());
    let report = render(&session.diagnostics, &session.sources, Color::Never);
    let errors: Vec<_> = report.lines().filter(|line| line.starts_with("error")).collect();
    assert_eq!(errors, ["error[E0302]: two clusters have the id 0x001F"]);
    assert!(report.contains(OLDER), "{report}");
}
