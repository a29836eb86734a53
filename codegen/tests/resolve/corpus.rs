//! Real files, below the folder that the environment variable `CLUSTERGEN_CORPUS` names: `zap/*.xml`.

use std::path::PathBuf;

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
    let all = support::entries(&PathBuf::from(folder).join("zap"));
    all.into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "xml")).collect()
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
