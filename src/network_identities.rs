//! The table of network identities: what clients know the network by.
//!
//! There are at most four. The newest of each type is *current*; older ones stay for the clients that last
//! authenticated against them, and *retire* when a new one comes and no client refers to them any more. The table is
//! changed through [`Tables`](crate::tables::Tables).

mod index;
mod kind;
mod network_identity;
mod table;

pub(crate) use self::table::InsertError;
pub use self::{
    index::NetworkIdentityIndex, kind::IdentityType, network_identity::NetworkIdentity,
    table::NetworkIdentities,
};
