//! Older and newer formats.

use super::*;
use crate::{
    key_store::KeyHandle,
    network_identities::{IdentityType, NetworkIdentityIndex},
    storage::{
        NetworkIdentityRecord,
        redb::{
            encoding,
            engine::Put,
            header::{self, HEADER_LEN},
            snapshot,
        },
    },
};

/// A network identity as format 1 had it.
fn network_identity_1(index: u16, created: u32, current: bool) -> Put {
    let key = [encoding::NETWORK_IDENTITY, 0, u8::try_from(index).unwrap()];
    let payload = [
        &[0][..],
        &identity(index.into()).to_bytes(),
        &created.to_le_bytes(),
        &[u8::from(current)],
        &[u8::try_from(index).unwrap(); 16],
    ];
    (key, Some(encoding::seal(key, &payload.concat())))
}

fn network_identity(index: u16, created: u32, order: u64) -> Record {
    Record::NetworkIdentity(NetworkIdentityRecord {
        index: NetworkIdentityIndex::new(index).unwrap(),
        identity_type: IdentityType::Ecdsa,
        identity: identity(index.into()),
        created,
        order,
        key: KeyHandle::from_bytes(&[u8::try_from(index).unwrap(); 16]),
    })
}

fn file_of_format(format: u32, values: &[Put]) -> Arc<SimulatedDisk> {
    let disk = SimulatedDisk::with(Vec::new());
    copy::fill(disk.clone(), Meta { format, ..Meta::new(CAPACITY) }, values).unwrap();
    disk
}

#[test]
fn format_1_is_converted() {
    let values = [
        network_identity_1(9, 30, true),
        network_identity_1(2, 20, false),
        network_identity_1(5, 10, false),
        snapshot::sealed(&client(3, 33)),
    ];
    let disk = file_of_format(1, &values);
    let expected =
        [network_identity(5, 10, 0), network_identity(2, 20, 1), network_identity(9, 30, 2), client(3, 33)];
    let expected: Model = expected.map(|record| (record.key(), record)).into();

    let mut storage = RedbStorage::open_disk(disk.clone(), CAPACITY).unwrap();
    assert_eq!(storage.info().format, 1);
    assert_eq!(stored(&mut storage).unwrap(), expected);
    storage.close().unwrap();

    let mut storage = RedbStorage::open_disk(disk, CAPACITY).unwrap();
    assert_eq!(storage.info().format, 2);
    assert_eq!(stored(&mut storage).unwrap(), expected);
}

#[test]
fn a_power_failure_during_conversion_leaves_one_format_or_the_other() {
    let start = file_of_format(1, &[network_identity_1(2, 20, true)]).bytes();
    let expected = network_identity(2, 20, 0);
    for operation in 0..40 {
        let mut random = Random(operation);
        let disk = SimulatedDisk::with(start.clone());
        disk.fail_at(operation, true);
        drop(RedbStorage::open_disk(disk.clone(), CAPACITY));
        let disk = disk.after_power_failure(|| random.below(2) == 0);
        let mut storage = RedbStorage::open_disk(disk, CAPACITY).unwrap();
        assert_eq!(stored(&mut storage).unwrap().into_values().collect::<Vec<_>>(), [expected]);
    }
}

#[test]
fn a_spoilt_conversion_leaves_the_file() {
    let key = [encoding::NETWORK_IDENTITY, 0, 1];
    let disk = file_of_format(1, &[(key, Some(encoding::seal(key, &[1, 2, 3])))]);
    let before = disk.bytes();
    assert!(matches!(RedbStorage::open_disk(disk.clone(), CAPACITY), Err(RedbError::Damaged(_))));
    assert_eq!(disk.bytes(), before);
}

#[test]
fn newer_records_are_refused() {
    let disk = file_of_format(3, &[]);
    let before = disk.bytes();
    let opened = RedbStorage::open_disk(disk.clone(), CAPACITY);
    assert!(matches!(opened, Err(RedbError::Newer { found: 3, supported: 2 })), "{opened:?}");
    assert_eq!(disk.bytes(), before);
}

#[test]
fn a_newer_container_is_refused() {
    use sha2::{Digest as _, Sha256};
    let mut bytes = empty().bytes();
    let slot = &mut bytes[4096..];
    slot[8] = 2;
    let checksum = Sha256::digest(&slot[..72]);
    slot[72..88].copy_from_slice(&checksum[..16]);
    let opened = RedbStorage::open_disk(SimulatedDisk::with(bytes), CAPACITY);
    assert!(matches!(opened, Err(RedbError::Newer { found: 2, supported: 1 })), "{opened:?}");
}

#[test]
fn either_slot_of_a_header_in_use_will_do() {
    let (disk, _) = some(false);
    let bytes = disk.bytes();
    let header: [u8; HEADER_LEN] = bytes[..HEADER_LEN].try_into().unwrap();
    let newest = header::decode(&header).unwrap();
    for slot in [0, 4096] {
        let mut header = header;
        header[slot + 20] ^= 1;
        let found = header::decode(&header).unwrap();
        assert!(newest.counter - found.counter <= 1);
        header[slot ^ 4096] ^= 1;
        assert!(header::decode(&header).is_err());
    }
}
