//! Records on disk, in a file that the database [redb](https://docs.rs/redb) manages.
//!
//! A commit costs one `fdatasync`. The file belongs to its owner alone (mode 0600) and to one process at a time.
//!
//! # Damage
//!
//! redb by itself opens a damaged file more often than not, rewrites it in doing so, and gives out what it finds. So
//! the file is a container around redb's own, and opening it goes like this ([`RedbStorage::open`],
//! [`Snapshot::open`]):
//!
//! 1. The file is locked and read into memory. From here on redb works on that image; nothing is written to the file.
//! 2. The container's header says whether the file was *closed*. Then it also has the length and the SHA-256 of all
//!    that follows: whatever has changed since, to the bit, is found. redb sees only files that pass.
//! 3. Otherwise the process died with the file *in use*, and only a part of the last commit may be there. redb checks
//!    every page and goes back to the last commit that is complete. Is that older than the last one of which the
//!    header says that it was complete, then this is not the trace of a crash but damage.
//! 4. Every record has a checksum over itself and its key, and one record the sum of all of those, so none can be
//!    missing, old or in the place of another. Formats older than this one are converted, in the image.
//! 5. All is well: what redb wrote to the image is now written to the file, in the same order with the same syncs, so
//!    that a crash in between is like any other crash.
//!
//! If anything is wrong there is an error, and the file is as it was, to the byte. A panic in redb is an error too.
//! In a file *in use*, a change in a place that holds nothing is harmless and goes unnoticed.
//!
//! # After an error
//!
//! When a commit fails, nobody knows how much of it is on disk. The next commit first opens the file anew, as above,
//! and takes the failed one back if it is there after all.

mod container;
mod contents;
mod copy;
mod disk;
mod encoding;
mod engine;
mod error;
mod header;
mod image;
mod migration;
mod snapshot;
mod store;

pub use self::{
    error::{Damage, RedbError},
    snapshot::{Info, Snapshot},
    store::RedbStorage,
};

#[cfg(test)]
mod simulated_disk;
#[cfg(test)]
mod tests;
