//! Damage to files that were in use when the process died. Closed ones are in `tests/storage_damage.rs`.

use super::*;
use crate::storage::redb::Damage;

fn without_noise<T>(work: impl FnOnce() -> T) -> T {
    // redb may panic, which is contained, and need not be printed a hundred times. Other tests of this process would
    // only be quieter if they failed meanwhile.
    let hook = std::panic::take_hook();
    std::panic::set_hook(std::boxed::Box::new(|_| ()));
    let done = work();
    std::panic::set_hook(hook);
    done
}

/// Damages `start` in `rounds` ways; opening gives an error and leaves the file, or gives what was there.
fn damage(rounds: u64, spoil: impl Fn(&mut Random, &mut Vec<u8>)) {
    let (start, model) = some(false);
    let start = start.bytes();
    let results = without_noise(|| {
        (0..rounds)
            .map(|round| {
                let mut bytes = start.clone();
                spoil(&mut Random(round), &mut bytes);
                let disk = SimulatedDisk::with(bytes.clone());
                match RedbStorage::open_disk(disk.clone(), CAPACITY) {
                    Ok(mut storage) => (stored(&mut storage).unwrap() == model, false),
                    Err(_) => (disk.bytes() == bytes, true),
                }
            })
            .collect::<Vec<_>>()
    });
    assert!(results.iter().all(|(right, _)| *right), "altered data, or an altered file");
    let found = results.iter().filter(|(_, found)| *found).count();
    assert!(found > 0, "no damage was found in {rounds} rounds");
}

fn anywhere(random: &mut Random, bytes: &[u8]) -> usize {
    usize::try_from(random.below(bytes.len() as u64)).unwrap()
}

#[test]
fn flipped_bits() {
    damage(400, |random, bytes| {
        let at = anywhere(random, bytes);
        bytes[at] ^= 1 << random.below(8);
    });
}

/// Of what is used much, so that every byte of it has its turn.
#[test]
fn flipped_bits_at_the_start_of_the_database() {
    damage(400, |random, bytes| {
        let at = 8192 + usize::try_from(random.below(320)).unwrap();
        bytes[at] ^= 1 << random.below(8);
    });
}

#[test]
fn zeroed_blocks() {
    damage(300, |random, bytes| {
        let at = anywhere(random, bytes) / 512 * 512;
        bytes[at..at + 512].fill(0);
    });
}

#[test]
fn truncation() {
    damage(200, |random, bytes| {
        let at = anywhere(random, bytes);
        bytes.truncate(at);
    });
}

/// Going back to an older state of the file, but for the header, is not taken for a crash.
#[test]
fn a_lost_commit() {
    let (disk, _) = some(false);
    let old = disk.bytes();
    let mut storage = RedbStorage::open_disk(disk.clone(), CAPACITY).unwrap();
    storage.commit(&[Change::Put(client(5, 5))]).unwrap();
    let mut bytes = disk.bytes();
    bytes.truncate(8192);
    bytes.extend(&old[8192..]);
    let opened = RedbStorage::open_disk(SimulatedDisk::with(bytes), CAPACITY);
    assert!(matches!(opened, Err(RedbError::Damaged(Damage::LostCommit { .. }))), "{opened:?}");
}
