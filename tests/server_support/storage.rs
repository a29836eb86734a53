//! The storages that a server is tried on.

use netim::storage::redb::{RedbError, RedbStorage};
use netim::storage::{Change, Memory, MemoryError, Record, Storage};
use tempfile::TempDir;

/// A storage that can be taken over by the next server.
pub(crate) trait TestStorage: Storage + Sized {
    /// An empty one, for a server with room for `capacity` clients.
    fn create(capacity: u16) -> Self;

    /// What the next server finds.
    fn reopened(self) -> Self;
}

/// In memory.
#[derive(Debug)]
pub(crate) struct InMemory(Box<Memory<2047>>);

impl TestStorage for InMemory {
    fn create(_: u16) -> Self {
        Self(Box::default())
    }

    fn reopened(self) -> Self {
        self
    }
}

impl Storage for InMemory {
    type Error = MemoryError;

    fn load(&mut self, visit: &mut dyn FnMut(Record)) -> Result<(), MemoryError> {
        self.0.load(visit)
    }

    fn commit(&mut self, changes: &[Change]) -> Result<(), MemoryError> {
        self.0.commit(changes)
    }
}

/// In a file of a folder of its own.
#[derive(Debug)]
pub(crate) struct OnDisk {
    storage: RedbStorage,
    capacity: u16,
    folder: TempDir,
}

impl TestStorage for OnDisk {
    fn create(capacity: u16) -> Self {
        let folder = TempDir::new().unwrap();
        let storage = RedbStorage::create(folder.path().join("netim.redb"), capacity).unwrap();
        Self { storage, capacity, folder }
    }

    fn reopened(self) -> Self {
        let Self { storage, capacity, folder } = self;
        storage.close().unwrap();
        let storage = RedbStorage::open(folder.path().join("netim.redb"), capacity).unwrap();
        Self { storage, capacity, folder }
    }
}

impl Storage for OnDisk {
    type Error = RedbError;

    fn load(&mut self, visit: &mut dyn FnMut(Record)) -> Result<(), RedbError> {
        self.storage.load(visit)
    }

    fn commit(&mut self, changes: &[Change]) -> Result<(), RedbError> {
        self.storage.commit(changes)
    }
}
