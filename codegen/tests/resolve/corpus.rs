//! Real files: all `*.xml` below the folder that the environment variable `CLUSTERGEN_CORPUS` names, however deep.

use std::path::{Path, PathBuf};

use clustergen::model::Model;
use clustergen::resolve::{Selection, resolve};

use crate::support::{self, Session};

/// An older revision of another file: both together define one cluster twice.
const OLDER: &str = "old-access-control-cluster.xml";

fn files() -> Vec<PathBuf> {
    let Some(folder) = std::env::var_os("CLUSTERGEN_CORPUS") else {
        eprintln!("SKIPPED: CLUSTERGEN_CORPUS is not set, no real files were tried");
        return Vec::new();
    };
    below(&PathBuf::from(folder))
}

/// All XML files below a folder, sorted.
fn below(folder: &Path) -> Vec<PathBuf> {
    let is_xml = |path: &Path| path.extension().is_some_and(|extension| extension == "xml");
    let files = support::entries(folder).into_iter().flat_map(|path| match path {
        path if path.is_dir() => below(&path),
        path if is_xml(&path) => vec![path],
        _ => Vec::new(),
    });
    files.collect()
}

#[test]
fn files_are_found_however_deep_they_are() {
    let fixtures = support::clusters_xml();
    let found = below(&fixtures);
    let folders = support::entries(&fixtures).into_iter().filter(|path| path.is_dir());
    for folder in folders {
        assert!(found.iter().any(|file| file.starts_with(&folder)), "{}", folder.display());
    }
    assert!(found.iter().all(|file| file.extension().is_some_and(|extension| extension == "xml")));
}

fn resolved(files: &[PathBuf]) -> (Model, Session) {
    let mut session = Session::of_files(files);
    let model = resolve(&session.inputs, &Selection::default(), &[], &mut session.diagnostics);
    (model, session)
}

#[test]
fn all_files_together_resolve() {
    let files: Vec<_> = files().into_iter().filter(|file| !file.ends_with(OLDER)).collect();
    if files.is_empty() {
        return;
    }
    let (model, session) = resolved(&files);
    println!("{}", session.report());
    assert!(!session.diagnostics.has_errors());
    let clusters = &model.releases[0].clusters;
    assert!(clusters.len() >= 13, "{:?}", clusters.iter().map(|cluster| &cluster.name).collect::<Vec<_>>());
}

#[test]
fn each_file_resolves_alone() {
    let mut wrong = Vec::new();
    for file in files() {
        let (_, session) = resolved(std::slice::from_ref(&file));
        if session.diagnostics.has_errors() {
            wrong.push(session.report());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
