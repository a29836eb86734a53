//! Our generator and those of others, side by side in one run: see `run`.
#![forbid(unsafe_code)]
#![allow(clippy::expect_used, clippy::panic, reason = "what cannot be measured need not go on")]
#![allow(clippy::print_stdout, reason = "tables are what this is for")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "figures for people, of three digits"
)]

mod clock;
mod folders;
mod one_cluster;
mod ours;
mod sizes;
mod stages;
mod table;
mod theirs;
mod turns;
mod written;

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

/// As our command-line tool has it; here everybody's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often what is compared is run.
const ROUNDS: usize = 15;

fn main() -> io::Result<()> {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    match arguments.iter().map(OsString::as_os_str).collect::<Vec<_>>()[..] {
        [stage, name, input] if stage == "stage" => stages::stage(&name.to_string_lossy(), Path::new(input)),
        [word, name, folder] if word == folders::PLAY => {
            folders::play(&name.to_string_lossy(), Path::new(folder))
        }
        [word, folder] if word == "write" => written::write(Path::new(folder)),
        [] => report(&["cluster", "folders", "stages", "lines"].map(OsStr::new)),
        ref parts => report(parts),
    }
}

/// Prints the tables of some parts.
fn report(parts: &[&OsStr]) -> io::Result<()> {
    let derived = tempfile::tempdir()?;
    idl_to_zap::write_all(derived.path())?;
    let mut own = vec![("derived folder".to_owned(), derived.path().to_owned())];
    if let Some(corpus) = std::env::var_os("CLUSTERGEN_CORPUS").filter(|path| !path.is_empty()) {
        own.push(("folder of CLUSTERGEN_CORPUS".to_owned(), PathBuf::from(corpus)));
    }
    for part in parts {
        match part.to_str() {
            Some("cluster") => one_cluster::report(ROUNDS)?,
            Some("folders") => folders::report(&own, ROUNDS)?,
            Some("stages") => stages::report(&own)?,
            Some("lines") => sizes::report(derived.path())?,
            _ => return Err(io::Error::other("usage: generators [cluster | folders | stages | lines]...")),
        }
    }
    Ok(())
}
