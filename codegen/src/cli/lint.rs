//! `clustergen lint`: what is suspicious in cluster XML.

use std::io::{self, Write};

use clap::{Args, ValueEnum};

use super::Exit;
use super::inputs::Inputs;
use super::report::Report;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::lint::{self, output};
use crate::session::Session;

#[derive(Args, Debug)]
pub(super) struct Arguments {
    #[command(flatten)]
    inputs: Inputs,
    /// Say nothing about this, a code like L0501 or W0201; can be given several times
    #[arg(long, value_name = "CODE", value_parser = allowable)]
    allow: Vec<Code>,
    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    /// Report warnings and findings as errors
    #[arg(long)]
    deny_warnings: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// An array of findings
    Json,
    /// SARIF 2.1.0, for code hosts
    Sarif,
}

pub(super) const HELP: &str = "\
Findings of lint (L), warnings (W) and errors (E) go to standard output. clustergen explain CODE says what each means.

Exit status: 0 nothing was found, 1 something was found, 2 wrong usage.

Examples:
  clustergen lint clusters-xml
  clustergen lint Lamp.xml --allow L0501
  clustergen lint clusters-xml --format sarif > lint.sarif";

/// Errors are no matter of taste.
fn allowable(id: &str) -> Result<Code, String> {
    let code = Code::find(id)?;
    if code.id.starts_with('E') {
        return Err("an error cannot be allowed: mend what it is about".to_owned());
    }
    Ok(code)
}

pub(super) fn run(arguments: Arguments, out: &mut dyn Write, report: &mut Report<'_>) -> io::Result<Exit> {
    let Arguments { inputs, allow, format, deny_warnings } = arguments;
    let mut session = Session::default();
    lint::lint(&inputs.into_task(), &mut session);
    session.diagnostics = told(&session.diagnostics, &allow, deny_warnings && format == Format::Text);

    let findings = session.diagnostics.sorted();
    match format {
        Format::Text => write!(out, "{}", report.rendered(&session))?,
        Format::Json => writeln!(out, "{}", output::json(&findings, &session.sources, deny_warnings)?)?,
        Format::Sarif => writeln!(out, "{}", output::sarif(&findings, &session.sources, deny_warnings)?)?,
    }
    if findings.is_empty() {
        return Ok(Exit::Success);
    }
    report.found(&session)?;
    Ok(Exit::Failure)
}

/// What is to be said: not what is allowed, and warnings as errors if they are denied.
fn told(all: &Diagnostics, allow: &[Code], deny: bool) -> Diagnostics {
    let mut told = Diagnostics::default();
    for diagnostic in all.sorted().into_iter().filter(|one| !allow.contains(&one.code)) {
        let severity = if deny { crate::diagnostics::Severity::Error } else { diagnostic.code.severity };
        told.push(Diagnostic { code: Code { severity, ..diagnostic.code }, ..diagnostic.clone() });
    }
    told
}
