//! The server of the cluster.

use netim::{
    authenticator::{Authenticator, Event, NotReady},
    clients::HashSeed,
    clock::SystemClock,
    crypto::RustCrypto,
    identity::CompactIdentity,
    key_store::{KeyFile, KeyStoreError, SoftwareKeyStore, SysRng},
    manager::{Manager, Parts, Platform},
    network_identities::IdentityType,
    storage::redb::{RedbError, RedbStorage},
    tables::{Directory, Tables},
};

use super::{fault::Fault, folder::Folder};
use crate::adapter;

/// As many clients as there can ever be; the table size of a node may be less.
pub(super) const MAX: usize = 2047;

/// What the server is made of.
#[derive(Debug)]
pub(super) struct Linux;

impl Platform for Linux {
    type Storage = RedbStorage;
    type KeyStore = SoftwareKeyStore<KeyFile, SysRng>;
    type Verifier = RustCrypto;
    type Authenticator = Chosen;
    type Clock = SystemClock;
}

pub(super) type Server = adapter::Server<Linux, MAX>;
pub(super) type ClusterManager = adapter::Locked<Linux, MAX>;

/// The authenticator that was chosen when the program started.
pub(super) struct Chosen(pub(super) Box<dyn Authenticator + Send>);

impl Authenticator for Chosen {
    fn prepare_client(&mut self, identity: &CompactIdentity) -> Result<(), NotReady> {
        self.0.prepare_client(identity)
    }

    fn prepare_network_identity(&mut self, identity_type: IdentityType) -> Result<(), NotReady> {
        self.0.prepare_network_identity(identity_type)
    }

    fn follow(&mut self, event: Event<'_>) {
        self.0.follow(event);
    }

    fn reconcile(&mut self, tables: &dyn Directory) {
        self.0.reconcile(tables);
    }
}

/// Starts the server on what is in the folder.
pub(super) fn start(
    folder: &Folder,
    client_table_size: u16,
    authenticator: Box<dyn Authenticator + Send>,
) -> Result<ClusterManager, Fault> {
    let storage = RedbStorage::open_or_create(folder.tables(), client_table_size)
        .map_err(|error| tables_fault(folder, &error))?;
    let keys = KeyFile::open(folder.keys()).map_err(KeyStoreError::from);
    let key_store = keys.and_then(SoftwareKeyStore::open).map_err(|error| {
        Fault::from_error(format!("`{}`", folder.keys().display()), error).help("restore a backup")
    })?;
    let parts = Parts {
        storage,
        key_store,
        verifier: RustCrypto,
        authenticator: Chosen(authenticator),
        clock: SystemClock::new(),
    };
    let seed = HashSeed::from_os()
        .map_err(|error| Fault::from_error("getting random numbers from the system", error))?;
    let tables = Tables::with_capacity(client_table_size, seed)
        .map_err(|error| Fault::from_error("--client-table-size", error))?;
    Manager::start(parts, Box::new(tables)).map_err(|error| {
        Fault::from_error(format!("`{}`", folder.cluster().display()), error).help("restore a backup")
    })
}

fn tables_fault(folder: &Folder, error: &RedbError) -> Fault {
    let name = folder.tables();
    let fault = Fault::from_error(format!("`{}`", name.display()), error);
    match error {
        RedbError::Capacity { clients, .. } => {
            fault.help(format!("choose a --client-table-size of at least {clients}, or remove clients first"))
        }
        RedbError::Newer { .. } => fault.help("use the netim-node that wrote it, or a newer one"),
        RedbError::Io { .. } => fault,
        _ => fault.help(format!("`netim db check {}` says more; or restore a backup", name.display())),
    }
}
