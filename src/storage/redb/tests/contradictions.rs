//! Databases that redb finds in order, and that still cannot be what a server has stored.

use sha2::{Digest as _, Sha256};

use super::*;
use crate::storage::redb::{
    Damage,
    disk::Disk as _,
    encoding::{self, Key},
    engine::{self, Put},
    migration::FORMAT,
    snapshot::{self, Opened},
};

/// What opening a database with these values says is damaged. The file stays as it was.
fn damage_of(values: &[Put]) -> Damage {
    let disk = SimulatedDisk::with(Vec::new());
    copy::fill(disk.clone(), Meta { format: FORMAT, ..Meta::new(CAPACITY) }, values).unwrap();
    damage_on(&disk)
}

fn damage_on(disk: &Arc<SimulatedDisk>) -> Damage {
    let before = disk.bytes();
    let opened = RedbStorage::open_disk(disk.clone(), CAPACITY);
    assert_eq!(disk.bytes(), before);
    match opened {
        Err(RedbError::Damaged(damage)) => damage,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_value_whose_checksum_is_wrong() {
    let (key, value) = snapshot::sealed(&client(3, 33));
    let mut value = value.unwrap();
    value[5] ^= 1;
    let damage = damage_of(&[(key, Some(value))]);
    assert!(matches!(damage, Damage::Record(key) if key == client(3, 33).key()), "{damage}");
}

#[test]
fn a_key_that_no_record_has() {
    let key: Key = [0xee, 0, 1];
    let value = encoding::seal(key, &[1, 2, 3]);
    assert!(matches!(damage_of(&[(key, Some(value))]), Damage::Key));
}

/// Its checksum is right.
#[test]
fn an_identity_of_a_type_that_does_not_exist() {
    let key: Key = [encoding::NETWORK_IDENTITY, 0, 1];
    let value = encoding::seal(key, &[0xee; 1 + CompactIdentity::LEN + 4 + 8 + 16]);
    let damage = damage_of(&[(key, Some(value))]);
    assert!(matches!(damage, Damage::Record(RecordKey::NetworkIdentity(_))), "{damage}");
}

/// As if a record had been lost, or an older one were there.
#[test]
fn records_that_are_not_those_of_the_last_commit() {
    let (disk, _) = some(true);
    let Opened { database, container, mut meta, .. } = Opened::open(disk.clone()).unwrap();
    meta.sum[3] ^= 1;
    engine::write(&database, &mut meta, &[], &mut Vec::new()).unwrap();
    container.go_live().unwrap();
    container.acknowledge(meta.commit);
    database.close().unwrap();
    container.close().unwrap();
    assert!(matches!(damage_on(&disk), Damage::Records));
}

#[test]
fn a_header_that_is_neither_in_use_nor_closed() {
    let mut bytes = empty().bytes();
    for slot in [0, 4096] {
        let slot = &mut bytes[slot..slot + 88];
        slot[12] = 0xee;
        let checksum = Sha256::digest(&slot[..72]);
        slot[72..88].copy_from_slice(&checksum[..16]);
    }
    assert!(matches!(damage_on(&SimulatedDisk::with(bytes)), Damage::Header));
}

/// A commit fails, so the file is read anew, and meanwhile it has become another.
#[test]
fn another_file_in_the_place_of_the_open_one() {
    let (disk, _) = some(true);
    let mut storage = RedbStorage::open_disk(disk.clone(), CAPACITY).unwrap();
    disk.fail_at(0, false);
    storage.commit(&[Change::Put(client(7, 70))]).unwrap_err();
    let other = empty().bytes();
    disk.set_len(other.len() as u64).unwrap();
    disk.write(0, &other).unwrap();
    for _ in 0..2 {
        let loaded = stored(&mut storage);
        assert!(matches!(loaded, Err(RedbError::Damaged(Damage::Records))), "{loaded:?}");
    }
    assert_eq!(disk.bytes(), other);
}
