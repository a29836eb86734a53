//! Damage to files that were closed: all of it is found, and nothing is made of it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use netim::storage::{
    Change, Storage as _,
    redb::{RedbError, RedbStorage, Snapshot},
};
use tempfile::{TempDir, tempdir};

use crate::support::{Random, client};

const CLIENTS: u16 = 2047;

struct Victim {
    path: PathBuf,
    original: Vec<u8>,
    _directory: TempDir,
}

impl Victim {
    fn new() -> Self {
        let directory = tempdir().unwrap();
        let path = directory.path().join("db");
        let mut storage = RedbStorage::create(&path, CLIENTS).unwrap();
        let clients: Vec<_> = (1..=CLIENTS).map(|n| Change::Put(client(n, n.into()))).collect();
        storage.commit(&clients).unwrap();
        storage.close().unwrap();
        Self { original: fs::read(&path).unwrap(), path, _directory: directory }
    }

    /// Damages the file in `rounds` ways that change it, and expects errors.
    fn damage(&self, rounds: u64, spoil: impl Fn(&mut Random, &mut Vec<u8>)) {
        for round in 0..rounds {
            let mut spoilt = self.original.clone();
            spoil(&mut Random(round), &mut spoilt);
            if spoilt == self.original {
                continue;
            }
            fs::write(&self.path, &spoilt).unwrap();
            self.refused(&RedbStorage::open(&self.path, CLIENTS).map(drop), round, &spoilt);
            if round < 20 {
                self.refused(&Snapshot::open(&self.path).map(drop), round, &spoilt);
            }
        }
    }

    fn refused(&self, opened: &Result<(), RedbError>, round: u64, spoilt: &[u8]) {
        assert!(
            matches!(opened, Err(RedbError::Damaged(_) | RedbError::NotADatabase)),
            "{round}: {opened:?}"
        );
        assert!(read(&self.path) == spoilt, "{round}: the file was changed");
    }
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap()
}

fn below(random: &mut Random, limit: usize) -> usize {
    usize::try_from(random.below(limit as u64)).unwrap()
}

#[test]
fn any_flipped_bit_is_found() {
    Victim::new().damage(100, |random, bytes| {
        let at = below(random, bytes.len());
        bytes[at] ^= 1 << random.below(8);
    });
}

/// The header has two slots, of which one is not used; it is looked at nevertheless.
#[test]
fn any_flipped_bit_of_the_header_is_found() {
    Victim::new().damage(200, |random, bytes| {
        let at = 4096 * below(random, 2) + below(random, 100);
        bytes[at] ^= 1 << random.below(8);
    });
}

#[test]
fn any_zeroed_block_is_found() {
    Victim::new().damage(100, |random, bytes| {
        let at = below(random, bytes.len() / 512) * 512;
        bytes[at..at + 512].fill(0);
    });
}

#[test]
fn truncation_is_found() {
    Victim::new().damage(100, |random, bytes| {
        let at = below(random, bytes.len());
        bytes.truncate(at);
    });
}

#[test]
fn anything_behind_the_end_is_found() {
    Victim::new().damage(3, |random, bytes| bytes.resize(bytes.len() + 1 + below(random, 9000), 0));
}

#[test]
fn another_commits_half_is_found() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("db");
    let mut storage = RedbStorage::create(&path, 500).unwrap();
    storage.close().unwrap();
    let before = read(&path);
    storage = RedbStorage::open(&path, 500).unwrap();
    storage.commit(&[Change::Put(client(1, 1))]).unwrap();
    storage.close().unwrap();
    let mut mixed = read(&path);
    let half = before.len().min(mixed.len()) / 2;
    mixed[..half].copy_from_slice(&before[..half]);
    fs::write(&path, &mixed).unwrap();
    assert!(matches!(RedbStorage::open(&path, 500), Err(RedbError::Damaged(_))));
    assert!(read(&path) == mixed);
}
