//! Something fails while a server starts.

use netim::{
    authenticator::Recorded,
    clients::HashSeed,
    clock::NoClock,
    crypto::RustCrypto,
    identity::CompactIdentity,
    key_store::{KeyHandle, KeyKind, KeyStore as _, KeyStoreError},
    manager::{Manager, Parts, StartError},
    network_identities::{IdentityType, NetworkIdentityIndex},
    secret::RawSecret,
    storage::{AdminSecretRecord, Change, NetworkIdentityRecord, Record, Storage as _, redb::RedbStorage},
    tables::{LoadError, Tables},
};

use crate::{
    command::{Command, nass},
    faulty_key_store::FaultyKeyStore,
    faulty_storage::FaultyStorage,
    fuse::Plan,
    medium::{InMemory, Medium, folder},
    template::{Authenticator, MAX, State, Template},
};

/// The parts of a server that survive a start that fails.
struct Outside<S> {
    storage: FaultyStorage<S>,
    key_store: FaultyKeyStore,
    authenticator: Authenticator,
    tables: Box<Tables<MAX>>,
}

type Started<'o, S> = Manager<
    (&'o mut FaultyStorage<S>, &'o mut FaultyKeyStore, RustCrypto, &'o mut Authenticator, NoClock),
    &'o mut Tables<MAX>,
    MAX,
>;

impl<S: Medium> Outside<S> {
    fn new(template: &Template<S>, folder: &tempfile::TempDir) -> Self {
        let (storage, key_store) = template.parts(folder.path());
        let tables = Box::new(Tables::new(HashSeed::FIXED));
        Self { storage, key_store, authenticator: Authenticator::new(), tables }
    }

    fn start(
        &mut self,
    ) -> Result<Started<'_, S>, StartError<<FaultyStorage<S> as netim::storage::Storage>::Error>> {
        let parts = Parts {
            storage: &mut self.storage,
            key_store: &mut self.key_store,
            verifier: RustCrypto,
            authenticator: &mut self.authenticator,
            clock: NoClock,
        };
        Manager::start(parts, &mut *self.tables)
    }

    /// Starts when nothing fails, and imports a secret: no key is left over then.
    fn starts(&mut self) {
        self.authenticator.clear();
        let mut server = self.start().unwrap();
        server.import_admin_secret(&nass(6, 600)).unwrap();
        server.tables().check().unwrap();
        let used = server.tables().key_handles().count();
        assert_eq!(self.key_store.handles().len(), used);
        let reconciled = Recorded::Reconcile { clients: 3, network_identities: 3 };
        assert_eq!(self.authenticator.records().next(), Some(&reconciled));
    }
}

fn busy<S: Medium>() -> Template<S> {
    Template::new(State::Busy).with_leftover_keys()
}

fn a_storage_that_fails_lets_nothing_start<S: Medium>() {
    let template = busy::<S>();
    for plan in Plan::all(0) {
        let folder = folder();
        let mut outside = Outside::new(&template, &folder);
        let before = (outside.storage.contents(), outside.key_store.handles());
        outside.storage.fuse.arm(plan);
        assert!(matches!(outside.start(), Err(StartError::Load(LoadError::Storage(_)))));
        assert!(outside.storage.fuse.mend());
        assert_eq!((outside.storage.contents(), outside.key_store.handles()), before);
        assert!(outside.tables.clients().is_empty());
        assert_eq!(outside.authenticator.recorded(), 0);
        outside.starts();
    }
}

/// Of the operations of the key store, the first four see whether all keys are there: without that nothing starts. The
/// others look for keys that are left over, and what they miss the next import finds.
fn a_key_store_that_fails_lets_nothing_start_or_keys_be_left_over<S: Medium>() {
    let template = busy::<S>();
    let mut started = 0;
    for plan in (0..20).flat_map(Plan::all) {
        let folder = folder();
        let mut outside = Outside::new(&template, &folder);
        let before = (outside.storage.contents(), outside.key_store.handles());
        outside.key_store.fuse.arm(plan);
        let result = outside.start();
        let in_memory = result.as_ref().ok().map(|server| server.tables().check());
        let result = result.map(drop);
        if !outside.key_store.fuse.mend() {
            assert!(plan.after > 10, "{plan:?}");
            break;
        }
        assert_eq!(outside.storage.contents(), before.0);
        if plan.after < 4 {
            assert!(matches!(result, Err(StartError::Key { .. })), "{plan:?}");
            assert_eq!(outside.key_store.handles(), before.1);
            assert_eq!(outside.authenticator.recorded(), 0);
        } else {
            started += 1;
            assert_eq!(in_memory, Some(Ok(())), "{plan:?}");
            assert_eq!(outside.authenticator.recorded(), 1);
        }
        outside.starts();
    }
    assert!(started > 10, "{started}");
}

