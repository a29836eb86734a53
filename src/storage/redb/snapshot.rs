//! A file that is only looked at.

use std::{path::Path, sync::Arc, vec::Vec};

use redb::Database;

use super::{
    Damage, RedbError,
    container::Container,
    contents::{Contents, Meta},
    disk::{Disk, FileDisk},
    encoding,
    engine::{self, Put},
    migration,
};
use crate::storage::{Change, Record, Storage};

/// A database that was opened in memory and found to be right. The file is untouched.
#[derive(Debug)]
pub(super) struct Opened {
    // In this order: redb gives up its backend when it is dropped.
    pub(super) database: Database,
    pub(super) container: Arc<Container>,
    pub(super) meta: Meta,
    pub(super) records: Vec<Record>,
    pub(super) info: Info,
}

impl Opened {
    /// Opens a database in memory, repairs and converts it there, and verifies everything.
    pub(super) fn open(disk: Arc<dyn Disk>) -> Result<Self, RedbError> {
        let container = Container::read(disk)?;
        let database = engine::inspect(|| engine::open(&container))?;
        let mut contents = Contents::verify(engine::inspect(|| engine::read(&database))?)?;
        let (found, acknowledged) = (contents.meta.commit, container.acknowledged());
        if found < acknowledged {
            return Err(Damage::LostCommit { acknowledged, found }.into());
        }
        let info = Info {
            format: contents.meta.format,
            capacity: contents.meta.capacity,
            commits: found,
            was_closed: container.was_closed(),
            clients: contents.clients(),
        };
        let mut meta = contents.meta;
        let migrated = migration::migrate(&mut contents)?;
        let records = contents.decode()?;
        if migrated {
            meta.format = contents.meta.format;
            let values: Vec<Put> = records.iter().map(sealed).collect();
            engine::inspect(|| engine::write(&database, &mut meta, &values, &mut Vec::new()))?;
        }
        Ok(Self { database, container, meta, records, info })
    }
}

/// A record as it is written.
pub(super) fn sealed(record: &Record) -> Put {
    let key = encoding::encode_key(record.key());
    (key, Some(encoding::seal(key, &encoding::encode(record))))
}

/// A look at a file that is not in use: it is verified as for [`RedbStorage::open`](super::RedbStorage::open), read,
/// and never written.
///
/// As a [`Storage`] it refuses to commit, so it fills [`Tables`](crate::tables::Tables) that are only looked at.
#[derive(Debug)]
pub struct Snapshot {
    records: Vec<Record>,
    info: Info,
}

impl Snapshot {
    /// Reads a file. A crash's traces in it and older formats are dealt with in memory.
    ///
    /// # Errors
    ///
    /// [`RedbError`] if the file cannot be read, or anything is wrong with it.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, RedbError> {
        let disk = Arc::new(FileDisk::open_read_only(path.as_ref())?);
        let Opened { database, records, info, .. } = Opened::open(disk)?;
        engine::inspect(|| {
            drop(database);
            Ok(())
        })?;
        Ok(Self { records, info })
    }

    /// What is known about the file.
    pub const fn info(&self) -> &Info {
        &self.info
    }

    /// What is in it.
    pub fn records(&self) -> &[Record] {
        &self.records
    }
}

impl Storage for Snapshot {
    type Error = RedbError;

    fn load(&mut self, visit: &mut dyn FnMut(Record)) -> Result<(), RedbError> {
        self.records.iter().copied().for_each(visit);
        Ok(())
    }

    fn commit(&mut self, _: &[Change]) -> Result<(), RedbError> {
        Err(RedbError::Io {
            action: "writing a snapshot",
            source: std::io::ErrorKind::ReadOnlyFilesystem.into(),
        })
    }
}

/// What is known about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Info {
    /// The format of its records.
    pub format: u32,
    /// How many clients there was room for when it was used last.
    pub capacity: u16,
    /// How many commits it has seen.
    pub commits: u64,
    /// Whether it was closed; otherwise the process that had it open died.
    pub was_closed: bool,
    /// How many clients are in it.
    pub clients: usize,
}
