//! The server of the child, with its tables and keys in files or in memory.

use std::{fs, num::NonZeroU8, path::PathBuf};

use netim::{
    authenticator::NoAuthenticator,
    clients::HashSeed,
    clock::ManualClock,
    crypto::RustCrypto,
    key_store::{KeyFile, KeyStore as _, Persistence, SoftwareKeyStore, SysRng, Volatile},
    manager::{Manager, Parts},
    runtime::{
        CommandId, Context, Privilege, Status,
        serve::CommandWriter,
        tlv::{Tag, Writer},
    },
    storage::{Memory, Storage, redb::RedbStorage},
    tables::Tables,
    wire::{self, Release},
};

const CAPACITY: u16 = 500;

/// The storage and the keys of one kind of server.
pub(crate) trait Place {
    type Storage: Storage;
    type Keys: Persistence;
    fn open(&self) -> (Self::Storage, Self::Keys);
}

/// In files of a folder.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Place for Folder {
    type Storage = RedbStorage;
    type Keys = KeyFile;

    fn open(&self) -> (RedbStorage, KeyFile) {
        let storage = RedbStorage::open_or_create(self.0.join("tables"), CAPACITY).unwrap();
        (storage, KeyFile::open(self.0.join("keys")).unwrap())
    }
}

/// In memory: what stops is gone.
pub(crate) struct Nowhere;

impl Place for Nowhere {
    type Storage = Memory<500>;
    type Keys = Volatile;

    fn open(&self) -> (Memory<500>, Volatile) {
        (Memory::default(), Volatile::new())
    }
}

type Platform<P> = (
    <P as Place>::Storage,
    SoftwareKeyStore<<P as Place>::Keys, SysRng>,
    RustCrypto,
    NoAuthenticator,
    ManualClock,
);

/// A server that runs.
pub(crate) struct Server<P: Place> {
    manager: Manager<Platform<P>, Box<Tables<500>>, 500>,
}

impl<P: Place> Server<P> {
    pub(crate) fn start(place: &P) -> Self {
        let (storage, keys) = place.open();
        let parts = Parts {
            storage,
            key_store: SoftwareKeyStore::open(keys).unwrap(),
            verifier: RustCrypto,
            authenticator: NoAuthenticator,
            clock: ManualClock::new(None),
        };
        let tables = Box::new(Tables::new(HashSeed::from_os().unwrap()));
        let manager = Manager::start(parts, tables).map_err(|error| error.to_string()).unwrap();
        Self { manager }
    }

    /// Invokes a command as administrator; returns the status and how many bytes of the answer there are.
    pub(crate) fn invoke(&mut self, pase: bool, request: &[u8], answer: &mut [u8]) -> (u8, usize) {
        let (command, fields) = request.split_first().unwrap();
        let cx = if pase { Context::pase() } else { Context::case(NonZeroU8::MIN, 1, Privilege::Administer) };
        let mut out = Writer::new(answer);
        let mut writer = CommandWriter::new(&mut out, Tag::Context(1));
        let command = CommandId((*command).into());
        let invoked =
            wire::invoke(Release::V1_6, &mut self.manager, &cx.timed(), command, fields, &mut writer);
        let status = match invoked {
            Ok(_) => 0,
            Err(Status { code, .. }) => code.0,
        };
        (status, out.as_bytes().len())
    }

    /// Signs as an authenticator does in a handshake.
    pub(crate) fn sign(&self) {
        let network = self.manager.tables().network_identities();
        let current = network.iter().find(|entry| network.is_current(entry.index())).unwrap();
        self.manager.parts().key_store.sign(current.key(), b"a handshake").unwrap();
    }

    /// Forgets everything.
    pub(crate) fn reset(&mut self) {
        self.manager.factory_reset().map_err(|error| error.to_string()).unwrap();
    }
}

/// Where the environment of the child says.
pub(crate) fn folder() -> Option<Folder> {
    let folder = PathBuf::from(std::env::var_os(super::life::FOLDER)?);
    fs::create_dir_all(&folder).unwrap();
    Some(Folder(folder))
}
