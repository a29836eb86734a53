//! The storages that the tests run on.

use std::{fs, path::Path};

use netim::{
    storage::{Change, Memory, MemoryError, Record, Storage, redb::RedbStorage},
    wire::Release,
};

use tempfile::TempDir;

use crate::template::{CAPACITY, MAX};

/// A storage that starts, ends and is copied in the same way as the others.
pub(crate) trait Medium: Storage + Sized {
    /// The releases to try on it.
    const RELEASES: &[Release];

    /// An empty one, which may use a folder.
    fn create(folder: &Path) -> Self;

    /// What is left of it when it is closed.
    type Image;

    /// Closes it.
    fn close(self, folder: &Path) -> Self::Image;

    /// A copy of one that was closed, which may use another folder.
    fn open(image: &Self::Image, folder: &Path) -> Self;
}

/// Records in memory, but not on the stack, which tests without optimisation need a lot of.
#[derive(Clone)]
pub(crate) struct InMemory(Box<Memory<MAX>>);

impl Storage for InMemory {
    type Error = MemoryError;

    fn load(&mut self, visit: &mut dyn FnMut(Record)) -> Result<(), MemoryError> {
        self.0.load(visit)
    }

    fn commit(&mut self, changes: &[Change]) -> Result<(), MemoryError> {
        self.0.commit(changes)
    }
}

impl Medium for InMemory {
    const RELEASES: &[Release] = &Release::ALL;

    fn create(_: &Path) -> Self {
        Self(Box::new(Memory::new()))
    }

    type Image = Self;

    fn close(self, _: &Path) -> Self {
        self
    }

    fn open(image: &Self, _: &Path) -> Self {
        image.clone()
    }
}

/// The layouts have nothing to do with the storage, and every case writes to the disk.
impl Medium for RedbStorage {
    const RELEASES: &[Release] = &[Release::V1_6_1];

    fn create(folder: &Path) -> Self {
        Self::create(folder.join("tables"), CAPACITY).unwrap()
    }

    type Image = Vec<u8>;

    fn close(self, folder: &Path) -> Vec<u8> {
        drop(self);
        fs::read(folder.join("tables")).unwrap()
    }

    fn open(image: &Vec<u8>, folder: &Path) -> Self {
        let file = folder.join("tables");
        fs::write(&file, image).unwrap();
        Self::open(file, CAPACITY).unwrap()
    }
}

/// A folder of its own. This is not about power failures, so where there is a disk in memory, that is disk enough, and
/// saves a minute of waiting.
pub(crate) fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    folder.unwrap()
}
