//! A storage that fails.

use std::collections::BTreeMap;

use netim::storage::{Change, Record, RecordKey, Storage};
use thiserror::Error;

use crate::fuse::{Fails, Fuse};

/// A storage that fails when it is told to.
///
/// A commit that fails late has been made all the same, and is taken back at the next access: the contract allows it,
/// and storage on disk does it. If the process ends before that, the changes stay.
pub(crate) struct FaultyStorage<S> {
    inner: S,
    undo: Vec<Change>,
    pub(crate) fuse: Fuse,
}

#[derive(Debug, Error)]
pub(crate) enum FaultyStorageError<E> {
    #[error("told to fail")]
    Told,
    #[error(transparent)]
    Inner(E),
}

impl<S: Storage> FaultyStorage<S> {
    pub(crate) fn new(inner: S) -> Self {
        Self { inner, undo: Vec::new(), fuse: Fuse::default() }
    }

    /// What is left when the process ends now.
    pub(crate) fn into_inner(self) -> S {
        self.inner
    }

    /// What a load would give, in order, without having any effect.
    pub(crate) fn contents(&mut self) -> Vec<Record> {
        let mut records = self.records();
        for change in &self.undo {
            match change {
                Change::Put(record) => records.insert(record.key(), *record),
                Change::Remove(key) => records.remove(key),
            };
        }
        records.into_values().collect()
    }

    fn records(&mut self) -> BTreeMap<RecordKey, Record> {
        let mut records = BTreeMap::new();
        let mut insert = |record: Record| assert!(records.insert(record.key(), record).is_none());
        self.inner.load(&mut insert).unwrap();
        records
    }

    /// Takes a commit back that failed late.
    fn settle(&mut self) -> Result<(), FaultyStorageError<S::Error>> {
        let undo = std::mem::take(&mut self.undo);
        self.inner.commit(&undo).map_err(FaultyStorageError::Inner)
    }

    /// The changes that take others back.
    fn inverse(&mut self, changes: &[Change]) -> Vec<Change> {
        let records = self.records();
        let keys = changes.iter().map(|change| match change {
            Change::Put(record) => record.key(),
            Change::Remove(key) => *key,
        });
        keys.map(|key| records.get(&key).map_or(Change::Remove(key), |record| Change::Put(*record))).collect()
    }
}

impl<S: Storage> Storage for FaultyStorage<S> {
    type Error = FaultyStorageError<S::Error>;

    fn load(&mut self, visit: &mut dyn FnMut(Record)) -> Result<(), Self::Error> {
        if self.fuse.next().is_some() {
            return Err(FaultyStorageError::Told);
        }
        self.settle()?;
        self.inner.load(visit).map_err(FaultyStorageError::Inner)
    }

    fn commit(&mut self, changes: &[Change]) -> Result<(), Self::Error> {
        let fails = self.fuse.next();
        if fails == Some(Fails::Before) {
            return Err(FaultyStorageError::Told);
        }
        self.settle()?;
        let undo = self.inverse(changes);
        self.inner.commit(changes).map_err(FaultyStorageError::Inner)?;
        if fails.is_some() {
            self.undo = undo;
            return Err(FaultyStorageError::Told);
        }
        Ok(())
    }
}
