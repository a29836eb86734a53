//! What is stored.

use core::fmt;

use crate::{
    clients::ClientIndex,
    identity::CompactIdentity,
    key_store::KeyHandle,
    network_identities::{IdentityType, NetworkIdentityIndex},
};

/// Something that is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record {
    /// A client.
    Client(ClientRecord),
    /// A network identity.
    NetworkIdentity(NetworkIdentityRecord),
    /// The secret of administrators.
    AdminSecret(AdminSecretRecord),
    /// Where the search for the next client's index starts; 1 if there is no such record.
    NextClientIndex(ClientIndex),
    /// Where the search for the next network identity's index starts; 1 if there is no such record.
    NextNetworkIdentityIndex(NetworkIdentityIndex),
}

impl Record {
    /// What tells it from all others.
    pub const fn key(&self) -> RecordKey {
        match self {
            Self::Client(client) => RecordKey::Client(client.index),
            Self::NetworkIdentity(identity) => RecordKey::NetworkIdentity(identity.index),
            Self::AdminSecret(_) => RecordKey::AdminSecret,
            Self::NextClientIndex(_) => RecordKey::NextClientIndex,
            Self::NextNetworkIdentityIndex(_) => RecordKey::NextNetworkIdentityIndex,
        }
    }
}

/// What tells a record from all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKey {
    /// The client with an index.
    Client(ClientIndex),
    /// The network identity with an index.
    NetworkIdentity(NetworkIdentityIndex),
    /// The secret of administrators.
    AdminSecret,
    /// The start of the search for a client's index.
    NextClientIndex,
    /// The start of the search for a network identity's index.
    NextNetworkIdentityIndex,
}

impl fmt::Display for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Client(index) => write!(f, "client {index}"),
            Self::NetworkIdentity(index) => write!(f, "network identity {index}"),
            Self::AdminSecret => f.write_str("the administrator secret"),
            Self::NextClientIndex => f.write_str("the next client index"),
            Self::NextNetworkIdentityIndex => f.write_str("the next network identity index"),
        }
    }
}

/// A client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientRecord {
    /// Its index in the table.
    pub index: ClientIndex,
    /// Its identity.
    pub identity: CompactIdentity,
    /// The network identity it last authenticated against.
    pub network_identity: Option<NetworkIdentityIndex>,
}

/// A network identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetworkIdentityRecord {
    /// Its index in the table.
    pub index: NetworkIdentityIndex,
    /// Its type.
    pub identity_type: IdentityType,
    /// Its identity.
    pub identity: CompactIdentity,
    /// When the secret that it comes from was made, in seconds since 2000-01-01T00:00:00Z.
    pub created: u32,
    /// Its place in the order in which network identities were added. The last of a type is the current one.
    pub order: u64,
    /// The handle of its key pair.
    pub key: KeyHandle,
}

/// The secret of administrators, which the network identities come from. The secret itself is in the key store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AdminSecretRecord {
    /// When it was made, in seconds since 2000-01-01T00:00:00Z.
    pub created: u32,
    /// Its handle.
    pub secret: KeyHandle,
}
