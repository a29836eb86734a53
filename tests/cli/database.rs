//! Databases to look at.

use std::fs;

use netim::{
    clients::ClientIndex,
    identity::CompactIdentity,
    key_store::KeyHandle,
    network_identities::{IdentityType, NetworkIdentityIndex},
    storage::{
        AdminSecretRecord, Change, ClientRecord, NetworkIdentityRecord, Record, Storage as _,
        redb::RedbStorage,
    },
};
use serde_json::Value;

use crate::{
    identity_support::{bytes, identity, vectors},
    process::{Folder, no_forks},
};

pub(crate) const CAPACITY: u16 = 500;

/// The handle of a key; nobody should see it.
pub(crate) const HANDLE: [u8; 16] = *b"\x0b\xadhandle\xf0\x0d\x9a\x81\x72\x63\x54\x45";

pub(crate) fn client(index: u16, identity: CompactIdentity, network_identity: Option<u16>) -> Record {
    Record::Client(ClientRecord {
        index: ClientIndex::new(index).unwrap(),
        identity,
        network_identity: network_identity.map(network_index),
    })
}

pub(crate) fn network_index(index: u16) -> NetworkIdentityIndex {
    NetworkIdentityIndex::new(index).unwrap()
}

/// One with a key handle of its own.
pub(crate) fn network_identity(index: u16, identity: CompactIdentity, order: u64, created: u32) -> Record {
    let mut key = HANDLE;
    key[15] = u8::try_from(index).unwrap();
    Record::NetworkIdentity(NetworkIdentityRecord {
        index: network_index(index),
        identity_type: IdentityType::Ecdsa,
        identity,
        created,
        order,
        key: KeyHandle::from_bytes(&key),
    })
}

pub(crate) fn admin_secret(created: u32) -> Record {
    Record::AdminSecret(AdminSecretRecord { created, secret: KeyHandle::from_bytes(&HANDLE) })
}

/// An identity of the vectors in another form.
pub(crate) fn variant(vector: &Value, field: &str) -> CompactIdentity {
    CompactIdentity::parse(&bytes(vector, field)).unwrap()
}

/// What a server that has worked for a while may have stored.
pub(crate) fn good() -> Vec<Record> {
    let (clients, secrets) = (vectors("clients"), vectors("secrets"));
    vec![
        client(3, identity(&clients[0]), Some(7)),
        client(4, identity(&clients[1]), None),
        client(2047, identity(&clients[2]), Some(9)),
        client(1, identity(&clients[3]), Some(9)),
        network_identity(7, identity(&secrets[0]), 4, 700_000_000),
        network_identity(9, identity(&secrets[1]), 5, 820_540_800),
        admin_secret(820_540_800),
        Record::NextClientIndex(ClientIndex::new(2).unwrap()),
        Record::NextNetworkIdentityIndex(network_index(10)),
    ]
}

pub(crate) fn open(folder: &Folder, name: &str, records: &[Record]) -> RedbStorage {
    let _lock = no_forks();
    let mut storage = RedbStorage::create(folder.path(name), CAPACITY).unwrap();
    let changes: Vec<_> = records.iter().copied().map(Change::Put).collect();
    storage.commit(&changes).unwrap();
    storage
}

/// Writes a database, closed, and returns its path.
pub(crate) fn store(folder: &Folder, name: &str, records: &[Record]) -> String {
    let storage = open(folder, name, records);
    let _lock = no_forks();
    storage.close().unwrap();
    folder.name(name)
}

/// What is left of a database whose server dies, and its path.
pub(crate) fn left_behind(folder: &Folder, name: &str, records: &[Record]) -> String {
    let storage = open(folder, "in-use", records);
    let bytes = fs::read(folder.path("in-use")).unwrap();
    drop(storage);
    fs::remove_file(folder.path("in-use")).unwrap();
    folder.put(name, bytes)
}

/// A database that a newer version has written: a header of version 2.
pub(crate) fn newer(folder: &Folder, name: &str) -> String {
    use sha2::{Digest as _, Sha256};
    let mut bytes = fs::read(store(folder, name, &[])).unwrap();
    for slot in [0, 4096] {
        bytes[slot + 8] = 2;
        let sum = Sha256::digest(&bytes[slot..slot + 72]);
        bytes[slot + 72..slot + 88].copy_from_slice(&sum[..16]);
    }
    folder.put(name, bytes)
}
