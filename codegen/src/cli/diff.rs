//! `clustergen diff`: what changed between two releases.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, ValueHint};

use super::Exit;
use super::looking::{self, Format, KeepGoing};
use super::report::Report;
use crate::diff::{self, Comparison, Judgement};
use crate::model::{Cluster, Model};
use crate::pipeline::Task;
use crate::resolve::Selection;
use crate::selector::ClusterSelector;

// One line for a paragraph: clap wraps them.
pub(super) const HELP: &str = "\
Clusters, attributes, commands, events, fields and values are matched by id; types by name and use. Each change is judged:

  compatible  an old and a new peer understand each other
  breaking    something that worked between old peers need not work if one of them is new
  reused      an id stands for something else: peers misunderstand each other

Exit status: 0 no change that --deny forbids, 1 such a change or errors in the input, 2 wrong usage.

Examples:
  clustergen diff clusters-xml/1.6 clusters-xml/1.6.1
  clustergen diff old/Thermostat.xml new/Thermostat.xml --format markdown
  clustergen diff main/clusters clusters --deny breaking    for CI: additions are fine";

#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The old state: a file, or a folder with *.xml below it
    #[arg(value_name = "OLD", value_hint = ValueHint::AnyPath)]
    old: PathBuf,
    /// The new state
    #[arg(value_name = "NEW", value_hint = ValueHint::AnyPath)]
    new: PathBuf,
    /// Compare only this cluster; can be given several times [default: all]
    #[arg(long, value_name = "ID_OR_NAME")]
    cluster: Vec<ClusterSelector>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Which changes make the exit status 1: any, breaking (or worse), reused, or none
    #[arg(long, value_name = "CHANGES", default_value = "any", hide_possible_values = true)]
    deny: Deny,
    #[command(flatten)]
    keep_going: KeepGoing,
}

/// Which changes are a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Deny {
    Any,
    Breaking,
    Reused,
    None,
}

impl Deny {
    fn forbids(self, worst: Judgement) -> bool {
        match self {
            Self::Any => true,
            Self::Breaking => worst >= Judgement::Breaking,
            Self::Reused => worst >= Judgement::Reused,
            Self::None => false,
        }
    }
}

pub(super) fn run(arguments: Arguments, out: &mut dyn Write, report: &mut Report<'_>) -> io::Result<Exit> {
    let Arguments { old, new, cluster, format, deny, keep_going } = arguments;
    let task = |path: &Path| Task {
        inputs: vec![path.to_path_buf()],
        selection: Selection { clusters: cluster.clone(), releases: Vec::new() },
        ..Task::default()
    };
    let Some(loaded) = looking::load_all(vec![task(&old), task(&new)], keep_going, report)? else {
        return Ok(Exit::Failure);
    };
    let [old_model, new_model] = loaded.models.as_slice() else {
        return Ok(Exit::Failure);
    };
    for (path, model) in [(&old, old_model), (&new, new_model)] {
        if model.releases.len() > 1 {
            let names = looking::release_names(model);
            let message = format!("`{}` has several releases: {names}", path.display());
            let first = model.releases.iter().find_map(|release| release.name.as_deref()).unwrap_or_default();
            let help = format!("name the folder of one of them: `{}`", path.join(first).display());
            return report.fault(&message, &help);
        }
    }
    let comparison = diff::sets(only_release(old_model), only_release(new_model));
    print(&comparison, format, out)?;
    let is_forbidden = comparison.worst().is_some_and(|worst| deny.forbids(worst));
    Ok(if is_forbidden { Exit::Failure } else { loaded.exit })
}

fn only_release(model: &Model) -> &[Cluster] {
    model.releases.first().map_or(&[], |release| &release.clusters)
}

fn print(comparison: &Comparison, format: Format, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Text => write!(out, "{}", diff::text(comparison)),
        Format::Markdown => write!(out, "{}", diff::markdown(comparison)),
        Format::Json => looking::json("clustergen-diff", comparison, out),
    }
}
