//! How many instructions the codec and the dispatch take, compared with what is recorded in `counts.toml`.
//!
//! `cargo run --release -p netim-instructions` compares and fails if something takes more than it did;
//! `-- --record` records what it takes now. Valgrind counts: its number is the same however busy the machine is, but not
//! with another compiler or processor, hence the tolerance.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool")]

mod counted;
mod recorded;
mod routines;
mod server;

use std::process::ExitCode;

use recorded::Recorded;

/// Set where nothing may be left out because a tool is missing.
const REQUIRED: &str = "NETIM_REQUIRE_PEERS";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => compare(),
        ["--record"] => record(),
        [counted::RUN, name] => routines::run(name),
        _ => {
            eprintln!("usage: netim-instructions [--record]");
            ExitCode::from(2)
        }
    }
}

fn compare() -> ExitCode {
    let recorded = match Recorded::load() {
        Ok(recorded) => recorded,
        Err(error) => return failure(&error),
    };
    let counts = match counted::all() {
        Ok(counts) => counts,
        Err(counted::Error::NoValgrind) if std::env::var_os(REQUIRED).is_none() => {
            eprintln!(
                "SKIPPED: instructions are not counted, since valgrind is not here (Debian: apt-get install valgrind)"
            );
            return ExitCode::SUCCESS;
        }
        Err(error) => return failure(&error),
    };
    let slower = recorded.compare(&counts);
    if slower == 0 {
        return ExitCode::SUCCESS;
    }
    eprintln!(
        "{slower} of them take more than recorded: mend that, or record it with `-- --record` and say why"
    );
    ExitCode::FAILURE
}

fn record() -> ExitCode {
    let written = counted::all().map_err(|error| error.to_string());
    match written.and_then(|counts| recorded::save(&counts)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failure(&error),
    }
}

fn failure(error: &impl std::fmt::Display) -> ExitCode {
    eprintln!("error: {error}");
    ExitCode::FAILURE
}
