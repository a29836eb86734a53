//! What an authenticator may look up.

use netim::{
    clients::{Client, HashSeed},
    key_store::KeyHandle,
    network_identities::{IdentityType, NetworkIdentity},
    storage::AdminSecretRecord,
    tables::{Directory, NewNetworkIdentity, Plan as _, Tables},
};

use crate::support::{client_index, identity, network_index};

/// Clients 1 and 2; client 1 belongs to network identity 1, and 2 is the current one.
fn tables() -> Tables<500> {
    let mut tables = Tables::new(HashSeed::FIXED);
    for seed in [10, 20] {
        tables.plan_add_client(identity(seed)).unwrap().apply();
    }
    for (created, seed) in [(100, 30), (200, 40)] {
        let secret = AdminSecretRecord { created, secret: KeyHandle::from_bytes(&[1; 16]) };
        let key = KeyHandle::from_bytes(&[2; 16]);
        let new = NewNetworkIdentity { identity_type: IdentityType::Ecdsa, identity: identity(seed), key };
        tables.plan_import(secret, new).unwrap().apply();
        if created == 100 {
            tables.plan_authenticate(client_index(1), network_index(1)).unwrap().apply();
        }
    }
    tables
}

#[test]
fn clients_are_found_by_index_by_identifier_and_one_after_the_other() {
    let tables = tables();
    let directory: &dyn Directory = &tables;
    let index = |client: Option<&Client>| client.map(|client| client.index().get());
    assert_eq!(directory.client(client_index(2)).map(Client::identity), Some(&identity(20)));
    assert_eq!(index(directory.client(client_index(3))), None);
    assert_eq!(index(directory.client_by_identifier(&identity(20).identifier())), Some(2));
    assert_eq!(index(directory.client_by_identifier(&identity(30).identifier())), None);
    assert_eq!(index(directory.client_after(None)), Some(1));
    assert_eq!(index(directory.client_after(Some(client_index(1)))), Some(2));
    assert_eq!(index(directory.client_after(Some(client_index(2)))), None);
}

#[test]
fn network_identities_are_found_by_index_by_identifier_and_by_position() {
    let tables = tables();
    let directory: &dyn Directory = &tables;
    let index = |found: Option<&NetworkIdentity>| found.map(|found| found.index().get());
    assert_eq!(
        directory.network_identity(network_index(2)).map(NetworkIdentity::identity),
        Some(&identity(40))
    );
    assert_eq!(index(directory.network_identity(network_index(3))), None);
    assert_eq!(index(directory.network_identity_by_identifier(&identity(30).identifier())), Some(1));
    assert_eq!(index(directory.network_identity_by_identifier(&identity(10).identifier())), None);
    let by_position: Vec<_> = (0..3).map(|position| index(directory.network_identity_at(position))).collect();
    assert_eq!(by_position, [Some(1), Some(2), None]);
    let current = [1, 2, 3].map(|index| directory.is_current(network_index(index)));
    assert_eq!(current, [false, true, false]);
}
