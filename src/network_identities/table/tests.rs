//! Tests.

use super::*;
use crate::{
    crypto::{PublicKey, Signature},
    identity::CompactIdentity,
    key_store::KeyHandle,
};

fn index(index: u16) -> NetworkIdentityIndex {
    NetworkIdentityIndex::new(index).unwrap()
}

fn record(n: u16, order: u64) -> NetworkIdentityRecord {
    let mut key = [4; 65];
    key[1..3].copy_from_slice(&n.to_le_bytes());
    NetworkIdentityRecord {
        index: index(n),
        identity_type: IdentityType::Ecdsa,
        identity: CompactIdentity::new(PublicKey::from_bytes(&key).unwrap(), Signature::from_bytes(&[1; 64])),
        created: 1,
        order,
        key: KeyHandle::from_bytes(&[7; 16]),
    }
}

fn table(records: &[(u16, u64)]) -> NetworkIdentities {
    let mut table = NetworkIdentities::new();
    for (n, order) in records {
        table.insert(record(*n, *order)).unwrap();
    }
    assert!(table.check());
    table
}

fn indices<'t>(entries: impl Iterator<Item = &'t NetworkIdentity>) -> std::vec::Vec<u16> {
    entries.map(|entry| entry.index().get()).collect()
}

#[test]
fn the_newest_is_current_and_the_oldest_comes_first() {
    let table = table(&[(7, 2), (3, 9), (65_534, 1)]);
    assert_eq!(indices(table.iter()), [65_534, 7, 3]);
    assert_eq!(table.current(IdentityType::Ecdsa).map(NetworkIdentity::index), Some(index(3)));
    assert!(table.is_current(index(3)) && !table.is_current(index(7)) && !table.is_current(index(1)));
    assert_eq!(table.next_order(), 10);
}

#[test]
fn those_without_clients_retire_but_not_the_current_one() {
    let mut table = table(&[(1, 1), (2, 2), (3, 3), (4, 4)]);
    assert_eq!(indices(table.retirable()), [1, 2, 3]);
    for n in 1..=3 {
        table.count(index(n));
    }
    assert!(!table.has_room());
    table.discount(index(2));
    assert_eq!(indices(table.retirable()), [2]);
    assert!(table.has_room());
}

#[test]
fn indices_wrap() {
    let mut table = table(&[(65_534, 1), (1, 2)]);
    table.set_next_index(index(65_534));
    assert_eq!(table.free_index(), index(2));
}

#[test]
fn what_is_there_cannot_be_added() {
    let mut table = table(&[(1, 1), (2, 2), (3, 3)]);
    assert_eq!(table.insert(record(1, 9)), Err(InsertError::Index));
    assert_eq!(
        table.insert(NetworkIdentityRecord { index: index(9), ..record(1, 9) }),
        Err(InsertError::Identifier)
    );
    assert_eq!(table.insert(record(9, 1)), Err(InsertError::Order));
    table.insert(record(4, 4)).unwrap();
    assert_eq!(table.insert(record(5, 5)), Err(InsertError::Full));
    assert_eq!(table.remove(index(2)).map(|entry| entry.index()), Some(index(2)));
    assert_eq!(table.remove(index(2)), None);
    assert_eq!(indices(table.iter()), [1, 3, 4]);
}
