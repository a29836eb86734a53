//! Our generator, from texts in memory to code.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use clustergen::diagnostics::Diagnostics;
use clustergen::emit::{self, Options, Package};
use clustergen::input::{self, InputFile};
use clustergen::model::Model;
use clustergen::pipeline;
use clustergen::resolve::{Selection, resolve};
use clustergen::session::Session;

/// Files, in memory.
pub struct Ours {
    session: Session,
    files: Vec<InputFile>,
    options: Options,
}

impl Ours {
    /// Reads files, or what is below folders.
    pub fn new(inputs: &[PathBuf]) -> Self {
        let mut session = Session::default();
        let files = input::gather(inputs, &mut session).files;
        assert!(!files.is_empty(), "there is no XML in {inputs:?}");
        Self { session, files, options: Options::default() }
    }

    /// The same, to become a package of this kind.
    pub fn packed(self, package: Package) -> Self {
        Self { options: Options { package, ..self.options }, ..self }
    }

    /// How many files there are.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// How many bytes they have.
    pub fn bytes(&self) -> usize {
        self.files.iter().map(|file| self.session.sources.text(file.id).len()).sum()
    }

    /// From text to model.
    pub fn model(&self) -> Model {
        let mut diagnostics = Diagnostics::default();
        let selection = Selection::default();
        let documents = pipeline::documents(&self.files, &selection, &self.session.sources, &mut diagnostics);
        resolve(&documents, &selection, &[], &mut diagnostics)
    }

    /// From text to tokens, of one module after the other.
    pub fn tokens(&self) {
        emit::tokens(&self.model(), &self.options).for_each(|items| drop(black_box(items)));
    }

    /// From text to text that compiles but is not laid out.
    pub fn unformatted(&self) -> String {
        emit::unformatted(&self.model(), &self.options)
    }

    /// From text to files as they are written.
    pub fn formatted(&self) -> Vec<emit::File> {
        emit::emit(&self.model(), &self.options)
    }

    /// The names of the clusters that code comes of.
    pub fn clusters(&self) -> Vec<String> {
        let releases = self.model().releases;
        releases.into_iter().flat_map(|release| release.clusters).map(|cluster| cluster.name).collect()
    }
}

/// How many bytes files have.
pub fn bytes(files: &[emit::File]) -> usize {
    files.iter().map(|file| file.text.len()).sum()
}

/// How many lines files have.
pub fn lines(files: &[emit::File]) -> usize {
    files.iter().map(|file| file.text.lines().count()).sum()
}

/// A path in this repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").join(path)
}
