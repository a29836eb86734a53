//! The disk fails, and the process lives on.

use super::*;
use crate::storage::redb::snapshot;

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

/// Opens, commits, loads and closes, while one reading fails. Whichever it is, an error before the file is in use leaves
/// it untouched, and afterwards the commit is there or can be repeated.
#[test]
fn reading_that_fails_loses_nothing() {
    let mut failed = BTreeMap::new();
    for closed in [true, false] {
        let (start, model) = some(closed);
        for reading in 0.. {
            let disk = SimulatedDisk::with(start.bytes());
            disk.fail_reading_at(reading);
            let step = live_until_reading_fails(&disk, &model);
            if !disk.reading_failed() {
                assert_eq!(step, None);
                break;
            }
            *failed.entry(step).or_insert(0) += 1;
            if step == Some("open") {
                assert_eq!(disk.bytes(), start.bytes(), "{reading}");
            }
            let mut storage = RedbStorage::open_disk(disk, CAPACITY).unwrap();
            let was_closed = match step {
                Some("open") => closed,
                step => step != Some("close"),
            };
            assert_eq!(storage.info().was_closed, was_closed, "{step:?} {reading}");
            let found = stored(&mut storage).unwrap();
            assert_eq!(found.get(&client(7, 70).key()) == Some(&client(7, 70)), step != Some("open"));
        }
    }
    assert!(failed[&Some("open")] > 5 && failed[&Some("close")] > 3, "{failed:?}");
}

/// What failed first; after it the same is tried again, but for closing, which cannot be.
fn live_until_reading_fails(disk: &Arc<SimulatedDisk>, model: &Model) -> Option<&'static str> {
    let Ok(mut storage) = RedbStorage::open_disk(disk.clone(), CAPACITY) else { return Some("open") };
    let mut step = None;
    let changes = [Change::Put(client(7, 70))];
    if storage.commit(&changes).is_err() {
        step = Some("commit");
        assert_eq!(stored(&mut storage).unwrap(), *model);
        storage.commit(&changes).unwrap();
    }
    let mut after = model.clone();
    apply(&mut after, &changes);
    if let Ok(found) = stored(&mut storage) {
        assert_eq!(found, after);
    } else {
        step = Some("load");
        assert_eq!(stored(&mut storage).unwrap(), after);
    }
    match storage.close() {
        Ok(()) => step,
        Err(error) => {
            assert_eq!(step, None, "{error}");
            Some("close")
        }
    }
}

/// Any one operation fails, or any one look at the disk, while a new file is filled: that is told, or the file is complete.
#[test]
fn a_new_file_is_complete_or_its_making_has_failed() {
    let expected: Model = [client(7, 70), client(8, 80)].map(|record| (record.key(), record)).into();
    let values: Vec<_> = expected.values().map(snapshot::sealed).collect();
    for reading in [false, true] {
        let mut failed = 0;
        for operation in 0.. {
            let disk = SimulatedDisk::with(Vec::new());
            if reading {
                disk.fail_reading_at(operation);
            } else {
                disk.fail_at(operation, false);
            }
            let filled = copy::fill(disk.clone(), Meta::new(CAPACITY), &values);
            let has_failed = if reading { disk.reading_failed() } else { disk.operations() > operation };
            failed += usize::from(filled.is_err());
            if filled.is_ok() {
                let mut storage =
                    RedbStorage::open_disk(SimulatedDisk::with(disk.bytes()), CAPACITY).unwrap();
                assert!(storage.info().was_closed, "{operation}");
                assert_eq!(stored(&mut storage).unwrap(), expected, "{operation}");
            }
            if !has_failed {
                assert!(filled.is_ok(), "{operation}");
                break;
            }
        }
        assert!(failed > 1, "{failed}");
    }
}
