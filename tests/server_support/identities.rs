//! Identities and secrets.

use netim::crypto::PrivateKey;
use netim::identity::CompactIdentity;
use netim::storage::{ClientRecord, Record};
use serde_json::Value;

use super::crypto::CachedCrypto;
use super::entries::Identity;
use super::requests;
use crate::identity_support::{bytes, vectors};
use crate::storage_support;

/// A client of the vectors, with identities that are wrong.
#[derive(Clone, Debug)]
pub(crate) struct TestClient {
    pub(crate) identity: Identity,
    /// The same key with another signature that is right too.
    pub(crate) collides: Identity,
    pub(crate) bad_signature: Identity,
    pub(crate) off_curve: Identity,
}

/// The sixteen clients of the vectors.
pub(crate) fn test_clients() -> Vec<TestClient> {
    let client = |vector: &Value| {
        let identity = |field| Identity(bytes(vector, field));
        TestClient {
            identity: identity("compact_identity"),
            collides: identity("collides"),
            bad_signature: identity("bad_signature"),
            off_curve: identity("off_curve"),
        }
    };
    vectors("clients").iter().map(client).collect()
}

/// The identity of the client at a position.
pub(crate) fn client(position: usize) -> Identity {
    test_clients().swap_remove(position).identity
}

/// A valid identity of which there are as many as one likes.
pub(crate) fn generated(number: u8) -> Identity {
    let key = PrivateKey::from_bytes(&[number + 1; 32]).unwrap();
    Identity(CompactIdentity::self_signed(&CachedCrypto, &key).unwrap().to_bytes().to_vec())
}

/// An identity in the right form that no key has signed. Storage takes it nevertheless.
pub(crate) fn unsigned(number: u64) -> Identity {
    Identity(storage_support::identity(number).to_bytes().to_vec())
}

/// What storage holds of a client that has not authenticated yet.
pub(crate) fn stored_client(index: u16, identity: &Identity) -> Record {
    let identity = CompactIdentity::parse(&identity.0).unwrap();
    let index = storage_support::client_index(index);
    Record::Client(ClientRecord { index, identity, network_identity: None })
}

/// A secret of the vectors.
#[derive(Clone, Debug)]
pub(crate) struct TestSecret {
    pub(crate) raw: Vec<u8>,
    /// When the vector says that it was made.
    pub(crate) created: u32,
    /// The encoding with that time.
    pub(crate) encoded: Vec<u8>,
    /// The network identity that comes from it.
    pub(crate) identity: Identity,
}

impl TestSecret {
    /// The encoding with another time.
    pub(crate) fn nass(&self, created: u32) -> Vec<u8> {
        requests::nass(created, &self.raw)
    }
}

/// The sixteen secrets of the vectors.
pub(crate) fn test_secrets() -> Vec<TestSecret> {
    let secret = |vector: &Value| TestSecret {
        raw: bytes(vector, "raw_secret"),
        created: vector["created"].as_u64().unwrap().try_into().unwrap(),
        encoded: bytes(vector, "nass_tlv"),
        identity: Identity(bytes(vector, "compact_identity")),
    };
    vectors("secrets").iter().map(secret).collect()
}

/// The secret at a position.
pub(crate) fn secret(position: usize) -> TestSecret {
    test_secrets().swap_remove(position)
}
