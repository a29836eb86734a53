//! From inputs to files: the whole way on one screen.

mod keep_going;

use std::path::PathBuf;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, codes};
use crate::emit::{self, Origin, Package};
use crate::fingerprint::fingerprint;
use crate::input::{self, InputFile};
use crate::model::{Cluster, Model};
use crate::overrides::Override;
use crate::parallel;
use crate::read::read;
use crate::renames::{self, Rename};
use crate::resolve::{Input, Selection, resolve};
use crate::session::Session;
use crate::source::{Dialect, SourceMap, Span};
use crate::syntax::Document;

/// What is to be generated from what.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
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
    /// Whether modules are files that are laid out, rather than all one text. A crate's always are.
    pub formatted: bool,
    /// Whether to generate the server's side.
    pub server: bool,
    /// Whether to generate the client's side.
    pub client: bool,
    /// Whether to generate a server's side that is awaited.
    pub async_server: bool,
    /// Whether to generate types that own what others borrow.
    pub owned: bool,
    /// Whether values can be serialised with serde.
    pub serde: bool,
    /// Whether values can be printed over defmt.
    pub defmt: bool,
    /// Items with another name in Rust.
    pub renames: Vec<Rename>,
    /// The path of the runtime crate in the generated code.
    pub runtime: String,
    /// Whether an error only means that what is faulty is left out.
    pub keep_going: bool,
    /// Whether nothing is generated if anything is suspicious.
    pub deny_warnings: bool,
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
            formatted: true,
            server: true,
            client: true,
            async_server: false,
            owned: false,
            serde: false,
            defmt: false,
            renames: Vec::new(),
            runtime: "::clustergen_runtime".to_owned(),
            keep_going: false,
            deny_warnings: false,
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
    /// The files, with paths below the output folder; `None` when there are errors, unless these only mean that something
    /// is left out.
    pub files: Option<Vec<emit::File>>,
    /// What is left out because of errors, by its path or place.
    pub left_out: Vec<String>,
    /// How many input files were read.
    pub inputs: usize,
    /// Every file and folder that was looked at.
    pub watched: Vec<PathBuf>,
}

/// Generates. Everything that is wrong is in the session afterwards; if any of it is an error, there are no files, unless
/// the task says to keep going.
pub fn run(task: &Task, session: &mut Session, progress: &dyn Fn(Stage)) -> Outcome {
    progress(Stage::Reading);
    let inputs = input::gather(&task.inputs, session);
    let documents = documents(&inputs.files, &task.selection, &session.sources, &mut session.diagnostics);

    progress(Stage::Resolving);
    let model = resolved(&documents, task, &mut session.diagnostics);
    check_clusters(&model, &inputs.files, task.flat, &mut session.diagnostics);
    check_renames(&model, task, &mut session.diagnostics);

    let emit = || {
        progress(Stage::Emitting);
        emit::emit(&model, &options(task, &inputs.files, &session.sources))
    };
    let files = stands(task, &model, &session.diagnostics).then(emit);
    let left_out = keep_going::left_out(session);
    Outcome { files, left_out, inputs: inputs.files.len(), watched: inputs.watched }
}

/// Whether there is something to emit after all that was said about the inputs.
fn stands(task: &Task, model: &Model, diagnostics: &Diagnostics) -> bool {
    if task.keep_going {
        return !diagnostics.has_errors() || keep_going::is_possible(model, diagnostics);
    }
    let is_denied = task.deny_warnings && diagnostics.has_warnings();
    !diagnostics.has_errors() && !is_denied
}

/// Reads and resolves, for those who want to look at clusters and emit nothing. What is wrong is in the session afterwards;
/// what is faulty is not in the model.
pub fn load(task: &Task, session: &mut Session) -> Model {
    let inputs = input::gather(&task.inputs, session);
    let documents = documents(&inputs.files, &task.selection, &session.sources, &mut session.diagnostics);
    let model = resolved(&documents, task, &mut session.diagnostics);
    check_clusters(&model, &inputs.files, false, &mut session.diagnostics);
    model
}

/// Reads, and says all that is wrong, for those who look at what is written.
pub(crate) fn examine(task: &Task, session: &mut Session) -> Vec<Input> {
    let inputs = input::gather(&task.inputs, session);
    let documents = documents(&inputs.files, &task.selection, &session.sources, &mut session.diagnostics);
    resolved(&documents, task, &mut session.diagnostics);
    documents
}

