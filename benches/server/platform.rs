//! Servers with clients in them.

use std::path::Path;

use netim::{
    authenticator::NoAuthenticator,
    clients::{ClientIndex, HashSeed},
    clock::NoClock,
    crypto::Verifier,
    key_store::{KeyFile, KeyStore, SoftwareKeyStore, Volatile},
    manager::{Manager, Parts},
    storage::{Change, ClientRecord, Memory, Record, Storage, redb::RedbStorage},
    tables::Tables,
};

use crate::identities;

pub(crate) const MAX: usize = 2047;

pub(crate) type Server<S, K, V> = Manager<(S, K, V, NoAuthenticator, NoClock), Box<Tables<MAX>>, MAX>;

/// A server with the clients that the storage holds.
pub(crate) fn start<S: Storage, K: KeyStore, V: Verifier>(
    storage: S,
    key_store: K,
    verifier: V,
) -> Server<S, K, V> {
    let parts = Parts { storage, key_store, verifier, authenticator: NoAuthenticator, clock: NoClock };
    Manager::start(parts, Box::new(Tables::new(HashSeed::from_os().unwrap()))).unwrap()
}

pub(crate) fn keys_in_memory() -> impl KeyStore {
    SoftwareKeyStore::open(Volatile::new()).unwrap()
}

pub(crate) fn keys_on_disk(folder: &Path) -> impl KeyStore + use<> {
    SoftwareKeyStore::open(KeyFile::open(folder.join("keys")).unwrap()).unwrap()
}

/// Tables on disk with this many clients.
pub(crate) fn on_disk(folder: &Path, clients: u16) -> RedbStorage {
    stock(RedbStorage::create(folder.join("tables"), 2047).unwrap(), clients)
}

/// Tables in memory with this many clients.
pub(crate) fn in_memory(clients: u16) -> Memory<MAX> {
    stock(Memory::new(), clients)
}

fn stock<S: Storage>(mut storage: S, clients: u16) -> S {
    let records = (1..).zip(identities::stocked(clients)).map(|(index, identity)| {
        let index = ClientIndex::new(index).unwrap();
        Record::Client(ClientRecord { index, identity: *identity, network_identity: None })
    });
    let next = ClientIndex::new(clients).unwrap().next();
    let changes: Vec<Change> = records.chain([Record::NextClientIndex(next)]).map(Change::Put).collect();
    storage.commit(&changes).unwrap();
    storage
}
