//! The key file.
#![cfg(all(unix, feature = "std"))]

use std::{
    fs::{self, File},
    io::Read as _,
    os::unix::fs::{FileExt as _, PermissionsExt as _},
    path::PathBuf,
};

use netim::key_store::{
    BLOB_LEN, BlobError, KeyFile, KeyStore, KeyStoreError, Persistence, PersistenceError, SoftwareKeyStore,
};
use tempfile::TempDir;

use crate::behaviour::{handles, secret};

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys");
    (folder, path)
}

fn open(path: &PathBuf) -> Result<SoftwareKeyStore<KeyFile, getrandom::SysRng>, KeyStoreError> {
    SoftwareKeyStore::open(KeyFile::open(path)?)
}

fn mode(path: &PathBuf) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn names(folder: &TempDir) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn keeps_keys() {
    let (folder, path) = folder();
    let mut store = open(&path).unwrap();
    assert_eq!(names(&folder), ["keys.lock"]);
    let secret_handle = store.import_secret(&secret(1)).unwrap();
    let key_pair = store.derive_network_key(&secret_handle).unwrap();
    let public_key = store.public_key(&key_pair);
    drop(store);

    assert_eq!(names(&folder), ["keys", "keys.lock"]);
    assert_eq!(mode(&path), 0o600);
    assert_eq!(fs::metadata(&path).unwrap().len(), BLOB_LEN as u64);

    let mut store = open(&path).unwrap();
    assert_eq!(store.secret_equals(&secret_handle, &secret(1)), Ok(true));
    assert_eq!(store.public_key(&key_pair), public_key);
    store.destroy(&secret_handle).unwrap();
    drop(store);
    assert_eq!(handles(&open(&path).unwrap()), [key_pair]);
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn has_one_owner() {
    let (_folder, path) = folder();
    let store = open(&path).unwrap();
    let in_use = KeyStoreError::Persistence(PersistenceError::InUse);
    assert_eq!(open(&path).unwrap_err(), in_use);
    assert_eq!(in_use.to_string(), "the key store's persistence failed: the key file is in use");
    drop(store);
    assert!(open(&path).is_ok());
}

#[test]
fn what_was_replaced_is_overwritten() {
    let (_folder, path) = folder();
    let mut store = open(&path).unwrap();
    let handle = store.import_secret(&secret(0x5a)).unwrap();
    let mut old = File::open(&path).unwrap();
    store.destroy(&handle).unwrap();
    let mut content = Vec::new();
    old.read_to_end(&mut content).unwrap();
    assert_eq!(content, [0; BLOB_LEN]);
}

#[test]
fn what_has_another_name_is_not() {
    let (folder, path) = folder();
    let mut store = open(&path).unwrap();
    let handle = store.import_secret(&secret(0x5a)).unwrap();
    let backup = folder.path().join("backup");
    fs::hard_link(&path, &backup).unwrap();
    store.destroy(&handle).unwrap();
    assert_eq!(handles(&open(&backup).unwrap()), [handle]);
}

#[test]
fn an_unfinished_version_is_removed() {
    let (folder, path) = folder();
    open(&path).unwrap().import_secret(&secret(1)).unwrap();
    let new_path = folder.path().join("keys.new");
    fs::copy(&path, &new_path).unwrap();
    let unfinished = File::open(&new_path).unwrap();
    let store = open(&path).unwrap();
    assert_eq!(handles(&store).len(), 1);
    assert_eq!(names(&folder), ["keys", "keys.lock"]);
    let mut content = [1; BLOB_LEN];
    unfinished.read_exact_at(&mut content, 0).unwrap();
    assert_eq!(content, [0; BLOB_LEN]);
}

#[test]
fn access_for_others_is_refused() {
    let (_folder, path) = folder();
    open(&path).unwrap().import_secret(&secret(1)).unwrap();
    for mode in [0o640, 0o604, 0o620, 0o602, 0o644, 0o666, 0o601] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let error = PersistenceError::Exposed { mode };
        assert_eq!(open(&path).unwrap_err(), KeyStoreError::Persistence(error));
    }
    assert_eq!(
        PersistenceError::Exposed { mode: 0o644 }.to_string(),
        "the key file has mode 0644: others than its owner have access; make it 0600"
    );
    for mode in [0o600, 0o400] {
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        assert!(open(&path).is_ok());
    }
}

#[test]
fn damage_is_told_and_left_alone() {
    let (_folder, path) = folder();
    open(&path).unwrap().import_secret(&secret(1)).unwrap();
    let good = fs::read(&path).unwrap();

    for len in [0, 1, BLOB_LEN - 1, BLOB_LEN + 1, 100_000] {
        let mut bytes = good.clone();
        bytes.resize(len, 0);
        fs::write(&path, &bytes).unwrap();
        let error = PersistenceError::Length { expected: BLOB_LEN as u64, found: len as u64 };
        assert_eq!(open(&path).unwrap_err(), KeyStoreError::Persistence(error));
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    for at in (0..BLOB_LEN).step_by(13) {
        let mut bytes = good.clone();
        bytes[at] ^= 0x40;
        fs::write(&path, &bytes).unwrap();
        assert!(matches!(open(&path).unwrap_err(), KeyStoreError::Blob(_)));
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    for at in (0..BLOB_LEN).step_by(64) {
        let mut bytes = good.clone();
        let end = (at + 512).min(BLOB_LEN);
        bytes[at..end].fill(0);
        if bytes == good {
            continue;
        }
        fs::write(&path, &bytes).unwrap();
        let error = open(&path).unwrap_err();
        assert!(matches!(error, KeyStoreError::Blob(BlobError::NotKeys | BlobError::Damaged)), "{error}");
    }
    fs::write(&path, &good).unwrap();
    assert!(open(&path).is_ok());
}

#[test]
fn failures_of_the_file_system_are_told() {
    let (folder, path) = folder();
    let error = KeyFile::open(folder.path().join("missing").join("keys")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "opening the lock of the key file failed: No such file or directory (os error 2)"
    );

    // A folder in place of the new version.
    let mut store = open(&path).unwrap();
    let kept = store.import_secret(&secret(1)).unwrap();
    fs::create_dir(folder.path().join("keys.new")).unwrap();
    let error = store.import_secret(&secret(2)).unwrap_err();
    assert!(error.to_string().contains("removing an unfinished key file failed"), "{error}");
    assert_eq!(handles(&store), [kept]);
    fs::remove_dir(folder.path().join("keys.new")).unwrap();
    assert!(store.import_secret(&secret(2)).is_ok());

    // A folder in place of the file.
    let path = folder.path().join("folder");
    fs::create_dir(&path).unwrap();
    assert!(matches!(open(&path).unwrap_err(), KeyStoreError::Persistence(_)));
}

/// `save` is the one operation with an order of steps that matters; here, that a leftover of a crash does not block it.
#[test]
fn saving_goes_on_after_a_crash_half_way() {
    let (folder, path) = folder();
    let mut file = KeyFile::open(&path).unwrap();
    file.save(&[1; BLOB_LEN]).unwrap();
    fs::write(folder.path().join("keys.new"), [2; 100]).unwrap();
    file.save(&[3; BLOB_LEN]).unwrap();
    let mut blob = [0; BLOB_LEN];
    assert_eq!(file.load(&mut blob), Ok(true));
    assert_eq!(blob, [3; BLOB_LEN]);
    assert_eq!(names(&folder), ["keys", "keys.lock"]);
}
