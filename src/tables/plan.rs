//! Changes that are planned, not made.

use core::ops::Deref;

use crate::{
    network_identities::NetworkIdentities,
    storage::{Change, Record, RecordKey, Storage},
};

/// The most changes of any plan: to forget all network identities, where the searches for free indices start, and the
/// secret.
const MAX_CHANGES: usize = NetworkIdentities::MAX + 3;

/// A change that is possible.
#[must_use = "a plan changes nothing until it is committed or applied"]
pub trait Plan: Sized {
    /// What the change did.
    type Outcome;

    /// What it changes in storage.
    fn changes(&self) -> Changes;

    /// Makes the change in memory. Storage must have made it already.
    fn apply(self) -> Self::Outcome;

    /// Makes the change in storage, then in memory.
    ///
    /// # Errors
    ///
    /// That of the storage; then nothing has changed.
    fn commit<S: Storage>(self, storage: &mut S) -> Result<Self::Outcome, S::Error> {
        storage.commit(&self.changes())?;
        Ok(self.apply())
    }
}

/// A list of changes, without a heap.
#[derive(Clone, Debug)]
pub struct Changes {
    changes: [Change; MAX_CHANGES],
    len: usize,
}

impl Changes {
    pub(super) const fn none() -> Self {
        // What stands behind `len` is never looked at.
        Self { changes: [Change::Remove(RecordKey::AdminSecret); MAX_CHANGES], len: 0 }
    }

    pub(super) fn put(self, record: Record) -> Self {
        self.and(Change::Put(record))
    }

    pub(super) fn remove(self, key: RecordKey) -> Self {
        self.and(Change::Remove(key))
    }

    fn and(mut self, change: Change) -> Self {
        debug_assert!(self.len < MAX_CHANGES, "no plan has more changes");
        if let Some(place) = self.changes.get_mut(self.len) {
            *place = change;
            self.len += 1;
        }
        self
    }
}

impl Deref for Changes {
    type Target = [Change];

    fn deref(&self) -> &[Change] {
        self.changes.get(..self.len).unwrap_or(&[])
    }
}
