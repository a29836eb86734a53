//! An entry of the table.

use super::ClientIndex;
use crate::{
    identity::{CompactIdentity, Identifier},
    network_identities::NetworkIdentityIndex,
};

/// A client: an identity that may join the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client {
    index: ClientIndex,
    /// That of `identity`, kept because lists of clients show it: calculating it takes a hash.
    identifier: Identifier,
    identity: CompactIdentity,
    pub(super) network_identity: Option<NetworkIdentityIndex>,
}

impl Client {
    pub(crate) fn new(
        index: ClientIndex,
        identity: CompactIdentity,
        network_identity: Option<NetworkIdentityIndex>,
    ) -> Self {
        Self { index, identifier: identity.identifier(), identity, network_identity }
    }

    /// Its index in the table.
    pub const fn index(&self) -> ClientIndex {
        self.index
    }

    /// The identifier of its identity.
    pub const fn identifier(&self) -> &Identifier {
        &self.identifier
    }

    /// Its identity.
    pub const fn identity(&self) -> &CompactIdentity {
        &self.identity
    }

    /// The network identity it last authenticated against, if it ever has.
    pub const fn network_identity(&self) -> Option<NetworkIdentityIndex> {
        self.network_identity
    }
}
