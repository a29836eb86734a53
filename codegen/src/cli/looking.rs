//! What the verbs that look at clusters have in common.

use std::io::{self, Write};

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::Exit;
use super::report::Report;
use crate::model::{Cluster, Model};
use crate::pipeline::{self, Task};
use crate::resolve::Selection;
use crate::selector::ClusterSelector;
use crate::session::Session;

/// The version of all JSON that these verbs write. It changes when a field goes or means something else.
const JSON_VERSION: u32 = 1;

/// How pages and changes are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    #[default]
    Text,
    Markdown,
    Json,
}

/// How lists and values are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum PlainFormat {
    #[default]
    Text,
    Json,
}

/// What errors in the input come to.
#[derive(Args, Clone, Copy, Debug, Default)]
pub(super) struct KeepGoing {
    /// Leave out what is faulty and print everything else; the exit status is still 1
    #[arg(long)]
    keep_going: bool,
}

/// Clusters that were read, and what the command comes to if nothing else is wrong.
pub(super) struct Loaded {
    /// For each task, its clusters.
    pub(super) models: Vec<Model>,
    /// Failure if there were errors.
    pub(super) exit: Exit,
}

/// Reads clusters, and reports what is wrong with them; `None` if there are errors and they are not to be passed over.
pub(super) fn load(
    task: &Task,
    keep_going: KeepGoing,
    report: &mut Report<'_>,
) -> io::Result<Option<(Model, Exit)>> {
    let mut session = Session::default();
    let model = pipeline::load(task, &mut session);
    if !session.diagnostics.has_errors() {
        report.diagnostics(&session)?;
        return Ok(Some((model, Exit::Success)));
    }
    if keep_going.keep_going {
        report.diagnostics(&session)?;
        return Ok(Some((model, Exit::Failure)));
    }
    report.failed(&session, "; --keep-going looks at the rest")?;
    Ok(None)
}

/// Reads several inputs that are to be compared, or one whose releases are. A cluster that is selected by its name is the
/// same cluster where its id has another name, and it need not be everywhere.
pub(super) fn load_all(
    tasks: Vec<Task>,
    keep_going: KeepGoing,
    report: &mut Report<'_>,
) -> io::Result<Option<Loaded>> {
    let mut loaded = Loaded { models: Vec::new(), exit: Exit::Success };
    let mut failed = false;
    for task in narrowed(tasks) {
        let Some(task) = task else {
            loaded.models.push(Model::default());
            continue;
        };
        match load(&task, keep_going, report)? {
            Some((model, Exit::Success)) => loaded.models.push(model),
            Some((model, _)) => {
                loaded.models.push(model);
                loaded.exit = Exit::Failure;
            }
            None => failed = true,
        }
    }
    Ok((!failed).then_some(loaded))
}

/// Tasks with the ids that they have of the selected clusters; `None` for a task that has none of them. What is in no input
/// stays selected, so that it is reported, once.
fn narrowed(tasks: Vec<Task>) -> Vec<Option<Task>> {
    let selectors = tasks.first().map(|task| task.selection.clusters.clone()).unwrap_or_default();
    if selectors.is_empty() {
        return tasks.into_iter().map(Some).collect();
    }
    let everything: Vec<(Model, bool)> = tasks.iter().map(everything).collect();
    let all = || everything.iter().flat_map(|(model, _)| clusters(model));
    let is_wanted =
        |selector: &ClusterSelector, cluster: &Cluster| selector.matches(cluster.id, &cluster.name);
    if !selectors.iter().all(|selector| all().any(|cluster| is_wanted(selector, cluster))) {
        // It may be in a file that is faulty.
        let is_told = |index: usize, has_errors: bool| index == 0 || has_errors;
        let told = tasks.into_iter().zip(&everything).enumerate();
        return told.map(|(index, (task, (_, errors)))| is_told(index, *errors).then_some(task)).collect();
    }
    let mut ids: Vec<u32> = all()
        .filter(|cluster| selectors.iter().any(|selector| is_wanted(selector, cluster)))
        .map(|cluster| cluster.id)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let narrow = |(mut task, (model, _)): (Task, &(Model, bool))| {
        let has = |id: &&u32| clusters(model).any(|cluster| cluster.id == **id);
        task.selection.clusters = ids.iter().filter(has).copied().map(ClusterSelector::Id).collect();
        (!task.selection.clusters.is_empty()).then_some(task)
    };
    tasks.into_iter().zip(&everything).map(narrow).collect()
}

/// All clusters of a task, whether they are selected or not, and whether there are errors.
fn everything(task: &Task) -> (Model, bool) {
    let selection = Selection { clusters: Vec::new(), ..task.selection.clone() };
    let mut session = Session::default();
    let model = pipeline::load(&Task { selection, ..task.clone() }, &mut session);
    (model, session.diagnostics.has_errors())
}

/// All clusters of all releases.
pub(super) fn clusters(model: &Model) -> impl Iterator<Item = &Cluster> {
    model.releases.iter().flat_map(|release| &release.clusters)
}

/// The names of the releases, for messages.
pub(super) fn release_names(model: &Model) -> String {
    let name = |release: &crate::model::Release| release.name.clone().unwrap_or_else(|| "none".to_owned());
    model.releases.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// Prints data as JSON: an object with its kind, the version, and the data's own fields.
pub(super) fn json<T: Serialize>(kind: &'static str, data: &T, out: &mut dyn Write) -> io::Result<()> {
    #[derive(Serialize)]
    struct Document<'a, T> {
        format: &'static str,
        version: u32,
        #[serde(flatten)]
        data: &'a T,
    }
    serde_json::to_writer_pretty(&mut *out, &Document { format: kind, version: JSON_VERSION, data })?;
    writeln!(out)
}
