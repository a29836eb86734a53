//! The command line.
//!
//! Standard output carries only what was asked for (`--help`, `--version`); everything else goes to standard error.

mod arguments;
mod decode;
mod diff;
mod explain;
mod history;
mod inputs;
mod lint;
mod list;
mod looking;
mod progress;
mod report;
mod show;
mod site;
mod usage;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::config;
use crate::diagnostics::Color;
use crate::output::Plan;
use crate::pipeline;
use crate::session::Session;
use arguments::{Arguments, ColorChoice, CommandLine, Strictness, Subcommands, Verb};
use progress::Progress;
use report::Report;
use usage::{Job, Request};

/// What the command comes to, for the shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well: 0.
    Success,
    /// Errors in the input, or differences: 1.
    Failure,
    /// Wrong usage: 2.
    Usage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let color = io::stderr().is_terminal() && wants_color();
    // Not locked: progress comes from another thread.
    let mut err = io::LineWriter::new(io::stderr());
    let result = run(std::env::args_os(), &mut io::stdout().lock(), &mut err, color);
    // Whoever closed the stream does not want to know more.
    result.map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Whether the environment leaves colours to us; <https://no-color.org>.
fn wants_color() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value: OsString| !value.is_empty());
    !is_set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb")
}

/// Runs a command line: `arguments` begins with the program's name, `color` is what `--color auto` comes to.
///
/// # Errors
///
/// If a stream cannot be written to.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut (dyn Write + Send),
    color: bool,
) -> io::Result<Exit> {
    let command_line = match CommandLine::try_parse_from(arguments) {
        Ok(command_line) => command_line,
        Err(error) => return refuse(&error, out, err, color),
    };
    let color = match command_line.color {
        ColorChoice::Always => Color::Always,
        ColorChoice::Auto if color => Color::Always,
        ColorChoice::Auto | ColorChoice::Never => Color::Never,
    };
    let quiet = command_line.quiet;
    match command_line.verb {
        Subcommands::Generate(arguments) => code(Verb::Generate, arguments, out, err, color, quiet),
        Subcommands::Check(arguments) => code(Verb::Check, arguments, out, err, color, quiet),
        Subcommands::List(arguments) => list::run(arguments, out, &mut Report::new(err, color, quiet)),
        Subcommands::Show(arguments) => show::run(arguments, out, &mut Report::new(err, color, quiet)),
        Subcommands::Diff(arguments) => diff::run(arguments, out, &mut Report::new(err, color, quiet)),
        Subcommands::History(arguments) => history::run(arguments, out, &mut Report::new(err, color, quiet)),
        Subcommands::Decode(arguments) => decode::run(arguments, out, &mut Report::new(err, color, quiet)),
        Subcommands::Lint(arguments) => lint::run(arguments, out, &mut Report::new(err, color, quiet)),
        Subcommands::Explain(arguments) => explain::run(&arguments, out),
        Subcommands::Site(arguments) => site::run(arguments, out, &mut Report::new(err, color, quiet)),
    }
}

/// The verbs that have to do with code on disk.
fn code(
    verb: Verb,
    arguments: Arguments,
    out: &mut dyn Write,
    err: &mut (dyn Write + Send),
    color: Color,
    quiet: bool,
) -> io::Result<Exit> {
    let strictness = arguments.strictness;
    match usage::settle(arguments) {
        Ok(request) => carry_out(verb, request, strictness, &mut Report::new(err, color, quiet)),
        Err(fault) => {
            let mut command = CommandLine::command();
            refuse(&fault.into_error(verb, &mut command), out, err, color == Color::Always)
        }
    }
}

/// Prints what clap has to say: help on standard output, faults on standard error.
fn refuse(
    error: &clap::Error,
    out: &mut dyn Write,
    err: &mut (dyn Write + Send),
    color: bool,
) -> io::Result<Exit> {
    let text = error.render();
    let stream: &mut dyn Write = if error.use_stderr() { err } else { out };
    if color {
        write!(stream, "{}", text.ansi())?;
    } else {
        write!(stream, "{text}")?;
    }
    Ok(if error.exit_code() == 0 { Exit::Success } else { Exit::Usage })
}

fn carry_out(
    verb: Verb,
    request: Request,
    strictness: Strictness,
    report: &mut Report<'_>,
) -> io::Result<Exit> {
    let mut session = Session::default();
    let job = match request {
        Request::Job(job) => Some(*job),
        Request::Configuration { path, force } => configured(&path, force, &mut session),
    };
    let Some(mut job) = job else {
        return report.failure(&session);
    };
    job.task.keep_going |= strictness.keep_going;
    job.task.deny_warnings |= strictness.deny_warnings;

    let outcome = Progress::watch(report, |progress| pipeline::run(&job.task, &mut session, progress));
    let Some(files) = outcome.files else {
        let failed = session.diagnostics.has_errors();
        return if failed { report.failure(&session) } else { report.denied(&session) };
    };

    let Some(plan) = Plan::new(&job.out, &files, job.force, &mut session.diagnostics) else {
        return report.failure(&session);
    };
    // All is well, or it was said to keep going.
    let denied = job.task.deny_warnings && session.diagnostics.has_warnings();
    let complete = !session.diagnostics.has_errors() && !denied;
    let exit = if verb == Verb::Check {
        report.diagnostics(&session)?;
        report.differences(&job.out, &plan)?
    } else {
        let Some(written) = plan.write(&mut session.diagnostics) else {
            return report.failure(&session);
        };
        report.diagnostics(&session)?;
        report.written(&job.out, outcome.inputs, written)?
    };
    if complete {
        return Ok(exit);
    }
    report.left_out(&session, &outcome.left_out)?;
    Ok(Exit::Failure)
}

/// What a configuration file wants.
fn configured(path: &Path, force: bool, session: &mut Session) -> Option<Job> {
    let (task, out) = config::load(path, session)?.destination(session)?;
    Some(Job { task, out, force })
}
