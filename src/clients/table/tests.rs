//! Tests.

use super::*;
use crate::crypto::{PublicKey, Signature};

fn identity(seed: u16) -> CompactIdentity {
    let mut key = [4; 65];
    key[1..3].copy_from_slice(&seed.to_le_bytes());
    CompactIdentity::new(PublicKey::from_bytes(&key).unwrap(), Signature::from_bytes(&[1; 64]))
}

fn index(index: u16) -> ClientIndex {
    ClientIndex::new(index).unwrap()
}

fn table(indices: impl IntoIterator<Item = u16>) -> Clients<500> {
    let mut table = Clients::new(HashSeed::FIXED);
    for n in indices {
        table.insert(index(n), identity(n), None).unwrap();
    }
    assert!(table.check());
    table
}

#[test]
fn clients_are_found_by_index_and_by_identifier() {
    let table = table((1..=2047).step_by(5));
    for n in 1..=2047 {
        let there = n % 5 == 1;
        assert_eq!(table.get(index(n)).is_some(), there, "{n}");
        assert_eq!(table.by_identifier(&identity(n).identifier()).is_some(), there, "{n}");
    }
}

#[test]
fn they_come_in_the_order_of_their_indices_from_any_on() {
    let table = table([2047, 7, 100, 3]);
    let after = |index| table.after(index).map(|client| client.index().get()).collect::<std::vec::Vec<_>>();
    assert_eq!(after(None), [3, 7, 100, 2047]);
    assert_eq!(after(Some(index(7))), [100, 2047]);
    assert_eq!(after(Some(index(8))), [100, 2047]);
    assert_eq!(after(Some(index(2047))), [0; 0]);
}

#[test]
fn a_walk_survives_changes() {
    let mut table = table([1, 2, 3, 4]);
    let mut seen = std::vec::Vec::new();
    let mut cursor = None;
    loop {
        let next = table.after(cursor).next().copied();
        let Some(client) = next else { break };
        seen.push(client.index().get());
        cursor = Some(client.index());
        if client.index() == index(2) {
            table.remove(index(1));
            table.remove(index(2));
            table.remove(index(3));
            table.insert(index(9), identity(9), None).unwrap();
        }
    }
    assert_eq!(seen, [1, 2, 4, 9]);
}

#[test]
fn what_is_there_cannot_be_added_and_neither_can_too_much() {
    let mut table = table(1..=499);
    assert_eq!(table.insert(index(5), identity(1000), None), Err(InsertError::Index));
    assert_eq!(table.insert(index(1000), identity(5), None), Err(InsertError::Identifier));
    assert_eq!(table.free_index(), Some(index(500)));
    table.insert(index(1000), identity(1000), None).unwrap();
    assert_eq!(table.free_index(), None);
    assert_eq!(table.insert(index(1001), identity(1001), None), Err(InsertError::Full));
    assert!(table.check());
}

#[test]
fn removing_moves_the_last() {
    let mut table = table(1..=500);
    for n in (1..=500).rev().step_by(3).chain((1..=500).filter(|n| n % 3 != 2)) {
        assert_eq!(table.remove(index(n)).map(|client| client.index()), Some(index(n)));
        assert!(table.check(), "{n}");
    }
    assert!(table.is_empty());
    assert_eq!(table.remove(index(1)), None);
}

#[test]
fn capacities() {
    assert_eq!(Clients::<2047>::new(HashSeed::FIXED).capacity(), 2047);
    let capacity = |n| Clients::<700>::with_capacity(n, HashSeed::FIXED).map(|table| table.capacity());
    assert_eq!(capacity(499), Err(CapacityError { capacity: 499, max: 700 }));
    assert_eq!(capacity(500), Ok(500));
    assert_eq!(capacity(700), Ok(700));
    assert_eq!(capacity(701), Err(CapacityError { capacity: 701, max: 700 }));
}

/// What the documentation says about memory.
#[test]
fn a_table_takes_memory_in_proportion() {
    assert!(size_of::<Client>() <= 160, "{}", size_of::<Client>());
    assert!(size_of::<Clients<500>>() <= 500 * 160 + 4200, "{}", size_of::<Clients<500>>());
    assert!(size_of::<Clients<2047>>() <= 2047 * 160 + 4200, "{}", size_of::<Clients<2047>>());
}

/// With a seed that is known, someone can choose clients that all fall on one place. Everything still works.
#[test]
fn colliding_clients_are_found() {
    let collide = |n: &u16| HashSeed::FIXED.place(&identity(*n).identifier(), 1000) / 8 == 124;
    let colliding: std::vec::Vec<_> = (1..=40_000).filter(collide).take(100).collect();
    assert_eq!(colliding.len(), 100);
    let mut table = Clients::<500>::new(HashSeed::FIXED);
    for (n, seed) in (1..).zip(&colliding) {
        table.insert(index(n), identity(*seed), None).unwrap();
    }
    assert!(table.check());
    for (n, seed) in (1..).zip(&colliding).step_by(2) {
        table.remove(index(n)).unwrap();
        assert_eq!(table.by_identifier(&identity(*seed).identifier()), None);
        assert!(table.check());
    }
}
