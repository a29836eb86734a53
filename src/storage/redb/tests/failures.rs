//! The disk fails, and the process lives on.

use super::*;

/// Every operation of a commit fails once. The records are as before, and the same commit then succeeds.
#[test]
fn a_commit_that_fails_changes_nothing_and_can_be_repeated() {
    let (start, model) = some(true);
    let mut failed = 0;
    for operation in 0.. {
        let disk = SimulatedDisk::with(start.bytes());
        let mut storage = RedbStorage::open_disk(disk.clone(), CAPACITY).unwrap();
        let changes = [Change::Put(client(7, 70)), Change::Put(client(300, 71)), Change::Put(client(7, 72))];
        let before = disk.operations();
        disk.fail_at(operation, false);
        let committed = storage.commit(&changes);
        let operations = disk.operations() - before;
        disk.mend();

        let mut after = model.clone();
        apply(&mut after, &changes);
        if committed.is_err() {
            failed += 1;
            assert_eq!(stored(&mut storage).unwrap(), model, "{operation}");
            storage.commit(&changes).unwrap();
        }
        assert_eq!(stored(&mut storage).unwrap(), after, "{operation}");
        storage.close().unwrap();
        let mut storage = RedbStorage::open_disk(disk, CAPACITY).unwrap();
        assert!(storage.info().was_closed);
        assert_eq!(stored(&mut storage).unwrap(), after, "{operation}");
        if operation >= operations {
            break;
        }
    }
    assert!(failed >= 5, "{failed}");
}

/// As above, and the disk fails again while the storage tries to undo the commit.
#[test]
fn an_undo_that_fails_is_tried_again() {
    let (start, model) = some(true);
    let changes = [Change::Put(client(7, 70)), Change::Remove(RecordKey::NextClientIndex)];
    let mut failed_twice = 0;
    for operation in 0..12 {
        for second in 0..25 {
            let disk = SimulatedDisk::with(start.bytes());
            let mut storage = RedbStorage::open_disk(disk.clone(), CAPACITY).unwrap();
            disk.fail_at(operation, false);
            if storage.commit(&changes).is_ok() {
                continue;
            }
            disk.fail_at(second, false);
            if storage.commit(&[Change::Put(client(8, 80))]).is_err() {
                failed_twice += 1;
                disk.mend();
                assert_eq!(stored(&mut storage).unwrap(), model, "{operation} {second}");
            }
            drop(storage);
            let mut storage = RedbStorage::open_disk(SimulatedDisk::with(disk.bytes()), CAPACITY).unwrap();
            let found = stored(&mut storage).unwrap();
            assert!(!found.values().any(|record| *record == client(7, 70)), "{operation} {second}");
        }
    }
    assert!(failed_twice > 20, "{failed_twice}");
}

/// Once a load has succeeded, a commit that failed before does not come back, even when the power fails right then.
#[test]
fn what_a_load_gives_stays() {
    let (start, model) = some(true);
    let mut failed = 0;
    for operation in 0..12 {
        for survivors in 0..=4 {
            let disk = SimulatedDisk::with(start.bytes());
            let mut storage = RedbStorage::open_disk(disk.clone(), CAPACITY).unwrap();
            disk.fail_at(operation, false);
            if storage.commit(&[Change::Put(client(7, 70))]).is_ok() {
                continue;
            }
            failed += 1;
            assert_eq!(stored(&mut storage).unwrap(), model, "{operation}");
            let mut random = Random(operation);
            let disk = disk.after_power_failure(|| random.below(4) < survivors);
            let mut storage = RedbStorage::open_disk(disk, CAPACITY).unwrap();
            assert_eq!(stored(&mut storage).unwrap(), model, "{operation}");
        }
    }
    assert!(failed > 20, "{failed}");
}

/// Opening fails at any operation, and then succeeds.
#[test]
fn opening_that_fails_loses_nothing() {
    for closed in [true, false] {
        let (start, model) = some(closed);
        for operation in 0..30 {
            let disk = SimulatedDisk::with(start.bytes());
            disk.fail_at(operation, true);
            let opened = RedbStorage::open_disk(disk.clone(), CAPACITY);
            disk.mend();
            drop(opened);
            let mut storage = RedbStorage::open_disk(disk, CAPACITY).unwrap();
            assert_eq!(stored(&mut storage).unwrap(), model, "{operation}");
        }
    }
}
