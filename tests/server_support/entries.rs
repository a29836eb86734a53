//! Entries of both tables, and how each release writes them.

use std::fmt;

use netim::{
    clients::Client,
    network_identities::{NetworkIdentity, NetworkIdentityIndex},
    wire::Release,
};
use sha2::{Digest as _, Sha256};

use super::tlv::{self, Tag};

/// The tag of an attribute's value within an `AttributeDataIB`.
pub(crate) const DATA: Tag = Some(2);

/// A compact identity's bytes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Identity(pub(crate) Vec<u8>);

impl Identity {
    /// The first 20 bytes of the SHA-256 of the public key.
    pub(crate) fn identifier(&self) -> [u8; 20] {
        let hash: [u8; 32] = Sha256::digest(&self.0[4..69]).into();
        *hash.first_chunk().unwrap()
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({:02x?}, ..)", &self.identifier()[..4])
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ClientEntry {
    pub(crate) index: u16,
    pub(crate) identity: Identity,
    pub(crate) network_identity: Option<u16>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NetworkEntry {
    pub(crate) index: u16,
    pub(crate) identity: Identity,
    pub(crate) created: u32,
    pub(crate) clients: u16,
}

impl From<&Client> for ClientEntry {
    fn from(client: &Client) -> Self {
        Self {
            index: client.index().get(),
            identity: Identity(client.identity().to_bytes().to_vec()),
            network_identity: client.network_identity().map(NetworkIdentityIndex::get),
        }
    }
}

impl From<&NetworkIdentity> for NetworkEntry {
    fn from(entry: &NetworkIdentity) -> Self {
        Self {
            index: entry.index().get(),
            identity: Identity(entry.identity().to_bytes().to_vec()),
            created: entry.created(),
            clients: entry.clients(),
        }
    }
}

/// The number of the only type of identities.
pub(crate) fn ecdsa(release: Release) -> u64 {
    match release {
        Release::V1_6 => 0,
        Release::V1_6_1 => 1,
    }
}

/// An entry of `Clients`.
pub(crate) fn client(release: Release, tag: Tag, entry: &ClientEntry) -> Vec<u8> {
    let index = tlv::uint(Some(0), entry.index.into());
    let identifier = tlv::octets(Some(1), &entry.identity.identifier());
    let reference = |tag| tlv::nullable_uint(Some(tag), entry.network_identity);
    match release {
        Release::V1_6 => tlv::structure(tag, &[index, identifier, reference(2)]),
        Release::V1_6_1 => {
            tlv::structure(tag, &[index, identifier, tlv::uint(Some(2), ecdsa(release)), reference(3)])
        }
    }
}

/// `Clients`.
pub(crate) fn clients<'e>(release: Release, entries: impl IntoIterator<Item = &'e ClientEntry>) -> Vec<u8> {
    let entries: Vec<_> = entries.into_iter().map(|entry| client(release, None, entry)).collect();
    tlv::array(DATA, &entries)
}

/// `ActiveNetworkIdentities`, oldest first; the last one is current.
pub(crate) fn network_identities(release: Release, entries: &[NetworkEntry]) -> Vec<u8> {
    let encoded: Vec<_> = (1..)
        .zip(entries)
        .map(|(position, entry)| network_identity(release, None, entry, position == entries.len()))
        .collect();
    tlv::array(DATA, &encoded)
}

/// An entry of `ActiveNetworkIdentities`.
pub(crate) fn network_identity(release: Release, tag: Tag, entry: &NetworkEntry, current: bool) -> Vec<u8> {
    let members = [
        tlv::uint(Some(0), entry.index.into()),
        tlv::uint(Some(1), ecdsa(release)),
        tlv::octets(Some(2), &entry.identity.identifier()),
        tlv::uint(Some(3), entry.created.into()),
        tlv::boolean(Some(4), current),
        tlv::nullable_uint(Some(5), (!current).then_some(entry.clients)),
    ];
    tlv::structure(tag, &members)
}
