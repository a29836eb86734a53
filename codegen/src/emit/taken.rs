//! Names that generated code has for itself.

use super::context::{ANY_EVENT, FEATURES, PRELUDE};
use super::imports::{FURTHER, IMPORTABLE, SIBLINGS};

/// The modules of a cluster.
pub(crate) const MODULES: [&str; 9] =
    ["async_server", "attributes", "client", "commands", "events", "metadata", "owned", "server", "types"];

/// The files that a crate or a tree of modules begins with.
pub(crate) const ROOTS: [&str; 3] = ["lib", "main", "mod"];

/// The methods of servers and clients that are no items.
pub(crate) const METHODS: [&str; 5] = ["in_atomic_write", "new", "provided", "transport", "endpoint"];

/// The constants of enumerations and bitmaps that are no items.
pub(crate) const CONSTANTS: [&str; 3] = ["EMPTY", "FIELDS", "NAMES"];

/// The names that no type may have.
pub(crate) fn types() -> impl Iterator<Item = &'static str> {
    let imported = IMPORTABLE.iter().flat_map(|(_, names)| names.iter().copied());
    let elsewhere = SIBLINGS.iter().chain(FURTHER).copied();
    imported.chain(elsewhere).chain(PRELUDE).chain([FEATURES, ANY_EVENT])
}
