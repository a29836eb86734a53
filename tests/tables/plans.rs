//! Plans: they change memory when they are applied and storage when they are committed, both or none.

use netim::{
    clients::HashSeed,
    key_store::KeyHandle,
    network_identities::IdentityType,
    storage::{AdminSecretRecord, Change, Memory, MemoryError, Record, Storage},
    tables::{AddClientError, AuthenticateError, ImportError, NewNetworkIdentity, Plan, Tables},
};

use crate::support::{client_index, identity, network_index, stored};

fn tables() -> Tables<500> {
    Tables::new(HashSeed::FIXED)
}

fn secret(created: u32) -> AdminSecretRecord {
    AdminSecretRecord { created, secret: KeyHandle::from_bytes(&[1; 16]) }
}

fn network(seed: u64) -> NewNetworkIdentity {
    let key = KeyHandle::from_bytes(&[2; 16]);
    NewNetworkIdentity { identity_type: IdentityType::Ecdsa, identity: identity(seed), key }
}

/// A storage that always fails.
struct Broken;

impl Storage for Broken {
    type Error = MemoryError;

    fn load(&mut self, _: &mut dyn FnMut(Record)) -> Result<(), MemoryError> {
        Ok(())
    }

    fn commit(&mut self, changes: &[Change]) -> Result<(), MemoryError> {
        let Some(Change::Put(record)) = changes.first() else { panic!("{changes:?}") };
        Err(MemoryError::Full { key: record.key() })
    }
}

#[test]
fn a_plan_that_is_dropped_or_fails_changes_nothing() {
    let mut tables = tables();
    drop(tables.plan_add_client(identity(1)).unwrap());
    tables.plan_add_client(identity(1)).unwrap().commit(&mut Broken).unwrap_err();
    tables.plan_import(secret(1), network(9)).unwrap().commit(&mut Broken).unwrap_err();
    assert!(tables.clients().is_empty());
    assert_eq!(tables.clients().next_index(), client_index(1));
    assert!(tables.network_identities().is_empty() && tables.admin_secret().is_none());
}

#[test]
fn clients_get_the_next_free_index_round_and_round() {
    let mut tables = tables();
    let mut storage = Memory::<500>::new();
    storage.commit(&[Change::Put(Record::NextClientIndex(client_index(2046)))]).unwrap();
    tables.load(&mut storage).unwrap();
    let mut add =
        |tables: &mut Tables<500>, n| tables.plan_add_client(identity(n)).unwrap().commit(&mut storage);
    let indices: Vec<_> = (0..4).map(|n| add(&mut tables, n).unwrap().get()).collect();
    assert_eq!(indices, [2046, 2047, 1, 2]);
    let removed = tables.plan_remove_client(client_index(1)).unwrap().apply();
    assert_eq!(removed.identity(), &identity(2));
    assert_eq!(add(&mut tables, 5).unwrap().get(), 3, "an index is used again only after all others");
    assert_eq!(tables.plan_remove_client(client_index(1)).map(Plan::apply), None);
}

#[test]
fn a_client_is_added_once_and_while_there_is_room() {
    let mut tables = tables();
    for n in 0..500 {
        tables.plan_add_client(identity(n)).unwrap().apply();
    }
    let exists = AddClientError::Exists { index: client_index(8) };
    assert_eq!(tables.plan_add_client(identity(7)).map(Plan::apply), Err(exists));
    assert_eq!(tables.plan_add_client(identity(500)).map(Plan::apply), Err(AddClientError::Full));
    tables.check().unwrap();
}

#[test]
fn an_authentication_moves_the_reference() {
    let mut tables = tables();
    let mut storage = Memory::<500>::new();
    let client = tables.plan_add_client(identity(1)).unwrap().commit(&mut storage).unwrap();
    let old = tables.plan_import(secret(1), network(10)).unwrap().commit(&mut storage).unwrap().index();
    let unknown = AuthenticateError::NetworkIdentity { network_identity: network_index(2) };
    let planned = tables.plan_authenticate(client, network_index(2)).map(Plan::apply);
    assert_eq!(planned, Err(unknown));
    let planned = tables.plan_authenticate(client_index(9), old).map(Plan::apply);
    assert_eq!(planned, Err(AuthenticateError::Client { client: client_index(9) }));

    assert_eq!(tables.plan_authenticate(client, old).unwrap().commit(&mut storage), Ok(None));
    let new = tables.plan_import(secret(2), network(11)).unwrap().commit(&mut storage).unwrap();
    assert_eq!(new.retired().count(), 0, "the old one was current, and now has a client");
    let new = new.index();
    let again = tables.plan_authenticate(client, old).unwrap();
    assert!(!again.is_change() && again.changes().is_empty());
    again.apply();
    assert_eq!(tables.plan_authenticate(client, new).unwrap().commit(&mut storage), Ok(Some(old)));
    let count = |index| tables.network_identities().get(index).unwrap().clients();
    assert_eq!((count(old), count(new)), (0, 1));
    tables.check().unwrap();
    let mut loaded = self::tables();
    loaded.load(&mut storage).unwrap();
    assert!(loaded.clients().iter().eq(tables.clients().iter()));
    assert!(loaded.network_identities().iter().eq(tables.network_identities().iter()));
}

#[test]
fn network_identities_retire_when_the_next_one_comes() {
    let mut tables = tables();
    let mut storage = Memory::<500>::new();
    let mut import = |tables: &mut Tables<500>, n: u32| {
        let plan = tables.plan_import(secret(n), network(u64::from(n)))?;
        Ok::<_, ImportError>(plan.commit(&mut storage).unwrap())
    };
    // Each is current when the next one comes, and goes when the one after that does.
    assert_eq!(import(&mut tables, 1).unwrap().replaced(), None);
    assert_eq!(import(&mut tables, 2).unwrap().retired().count(), 0);
    let third = import(&mut tables, 3).unwrap();
    assert_eq!(third.retired().map(|entry| entry.index().get()).collect::<Vec<_>>(), [1]);
    assert_eq!(third.replaced(), Some(&secret(2)));
    assert_eq!(import(&mut tables, 3), Err(ImportError::Exists { index: network_index(3) }));

    // With a client each they stay, until there is no room.
    for n in 4..=6 {
        let client = tables.plan_add_client(identity(100 + u64::from(n))).unwrap().apply();
        tables.plan_authenticate(client, network_index(n - 1)).unwrap().apply();
        import(&mut tables, n.into()).unwrap();
    }
    assert_eq!(tables.network_identities().len(), 4);
    assert_eq!(import(&mut tables, 7), Err(ImportError::Full));
    assert_eq!(tables.key_handles().count(), 5);

    tables.plan_remove_client(client_index(2)).unwrap().apply();
    assert_eq!(
        import(&mut tables, 7).unwrap().retired().map(|entry| entry.index().get()).collect::<Vec<_>>(),
        [4]
    );
    tables.check().unwrap();
    assert_eq!(stored(&mut storage).len(), 4 + 2, "four network identities, the secret and the next index");
}
