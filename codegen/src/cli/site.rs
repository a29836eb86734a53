//! `clustergen site`: pages to look at clusters.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::Exit;
use super::inputs::Inputs;
use super::report::Report;
use crate::output::Plan;
use crate::pipeline;
use crate::session::Session;
use crate::site::{self, Survey};

// One line for a paragraph: clap wraps them.
pub(super) const HELP: &str = "\
The pages need nothing but each other: open index.html from the disk, or serve the folder. Nothing is written if there is \
any error, unless --keep-going is given. Pages of an earlier run that are no longer made are removed. Files that clustergen did not write are never \
touched, unless --force is given.

Exit status: 0 success, 1 errors in the input, 2 wrong usage.

Examples:
  clustergen site clusters-xml --out site
  clustergen site clusters-xml --devices survey.json --out site";

#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    /// The output folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    out: PathBuf,
    /// A survey of devices, in JSON: the page of a cluster lists those that have it
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    devices: Option<PathBuf>,
    /// Leave out what is faulty in the clusters and write everything else; the exit status is still 1
    #[arg(long)]
    keep_going: bool,
    /// Replace files that clustergen did not write
    #[arg(long)]
    force: bool,
}

pub(super) fn run(arguments: Arguments, _out: &mut dyn Write, report: &mut Report<'_>) -> io::Result<Exit> {
    let mut session = Session::default();
    let model = pipeline::load(&arguments.inputs.into_task(), &mut session);
    let inputs = session.sources.count();
    let faulty = session.diagnostics.has_errors();
    let survey = arguments.devices.as_deref().map(|path| Survey::load(path, &mut session));
    // A survey is there in full or not at all: one that lacks devices would say what is not so.
    if (faulty && !arguments.keep_going) || survey == Some(None) {
        return report.failure(&session);
    }
    let survey = survey.flatten();
    let files = site::files(&model, survey.as_ref());
    let plan = Plan::new(&arguments.out, &files, arguments.force, &mut session.diagnostics);
    let Some(written) = plan.and_then(|plan| plan.write(&mut session.diagnostics)) else {
        return report.failure(&session);
    };
    report.diagnostics(&session)?;
    let exit = report.written(&arguments.out, inputs, written)?;
    Ok(if faulty { Exit::Failure } else { exit })
}
