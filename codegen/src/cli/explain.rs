//! `clustergen explain`: what a code means, and how to mend what it is about.

use std::io::{self, Write};

use clap::Args;

use super::Exit;
use crate::diagnostics::{Code, codes};

#[derive(Args, Debug)]
pub(super) struct Arguments {
    /// The code of an error, a warning or a finding, like E0301 [default: list all codes]
    #[arg(value_name = "CODE", value_parser = Code::find)]
    code: Option<Code>,
}

pub(super) const HELP: &str = "\
Codes that begin with E are errors, with W warnings, with L findings of clustergen lint.

Examples:
  clustergen explain          all codes, with a line each
  clustergen explain E0301    what it means, an example, and how to mend it";

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> io::Result<Exit> {
    match arguments.code {
        Some(Code { id, title, explanation, .. }) => write!(out, "{id}: {title}\n\n{explanation}")?,
        None => {
            for Code { id, title, .. } in codes::ALL {
                writeln!(out, "{id}  {title}")?;
            }
        }
    }
    Ok(Exit::Success)
}
