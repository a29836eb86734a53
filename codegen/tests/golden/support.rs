//! The fixtures, and what the generator makes of them.

use std::fs;
use std::path::{Path, PathBuf};

use clustergen::Builder;
use clustergen::diagnostics::{Color, render};
use clustergen::emit::File;
use clustergen::input;
use clustergen::model::Model;
use clustergen::overrides::Override;
use clustergen::pipeline::{self, Task};
use clustergen::read::read;
use clustergen::renames::Rename;
use clustergen::resolve::{Input, resolve};
use clustergen::session::Session;
use clustergen::source::Dialect;
use serde::Deserialize;

/// One folder of `fixtures/`.
pub(crate) struct Fixture {
    pub(crate) name: String,
    pub(crate) folder: PathBuf,
}

impl Fixture {
    /// All of them, by name.
    pub(crate) fn all() -> Vec<Self> {
        let folders = entries(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/fixtures"));
        let fixture = |folder: PathBuf| Self { name: file_name(&folder).to_owned(), folder };
        folders.into_iter().filter(|path| path.is_dir()).map(fixture).collect()
    }

    /// The fixture of this name.
    pub(crate) fn named(name: &str) -> Self {
        Self::all().into_iter().find(|fixture| fixture.name == name).unwrap()
    }

    /// The dialects that it is written in, each with its file. None if it is made of releases.
    pub(crate) fn dialects(&self) -> Vec<(Dialect, PathBuf)> {
        let files = [(Dialect::Zap, "zap.xml"), (Dialect::Spec, "spec.xml")];
        let files = files.map(|(dialect, name)| (dialect, self.folder.join(name)));
        files.into_iter().filter(|(_, path)| path.exists()).collect()
    }

    /// What is asked for beside the usual: the keys of `options.toml`.
    pub(crate) fn options(&self) -> Options {
        let text = fs::read_to_string(self.folder.join("options.toml")).unwrap_or_default();
        toml::from_str(&text).unwrap()
    }

    /// What the configuration adds to it.
    pub(crate) fn overrides(&self) -> Vec<Override> {
        #[derive(Deserialize)]
        struct Table {
            #[serde(rename = "override")]
            overrides: Vec<Override>,
        }
        let text = fs::read_to_string(self.folder.join("overrides.toml")).unwrap_or_default();
        if text.is_empty() { Vec::new() } else { toml::from_str::<Table>(&text).unwrap().overrides }
    }

    /// A builder with its options.
    pub(crate) fn build(&self, builder: Builder) -> Builder {
        let Options { async_server, owned, serde, defmt, rename } = self.options();
        let builder = builder.async_server(async_server).owned(owned).serde(serde).defmt(defmt);
        rename.iter().fold(builder, |builder, rename| {
            let cluster = String::from(rename.cluster.clone());
            builder.rename(&cluster, rename.item.as_deref().unwrap_or_default(), &rename.to)
        })
    }

    /// What is emitted for the whole folder.
    pub(crate) fn task(&self) -> Task {
        let task = Task { inputs: vec![self.folder.clone()], overrides: self.overrides(), ..Task::default() };
        self.options().set(task)
    }

    /// What is emitted for one dialect alone.
    pub(crate) fn task_of(&self, dialect: Dialect, file: PathBuf) -> Task {
        let mut overrides = self.overrides();
        overrides.retain(|one| one.concerns(None, dialect));
        self.options().set(Task { inputs: vec![file], overrides, ..Task::default() })
    }
}

/// Options of the generator, named as in the configuration.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(crate) struct Options {
    async_server: bool,
    owned: bool,
    serde: bool,
    defmt: bool,
    rename: Vec<Rename>,
}

impl Options {
    /// All of them.
    pub(crate) fn all() -> Self {
        Self { async_server: true, owned: true, serde: true, defmt: true, rename: Vec::new() }
    }

    pub(crate) fn set(self, task: Task) -> Task {
        let Self { async_server, owned, serde, defmt, rename } = self;
        Task { async_server, owned, serde, defmt, renames: rename, ..task }
    }
}

/// The generator's output. Neither errors nor warnings are allowed.
pub(crate) fn emit(task: &Task) -> Vec<File> {
    let mut session = Session::default();
    let outcome = pipeline::run(task, &mut session, &|_| {});
    let report = render(&session.diagnostics, &session.sources, Color::Never);
    assert!(report.is_empty(), "{:?}:\n{report}", task.inputs);
    outcome.files.unwrap()
}

/// What the fixture means, before any Rust.
pub(crate) fn model(task: &Task) -> Model {
    let mut session = Session::default();
    let inputs = input::gather(&task.inputs, &mut session);
    let Session { sources, diagnostics } = &mut session;
    let documents: Vec<_> = inputs
        .files
        .iter()
        .filter_map(|file| {
            let document = read(file.id, sources, diagnostics)?;
            Some(Input { release: file.release.clone(), document })
        })
        .collect();
    resolve(&documents, &task.selection, &task.overrides, diagnostics)
}

/// All files in one text, without the comments that every file begins with: they name versions, inputs, fingerprints.
pub(crate) fn text(files: &[File]) -> String {
    files.iter().map(text_of).collect()
}

fn text_of(file: &File) -> String {
    let path = file.path.display();
    assert!(file.text.starts_with("// @generated by clustergen"), "{path}");
    let is_comment = |line: &&str| line.starts_with("// ") || line.is_empty();
    let body: Vec<_> = file.text.lines().skip_while(is_comment).collect();
    format!("//////// {path} ////////\n\n{}\n\n", body.join("\n"))
}

/// What is in a folder, sorted.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<_> = read.map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
}

pub(crate) fn file_name(path: &Path) -> &str {
    path.file_name().unwrap().to_str().unwrap()
}
