//! An entry of the table.

use super::{IdentityType, NetworkIdentityIndex};
use crate::{
    identity::{CompactIdentity, Identifier},
    key_store::KeyHandle,
    storage::NetworkIdentityRecord,
};

/// An identity of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetworkIdentity {
    record: NetworkIdentityRecord,
    identifier: Identifier,
    pub(super) clients: u16,
}

impl NetworkIdentity {
    pub(crate) fn new(record: NetworkIdentityRecord) -> Self {
        Self { record, identifier: record.identity.identifier(), clients: 0 }
    }

    /// Its index in the table.
    pub const fn index(&self) -> NetworkIdentityIndex {
        self.record.index
    }

    /// Its type.
    pub const fn identity_type(&self) -> IdentityType {
        self.record.identity_type
    }

    /// The identifier of its identity.
    pub const fn identifier(&self) -> &Identifier {
        &self.identifier
    }

    /// Its identity.
    pub const fn identity(&self) -> &CompactIdentity {
        &self.record.identity
    }

    /// When the secret that it comes from was made, in seconds since 2000-01-01T00:00:00Z.
    pub const fn created(&self) -> u32 {
        self.record.created
    }

    /// The handle of its key pair.
    pub const fn key(&self) -> &KeyHandle {
        &self.record.key
    }

    /// Its place in the order in which network identities were added: more than that of any before it.
    pub const fn order(&self) -> u64 {
        self.record.order
    }

    /// How many clients refer to it.
    pub const fn clients(&self) -> u16 {
        self.clients
    }
}
