//! The bytes that a software store saves.

use netim::{
    crypto::RustCrypto,
    key_store::{
        BLOB_LEN, BlobError, CAPACITY, KeyStore, KeyStoreError, Persistence, SoftwareKeyStore, Volatile,
    },
};
use sha2::{Digest as _, Sha256};

use crate::{
    behaviour::{handles, reopen, secret, store},
    identity_support::Repeatable,
};

const HEADER_LEN: usize = 9;
const SLOT_LEN: usize = 49;
const CHECKSUM_AT: usize = BLOB_LEN - 32;

/// With a secret in slot 0 and a key pair in slot 1.
fn example() -> [u8; BLOB_LEN] {
    let mut store = store();
    let secret_handle = store.import_secret(&secret(0x5a)).unwrap();
    store.derive_network_key(&secret_handle).unwrap();
    let mut blob = [0; BLOB_LEN];
    assert_eq!(store.into_persistence().load(&mut blob), Ok(true));
    blob
}

fn open(blob: &[u8; BLOB_LEN]) -> Result<(), KeyStoreError> {
    let mut volatile = Volatile::new();
    volatile.save(blob).unwrap();
    SoftwareKeyStore::with_parts(volatile, Repeatable(1), RustCrypto).map(drop)
}

/// With the checksum made right again.
fn sealed(mut blob: [u8; BLOB_LEN]) -> [u8; BLOB_LEN] {
    let checksum = Sha256::digest(&blob[..CHECKSUM_AT]);
    blob[CHECKSUM_AT..].copy_from_slice(&checksum);
    blob
}

#[test]
fn has_the_layout_that_is_documented() {
    let blob = example();
    assert_eq!(BLOB_LEN, 629);
    assert_eq!(CAPACITY, 12);
    assert_eq!(blob[..HEADER_LEN], *b"NETIMKEY\x01");
    assert_eq!(blob[HEADER_LEN], 1);
    assert_eq!(blob[HEADER_LEN + 17..HEADER_LEN + SLOT_LEN], [0x5a; 32]);
    assert_eq!(blob[HEADER_LEN + SLOT_LEN], 2);
    assert!(blob[HEADER_LEN + 2 * SLOT_LEN..CHECKSUM_AT].iter().all(|byte| *byte == 0));
    assert_eq!(sealed(blob), blob);
    assert_eq!(open(&blob), Ok(()));
}

#[test]
fn what_is_destroyed_is_not_in_it() {
    let mut store = store();
    let gone = store.import_secret(&secret(0x5a)).unwrap();
    let kept = store.import_secret(&secret(0x77)).unwrap();
    store.destroy(&gone).unwrap();
    let mut blob = [0; BLOB_LEN];
    let mut volatile = store.into_persistence();
    volatile.load(&mut blob).unwrap();
    assert!(!blob.windows(4).any(|bytes| bytes == [0x5a; 4]));
    assert!(blob.windows(32).any(|bytes| bytes == [0x77; 32]));
    assert_eq!(handles(&reopen(volatile)), [kept]);
}

#[test]
fn every_bit_counts() {
    let blob = example();
    for bit in 0..BLOB_LEN * 8 {
        let mut altered = blob;
        altered[bit / 8] ^= 1 << (bit % 8);
        let expected = match bit / 8 {
            0..8 => BlobError::NotKeys,
            8 => BlobError::Version { found: altered[8] },
            _ => BlobError::Damaged,
        };
        assert_eq!(open(&altered), Err(KeyStoreError::Blob(expected)), "bit {bit}");
    }
    assert_eq!(open(&[0; BLOB_LEN]), Err(KeyStoreError::Blob(BlobError::NotKeys)));
}

/// The checksum is right, as somebody else's program might make it.
#[test]
fn slots_are_strict() {
    type Alter = fn(&mut [u8; BLOB_LEN]);
    let altered: [(&str, usize, Alter); 6] = [
        ("an unknown kind", 0, |blob| blob[HEADER_LEN] = 3),
        ("free but not empty", 0, |blob| blob[HEADER_LEN] = 0),
        ("a key of zero", 1, |blob| blob[HEADER_LEN + SLOT_LEN + 17..HEADER_LEN + 2 * SLOT_LEN].fill(0)),
        ("a key above the order", 1, |blob| {
            blob[HEADER_LEN + SLOT_LEN + 17..HEADER_LEN + 2 * SLOT_LEN].fill(0xff);
        }),
        ("a handle twice", 1, |blob| {
            blob.copy_within(HEADER_LEN..HEADER_LEN + 17, HEADER_LEN + SLOT_LEN);
        }),
        ("something in the last slot", 11, |blob| blob[CHECKSUM_AT - 1] = 1),
    ];
    for (what, index, alter) in altered {
        let mut blob = example();
        alter(&mut blob);
        assert_eq!(open(&sealed(blob)), Err(KeyStoreError::Blob(BlobError::Slot { index })), "{what}");
    }
    let mut newer = example();
    newer[8] = 2;
    let error = open(&sealed(newer)).unwrap_err();
    assert_eq!(error.to_string(), "the stored keys cannot be used: keys in format 2; only format 1 is known");
}
