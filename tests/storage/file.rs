//! Files: who may open them, copies of them, and what they refuse.

use std::fs;

use netim::{
    clients::HashSeed,
    storage::{
        Change, Storage as _,
        redb::{RedbError, RedbStorage, Snapshot},
    },
    tables::{Plan as _, Tables},
};
use tempfile::tempdir;

use crate::support::{client, identity, stored};

#[test]
fn what_is_committed_is_there_after_reopening() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("db");
    let mut storage = RedbStorage::open_or_create(&path, 500).unwrap();
    storage.commit(&[Change::Put(client(3, 3))]).unwrap();
    let before = stored(&mut storage);
    storage.close().unwrap();
    assert_eq!(stored(&mut RedbStorage::open_or_create(&path, 500).unwrap()), before);
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let directory = tempdir().unwrap();
    let path = directory.path().join("db");
    let mut storage = RedbStorage::create(&path, 500).unwrap();
    storage.backup(directory.path().join("backup")).unwrap();
    for name in ["db", "backup"] {
        let mode = fs::metadata(directory.path().join(name)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn it_is_for_one_at_a_time() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("db");
    let storage = RedbStorage::create(&path, 500).unwrap();
    let second = RedbStorage::open(&path, 500);
    assert!(matches!(second, Err(RedbError::Locked)), "{second:?}");
    assert!(matches!(Snapshot::open(&path), Err(RedbError::Locked)));
    assert_eq!(RedbError::Locked.to_string(), "the file is in use by another process");
    drop(storage);
    RedbStorage::open(&path, 500).unwrap();
}

#[test]
fn nothing_is_overwritten() {
    let directory = tempdir().unwrap();
    let [db, other] = ["db", "other"].map(|name| directory.path().join(name));
    fs::write(&other, "precious").unwrap();
    assert!(matches!(RedbStorage::create(&other, 500), Err(RedbError::Exists)));
    let mut storage = RedbStorage::create(&db, 500).unwrap();
    assert!(matches!(storage.backup(&other), Err(RedbError::Exists)));
    storage.close().unwrap();
    assert!(matches!(RedbStorage::restore(&db, &other), Err(RedbError::Exists)));
    assert_eq!(fs::read(&other).unwrap(), b"precious");
    assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 2, "something was left over");
}

#[test]
fn what_is_no_database_is_refused() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("db");
    assert!(matches!(RedbStorage::open(&path, 500), Err(RedbError::Io { .. })));
    for content in [&b""[..], b"something else", &vec![0; 20_000]] {
        fs::write(&path, content).unwrap();
        let opened = RedbStorage::open(&path, 500);
        assert!(matches!(opened, Err(RedbError::NotADatabase)), "{opened:?}");
        assert_eq!(fs::read(&path).unwrap(), content);
    }
}

#[test]
fn a_capacity_that_is_too_small_is_refused() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("db");
    let mut storage = RedbStorage::create(&path, 700).unwrap();
    storage.commit(&(1..=501).map(|n| Change::Put(client(n, n.into()))).collect::<Vec<_>>()).unwrap();
    storage.close().unwrap();
    let before = fs::read(&path).unwrap();

    let opened = RedbStorage::open(&path, 500);
    assert!(matches!(opened, Err(RedbError::Capacity { clients: 501, capacity: 500 })), "{opened:?}");
    assert_eq!(fs::read(&path).unwrap(), before);

    RedbStorage::open(&path, 501).unwrap().close().unwrap();
    assert_eq!(Snapshot::open(&path).unwrap().info().capacity, 501);
}

