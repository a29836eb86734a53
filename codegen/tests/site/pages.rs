//! Pages to test: made of our own clusters, and of what the tests make up.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clustergen::diagnostics::{Color, render};
use clustergen::model::Model;
use clustergen::pipeline::{self, Task};
use clustergen::session::Session;
use clustergen::site::{self, Survey};
use tempfile::TempDir;

use crate::document::Element;

/// A site in memory.
pub(crate) struct Site {
    pub(crate) model: Model,
    /// Every file, by name.
    pub(crate) files: BTreeMap<String, String>,
}

impl Site {
    /// The site of what lies below some paths.
    pub(crate) fn of(inputs: &[PathBuf], survey: Option<&Path>) -> Self {
        let mut session = Session::default();
        let task = Task { inputs: inputs.to_vec(), ..Task::default() };
        let model = pipeline::load(&task, &mut session);
        let survey = survey.map(|path| Survey::load(path, &mut session).expect("a good survey"));
        let said = render(&session.diagnostics, &session.sources, Color::Never);
        assert!(!session.diagnostics.has_errors(), "{said}");
        let files = site::files(&model, survey.as_ref()).into_iter();
        let files = files.map(|file| (file.path.to_str().unwrap().to_owned(), file.text)).collect();
        Self { model, files }
    }

    /// The site of cluster 0x0450 in its releases, with two devices.
    pub(crate) fn own() -> Self {
        Self::of(&[own_clusters()], Some(&fixtures().join("survey.json")))
    }

    /// The site of a small cluster that has all there is, in two releases.
    pub(crate) fn house() -> Self {
        Self::of(&[fixtures().join("house")], None)
    }

    /// The pages, parsed.
    pub(crate) fn pages(&self) -> BTreeMap<&str, Element> {
        let pages = self.files.iter().filter(|(name, _)| has_extension(name, "html"));
        pages.map(|(name, text)| (name.as_str(), Element::parse(name, text))).collect()
    }

    /// Writes it into a folder of its own.
    pub(crate) fn on_disk(&self) -> TempDir {
        let folder = TempDir::new().unwrap();
        for (name, text) in &self.files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }
}

pub(crate) fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|other| other == extension)
}

/// Our own clusters.
pub(crate) fn own_clusters() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../clusters-xml")
}

/// What the tests made up.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/site")
}
