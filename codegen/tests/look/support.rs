//! Running the command line in this process, and reading clusters from text.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use clustergen::cli::{self, Exit};
use clustergen::model::Cluster;
use clustergen::pipeline::{self, Task};
use clustergen::session::Session;
use serde_json::Value;
use tempfile::TempDir;

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) exit: Exit,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// What was printed, if all was well and nothing else was said.
    pub(crate) fn success(self) -> String {
        assert_eq!((self.exit, self.err.as_str()), (Exit::Success, ""), "{}", self.out);
        self.out
    }

    /// What was printed as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

/// Runs the command line. Paths in it are as they are.
pub(crate) fn clustergen(arguments: &[&str]) -> Run {
    let arguments = ["clustergen"].iter().chain(arguments).map(OsString::from);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = cli::run(arguments, &mut out, &mut err, false).unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { exit, out: text(out), err: text(err) }
}

/// The repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// The XML of cluster 0x0450 in three releases.
pub(crate) fn clusters_xml() -> String {
    repository().join("clusters-xml").to_str().unwrap().to_owned()
}

/// One of our own pairs of states.
pub(crate) fn pair(name: &str) -> [String; 2] {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/look").join(name);
    ["old", "new"].map(|state| folder.join(state).to_str().unwrap().to_owned())
}

/// All pairs of states.
pub(crate) const PAIRS: [&str; 7] = [
    "access-control",
    "basic",
    "concentration",
    "groupcast",
    "level-control",
    "network-commissioning",
    "thermostat",
];

/// A file of its own with a text.
pub(crate) fn file(text: &str) -> (TempDir, String) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("cluster.xml");
    fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap().to_owned();
    (folder, path)
}

/// The only cluster of a text.
pub(crate) fn cluster(text: &str) -> Cluster {
    let (_folder, path) = file(text);
    let mut session = Session::default();
    let task = Task { inputs: vec![path.into()], ..Task::default() };
    let model = pipeline::load(&task, &mut session);
    assert!(!session.diagnostics.has_errors(), "{:?}", session.diagnostics.sorted());
    let mut clusters: Vec<Cluster> =
        model.releases.into_iter().flat_map(|release| release.clusters).collect();
    assert_eq!(clusters.len(), 1);
    clusters.remove(0)
}