/// The server goes on after such a start, and its next import destroys what the start could not.
fn the_import_after_such_a_start_leaves_nothing<S: Medium>() {
    let template = busy::<S>();
    for plan in (4..12).flat_map(Plan::all) {
        for saving in [false, true] {
            let folder = folder();
            let mut outside = Outside::new(&template, &folder);
            let plan = if saving { Plan { after: plan.after % 2, ..plan } } else { plan };
            let fuse = if saving { outside.key_store.saving() } else { &outside.key_store.fuse };
            fuse.arm(plan);
            let mut server = outside.start().unwrap();
            let key_store = &server.parts().key_store;
            let fuse = if saving { key_store.saving() } else { &key_store.fuse };
            assert!(fuse.mend(), "{plan:?}");
            server.import_admin_secret(&nass(6, 600)).unwrap();
            let used = server.tables().key_handles().count();
            assert_eq!(outside.key_store.handles().len(), used, "{plan:?}");
        }
    }
}

/// The tables refer to a key that is there, and is not what they take it for.
fn a_key_of_another_kind_lets_nothing_start<S: Medium>() {
    for expected in [KeyKind::Secret, KeyKind::KeyPair] {
        let folder = folder();
        let mut outside = Outside::new(&Template::<S>::new(State::Empty), &folder);
        let pair = outside.key_store.generate_key_pair().unwrap();
        let secret = outside.key_store.import_secret(&RawSecret::from_bytes(&[7; 32])).unwrap();
        let (key, record) = match expected {
            KeyKind::Secret => (pair, Record::AdminSecret(AdminSecretRecord { created: 1, secret: pair })),
            KeyKind::KeyPair => (secret, network_identity(secret)),
        };
        outside.storage.commit(&[Change::Put(record)]).unwrap();
        let before = (outside.storage.contents(), outside.key_store.handles());
        let error = outside.start().map(drop).unwrap_err();
        let wrong = KeyStoreError::WrongKind { expected };
        assert!(
            matches!(error, StartError::Key { key: of, error } if of == key && error == wrong),
            "{error}"
        );
        assert_eq!((outside.storage.contents(), outside.key_store.handles()), before);
        assert_eq!(outside.authenticator.recorded(), 0);
    }
}

fn network_identity(key: KeyHandle) -> Record {
    Record::NetworkIdentity(NetworkIdentityRecord {
        index: NetworkIdentityIndex::new(1).unwrap(),
        identity_type: IdentityType::Ecdsa,
        identity: CompactIdentity::parse(&Command::client(0)).unwrap(),
        created: 1,
        order: 0,
        key,
    })
}

#[test]
fn a_key_of_another_kind_beside_memory() {
    a_key_of_another_kind_lets_nothing_start::<InMemory>();
}

#[test]
fn a_key_of_another_kind_beside_a_disk() {
    a_key_of_another_kind_lets_nothing_start::<RedbStorage>();
}

#[test]
fn a_storage_in_memory_that_fails_lets_nothing_start() {
    a_storage_that_fails_lets_nothing_start::<InMemory>();
}

#[test]
fn a_storage_on_disk_that_fails_lets_nothing_start() {
    a_storage_that_fails_lets_nothing_start::<RedbStorage>();
}

#[test]
fn a_key_store_that_fails_beside_memory() {
    a_key_store_that_fails_lets_nothing_start_or_keys_be_left_over::<InMemory>();
    the_import_after_such_a_start_leaves_nothing::<InMemory>();
}

#[test]
fn a_key_store_that_fails_beside_a_disk() {
    a_key_store_that_fails_lets_nothing_start_or_keys_be_left_over::<RedbStorage>();
    the_import_after_such_a_start_leaves_nothing::<RedbStorage>();
}