#[test]
fn a_backup_made_in_use_is_what_was_stored() {
    let directory = tempdir().unwrap();
    let [db, backup, restored] = ["db", "backup", "restored"].map(|name| directory.path().join(name));
    let mut storage = RedbStorage::create(&db, 600).unwrap();
    for n in 1..=20 {
        storage.commit(&[Change::Put(client(n, n.into()))]).unwrap();
    }
    storage.backup(&backup).unwrap();
    let expected = stored(&mut storage);
    storage.commit(&[Change::Put(client(21, 21))]).unwrap();

    let snapshot = Snapshot::open(&backup).unwrap();
    assert!(snapshot.info().was_closed);
    assert_eq!((snapshot.info().clients, snapshot.info().capacity), (20, 600));
    RedbStorage::restore(&backup, &restored).unwrap();
    let mut restored = RedbStorage::open(&restored, 600).unwrap();
    assert_eq!(stored(&mut restored), expected);
    restored.commit(&[Change::Put(client(22, 22))]).unwrap();
    assert_eq!(stored(&mut storage).len(), 21);
}

#[test]
fn a_damaged_backup_is_not_restored() {
    let directory = tempdir().unwrap();
    let [backup, restored] = ["backup", "restored"].map(|name| directory.path().join(name));
    RedbStorage::create(&backup, 500).unwrap().close().unwrap();
    let mut bytes = fs::read(&backup).unwrap();
    bytes[10_000] ^= 1;
    fs::write(&backup, &bytes).unwrap();
    assert!(matches!(RedbStorage::restore(&backup, &restored), Err(RedbError::Damaged(_))));
    assert!(!restored.exists());
}

#[test]
fn looking_changes_nothing_not_even_a_crashs_traces() {
    let directory = tempdir().unwrap();
    let [db, copy] = ["db", "copy"].map(|name| directory.path().join(name));
    let mut storage = RedbStorage::create(&db, 500).unwrap();
    storage.commit(&[Change::Put(client(1, 1))]).unwrap();
    // As if the process had died here.
    fs::copy(&db, &copy).unwrap();
    let before = fs::read(&copy).unwrap();
    let mut snapshot = Snapshot::open(&copy).unwrap();
    assert!(!snapshot.info().was_closed);
    assert!(snapshot.commit(&[]).is_err());
    let mut tables = Tables::<500>::new(HashSeed::FIXED);
    tables.load(&mut snapshot).unwrap();
    tables.check().unwrap();
    assert_eq!(tables.clients().len(), 1);
    assert_eq!(fs::read(&copy).unwrap(), before);
}

#[test]
fn tables_live_through_reopening() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("db");
    let mut tables = Tables::<500>::new(HashSeed::FIXED);
    for n in 0..5 {
        let mut storage = RedbStorage::open_or_create(&path, 500).unwrap();
        tables.load(&mut storage).unwrap();
        assert_eq!(tables.clients().len(), n);
        tables.plan_add_client(identity(n.into())).unwrap().commit(&mut storage).unwrap();
        tables.check().unwrap();
    }
    let indices: Vec<_> = tables.clients().iter().map(|client| client.index().get()).collect();
    assert_eq!(indices, [1, 2, 3, 4, 5]);
}

/// In a container every process has the same number, so the name of a draft may be taken.
#[test]
fn what_an_earlier_process_left_half_made_is_replaced() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("tables");
    let draft = folder.path().join(format!("tables.{}.new", std::process::id()));
    fs::write(&draft, "half of it").unwrap();
    let storage = RedbStorage::create(&path, 500).unwrap();
    assert_eq!(storage.info().clients, 0);
    assert!(!draft.exists());
}

#[test]
fn what_another_is_making_is_left_alone() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("tables");
    let draft = folder.path().join(format!("tables.{}.new", std::process::id()));
    fs::write(&draft, "half of it").unwrap();
    let at_work = fs::File::open(&draft).unwrap();
    at_work.lock().unwrap();
    assert!(matches!(RedbStorage::create(&path, 500), Err(RedbError::Locked)));
    assert_eq!(fs::read(&draft).unwrap(), b"half of it");
    assert!(!path.exists());
    at_work.unlock().unwrap();
    RedbStorage::create(&path, 500).unwrap();
}
