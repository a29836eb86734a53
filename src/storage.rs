//! Where the tables are kept.
//!
//! A [`Storage`] keeps [`Record`]s, one for each key, and changes several of them at once or none: after a crash at
//! any instant there are those from before or from after a [`commit`](Storage::commit), never anything between. It
//! knows nothing of what the records mean; [`Tables`](crate::tables::Tables) does.
//!
//! - [`Memory`] keeps them in memory, without a heap, until the process ends.
//! - [`RedbStorage`](redb::RedbStorage) keeps them on disk.

mod contract;
mod memory;
mod record;
#[cfg(feature = "std")]
pub mod redb;

pub use self::{
    contract::{Change, Storage},
    memory::{Memory, MemoryError},
    record::{AdminSecretRecord, ClientRecord, NetworkIdentityRecord, Record, RecordKey},
};
