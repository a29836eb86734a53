//! `QueryIdentity`.

use core::borrow::BorrowMut;

use super::{CommandError, ErrorOf, Manager, Platform};
use crate::{
    clients::{Client, ClientIndex},
    identity::{CompactIdentity, Identifier},
    network_identities::{IdentityType, NetworkIdentity, NetworkIdentityIndex},
    tables::Tables,
};

/// Which identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityQuery {
    /// The network identity with this index.
    NetworkIdentityIndex(u16),
    /// The current network identity of this type.
    NetworkIdentityType(IdentityType),
    /// The client with this index.
    ClientIndex(u16),
    /// The network identity with this identifier, or else the client.
    Identifier(Identifier),
}

impl<P: Platform, T: BorrowMut<Tables<MAX>>, const MAX: usize> Manager<P, T, MAX> {
    /// Looks up the full identity of a network identity or a client.
    ///
    /// # Errors
    ///
    /// [`CommandError::NotFound`].
    pub fn query_identity(&self, query: IdentityQuery) -> Result<&CompactIdentity, ErrorOf<P>> {
        let (clients, identities) = (self.tables().clients(), self.tables().network_identities());
        let found = match query {
            IdentityQuery::NetworkIdentityIndex(index) => {
                let entry = NetworkIdentityIndex::new(index).and_then(|index| identities.get(index));
                entry.map(NetworkIdentity::identity)
            }
            IdentityQuery::NetworkIdentityType(ty) => identities.current(ty).map(NetworkIdentity::identity),
            IdentityQuery::ClientIndex(index) => {
                ClientIndex::new(index).and_then(|index| clients.get(index)).map(Client::identity)
            }
            IdentityQuery::Identifier(identifier) => {
                let network = identities.by_identifier(&identifier).map(NetworkIdentity::identity);
                network.or_else(|| clients.by_identifier(&identifier).map(Client::identity))
            }
        };
        found.ok_or(CommandError::NotFound("identity"))
    }
}
