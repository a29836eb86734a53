//! `netim db`.

mod check;
mod show;

use std::{
    boxed::Box,
    format, fs, panic,
    path::Path,
    string::{String, ToString as _},
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde::Serialize;

use super::{
    Exit,
    arguments::DbVerb,
    fault::{Fault, Stop},
    report::Report,
};
use crate::{
    clients::HashSeed,
    storage::redb::{RedbError, Snapshot},
    tables::Tables,
};

/// Tables with room for every client that there can be.
type AllTables = Tables<2047>;

pub(super) fn carry_out(verb: &DbVerb, report: &mut Report<'_, '_>) -> Result<Exit, Stop> {
    match verb {
        DbVerb::Show(file) => show::show(&file.file, report),
        DbVerb::Check(file) => check::check(&file.file, report),
    }
}

/// A database that was read.
struct Opened {
    snapshot: Snapshot,
    size: u64,
}

/// Why a database cannot be read.
enum Unreadable {
    /// It cannot be reached.
    Fault(Fault),
    /// It is bad.
    Bad(Kind, RedbError),
}

/// What is bad about a file as a whole.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    NotADatabase,
    Newer,
    Damaged,
}

impl Opened {
    fn open(path: &Path) -> Result<Self, Unreadable> {
        let name = path.display();
        let failed = |error| Unreadable::Fault(Fault::new(format!("reading `{name}`: {error}")));
        let metadata = fs::metadata(path).map_err(failed)?;
        // A pipe would never end.
        if !metadata.is_file() {
            return Err(Unreadable::Fault(Fault::new(format!("`{name}` is not a regular file"))));
        }
        let snapshot = silently(|| Snapshot::open(path)).map_err(|error| match error {
            RedbError::NotADatabase => Unreadable::Bad(Kind::NotADatabase, error),
            RedbError::Newer { .. } => Unreadable::Bad(Kind::Newer, error),
            RedbError::Locked => Unreadable::Fault(
                Fault::new(format!("`{name}` is locked: {error}"))
                    .help("stop the server that uses it, or look at a backup that the server makes"),
            ),
            RedbError::Io { .. } => Unreadable::Fault(Fault::new(format!("reading `{name}`: {error}"))),
            _ => Unreadable::Bad(Kind::Damaged, error),
        })?;
        Ok(Self { snapshot, size: metadata.len() })
    }
}

impl Unreadable {
    fn into_fault(self, path: &Path) -> Fault {
        match self {
            Self::Fault(fault) => fault,
            Self::Bad(kind, error) => Fault::new(format!("`{}`: {error}", path.display())).help(kind.help()),
        }
    }
}

impl Kind {
    fn help(self) -> &'static str {
        match self {
            Self::NotADatabase => {
                "name the database of a netim server; this is another file, or an empty one"
            }
            Self::Newer => "use the netim that wrote it, or a newer one",
            Self::Damaged => {
                "restore a backup; the file was not changed, here or by a server that refused it"
            }
        }
    }
}

/// The database library panics over some damage; that is caught, and nobody needs to hear of it twice.
fn silently<T>(work: impl FnOnce() -> T) -> T {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let done = work();
    panic::set_hook(hook);
    done
}

/// Tables to load into, empty. They are too large for the stacks of some systems.
fn tables() -> MutexGuard<'static, AllTables> {
    static TABLES: Mutex<AllTables> = Mutex::new(AllTables::new(HashSeed::FIXED));
    TABLES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A path in JSON.
fn name(path: &Path) -> String {
    path.display().to_string()
}
