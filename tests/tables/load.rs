//! Tables from storage.

use netim::{
    clients::HashSeed,
    storage::{Change, ClientRecord, Memory, Record, Storage as _},
    tables::{Inconsistency, LoadError, Tables},
};

use crate::support::{client, client_index, identity, network_identity, network_index};

type Loaded = Result<(), LoadError<netim::storage::MemoryError>>;

fn load(records: &[Record]) -> (Loaded, Tables<500>) {
    let mut storage = Memory::<600>::new();
    storage.commit(&records.iter().copied().map(Change::Put).collect::<Vec<_>>()).unwrap();
    let mut tables = Tables::new(HashSeed::FIXED);
    let loaded = tables.load(&mut storage);
    tables.check().unwrap();
    (loaded, tables)
}

fn refused(records: &[Record]) -> LoadError<netim::storage::MemoryError> {
    let (loaded, tables) = load(records);
    assert!(tables.clients().is_empty() && tables.network_identities().is_empty());
    loaded.unwrap_err()
}

#[test]
fn references_are_counted_whatever_comes_first() {
    let of = |index: u16| {
        let network_identity = Some(network_index(8));
        Record::from(ClientRecord {
            index: client_index(index),
            identity: identity(index.into()),
            network_identity,
        })
    };
    let (loaded, tables) =
        load(&[of(3), of(9), client(4, 4), network_identity(8, 0), network_identity(5, 1)]);
    loaded.unwrap();
    assert_eq!(tables.network_identities().get(network_index(8)).unwrap().clients(), 2);
    assert_eq!(tables.network_identities().get(network_index(5)).unwrap().clients(), 0);
}

#[test]
fn too_many_clients() {
    let clients: Vec<_> = (1..=503).map(|n| client(n, n.into())).collect();
    assert_eq!(refused(&clients), LoadError::Capacity { stored: 503, capacity: 500 });
}

#[test]
fn the_same_client_twice() {
    let inconsistency = Inconsistency::SameClient { client: client_index(2) };
    assert_eq!(refused(&[client(1, 7), client(2, 7)]), inconsistency.into());
}

#[test]
fn a_reference_to_nothing() {
    let record = ClientRecord {
        index: client_index(1),
        identity: identity(1),
        network_identity: Some(network_index(3)),
    };
    let inconsistency =
        Inconsistency::Reference { client: client_index(1), network_identity: network_index(3) };
    assert_eq!(refused(&[record.into()]), inconsistency.into());
}

#[test]
fn two_network_identities_with_the_same_order() {
    let inconsistency = Inconsistency::SameNetworkIdentity { network_identity: network_index(2) };
    assert_eq!(refused(&[network_identity(1, 4), network_identity(2, 4)]), inconsistency.into());
}
