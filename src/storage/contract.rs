//! What a storage has to do.

use super::{Record, RecordKey};

/// Keeps records durably.
pub trait Storage {
    /// Why it failed.
    type Error: core::error::Error;

    /// Gives every record to `visit`, in any order.
    ///
    /// What it gives is durable: a commit that failed before is taken back for good when this succeeds.
    ///
    /// # Errors
    ///
    /// If the records cannot be read. Then some may have been visited.
    fn load(&mut self, visit: &mut dyn FnMut(Record)) -> Result<(), Self::Error>;

    /// Makes all changes, in their order, or none.
    ///
    /// They are durable when this returns. On an error the records are as they were, also when the error came so late
    /// that the storage has to undo what it did, and the next commit may succeed. If the process ends before the
    /// next commit or load has succeeded, the changes may be there at the next start.
    ///
    /// # Errors
    ///
    /// If the changes cannot be made.
    fn commit(&mut self, changes: &[Change]) -> Result<(), Self::Error>;
}

impl<S: Storage + ?Sized> Storage for &mut S {
    type Error = S::Error;

    fn load(&mut self, visit: &mut dyn FnMut(Record)) -> Result<(), Self::Error> {
        (**self).load(visit)
    }

    fn commit(&mut self, changes: &[Change]) -> Result<(), Self::Error> {
        (**self).commit(changes)
    }
}

/// A change of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Stores a record in the place of the one with the same key, if there is one.
    Put(Record),
    /// Removes the record with a key, if there is one.
    Remove(RecordKey),
}