/// Reads the XML of the selected releases, several files at once. Of a file that is of no use is known only what it may have
/// defined.
pub fn documents(
    files: &[InputFile],
    selection: &Selection,
    sources: &SourceMap,
    diagnostics: &mut Diagnostics,
) -> Vec<Input> {
    let releases = &selection.releases;
    let exists = |release: &String| files.iter().any(|file| file.release.as_ref() == Some(release));
    // If one of them does not exist, all are read, so that its name can be compared with theirs.
    let only_selected = !releases.is_empty() && releases.iter().all(exists);
    let is_wanted = |file: &&InputFile| {
        !only_selected || file.release.as_ref().is_some_and(|release| releases.contains(release))
    };
    let wanted: Vec<_> = files.iter().filter(is_wanted).collect();
    let read = |file: &&InputFile| {
        let mut found = Diagnostics::default();
        (read(file.id, sources, &mut found), found)
    };
    let read = parallel::map(&wanted, |file| sources.text(file.id).len(), read);
    let mut documents = Vec::new();
    for (file, (document, found)) in wanted.into_iter().zip(read) {
        let lost = document.is_none() && found.has_errors();
        diagnostics.append(found);
        let unreadable = |dialect| Document::unreadable(file.id, dialect, sources.text(file.id));
        let of_file = document
            .into_iter()
            .chain([Dialect::Zap, Dialect::Spec].into_iter().filter(|_| lost).map(unreadable));
        documents.extend(of_file.map(|document| Input { release: file.release.clone(), document }));
    }
    documents
}

/// Resolves. Where a file could not be read, what seems not to exist may be in there, and is not reported.
fn resolved(documents: &[Input], task: &Task, diagnostics: &mut Diagnostics) -> Model {
    const ABSENT: [Code; 3] =
        [codes::NO_SUCH_CLUSTER, codes::NO_SUCH_RELEASE, codes::OVERRIDE_MATCHES_NOTHING];
    let incomplete = diagnostics.has_errors();
    let mut found = Diagnostics::default();
    let model = resolve(documents, &task.selection, &task.overrides, &mut found);
    found.left_out().for_each(|item| diagnostics.set_aside(item));
    for diagnostic in found.sorted() {
        if !(incomplete && ABSENT.contains(&diagnostic.code)) {
            diagnostics.push(diagnostic.clone());
        }
    }
    model
}

/// There should be something to emit, and for a flat release exactly one cluster.
///
/// A file of types or device types is as sound without clusters as with them: who generates from each file of a folder
/// gets an empty module for it, which compiles, and a warning.
fn check_clusters(model: &Model, files: &[InputFile], flat: bool, diagnostics: &mut Diagnostics) {
    if let Some(first) = files.first()
        && !diagnostics.has_errors()
        && model.releases.iter().all(|release| release.clusters.is_empty())
    {
        let beginning = Span { file: first.id, start: 0, end: 0 };
        let diagnostic = Diagnostic::new(codes::NOTHING_TO_GENERATE, "there is no cluster in the inputs");
        diagnostics.push(
            diagnostic
                .at(beginning, "the code for this is empty")
                .with_help("add the files of the clusters: types become code in the clusters that use them"),
        );
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

/// Renames must mean something and not clash. What is left out because of an error may be what one of them means.
fn check_renames(model: &Model, task: &Task, diagnostics: &mut Diagnostics) {
    let incomplete = diagnostics.has_errors();
    let mut found = Diagnostics::default();
    renames::check(model, &task.renames, &task.selection.clusters, &mut found);
    for diagnostic in found.sorted() {
        if !(incomplete && diagnostic.code == codes::RENAME_MATCHES_NOTHING) {
            diagnostics.push(diagnostic.clone());
        }
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
        formatted: task.formatted,
        server: task.server,
        client: task.client,
        async_server: task.async_server,
        owned: task.owned,
        serde: task.serde,
        defmt: task.defmt,
        renames: task.renames.clone(),
        runtime: task.runtime.clone(),
        origin: Origin {
            inputs: files.iter().map(|file| file.name.clone()).collect(),
            fingerprint: fingerprint(contents),
        },
    }
}
