//! What the tests of storage and tables share.

#![allow(dead_code, reason = "each test uses its part of this")]

use std::collections::BTreeMap;

use netim::{
    clients::ClientIndex,
    crypto::{PublicKey, Signature},
    identity::CompactIdentity,
    key_store::KeyHandle,
    network_identities::{IdentityType, NetworkIdentityIndex},
    storage::{AdminSecretRecord, Change, ClientRecord, NetworkIdentityRecord, Record, RecordKey, Storage},
};

/// What should be stored.
pub(crate) type Model = BTreeMap<RecordKey, Record>;

/// An identity in the right form; it verifies no signature.
pub(crate) fn identity(seed: u64) -> CompactIdentity {
    let mut key = [4; 65];
    key[1..9].copy_from_slice(&seed.to_le_bytes());
    CompactIdentity::new(PublicKey::from_bytes(&key).unwrap(), Signature::from_bytes(&[0x5a; 64]))
}

pub(crate) fn client_index(index: u16) -> ClientIndex {
    ClientIndex::new(index).unwrap()
}

pub(crate) fn network_index(index: u16) -> NetworkIdentityIndex {
    NetworkIdentityIndex::new(index).unwrap()
}

pub(crate) fn client(index: u16, seed: u64) -> Record {
    Record::Client(ClientRecord {
        index: client_index(index),
        identity: identity(seed),
        network_identity: None,
    })
}

pub(crate) fn network_identity(index: u16, order: u64) -> Record {
    Record::NetworkIdentity(NetworkIdentityRecord {
        index: network_index(index),
        identity_type: IdentityType::Ecdsa,
        identity: identity(1 << 32 | u64::from(index)),
        created: 700 + u32::from(index),
        order,
        key: KeyHandle::from_bytes(&[9; 16]),
    })
}

pub(crate) fn admin_secret(created: u32) -> Record {
    Record::AdminSecret(AdminSecretRecord { created, secret: KeyHandle::from_bytes(&[7; 16]) })
}

pub(crate) fn apply(model: &mut Model, changes: &[Change]) {
    for change in changes {
        match change {
            Change::Put(record) => model.insert(record.key(), *record),
            Change::Remove(key) => model.remove(key),
        };
    }
}

pub(crate) fn stored<S: Storage>(storage: &mut S) -> Model {
    let mut model = Model::new();
    let mut visited = 0;
    storage
        .load(&mut |record| {
            visited += 1;
            model.insert(record.key(), record);
        })
        .unwrap();
    assert_eq!(model.len(), visited, "a record was visited twice");
    model
}

/// Numbers that look random, always the same ones.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^ (mixed >> 27)
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
}
