//! A file that is in use.

use std::{io::ErrorKind, path::Path, sync::Arc, vec::Vec};

use redb::Database;

use super::{
    Damage, Info, RedbError,
    container::Container,
    contents::{Contents, Meta},
    copy,
    disk::{Disk, FileDisk},
    encoding,
    engine::{self, Put},
    snapshot::{self, Opened},
};
use crate::storage::{Change, Record, Storage};

/// Keeps records in a file. See the [module](super) for what it promises.
#[derive(Debug)]
pub struct RedbStorage {
    disk: Arc<dyn Disk>,
    /// `None` after an error, until the file is opened anew.
    open: Option<Open>,
    /// As of the last commit that succeeded.
    meta: Meta,
    /// What takes a failed commit back, if it is there after all.
    undo: Vec<Put>,
    /// What was read at opening, for the first `load`, which mostly comes before any commit.
    records: Option<Vec<Record>>,
    info: Info,
}

#[derive(Debug)]
struct Open {
    // In this order: redb gives up its backend when it is dropped.
    database: Database,
    container: Arc<Container>,
}

impl RedbStorage {
    /// Creates a file for a server with room for `capacity` clients, and opens it.
    ///
    /// The file appears when it is complete; a crash leaves at most a file with another name, which ends in `.new`.
    ///
    /// # Errors
    ///
    /// [`RedbError::Exists`] if there is a file, or that it cannot be written.
    pub fn create(path: impl AsRef<Path>, capacity: u16) -> Result<Self, RedbError> {
        let path = path.as_ref();
        copy::create(path, Meta::new(capacity), &[])?;
        Self::open(path, capacity)
    }

    /// Opens a file for a server with room for `capacity` clients.
    ///
    /// # Errors
    ///
    /// [`RedbError`] if the file cannot be read or written, is in use, is not a database, has a newer format, is
    /// damaged, or holds more clients. Then it is as it was, unless it could not be written.
    pub fn open(path: impl AsRef<Path>, capacity: u16) -> Result<Self, RedbError> {
        Self::open_disk(Arc::new(FileDisk::open(path.as_ref())?), capacity)
    }

    /// Opens a file, or creates it if there is none.
    ///
    /// # Errors
    ///
    /// Those of [`open`](Self::open) and [`create`](Self::create).
    pub fn open_or_create(path: impl AsRef<Path>, capacity: u16) -> Result<Self, RedbError> {
        let path = path.as_ref();
        match Self::open(path, capacity) {
            Err(RedbError::Io { source, .. }) if source.kind() == ErrorKind::NotFound => {
                Self::create(path, capacity)
            }
            opened => opened,
        }
    }

    /// Puts a copy of a file in the place of one that is not there. The copy is verified, and has the current format.
    ///
    /// # Errors
    ///
    /// [`RedbError`] if the backup is damaged or in use, or the new file exists or cannot be written.
    pub fn restore(backup: impl AsRef<Path>, path: impl AsRef<Path>) -> Result<(), RedbError> {
        copy::restore(backup.as_ref(), path.as_ref())
    }

    pub(super) fn open_disk(disk: Arc<dyn Disk>, capacity: u16) -> Result<Self, RedbError> {
        let mut opened = Opened::open(Arc::clone(&disk))?;
        let clients = opened.info.clients;
        if clients > usize::from(capacity) {
            return Err(RedbError::Capacity { clients, capacity });
        }
        if opened.meta.capacity != capacity {
            opened.meta.capacity = capacity;
            engine::inspect(|| engine::write(&opened.database, &mut opened.meta, &[], &mut Vec::new()))?;
        }
        let Opened { database, container, meta, records, info } = opened;
        container.go_live()?;
        container.acknowledge(meta.commit);
        let open = Some(Open { database, container });
        Ok(Self { disk, open, meta, undo: Vec::new(), records: Some(records), info })
    }

    /// What was known about the file when it was opened.
    pub const fn info(&self) -> &Info {
        &self.info
    }

    /// Writes a copy of what is stored now to a file that is not there yet.
    ///
    /// The copy is a file like this one, closed; it can be opened in its place.
    ///
    /// # Errors
    ///
    /// [`RedbError`] if the new file exists or cannot be written, or this one cannot be read.
    pub fn backup(&mut self, path: impl AsRef<Path>) -> Result<(), RedbError> {
        let records = self.read()?.decode()?;
        copy::create(path.as_ref(), self.meta, &records)
    }

    /// Marks the file as closed, as dropping this does, but says if that fails.
    ///
    /// # Errors
    ///
    /// [`RedbError`] if the file cannot be written. It is as after a crash then.
    pub fn close(mut self) -> Result<(), RedbError> {
        self.shut()
    }

    fn shut(&mut self) -> Result<(), RedbError> {
        let Some(Open { database, container }) = self.open.take() else {
            return Ok(());
        };
        let closed = engine::run(|| Ok(database.close()?));
        if closed.is_err() {
            container.abandon();
        }
        closed?;
        container.close()
    }

    fn read(&mut self) -> Result<Contents, RedbError> {
        let open = self.ready()?;
        Contents::verify(engine::inspect(|| engine::read(&open.database))?)
    }

    /// The open database, opened anew if the last commit failed.
    fn ready(&mut self) -> Result<&Open, RedbError> {
        if self.open.is_none() {
            let Opened { database, container, mut meta, .. } = Opened::open(Arc::clone(&self.disk))?;
            if meta.commit > self.meta.commit {
                engine::inspect(|| engine::write(&database, &mut meta, &self.undo, &mut Vec::new()))?;
            }
            if meta.sum != self.meta.sum {
                return Err(Damage::Records.into());
            }
            container.go_live()?;
            container.acknowledge(meta.commit);
            self.meta = meta;
            self.open = Some(Open { database, container });
        }
        // It was put there a line above, if it was not there before.
        self.open.as_ref().ok_or(RedbError::Panicked)
    }

    fn write(&mut self, values: &[Put]) -> Result<(), RedbError> {
        self.ready()?;
        // Where an error leaves it: to be opened anew.
        let open = self.open.take().ok_or(RedbError::Panicked)?;
        let mut meta = self.meta;
        let written = engine::run(|| engine::write(&open.database, &mut meta, values, &mut self.undo));
        if let Err(error) = written {
            // Nothing that redb would write from here on can be trusted, and it writes when it is dropped.
            open.container.abandon();
            let _ = engine::run(|| {
                drop(open);
                Ok(())
            });
            return Err(error);
        }
        open.container.acknowledge(meta.commit);
        self.meta = meta;
        self.open = Some(open);
        Ok(())
    }
}

impl Storage for RedbStorage {
    type Error = RedbError;

    fn load(&mut self, visit: &mut dyn FnMut(Record)) -> Result<(), RedbError> {
        let records = match self.records.take() {
            Some(records) => records,
            None => self.read()?.decode()?,
        };
        records.into_iter().for_each(visit);
        Ok(())
    }

    fn commit(&mut self, changes: &[Change]) -> Result<(), RedbError> {
        if changes.is_empty() {
            return Ok(());
        }
        self.records = None;
        let values: Vec<Put> = changes.iter().map(encoded).collect();
        self.write(&values)
    }
}

fn encoded(change: &Change) -> Put {
    match change {
        Change::Put(record) => snapshot::sealed(record),
        Change::Remove(key) => (encoding::encode_key(*key), None),
    }
}

impl Drop for RedbStorage {
    fn drop(&mut self) {
        // Whoever wants to know calls `close`.
        let _ = self.shut();
    }
}
