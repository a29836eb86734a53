//! `clustergen show`: the reference page of a cluster.

use std::io::{self, Write};

use clap::Args;
use serde::Serialize;

use super::Exit;
use super::inputs::Inputs;
use super::looking::{self, Format, KeepGoing};
use super::report::Report;
use crate::reference::{self, Page, markdown};

pub(super) const HELP: &str = "\
Conformance is in the specification's notation: M mandatory, O optional, [LT] optional with the feature LT, LT mandatory \
with it, P provisional, O.a+ at least one of the choice a.

Exit status: 0 success, 1 errors in the input, 2 wrong usage.

Examples:
  clustergen show clusters-xml --cluster 0x0450 --release 1.6
  clustergen show DoorLock.xml --format markdown > DoorLock.md";

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
struct Pages {
    clusters: Vec<Page>,
}

pub(super) fn run(arguments: Arguments, out: &mut dyn Write, report: &mut Report<'_>) -> io::Result<Exit> {
    let Arguments { inputs, format, keep_going } = arguments;
    let Some((model, exit)) = looking::load(&inputs.into_task(), keep_going, report)? else {
        return Ok(Exit::Failure);
    };
    let mut clusters = Vec::new();
    for release in &model.releases {
        clusters.extend(release.clusters.iter().map(|it| Page::of(it, release.name.as_deref())));
    }
    let print = match format {
        Format::Json => {
            looking::json("clustergen-show", &Pages { clusters }, out)?;
            return Ok(exit);
        }
        Format::Text => reference::text,
        Format::Markdown => markdown::page,
    };
    for (index, page) in clusters.iter().enumerate() {
        let gap = if index > 0 { "\n" } else { "" };
        write!(out, "{gap}{}", print(page))?;
    }
    Ok(exit)
}
