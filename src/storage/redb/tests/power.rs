//! The power fails.

use super::*;

/// The power fails after any number of operations: while opening, committing and closing. What was not synced is lost
/// in part. What is there afterwards is what was there before or after the commit that was under way.
#[test]
fn after_a_power_failure_there_is_the_state_before_or_after() {
    let start = empty().bytes();
    let mut failed_while_committing = 0;
    for round in 0..120 {
        let mut random = Random(round);
        let disk = SimulatedDisk::with(start.clone());
        disk.fail_at(random.below(150), true);
        let mut before = Model::new();
        let mut after = Model::new();
        if let Ok(mut storage) = RedbStorage::open_disk(disk.clone(), CAPACITY) {
            for _ in 0..12 {
                let changes = some_changes(&mut random);
                after.clone_from(&before);
                apply(&mut after, &changes);
                if storage.commit(&changes).is_err() {
                    failed_while_committing += 1;
                    break;
                }
                before.clone_from(&after);
            }
        }
        let survivors = random.below(5);
        let disk = disk.after_power_failure(|| random.below(4) < survivors);
        let mut storage =
            RedbStorage::open_disk(disk, CAPACITY).unwrap_or_else(|error| panic!("{round}: {error}"));
        let found = stored(&mut storage).unwrap();
        assert!(found == before || found == after, "{round}");
        storage.commit(&[Change::Put(client(99, 99))]).unwrap();
    }
    assert!(failed_while_committing > 30, "{failed_while_committing}");
}

/// The power fails again and again while what the first failure left is being repaired.
#[test]
fn a_power_failure_during_repair_is_repaired() {
    let (in_use, model) = some(false);
    for round in 0..25 {
        let mut random = Random(round);
        let mut disk = SimulatedDisk::with(in_use.bytes());
        for _ in 0..4 {
            disk.fail_at(random.below(40), true);
            drop(RedbStorage::open_disk(disk.clone(), CAPACITY));
            disk = disk.after_power_failure(|| random.below(2) == 0);
        }
        let mut storage = RedbStorage::open_disk(disk, CAPACITY).unwrap();
        assert_eq!(stored(&mut storage).unwrap(), model, "{round}");
    }
}
