//! The table of clients: who may join the network.
//!
//! [`Clients`] finds an entry by index and by identifier in constant time, whatever its size, and takes memory in
//! proportion to its capacity. It is changed through [`Tables`](crate::tables::Tables), which keeps it in step with
//! the network identities and with storage.

mod by_identifier;
mod client;
mod hash_seed;
mod index;
mod positions;
mod table;

pub(crate) use self::table::InsertError;
pub use self::{
    client::Client,
    hash_seed::HashSeed,
    index::ClientIndex,
    table::{CapacityError, Clients},
};
