//! Errors.

use std::{boxed::Box, io, string::String};

use thiserror::Error;

use crate::storage::RecordKey;

/// Why a file cannot be opened, read or written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum RedbError {
    /// The operating system refuses.
    #[error("{action}: {source}")]
    Io {
        /// What was tried.
        action: &'static str,
        /// Why not.
        source: io::Error,
    },
    /// There is a file already where one should be created.
    #[error("there is a file already; it is not overwritten")]
    Exists,
    /// Another process, or another part of this one, has the file open.
    #[error("the file is in use by another process")]
    Locked,
    /// Not a file of this kind.
    #[error("not a netim database")]
    NotADatabase,
    /// Written by a newer version of this crate.
    #[error("the file has format {found}; only formats up to {supported} are known: a newer netim wrote it")]
    Newer {
        /// The format of the file.
        found: u32,
        /// The newest format that this version knows.
        supported: u32,
    },
    /// Damaged.
    #[error("the file is damaged: {0}")]
    Damaged(#[from] Damage),
    /// More clients are stored than there would be room for.
    #[error("{clients} clients are stored; a capacity of {capacity} is too small")]
    Capacity {
        /// How many are stored.
        clients: usize,
        /// How many there would be room for.
        capacity: u16,
    },
    /// redb fails to write.
    #[error("the database failed: {0}")]
    Database(#[from] Box<redb::Error>),
    /// redb panicked while writing, which is a bug in it.
    #[error("the database panicked")]
    Panicked,
}

impl RedbError {
    pub(super) fn io(action: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { action, source }
    }
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Damage {
    /// Its header.
    #[error("its header")]
    Header,
    /// Its length.
    #[error("it is {found} bytes long, not {expected}")]
    Length {
        /// How long it should be.
        expected: u64,
        /// How long it is.
        found: u64,
    },
    /// Something has changed since it was closed.
    #[error("its checksum is wrong")]
    Checksum,
    /// The database in it.
    #[error("its structure: {0}")]
    Structure(String),
    /// The database in it, in a way that made redb panic.
    #[error("its structure")]
    Panic,
    /// It lacks the last commit, though that was complete.
    #[error("it holds commit {found}, but {acknowledged} was complete")]
    LostCommit {
        /// The last one known to be complete.
        acknowledged: u64,
        /// The last one that is there.
        found: u64,
    },
    /// A record.
    #[error("{0}")]
    Record(RecordKey),
    /// A record with a key that no record has.
    #[error("a record of an unknown kind")]
    Key,
    /// The record about the records.
    #[error("the record about its records")]
    Meta,
    /// A record is missing, or one is there that was replaced or removed.
    #[error("its records are not those of one commit")]
    Records,
}
