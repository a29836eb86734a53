//! A server with its tables, on disk.

use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use netim::clients::{ClientIndex, HashSeed};
use netim::clock::ManualClock;
use netim::crypto::Ring;
use netim::identity::{CompactIdentity, Identifier};
use netim::key_store::{KeyFile, SoftwareKeyStore, SysRng};
use netim::manager::{ClientQuery, Manager, Parts};
use netim::network_identities::{NetworkIdentity, NetworkIdentityIndex};
use netim::secret::{Nass, RawSecret};
use netim::storage::redb::RedbStorage;
use netim::storage::{Change, ClientRecord, Record, Storage as _};
use netim::tables::Tables;
use netim_authenticator::nas::{Nas, NasClients, Secret};
use netim_authenticator::{Authentication, Follower, Options, Outcome, RadiusAuthenticator, Reason, Server};
use tempfile::TempDir;

use super::identities::Device;

/// What access points on this machine share with the server.
pub const SECRET: &str = "a secret of the tests";

const MAX: usize = 2047;

type Platform = (RedbStorage, SoftwareKeyStore<KeyFile, SysRng>, Ring, Follower, ManualClock);
type SharedManager = Arc<Mutex<Manager<Platform, Box<Tables<MAX>>, MAX>>>;

/// A server with its tables.
pub struct Site {
    // In this order: the server lets go of the manager first.
    pub server: Option<Server>,
    pub radius: RadiusAuthenticator,
    pub manager: SharedManager,
    pub outcomes: Arc<Outcomes>,
    pub folder: TempDir,
}

/// The attempts that have ended.
#[derive(Default)]
pub struct Outcomes {
    ended: Mutex<Vec<Authentication>>,
    more: Condvar,
}

impl Outcomes {
    fn add(&self, authentication: &Authentication) {
        self.ended.lock().unwrap().push(authentication.clone());
        self.more.notify_all();
    }

    /// The next one, which is taken out.
    pub fn next(&self) -> Authentication {
        let ended = self.ended.lock().unwrap();
        let (mut ended, _) =
            self.more.wait_timeout_while(ended, Duration::from_secs(40), |ended| ended.is_empty()).unwrap();
        assert!(!ended.is_empty(), "no attempt has ended");
        ended.remove(0)
    }

    pub fn next_reason(&self) -> Reason {
        match self.next().outcome {
            Outcome::Rejected(reason) => reason,
            Outcome::Accepted => panic!("accepted"),
        }
    }

    pub fn take(&self) -> Vec<Authentication> {
        std::mem::take(&mut *self.ended.lock().unwrap())
    }
}

/// The access points of the tests: this machine, perhaps with a DAS.
pub fn local_nas(das_port: Option<u16>) -> NasClients {
    let mut clients = NasClients::new();
    for address in ["127.0.0.1", "::1"] {
        let prefix = address.parse().unwrap();
        clients.add(Nas { prefix, secret: Secret::new(SECRET.into()), das_port }).unwrap();
    }
    clients
}

impl Site {
    pub fn new() -> Self {
        Self::with(Options::new(local_nas(None)), &[])
    }

    /// With options, and clients that are in the table from the start.
    pub fn with(options: Options, clients: &[CompactIdentity]) -> Self {
        Self::start(tempfile::tempdir().unwrap(), options, clients)
    }

    /// The next one on the same files.
    pub fn restarted(self, options: Options) -> Self {
        let folder = self.stop();
        Self::start(folder, options, &[])
    }

    /// Ends it; the files stay.
    pub fn stop(self) -> TempDir {
        let Self { server, radius, manager, outcomes, folder } = self;
        drop((server, radius, manager, outcomes));
        folder
    }

    pub fn start(folder: TempDir, options: Options, clients: &[CompactIdentity]) -> Self {
        let outcomes = Arc::<Outcomes>::default();
        let listener = Arc::clone(&outcomes);
        let mut options = options.with_listener(move |authentication| listener.add(authentication));
        options.sightings = Some(folder.path().join("sightings"));
        let radius = RadiusAuthenticator::new(options).unwrap();
        let manager = Arc::new(Mutex::new(manager(folder.path(), &radius, clients)));
        let addresses = ["127.0.0.1:0".parse().unwrap(), "[::1]:0".parse().unwrap()];
        let server = radius.serve(&addresses, manager.clone()).unwrap();
        Self { server: Some(server), radius, manager, outcomes, folder }
    }

    pub fn v4(&self) -> SocketAddr {
        self.server.as_ref().unwrap().addresses()[0]
    }

    pub fn v6(&self) -> SocketAddr {
        self.server.as_ref().unwrap().addresses()[1]
    }

    /// Imports the secret with a number, which makes its network identity the current one.
    pub fn import(&self, number: u8) -> Network {
        let nass = Nass::new(number.into(), RawSecret::from_bytes(&[number; 32]));
        let mut manager = self.manager.lock().unwrap();
        manager.import_admin_secret(nass.encode(&mut [0; Nass::MAX_LEN]).unwrap()).unwrap();
        let current =
            |entry: &&NetworkIdentity| manager.tables().network_identities().is_current(entry.index());
        let entry = manager.tables().network_identities().iter().find(current).copied().unwrap();
        Network { index: entry.index(), identity: *entry.identity() }
    }

    pub fn add(&self, device: &Device) -> ClientIndex {
        self.manager.lock().unwrap().add_client(&device.identity.to_bytes()).unwrap()
    }

    pub fn remove(&self, device: &Device) {
        self.manager.lock().unwrap().remove_client(ClientQuery::Identifier(device.identifier())).unwrap();
    }

    /// The network identity that a client refers to, once it is this one.
    pub fn wait_until_reported(&self, device: &Device, network: &Network) {
        let deadline = Instant::now() + Duration::from_secs(10);
        loop {
            let reported = {
                let manager = self.manager.lock().unwrap();
                let client = manager.tables().clients().by_identifier(&device.identifier()).copied();
                client.unwrap().network_identity()
            };
            if reported == Some(network.index) {
                return;
            }
            assert!(Instant::now() < deadline, "client refers to {reported:?}, not {:?}", network.index);
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// A network identity.
#[derive(Clone, Copy, Debug)]
pub struct Network {
    pub index: NetworkIdentityIndex,
    pub identity: CompactIdentity,
}

impl Network {
    pub fn identifier(&self) -> Identifier {
        self.identity.identifier()
    }

    /// What its clients present in EAP.
    pub fn nai(&self) -> String {
        self.identifier().to_eap_identity().to_string()
    }
}

fn manager(
    folder: &Path,
    radius: &RadiusAuthenticator,
    clients: &[CompactIdentity],
) -> Manager<Platform, Box<Tables<MAX>>, MAX> {
    let mut storage = RedbStorage::open_or_create(folder.join("tables"), MAX.try_into().unwrap()).unwrap();
    let record = |(number, identity): (u16, &CompactIdentity)| {
        let index = ClientIndex::new(number).unwrap();
        Change::Put(Record::Client(ClientRecord { index, identity: *identity, network_identity: None }))
    };
    storage.commit(&(1..).zip(clients).map(record).collect::<Vec<_>>()).unwrap();
    let parts = Parts {
        storage,
        key_store: SoftwareKeyStore::open(KeyFile::open(folder.join("keys")).unwrap()).unwrap(),
        verifier: Ring,
        authenticator: radius.follower(),
        clock: ManualClock::new(None),
    };
    Manager::start(parts, Box::new(Tables::new(HashSeed::from_os().unwrap()))).unwrap()
}

pub const LOCALHOST: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
