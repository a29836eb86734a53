//! The command line: `netim`, described in `docs/cli.md`.
//!
//! Standard output carries only what was asked for; everything else goes to standard error.

mod arguments;
mod db;
mod encoding;
mod fault;
mod identity;
mod input;
mod new_file;
mod private_key;
mod report;
mod secret;
mod time;

use std::{
    boxed::Box,
    ffi::OsString,
    io::{self, IsTerminal, Read, Write},
    process::ExitCode,
};

use clap::Parser as _;

use arguments::{ColorChoice, CommandLine, Noun};
use fault::Stop;
use report::Report;

/// What the command comes to, for the shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// All is well: 0.
    Success,
    /// The input is bad, or a check failed: 1.
    Failure,
    /// Wrong usage: 2.
    Usage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Where a command reads and writes.
struct Console<'c> {
    input: &'c mut dyn Read,
    out: &'c mut dyn Write,
    err: &'c mut dyn Write,
    /// What `--color auto` comes to.
    color: bool,
    /// Whether somebody has to type the input.
    is_typed: bool,
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    let mut console = Console {
        input: &mut *standard_input(),
        out: &mut io::stdout().lock(),
        err: &mut io::stderr().lock(),
        color: io::stderr().is_terminal() && wants_color(),
        is_typed: io::stdin().is_terminal(),
    };
    let result = run(std::env::args_os(), &mut console).and_then(|exit| console.out.flush().map(|()| exit));
    // Whoever closed the stream does not want to know more.
    result.map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Standard input without the library's buffer, in which a secret would stay.
fn standard_input() -> Box<dyn Read> {
    #[cfg(unix)]
    if let Ok(input) = std::os::fd::AsFd::as_fd(&io::stdin()).try_clone_to_owned() {
        return Box::new(std::fs::File::from(input));
    }
    Box::new(io::stdin())
}

/// Whether the environment leaves colours to us; <https://no-color.org>.
fn wants_color() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value: OsString| !value.is_empty());
    !is_set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb")
}

/// Runs a command line: `arguments` begins with the program's name.
///
/// # Errors
///
/// If a stream cannot be written to.
fn run(arguments: impl IntoIterator<Item = OsString>, console: &mut Console<'_>) -> io::Result<Exit> {
    let command_line = match CommandLine::try_parse_from(arguments) {
        Ok(command_line) => command_line,
        Err(error) => return refuse(&error, console, console.color),
    };
    let color = match command_line.color {
        ColorChoice::Always => true,
        ColorChoice::Auto => console.color,
        ColorChoice::Never => false,
    };
    let json = command_line.json;
    match carry_out(command_line.noun, &mut Report::new(console, json, color)) {
        Ok(exit) => Ok(exit),
        Err(Stop::Fault(fault)) => Report::new(console, json, color).fault(&fault),
        Err(Stop::Usage(fault)) => refuse(&fault.into_error(), console, color),
        Err(Stop::Stream(error)) => Err(error),
    }
}

/// Prints what clap has to say: help on standard output, faults on standard error.
fn refuse(error: &clap::Error, console: &mut Console<'_>, color: bool) -> io::Result<Exit> {
    let text = error.render();
    let stream: &mut dyn Write = if error.use_stderr() { console.err } else { console.out };
    if color {
        write!(stream, "{}", text.ansi())?;
    } else {
        write!(stream, "{text}")?;
    }
    Ok(if error.exit_code() == 0 { Exit::Success } else { Exit::Usage })
}

fn carry_out(noun: Noun, report: &mut Report<'_, '_>) -> Result<Exit, Stop> {
    match noun {
        Noun::Secret(verb) => secret::carry_out(verb, report),
        Noun::Identity(verb) => identity::carry_out(verb, report),
        Noun::Db(verb) => db::carry_out(&verb, report),
    }
}
