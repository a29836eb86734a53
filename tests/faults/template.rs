//! Servers in certain states, made once and copied for every case.

use std::{
    path::Path,
    sync::atomic::{AtomicU64, Ordering},
};

use netim::{
    authenticator::Recorder,
    clients::HashSeed,
    clock::NoClock,
    crypto::RustCrypto,
    key_store::{KeyStore as _, Volatile},
    manager::{Manager, Parts},
    secret::RawSecret,
    tables::Tables,
};

use crate::{
    case::Case,
    command::{Command, nass},
    faulty_key_store::FaultyKeyStore,
    faulty_storage::FaultyStorage,
    medium::{Medium, folder},
};

pub(crate) const CAPACITY: u16 = 500;
pub(crate) const MAX: usize = CAPACITY as usize;

/// An authenticator that remembers more than any case tells it.
pub(crate) type Authenticator = Recorder<64>;
pub(crate) type Platform<S> = (FaultyStorage<S>, FaultyKeyStore, RustCrypto, Authenticator, NoClock);
pub(crate) type Server<S> = Manager<Platform<S>, Box<Tables<MAX>>, MAX>;

/// The state that a case starts in.
#[derive(Clone, Copy, Debug)]
pub(crate) enum State {
    /// Nothing yet.
    Empty,
    /// Three clients; three network identities, of which the oldest has a client, the next can retire, and the last
    /// has two.
    Busy,
}

/// A server's storage and keys, to make cases from.
pub(crate) struct Template<S: Medium> {
    storage: S::Image,
    keys: Volatile,
}

impl<S: Medium> Template<S> {
    pub(crate) fn new(state: State) -> Self {
        let folder = folder();
        let mut server = start(S::create(folder.path()), Volatile::new());
        if matches!(state, State::Busy) {
            make_busy(&mut server);
        }
        let (_, parts) = server.into_parts();
        let storage = parts.storage.into_inner().close(folder.path());
        Self { storage, keys: parts.key_store.into_saved() }
    }

    /// The same with two keys that nothing refers to.
    pub(crate) fn with_leftover_keys(self) -> Self {
        let mut key_store = open_keys(self.keys);
        key_store.generate_key_pair().unwrap();
        key_store.import_secret(&RawSecret::from_bytes(&[7; 32])).unwrap();
        Self { keys: key_store.into_saved(), ..self }
    }

    /// A server of its own in this state, started.
    pub(crate) fn case(&self) -> Case<S> {
        let folder = folder();
        let (storage, key_store) = self.parts(folder.path());
        Case::new(folder, server(storage, key_store))
    }

    /// The storage and the keys of a server of its own, not started.
    pub(crate) fn parts(&self, folder: &Path) -> (FaultyStorage<S>, FaultyKeyStore) {
        (FaultyStorage::new(S::open(&self.storage, folder)), open_keys(self.keys.clone()))
    }
}

/// Starts a server with what an earlier one has left.
pub(crate) fn start<S: Medium>(storage: S, keys: Volatile) -> Server<S> {
    server(FaultyStorage::new(storage), open_keys(keys))
}

fn server<S: Medium>(storage: FaultyStorage<S>, key_store: FaultyKeyStore) -> Server<S> {
    let parts =
        Parts { storage, key_store, verifier: RustCrypto, authenticator: Recorder::new(), clock: NoClock };
    let mut server: Server<S> = Manager::start(parts, Box::new(Tables::new(HashSeed::FIXED))).unwrap();
    server.parts_mut().authenticator.clear();
    server
}

/// Handles are never used again, so every store has a seed of its own.
fn open_keys(saved: Volatile) -> FaultyKeyStore {
    static SEED: AtomicU64 = AtomicU64::new(0);
    FaultyKeyStore::open(saved, SEED.fetch_add(1, Ordering::Relaxed) << 32)
}

fn make_busy<S: Medium>(server: &mut Server<S>) {
    let add = |server: &mut Server<S>, n| server.add_client(&Command::client(n)).unwrap();
    let import = |server: &mut Server<S>, n, created| {
        server.import_admin_secret(&nass(n, created)).unwrap();
        server.tables().network_identities().iter().next_back().unwrap().index()
    };
    let clients = [add(server, 0), add(server, 1), add(server, 2)];
    let first = import(server, 0, 100);
    server.client_authenticated(clients[0], first).unwrap();
    let second = import(server, 1, 200);
    server.client_authenticated(clients[1], second).unwrap();
    let third = import(server, 2, 300);
    server.client_authenticated(clients[1], third).unwrap();
    server.client_authenticated(clients[2], third).unwrap();
    assert_eq!(server.tables().network_identities().retirable().count(), 1);
}
