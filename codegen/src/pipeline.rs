//! From inputs to files: the whole way on one screen.

use std::path::PathBuf;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, codes};
use crate::emit::{self, Origin, Package};
use crate::fingerprint::fingerprint;
use crate::input::{self, InputFile};
use crate::model::{Cluster, Model};
use crate::overrides::Override;
use crate::read::read;
use crate::resolve::{Input, Selection, resolve};
use crate::session::Session;
use crate::source::SourceMap;

/// What is to be generated from what.
#[derive(Clone, Debug)]
pub struct Task {
    /// Files and folders, see [`crate::input`].
    pub inputs: Vec<PathBuf>,
    /// Which clusters and which releases.
    pub selection: Selection,
    /// What is known better than the inputs say.
    pub overrides: Vec<Override>,
    /// A crate of its own, or modules for another crate.
    pub package: Package,
    /// Whether the only cluster of a release has no module of its own.
    pub flat: bool,
    /// Whether to generate the server's side.
    pub server: bool,
    /// Whether to generate the client's side.
    pub client: bool,
    /// The path of the runtime crate in the generated code.
    pub runtime: String,
}

impl Default for Task {
    /// All clusters of no input, as modules, with both sides.
    fn default() -> Self {
        Self {
            inputs: Vec::new(),
            selection: Selection::default(),
            overrides: Vec::new(),
            package: Package::Module,
            flat: false,
            server: true,
            client: true,
            runtime: "::clustergen_runtime".to_owned(),
        }
    }
}

/// How far a run has come, for who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The inputs are being read.
    Reading,
    /// Types are being found, overrides applied, limits checked.
    Resolving,
    /// Rust is being written.
    Emitting,
}

/// What a run has come to.
#[derive(Debug)]
pub struct Outcome {
    /// The files, with paths below the output folder; `None` when there are errors.
    pub files: Option<Vec<emit::File>>,
    /// How many input files were read.
    pub inputs: usize,
    /// Every file and folder that was looked at.
    pub watched: Vec<PathBuf>,
}

/// Generates. Everything that is wrong is in the session afterwards; if any of it is an error, there are no files.
pub fn run(task: &Task, session: &mut Session, progress: &dyn Fn(Stage)) -> Outcome {
    progress(Stage::Reading);
    let inputs = input::gather(&task.inputs, session);
    let documents = documents(&inputs.files, &task.selection, session);

    progress(Stage::Resolving);
    let model = resolved(&documents, task, &mut session.diagnostics);
    check_clusters(&model, task.flat, &mut session.diagnostics);

    let emit = || {
        progress(Stage::Emitting);
        emit::emit(&model, &options(task, &inputs.files, &session.sources))
    };
    let files = (!session.diagnostics.has_errors()).then(emit);
    Outcome { files, inputs: inputs.files.len(), watched: inputs.watched }
}

/// Reads the XML of the selected releases. A file that is of no use is left out.
fn documents(files: &[InputFile], selection: &Selection, session: &mut Session) -> Vec<Input> {
    let Session { sources, diagnostics } = session;
    let releases = &selection.releases;
    let exists = |release: &String| files.iter().any(|file| file.release.as_ref() == Some(release));
    // If one of them does not exist, all are read, so that its name can be compared with theirs.
    let only_selected = !releases.is_empty() && releases.iter().all(exists);
    let is_wanted = |file: &&InputFile| {
        !only_selected || file.release.as_ref().is_some_and(|release| releases.contains(release))
    };
    let document = |file: &InputFile| {
        let document = read(file.id, sources, diagnostics)?;
        Some(Input { release: file.release.clone(), document })
    };
    files.iter().filter(is_wanted).filter_map(document).collect()
}

/// Resolves. Where a file could not be read, what seems not to exist may be in there, and is not reported.
fn resolved(documents: &[Input], task: &Task, diagnostics: &mut Diagnostics) -> Model {
    const ABSENT: [Code; 3] =
        [codes::NO_SUCH_CLUSTER, codes::NO_SUCH_RELEASE, codes::OVERRIDE_MATCHES_NOTHING];
    let incomplete = diagnostics.has_errors();
    let mut found = Diagnostics::default();
    let model = resolve(documents, &task.selection, &task.overrides, &mut found);
    for diagnostic in found.sorted() {
        if !(incomplete && ABSENT.contains(&diagnostic.code)) {
            diagnostics.push(diagnostic.clone());
        }
    }
    model
}

/// Each release must have something to emit, and a flat one exactly one cluster.
fn check_clusters(model: &Model, flat: bool, diagnostics: &mut Diagnostics) {
    if !diagnostics.has_errors() && model.releases.iter().all(|release| release.clusters.is_empty()) {
        let diagnostic = Diagnostic::new(codes::NO_INPUT, "there is no cluster in the inputs");
        diagnostics
            .push(diagnostic.with_help("files with types only need the files of the clusters beside them"));
    }
    for release in model.releases.iter().filter(|release| flat && release.clusters.len() > 1) {
        let of_release = release.name.as_ref().map(|name| format!(" of release {name}")).unwrap_or_default();
        let names: Vec<_> = release.clusters.iter().map(quoted).collect();
        let message =
            format!("the layout is flat, but the inputs{of_release} have the clusters {}", names.join(", "));
        diagnostics.push(
            Diagnostic::new(codes::NOT_FLAT, message)
                .with_help("select one cluster, or leave the layout with a module for each"),
        );
    }
}

fn quoted(cluster: &Cluster) -> String {
    format!("`{}` (0x{:04X})", cluster.name, cluster.id)
}

fn options(task: &Task, files: &[InputFile], sources: &SourceMap) -> emit::Options {
    let contents = files.iter().map(|file| (file.name.as_str(), sources.text(file.id)));
    emit::Options {
        package: task.package.clone(),
        flat: task.flat,
        server: task.server,
        client: task.client,
        runtime: task.runtime.clone(),
        origin: Origin {
            inputs: files.iter().map(|file| file.name.clone()).collect(),
            fingerprint: fingerprint(contents),
        },
    }
}
