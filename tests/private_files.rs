//! Files are for their owner alone, whatever the process lets others do (`umask 000`), and stay so whatever happens to them.
//!
//! The parent starts this very program with the most generous umask there is; a test has no other way to set one.
#![cfg(all(unix, feature = "std"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of tests may fail like one"
)]

mod storage_support;

use std::{
    fs::{self, OpenOptions},
    os::unix::fs::{FileExt as _, PermissionsExt as _},
    path::Path,
    process::Command,
};

use netim::{
    key_store::{KeyFile, KeyStore as _, SoftwareKeyStore},
    secret::RawSecret,
    storage::{
        Change, Storage as _,
        redb::{RedbStorage, Snapshot},
    },
};
use storage_support::client;

/// What tells the child that it is one.
const CHILD: &str = "NETIM_TEST_GENEROUS";

/// Runs one of the tests below under `umask 000`, in a process of its own.
fn under_umask_000(test: &str) {
    let output = Command::new("sh")
        .args(["-c", "umask 000 && exec \"$0\" --exact \"$1\" --nocapture"])
        .arg(std::env::current_exe().unwrap())
        .arg(test)
        .env(CHILD, "1")
        .output()
        .unwrap();
    let told = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    assert!(output.status.success() && told[0].contains("1 passed"), "{}", told.concat());
}

/// Does what a test is about, if this is the child; otherwise starts it.
fn generously(test: &str, work: fn(&Path)) {
    if std::env::var_os(CHILD).is_none() {
        return under_umask_000(test);
    }
    let folder = tempfile::tempdir().unwrap();
    // Without this the test would prove nothing.
    let open_to_all = folder.path().join("open to all");
    fs::write(&open_to_all, "").unwrap();
    assert_eq!(mode(&open_to_all), 0o666);
    fs::remove_file(open_to_all).unwrap();
    work(folder.path());
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

/// Asserts that these and no others are in a folder, each for its owner alone.
#[track_caller]
fn assert_private(folder: &Path, names: &[&str]) {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<_> =
        entries.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), mode(&path))).collect();
    found.sort();
    let expected: Vec<_> = names.iter().map(|name| ((*name).to_owned(), 0o600)).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_key_file() {
    generously("the_key_file", |folder| {
        let path = folder.join("keys");
        let open = || SoftwareKeyStore::open(KeyFile::open(&path).unwrap()).unwrap();
        let mut keys = open();
        assert_private(folder, &["keys.lock"]);
        let secret = keys.import_secret(&RawSecret::generate_from_os().unwrap()).unwrap();
        assert_private(folder, &["keys", "keys.lock"]);
        keys.derive_network_key(&secret).unwrap();
        assert_private(folder, &["keys", "keys.lock"]);
        keys.destroy(&secret).unwrap();
        assert_private(folder, &["keys", "keys.lock"]);
        drop(keys);
        // As if the process had died while it wrote a new version, and as an older program left it.
        fs::write(folder.join("keys.new"), "unfinished").unwrap();
        assert_eq!(mode(&folder.join("keys.new")), 0o666);
        let mut keys = open();
        assert_private(folder, &["keys", "keys.lock"]);
        // Somebody puts one there while it runs.
        fs::write(folder.join("keys.new"), "somebody's").unwrap();
        keys.generate_key_pair().unwrap();
        assert_private(folder, &["keys", "keys.lock"]);
    });
}

#[test]
fn the_tables() {
    generously("the_tables", |folder| {
        let [path, backup, restored] = ["tables", "backup", "restored"].map(|name| folder.join(name));
        let mut storage = RedbStorage::create(&path, 500).unwrap();
        assert_private(folder, &["tables"]);
        storage.commit(&(1..=500).map(|n| Change::Put(client(n, n.into()))).collect::<Vec<_>>()).unwrap();
        assert_private(folder, &["tables"]);
        storage.backup(&backup).unwrap();
        assert_private(folder, &["backup", "tables"]);
        RedbStorage::restore(&backup, &restored).unwrap();
        assert_private(folder, &["backup", "restored", "tables"]);

        // What has died in the middle is repaired when it is opened.
        let died = folder.join("died");
        fs::copy(&path, &died).unwrap();
        assert!(!Snapshot::open(&died).unwrap().info().was_closed);
        RedbStorage::open(&died, 500).unwrap().close().unwrap();
        assert_private(folder, &["backup", "died", "restored", "tables"]);

        storage.close().unwrap();
        RedbStorage::open_or_create(&path, 700).unwrap().close().unwrap();
        // Damage is refused, and what is left of the attempt is nothing.
        let file = OpenOptions::new().write(true).open(&backup).unwrap();
        file.write_all_at(&[0xff; 64], 10_000).unwrap();
        RedbStorage::restore(&backup, folder.join("again")).unwrap_err();
        assert_private(folder, &["backup", "died", "restored", "tables"]);
    });
}
