//! `clustergen history`: a cluster across all releases.

use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use super::Exit;
use super::inputs::Inputs;
use super::looking::{self, Format, KeepGoing};
use super::report::Report;
use crate::history::{self, History};

// One line for a paragraph: clap wraps them.
pub(super) const HELP: &str = "\
Releases are folders like 1.6/ directly below an INPUT, in natural order. Each is compared with the last before it that has \
the cluster; how changes are judged, `clustergen diff --help` says.

Exit status: 0 success, 1 errors in the input, 2 wrong usage.

Examples:
  clustergen history clusters-xml --cluster 0x0450
  clustergen history clusters-xml --cluster 0x0450 --release 1.6 --release 1.6.1 --format json";

#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    #[command(flatten)]
    keep_going: KeepGoing,
}

#[derive(Serialize)]
struct Histories {
    clusters: Vec<History>,
}

pub(super) fn run(arguments: Arguments, out: &mut dyn Write, report: &mut Report<'_>) -> io::Result<Exit> {
    let Arguments { inputs, format, keep_going } = arguments;
    let Some(loaded) = looking::load_all(vec![inputs.into_task()], keep_going, report)? else {
        return Ok(Exit::Failure);
    };
    let clusters: Vec<_> = loaded.models.iter().flat_map(history::all).collect();
    let print = match format {
        Format::Json => {
            looking::json("clustergen-history", &Histories { clusters }, out)?;
            return Ok(loaded.exit);
        }
        Format::Text => history::text,
        Format::Markdown => history::markdown,
    };
    for (index, history) in clusters.iter().enumerate() {
        let gap = if index > 0 { "\n" } else { "" };
        write!(out, "{gap}{}", print(history))?;
    }
    Ok(loaded.exit)
}
