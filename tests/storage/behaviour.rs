//! What every storage must do.

use netim::storage::{Change, Memory, MemoryError, Record, RecordKey, Storage, redb::RedbStorage};

use crate::support::{
    Model, admin_secret, apply, client, client_index, identity, network_identity, network_index, stored,
};

/// Runs a test on every implementation.
fn each(test: impl Fn(&mut dyn Committing)) {
    test(&mut Memory::<2047>::new());
    let directory = tempfile::tempdir().unwrap();
    test(&mut RedbStorage::create(directory.path().join("db"), 2047).unwrap());
}

/// A storage whose errors are of no interest.
trait Committing {
    fn make(&mut self, changes: &[Change]);
    fn records(&mut self) -> Model;
}

impl<S: Storage> Committing for S {
    fn make(&mut self, changes: &[Change]) {
        self.commit(changes).unwrap();
    }

    fn records(&mut self) -> Model {
        stored(self)
    }
}

#[test]
fn a_new_one_is_empty() {
    each(|storage| assert!(storage.records().is_empty()));
}

#[test]
fn every_kind_of_record_is_kept() {
    let reference = match client(2047, 3) {
        Record::Client(client) => {
            netim::storage::ClientRecord { network_identity: Some(network_index(65_534)), ..client }.into()
        }
        other => other,
    };
    let records = [
        client(1, 1),
        reference,
        network_identity(65_534, u64::MAX),
        network_identity(1, 0),
        admin_secret(u32::MAX),
        Record::NextClientIndex(client_index(2047)),
        Record::NextNetworkIdentityIndex(network_index(65_534)),
    ];
    each(|storage| {
        storage.make(&records.map(Change::Put));
        assert_eq!(storage.records(), Model::from(records.map(|record| (record.key(), record))));
        storage.make(&records.map(|record| Change::Remove(record.key())));
        assert!(storage.records().is_empty());
    });
}

#[test]
fn changes_are_made_in_their_order() {
    let changes = [
        Change::Put(client(5, 1)),
        Change::Remove(RecordKey::Client(client_index(5))),
        Change::Put(client(5, 2)),
        Change::Put(client(6, 3)),
        Change::Put(client(6, 4)),
        Change::Put(client(7, 5)),
        Change::Remove(RecordKey::Client(client_index(7))),
    ];
    each(|storage| {
        storage.make(&changes);
        assert_eq!(
            storage.records(),
            [client(5, 2), client(6, 4)].map(|record| (record.key(), record)).into()
        );
    });
}

#[test]
fn what_is_not_there_can_be_removed() {
    each(|storage| {
        storage.make(&[
            Change::Remove(RecordKey::AdminSecret),
            Change::Remove(RecordKey::Client(client_index(1))),
        ]);
        storage.make(&[]);
        assert!(storage.records().is_empty());
    });
}

#[test]
fn random_changes_leave_what_a_map_would_hold() {
    each(|storage| {
        let mut random = crate::support::Random(5);
        let mut model = Model::new();
        for _ in 0..60 {
            let changes: Vec<_> = (0..random.below(6))
                .map(|_| match random.below(3) {
                    0 => Change::Remove(RecordKey::Client(client_index(
                        u16::try_from(1 + random.below(9)).unwrap(),
                    ))),
                    _ => Change::Put(client(u16::try_from(1 + random.below(9)).unwrap(), random.next())),
                })
                .collect();
            storage.make(&changes);
            apply(&mut model, &changes);
            assert_eq!(storage.records(), model);
        }
    });
}

#[test]
fn memory_without_room_changes_nothing() {
    let mut storage = Memory::<2>::new();
    let two = [client(1, 1), client(2, 2)];
    storage.commit(&two.map(Change::Put)).unwrap();
    let before = stored(&mut storage);

    let too_much = [Change::Put(client(1, 9)), Change::Put(admin_secret(1)), Change::Put(client(3, 3))];
    let key = RecordKey::Client(client_index(3));
    assert_eq!(storage.commit(&too_much), Err(MemoryError::Full { key }));
    assert_eq!(stored(&mut storage), before);

    // One goes, one comes.
    let removed = Change::Remove(RecordKey::Client(client_index(2)));
    storage.commit(&[removed, Change::Put(client(3, 3)), Change::Put(client(3, 4))]).unwrap();
    assert_eq!(stored(&mut storage).len(), 2);
    assert_eq!(
        identity(4),
        match stored(&mut storage)[&key] {
            Record::Client(client) => client.identity,
            other => panic!("{other:?}"),
        }
    );
}
