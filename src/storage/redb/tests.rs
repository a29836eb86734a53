//! Tests on a simulated disk, and with files that only this crate's inside can write.

mod contradictions;
mod damage;
mod failures;
mod formats;
mod power;

use std::{collections::BTreeMap, sync::Arc, vec::Vec};

use super::{RedbError, RedbStorage, contents::Meta, copy, simulated_disk::SimulatedDisk};
use crate::{
    clients::ClientIndex,
    crypto::{PublicKey, Signature},
    identity::CompactIdentity,
    storage::{Change, ClientRecord, Record, RecordKey, Storage as _},
};

const CAPACITY: u16 = 500;

/// What should be stored.
type Model = BTreeMap<RecordKey, Record>;

/// Numbers that look random, always the same ones.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^ (mixed >> 27)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
}

fn identity(seed: u64) -> CompactIdentity {
    let mut key = [4; 65];
    key[1..9].copy_from_slice(&seed.to_le_bytes());
    let mut signature = [0x5a; 64];
    signature[..8].copy_from_slice(&seed.to_be_bytes());
    CompactIdentity::new(PublicKey::from_bytes(&key).unwrap(), Signature::from_bytes(&signature))
}

fn client(index: u16, seed: u64) -> Record {
    let index = ClientIndex::new(index).unwrap();
    Record::Client(ClientRecord { index, identity: identity(seed), network_identity: None })
}

/// Something that a server may do.
fn some_changes(random: &mut Random) -> Vec<Change> {
    let index = u16::try_from(1 + random.below(60)).unwrap();
    let next = Record::NextClientIndex(ClientIndex::new(index + 1).unwrap());
    match random.below(4) {
        0 => [Change::Remove(RecordKey::Client(ClientIndex::new(index).unwrap()))].into(),
        _ => [Change::Put(client(index, random.next())), Change::Put(next)].into(),
    }
}

fn apply(model: &mut Model, changes: &[Change]) {
    for change in changes {
        match change {
            Change::Put(record) => model.insert(record.key(), *record),
            Change::Remove(key) => model.remove(key),
        };
    }
}

fn stored(storage: &mut RedbStorage) -> Result<Model, RedbError> {
    let mut model = Model::new();
    storage.load(&mut |record| {
        model.insert(record.key(), record);
    })?;
    Ok(model)
}

/// A disk with an empty database, closed.
fn empty() -> Arc<SimulatedDisk> {
    let disk = SimulatedDisk::with(Vec::new());
    copy::fill(disk.clone(), Meta::new(CAPACITY), &[]).unwrap();
    disk
}

/// A disk with some clients, closed or as it is while in use.
fn some(closed: bool) -> (Arc<SimulatedDisk>, Model) {
    let disk = empty();
    let mut storage = RedbStorage::open_disk(disk.clone(), CAPACITY).unwrap();
    let mut model = Model::new();
    let mut random = Random(1);
    for _ in 0..30 {
        let changes = some_changes(&mut random);
        storage.commit(&changes).unwrap();
        apply(&mut model, &changes);
    }
    if closed {
        storage.close().unwrap();
        return (disk, model);
    }
    let in_use = SimulatedDisk::with(disk.bytes());
    (in_use, model)
}
