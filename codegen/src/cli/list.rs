//! `clustergen list`: which clusters there are.

use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use super::Exit;
use super::inputs::Inputs;
use super::looking::{self, KeepGoing, PlainFormat};
use super::report::Report;
use crate::reference::{self, ClusterLine, ReleaseList, Table};
use crate::source::Dialect;

pub(super) const HELP: &str = "\
Exit status: 0 success, 1 errors in the input, 2 wrong usage.

Examples:
  clustergen list clusters-xml
  clustergen list zap/src/app --format json";

#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: PlainFormat,
    #[command(flatten)]
    keep_going: KeepGoing,
}

pub(super) fn run(arguments: Arguments, out: &mut dyn Write, report: &mut Report<'_>) -> io::Result<Exit> {
    let Arguments { inputs, format, keep_going } = arguments;
    let Some((model, exit)) = looking::load(&inputs.into_task(), keep_going, report)? else {
        return Ok(Exit::Failure);
    };
    let releases = reference::list(&model);
    match format {
        PlainFormat::Text => write!(out, "{}", reference::aligned(&table(&releases), ""))?,
        PlainFormat::Json => looking::json("clustergen-list", &Listed { releases }, out)?,
    }
    Ok(exit)
}

#[derive(Serialize)]
struct Listed {
    releases: Vec<ReleaseList>,
}

const fn dialect(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Zap => "ZAP",
        Dialect::Spec => "spec",
    }
}

fn table(releases: &[ReleaseList]) -> Table {
    let row = |release: &ReleaseList, cluster: &ClusterLine| {
        let counts =
            [cluster.features, cluster.attributes, cluster.commands, cluster.responses, cluster.events];
        let revision = match (cluster.revision, cluster.provisional) {
            (Some(revision), true) => format!("{revision}, provisional"),
            (Some(revision), false) => revision.to_string(),
            (None, true) => "provisional".to_owned(),
            (None, false) => String::new(),
        };
        let words = [
            release.release.clone().unwrap_or_default(),
            cluster.code.clone(),
            cluster.name.clone(),
            cluster.dialects.iter().copied().map(dialect).collect::<Vec<_>>().join(", "),
            revision,
        ];
        words.into_iter().chain(counts.map(|count| count.to_string())).collect()
    };
    let header = vec![
        "Release",
        "Id",
        "Name",
        "Dialect",
        "Revision",
        "Features",
        "Attributes",
        "Commands",
        "Responses",
        "Events",
    ];
    let rows = releases.iter().flat_map(|release| release.clusters.iter().map(move |it| row(release, it)));
    Table { header, rows: rows.collect() }
}
