//! Folders with something in them, made without a node.

use std::{fs, path::Path};

use netim::{
    authenticator::NoAuthenticator,
    clients::HashSeed,
    clock::SystemClock,
    crypto::{PrivateKey, RustCrypto},
    identity::CompactIdentity,
    key_store::{KeyFile, SoftwareKeyStore, SysRng},
    manager::{Manager, Parts},
    network_identities::IdentityType,
    secret::{Nass, RawSecret},
    storage::redb::RedbStorage,
    tables::Tables,
};

/// What a server holds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) clients: Vec<String>,
    pub(crate) network_identity: String,
}

type Platform = (RedbStorage, SoftwareKeyStore<KeyFile, SysRng>, RustCrypto, NoAuthenticator, SystemClock);

/// Fills a folder as netim's walk-through does: two files, a secret, some clients.
pub(crate) fn fill(folder: &Path, clients: usize) -> Held {
    fs::create_dir_all(folder).unwrap();
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let parts = Parts {
        storage: RedbStorage::open_or_create(folder.join("tables"), 2047).unwrap(),
        key_store: SoftwareKeyStore::open(KeyFile::open(folder.join("keys")).unwrap()).unwrap(),
        verifier: RustCrypto,
        authenticator: NoAuthenticator,
        clock: SystemClock::new(),
    };
    let tables = Box::new(Tables::new(HashSeed::from_os().unwrap()));
    let mut server: Manager<Platform, _, 2047> = Manager::start(parts, tables).unwrap();
    let nass = Nass::new(820_454_400, RawSecret::generate_from_os().unwrap());
    server.import_admin_secret(nass.encode(&mut [0; Nass::MAX_LEN]).unwrap()).unwrap();
    let network = server.tables().network_identities().current(IdentityType::Ecdsa).unwrap();
    let network_identity = network.identifier().to_string();
    let add = |_| {
        let device = PrivateKey::generate_from_os().unwrap();
        let identity = CompactIdentity::self_signed(&RustCrypto, &device).unwrap();
        server.add_client(&identity.to_bytes()).unwrap();
        identity.identifier().to_string()
    };
    Held { clients: (0..clients).map(add).collect(), network_identity }
}

/// What a status says that a node holds.
pub(crate) fn held(status: &serde_json::Value) -> Held {
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let clients = status.get("clients").unwrap().as_array().unwrap();
    Held {
        clients: clients.iter().map(|client| text(client.get("identifier").unwrap())).collect(),
        network_identity: text(status.get("current_network_identity").unwrap()),
    }
}
