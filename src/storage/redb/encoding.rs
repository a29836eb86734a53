//! Records as bytes.
//!
//! ```text
//! key    kind (1), index (2, big-endian, so that redb keeps the order)
//! value  payload, checksum (16)
//!
//! kind  payload
//! 0     about the records, see `contents`
//! 1     client: identity (137), index of the network identity or 0 (2)
//! 2     network identity: type (1), identity (137), created (4), order (8), key handle (16)
//! 3     administrator secret: created (4), key handle (16)
//! 4     next client index (2)
//! 5     next network identity index (2)
//! ```
//!
//! Numbers in payloads are little-endian. The checksum is the first half of the SHA-256 of key and payload.

use std::{borrow::ToOwned as _, vec::Vec};

use sha2::{Digest as _, Sha256};

use super::Damage;
use crate::{
    clients::ClientIndex,
    identity::CompactIdentity,
    key_store::KeyHandle,
    network_identities::{IdentityType, NetworkIdentityIndex},
    storage::{AdminSecretRecord, ClientRecord, NetworkIdentityRecord, Record, RecordKey},
};

/// A key in the database.
pub(super) type Key = [u8; 3];

pub(super) const CLIENT: u8 = 1;
pub(super) const NETWORK_IDENTITY: u8 = 2;
const ADMIN_SECRET: u8 = 3;
const NEXT_CLIENT_INDEX: u8 = 4;
const NEXT_NETWORK_IDENTITY_INDEX: u8 = 5;

const ECDSA: u8 = 0;

/// What a value ends with.
pub(super) type Checksum = [u8; 16];

/// A value: the payload with its checksum.
pub(super) fn seal(key: Key, payload: &[u8]) -> Vec<u8> {
    let mut value = payload.to_owned();
    value.extend(checksum(key, payload));
    value
}

/// The payload and the checksum of a value; `None` if they do not belong together.
pub(super) fn unseal(key: Key, value: &[u8]) -> Option<(&[u8], Checksum)> {
    let (payload, found) = value.split_last_chunk()?;
    (*found == checksum(key, payload)).then_some((payload, *found))
}

/// The checksum of a value that has been written by this process.
pub(super) fn checksum_of(value: &[u8]) -> Checksum {
    value.last_chunk().copied().unwrap_or_default()
}

fn checksum(key: Key, payload: &[u8]) -> Checksum {
    let hash = Sha256::new().chain_update(b"netim record").chain_update(key).chain_update(payload).finalize();
    let mut checksum = Checksum::default();
    for (to, from) in checksum.iter_mut().zip(hash) {
        *to = from;
    }
    checksum
}

/// The key of a record.
pub(super) fn encode_key(key: RecordKey) -> Key {
    let (kind, index) = match key {
        RecordKey::Client(index) => (CLIENT, index.get()),
        RecordKey::NetworkIdentity(index) => (NETWORK_IDENTITY, index.get()),
        RecordKey::AdminSecret => (ADMIN_SECRET, 0),
        RecordKey::NextClientIndex => (NEXT_CLIENT_INDEX, 0),
        RecordKey::NextNetworkIdentityIndex => (NEXT_NETWORK_IDENTITY_INDEX, 0),
    };
    let [high, low] = index.to_be_bytes();
    [kind, high, low]
}

/// The record that a key is of; `None` if it is of none.
pub(super) fn decode_key([kind, high, low]: Key) -> Option<RecordKey> {
    match (kind, u16::from_be_bytes([high, low])) {
        (CLIENT, index) => Some(RecordKey::Client(ClientIndex::new(index)?)),
        (NETWORK_IDENTITY, index) => Some(RecordKey::NetworkIdentity(NetworkIdentityIndex::new(index)?)),
        (ADMIN_SECRET, 0) => Some(RecordKey::AdminSecret),
        (NEXT_CLIENT_INDEX, 0) => Some(RecordKey::NextClientIndex),
        (NEXT_NETWORK_IDENTITY_INDEX, 0) => Some(RecordKey::NextNetworkIdentityIndex),
        _ => None,
    }
}

/// The payload of a record.
pub(super) fn encode(record: &Record) -> Vec<u8> {
    match record {
        Record::Client(client) => {
            let network_identity = client.network_identity.map_or(0, NetworkIdentityIndex::get);
            [&client.identity.to_bytes()[..], &network_identity.to_le_bytes()].concat()
        }
        Record::NetworkIdentity(identity) => {
            let identity_type = match identity.identity_type {
                IdentityType::Ecdsa => ECDSA,
            };
            [
                &[identity_type][..],
                &identity.identity.to_bytes(),
                &identity.created.to_le_bytes(),
                &identity.order.to_le_bytes(),
                identity.key.as_bytes(),
            ]
            .concat()
        }
        Record::AdminSecret(secret) => [&secret.created.to_le_bytes()[..], secret.secret.as_bytes()].concat(),
        Record::NextClientIndex(next) => next.get().to_le_bytes().to_vec(),
        Record::NextNetworkIdentityIndex(next) => next.get().to_le_bytes().to_vec(),
    }
}

/// The record with a key and a payload.
pub(super) fn decode(key: Key, payload: &[u8]) -> Result<Record, Damage> {
    let key = decode_key(key).ok_or(Damage::Key)?;
    let mut payload = Payload(payload);
    decode_payload(key, &mut payload).filter(|_| payload.0.is_empty()).ok_or(Damage::Record(key))
}

fn decode_payload(key: RecordKey, payload: &mut Payload<'_>) -> Option<Record> {
    Some(match key {
        RecordKey::Client(index) => {
            let identity = payload.identity()?;
            let network_identity = match payload.u16()? {
                0 => None,
                network_identity => Some(NetworkIdentityIndex::new(network_identity)?),
            };
            Record::Client(ClientRecord { index, identity, network_identity })
        }
        RecordKey::NetworkIdentity(index) => {
            let identity_type = match payload.take()? {
                [ECDSA] => IdentityType::Ecdsa,
                _ => return None,
            };
            Record::NetworkIdentity(NetworkIdentityRecord {
                index,
                identity_type,
                identity: payload.identity()?,
                created: payload.u32()?,
                order: u64::from_le_bytes(*payload.take()?),
                key: KeyHandle::from_bytes(payload.take()?),
            })
        }
        RecordKey::AdminSecret => Record::AdminSecret(AdminSecretRecord {
            created: payload.u32()?,
            secret: KeyHandle::from_bytes(payload.take()?),
        }),
        RecordKey::NextClientIndex => Record::NextClientIndex(ClientIndex::new(payload.u16()?)?),
        RecordKey::NextNetworkIdentityIndex => {
            Record::NextNetworkIdentityIndex(NetworkIdentityIndex::new(payload.u16()?)?)
        }
    })
}

/// What is left of a payload.
pub(super) struct Payload<'a>(pub(super) &'a [u8]);

impl<'a> Payload<'a> {
    pub(super) fn take<const LEN: usize>(&mut self) -> Option<&'a [u8; LEN]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(taken)
    }

    fn identity(&mut self) -> Option<CompactIdentity> {
        CompactIdentity::parse(self.take::<{ CompactIdentity::LEN }>()?).ok()
    }

    fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(*self.take()?))
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(*self.take()?))
    }
}
