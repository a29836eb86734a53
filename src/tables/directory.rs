//! Tables to look into.

use super::Tables;
use crate::{
    clients::{Client, ClientIndex},
    identity::Identifier,
    network_identities::{NetworkIdentity, NetworkIdentityIndex},
};

/// Read-only access to the tables, whatever their capacity.
pub trait Directory {
    /// The client with an index.
    fn client(&self, index: ClientIndex) -> Option<&Client>;

    /// The client with an identifier.
    fn client_by_identifier(&self, identifier: &Identifier) -> Option<&Client>;

    /// The first client behind an index, or the first of all: the way to walk through them.
    fn client_after(&self, index: Option<ClientIndex>) -> Option<&Client>;

    /// The network identity with an index.
    fn network_identity(&self, index: NetworkIdentityIndex) -> Option<&NetworkIdentity>;

    /// The network identity with an identifier.
    fn network_identity_by_identifier(&self, identifier: &Identifier) -> Option<&NetworkIdentity>;

    /// The network identity at a position, from 0, oldest first.
    fn network_identity_at(&self, position: usize) -> Option<&NetworkIdentity>;

    /// Whether a network identity is the current one of its type.
    fn is_current(&self, index: NetworkIdentityIndex) -> bool;
}

impl<const MAX: usize> Directory for Tables<MAX> {
    fn client(&self, index: ClientIndex) -> Option<&Client> {
        self.clients.get(index)
    }

    fn client_by_identifier(&self, identifier: &Identifier) -> Option<&Client> {
        self.clients.by_identifier(identifier)
    }

    fn client_after(&self, index: Option<ClientIndex>) -> Option<&Client> {
        self.clients.after(index).next()
    }

    fn network_identity(&self, index: NetworkIdentityIndex) -> Option<&NetworkIdentity> {
        self.network_identities.get(index)
    }

    fn network_identity_by_identifier(&self, identifier: &Identifier) -> Option<&NetworkIdentity> {
        self.network_identities.by_identifier(identifier)
    }

    fn network_identity_at(&self, position: usize) -> Option<&NetworkIdentity> {
        self.network_identities.iter().nth(position)
    }

    fn is_current(&self, index: NetworkIdentityIndex) -> bool {
        self.network_identities.is_current(index)
    }
}
