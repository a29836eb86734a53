//! Persistences that fail, and what is left then.

use netim::{
    crypto::RustCrypto,
    key_store::{
        BLOB_LEN, KeyHandle, KeyStore, KeyStoreError, Persistence, PersistenceError, SoftwareKeyStore,
        Volatile,
    },
};

use crate::{
    behaviour::{Store, handles, reopen, secret},
    identity_support::Repeatable,
};

/// When a persistence that is told to fail does so.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fails {
    BeforeSaving,
    AfterSaving,
}

/// Fails at one operation, counted from the moment it is armed.
struct Faulty {
    inner: Volatile,
    countdown: Option<usize>,
    fails: Fails,
}

const ERROR: PersistenceError = PersistenceError::Io { operation: "saving", code: None };

impl Faulty {
    fn due(&mut self) -> bool {
        let due = self.countdown == Some(0);
        self.countdown = self.countdown.and_then(|left| left.checked_sub(1));
        due
    }
}

impl Persistence for Faulty {
    fn load(&mut self, blob: &mut [u8; BLOB_LEN]) -> Result<bool, PersistenceError> {
        if self.due() { Err(ERROR) } else { self.inner.load(blob) }
    }

    fn save(&mut self, blob: &[u8; BLOB_LEN]) -> Result<(), PersistenceError> {
        match (self.due(), self.fails) {
            (false, _) => self.inner.save(blob),
            (true, Fails::BeforeSaving) => Err(ERROR),
            (true, Fails::AfterSaving) => self.inner.save(blob).and(Err(ERROR)),
        }
    }
}

const FAILED: KeyStoreError = KeyStoreError::Persistence(ERROR);

/// A store with a secret and a key pair in it, whose next save fails.
fn about_to_fail(fails: Fails) -> (Store<Faulty>, KeyHandle, KeyHandle) {
    let mut store = reopen(Faulty { inner: Volatile::new(), countdown: None, fails });
    let secret_handle = store.import_secret(&secret(1)).unwrap();
    let key_pair = store.generate_key_pair().unwrap();
    let Faulty { inner, .. } = store.into_persistence();
    // Operation 0 is to load.
    let faulty = Faulty { inner, countdown: Some(1), fails };
    let store = SoftwareKeyStore::with_parts(faulty, Repeatable(99), RustCrypto).unwrap();
    (store, secret_handle, key_pair)
}

const BOTH: [Fails; 2] = [Fails::BeforeSaving, Fails::AfterSaving];

#[test]
fn what_could_not_be_saved_is_not_there() {
    type Make = fn(&mut Store<Faulty>, &KeyHandle) -> Result<KeyHandle, KeyStoreError>;
    let makes: [Make; 3] = [
        |store, _| store.import_secret(&secret(2)),
        |store, secret_handle| store.derive_network_key(secret_handle),
        |store, _| store.generate_key_pair(),
    ];
    for fails in BOTH {
        for make in makes {
            let (mut store, secret_handle, key_pair) = about_to_fail(fails);
            let before = handles(&store);
            assert_eq!(make(&mut store, &secret_handle), Err(FAILED));
            assert_eq!(handles(&store), before);
            assert!(store.public_key(&key_pair).is_ok());

            // The same succeeds when asked for again, and leaves one new handle.
            let made = make(&mut store, &secret_handle).unwrap();
            assert_eq!(handles(&store).len(), 3);
            let reopened = reopen(store.into_persistence());
            assert_eq!(handles(&reopened).len(), 3);
            assert!(reopened.kind(&made).is_ok());
        }
    }
}

#[test]
fn what_could_not_be_destroyed_is_still_there() {
    for fails in BOTH {
        let (mut store, secret_handle, key_pair) = about_to_fail(fails);
        let before = handles(&store);
        let public_key = store.public_key(&key_pair);
        assert_eq!(store.destroy(&key_pair), Err(FAILED));
        assert_eq!(handles(&store), before);
        assert_eq!(store.public_key(&key_pair), public_key);

        assert_eq!(store.destroy(&key_pair), Ok(()));
        assert_eq!(handles(&store), [secret_handle]);
        assert_eq!(handles(&reopen(store.into_persistence())), [secret_handle]);
    }
}

/// The process ends right after the failure: there may be a handle too many, which the next start destroys.
#[test]
fn a_start_finds_what_a_failure_left() {
    for fails in BOTH {
        let (mut store, secret_handle, key_pair) = about_to_fail(fails);
        assert_eq!(store.generate_key_pair(), Err(FAILED));
        let mut reopened = reopen(store.into_persistence());
        let left = usize::from(fails == Fails::AfterSaving);
        assert_eq!(handles(&reopened).len(), 2 + left);
        let known = [secret_handle, key_pair];
        assert_eq!(reopened.destroy_all_but(|handle| known.contains(handle)), Ok(left));
        assert_eq!(handles(&reopened).len(), 2);
    }
}

#[test]
fn leftovers_are_tried_to_the_end() {
    let (mut store, ..) = about_to_fail(Fails::BeforeSaving);
    assert_eq!(store.destroy_all_but(|_| false), Err(FAILED));
    assert_eq!(handles(&store).len(), 1);
    assert_eq!(store.destroy_all_but(|_| false), Ok(1));
}

#[test]
fn a_load_that_fails_is_told() {
    let faulty = Faulty { inner: Volatile::new(), countdown: Some(0), fails: Fails::BeforeSaving };
    let error = SoftwareKeyStore::with_parts(faulty, Repeatable(1), RustCrypto).unwrap_err();
    assert_eq!(error, FAILED);
    assert_eq!(error.to_string(), "the key store's persistence failed: saving failed");
}
