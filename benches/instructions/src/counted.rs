//! Counting: this program runs itself under valgrind, once for each routine.

use std::collections::BTreeMap;
use std::io;
use std::process::Command;

use crate::routines::{self, REPEATS};

/// The argument with which this program runs a routine.
pub(crate) const RUN: &str = "--run";

/// How many instructions a routine takes, by its name.
pub(crate) type Counts = BTreeMap<String, u64>;

/// Why nothing could be counted.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// No valgrind.
    #[error("valgrind is not here (Debian: apt-get install valgrind)")]
    NoValgrind,
    /// It could not be run.
    #[error("valgrind could not be run: {0}")]
    Run(#[from] io::Error),
    /// It said something else than how many instructions there were.
    #[error("valgrind did not count `{routine}`:\n{output}")]
    Output {
        /// The routine.
        routine: String,
        /// What it said.
        output: String,
    },
}

/// Counts all routines, and what follows from them.
pub(crate) fn all() -> Result<Counts, Error> {
    let mut counts = Counts::new();
    for name in routines::names() {
        counts.insert(name.to_owned(), one(name)?);
    }
    // Calling a routine is no part of it.
    let call = counts.remove(routines::NOTHING).unwrap_or_default();
    for count in counts.values_mut() {
        *count = count.saturating_sub(call);
    }
    let mut without = |(name, around): (&str, &str)| {
        let around = counts.remove(around).unwrap_or_default();
        counts.get(name).copied().unwrap_or_default().saturating_sub(around)
    };
    let [invoke, decode, encode] = routines::OF_DISPATCH.map(&mut without);
    let dispatch = invoke.saturating_sub(decode + encode);
    counts.insert(DISPATCH.to_owned(), dispatch);
    Ok(counts)
}

/// What dispatching a command takes beyond its codec.
const DISPATCH: &str = "invoke AddClient, without decoding and encoding";

fn one(routine: &str) -> Result<u64, Error> {
    let program = std::env::current_exe()?;
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=*counted_from_here*"])
        .arg(program)
        .args([RUN, routine])
        .output()
        .map_err(|error| {
            if error.kind() == io::ErrorKind::NotFound { Error::NoValgrind } else { Error::Run(error) }
        })?;
    let text = String::from_utf8_lossy(&output.stderr);
    let counted = text.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse::<u64>().ok());
    match counted.filter(|count| output.status.success() && *count > 0) {
        Some(count) => Ok(count / REPEATS),
        None => Err(Error::Output { routine: routine.to_owned(), output: text.into_owned() }),
    }
}
