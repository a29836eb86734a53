//! The real server, with a storage that can be made to fail and an authenticator that keeps what it was told.

use std::collections::BTreeMap;

use clustergen_runtime::serve::{self, AttributeWriter, CommandWriter, EntryKey};
use clustergen_runtime::tlv::{Tag, Writer};
use clustergen_runtime::{AttributeId, CommandId, Context, Status, StatusCode};
use netim::authenticator::{Authenticator, Event, NotReady};
use netim::clients::{Client, ClientIndex, HashSeed};
use netim::clock::ManualClock;
use netim::identity::CompactIdentity;
use netim::key_store::{KeyStore as _, SoftwareKeyStore, SysRng, Volatile};
use netim::manager::{Changed, Manager, Parts};
use netim::network_identities::{IdentityType, NetworkIdentity, NetworkIdentityIndex};
use netim::storage::{Change, Memory, Record, Storage};
use netim::tables::{Directory, Tables};
use netim::wire::{self, Invoked, Release};

use super::input::Part;
use super::pool::Crypto;

/// The capacity of the table of clients, the smallest there is.
pub const CAPACITY: usize = 500;

type Keys = SoftwareKeyStore<Volatile, SysRng, Crypto>;
type Platform = (Failing, Keys, Crypto, Mirror, ManualClock);

/// A server.
pub struct Server {
    release: Release,
    pub manager: Manager<Platform, Box<Tables<CAPACITY>>, CAPACITY>,
}

/// How a command was answered.
#[derive(Debug, PartialEq, Eq)]
pub struct Done {
    /// The response's id and its bytes; none for a status.
    pub response: Option<(u32, Vec<u8>)>,
    pub changed: Changed,
}

impl Server {
    /// A server with these records.
    pub fn new(release: Release, records: impl Iterator<Item = Record>) -> Self {
        let mut storage = Box::new(Memory::new());
        records.for_each(|record| storage.commit(&[Change::Put(record)]).expect("room"));
        let storage = Failing { inner: storage, fails: false };
        Self::start(release, storage, Volatile::new(), ManualClock::new(None))
    }

    fn start(release: Release, storage: Failing, keys: Volatile, clock: ManualClock) -> Self {
        let parts = Parts {
            storage,
            key_store: SoftwareKeyStore::with_parts(keys, SysRng, Crypto).expect("what was saved"),
            verifier: Crypto,
            authenticator: Mirror { ready: true, ..Mirror::default() },
            clock,
        };
        let tables = Box::new(Tables::new(HashSeed::FIXED));
        Self { release, manager: Manager::start(parts, tables).expect("what was stored") }
    }

    /// The next server on the same storage and keys.
    pub fn restarted(self) -> Self {
        let (_, parts) = self.manager.into_parts();
        let storage = Failing { fails: false, ..parts.storage };
        Self::start(self.release, storage, parts.key_store.into_persistence(), parts.clock)
    }

    pub fn invoke(
        &mut self,
        cx: &Context,
        command: u32,
        fields: &[u8],
        room: usize,
    ) -> Result<Done, StatusCode> {
        let mut buffer = vec![0; room];
        let mut out = Writer::new(&mut buffer);
        let mut writer = CommandWriter::new(&mut out, Tag::Context(1));
        let command = CommandId(command);
        let invoked = wire::invoke(self.release, &mut self.manager, cx, command, fields, &mut writer);
        let (response, changed) = match invoked.map_err(code)? {
            Invoked { answer: serve::Answer::Response(id), changed } => {
                (Some((id.0, out.finish().expect("all is closed").to_vec())), changed)
            }
            Invoked { answer: serve::Answer::Success, changed } => {
                assert!(out.is_empty(), "a status writes nothing");
                (None, changed)
            }
        };
        Ok(Done { response, changed })
    }

    /// Reads a part of an attribute; what is left of it is behind the entry with the key that is returned.
    pub fn read(
        &self,
        cx: &Context,
        attribute: u32,
        part: Part,
        room: usize,
    ) -> Result<(Vec<u8>, Option<EntryKey>), StatusCode> {
        let mut buffer = vec![0; room];
        let mut out = Writer::new(&mut buffer);
        let mut writer = match part {
            Part::Whole => AttributeWriter::new(&mut out, Tag::Context(2)),
            Part::After(key) => AttributeWriter::after(&mut out, Tag::Context(2), key.into()),
            Part::Entry(after) => {
                AttributeWriter::entry(&mut out, Tag::Context(2), after.map(EntryKey::from))
            }
        };
        let read = wire::read(self.release, &self.manager, cx, AttributeId(attribute), &mut writer);
        let rest = writer.rest();
        if read.is_err() {
            assert!(out.is_empty(), "a status writes nothing");
        }
        read.map_err(code)?;
        Ok((out.finish().expect("all is closed").to_vec(), rest))
    }

    pub fn write(&mut self, cx: &Context, attribute: u32, data: &[u8]) -> Result<(), StatusCode> {
        wire::write(self.release, &mut self.manager, cx, AttributeId(attribute), data).map_err(code)
    }

    /// Whether both were known, and what changed.
    pub fn authenticated(&mut self, client: u16, network_identity: u16) -> (Result<(), StatusCode>, Changed) {
        let (Some(client), Some(network_identity)) =
            (ClientIndex::new(client), NetworkIdentityIndex::new(network_identity))
        else {
            // The authenticator cannot even name others.
            return (Err(StatusCode::NOT_FOUND), Changed::default());
        };
        let outcome = self.manager.client_authenticated(client, network_identity);
        (outcome.map_err(|error| error.status()), self.manager.take_changed())
    }

    pub fn records(&mut self) -> Vec<Record> {
        let mut records = Vec::new();
        self.manager.parts_mut().storage.load(&mut |record| records.push(record)).expect("memory");
        records
    }

    /// How many keys there are.
    pub fn keys(&self) -> usize {
        let keys = &self.manager.parts().key_store;
        let next = |after: Option<&_>| keys.next_handle(after).expect("memory");
        std::iter::successors(next(None), |handle| next(Some(handle))).count()
    }
}

/// The cluster has no status codes of its own.
fn code(status: Status) -> StatusCode {
    assert_eq!(status.cluster, None);
    status.code
}

/// A storage that refuses to commit when it is told to.
pub struct Failing {
    inner: Box<Memory<CAPACITY>>,
    pub fails: bool,
}

/// The storage does not commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fails;

impl std::fmt::Display for Fails {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("it fails")
    }
}

impl std::error::Error for Fails {}

impl Storage for Failing {
    type Error = Fails;

    fn load(&mut self, visit: &mut dyn FnMut(Record)) -> Result<(), Fails> {
        self.inner.load(visit).map_err(|_| Fails)
    }

    fn commit(&mut self, changes: &[Change]) -> Result<(), Fails> {
        if self.fails { Err(Fails) } else { self.inner.commit(changes).map_err(|_| Fails) }
    }
}

/// Who may be on the network, as an authenticator sees it.
#[derive(Debug, Default)]
pub struct Mirror {
    pub ready: bool,
    pub clients: BTreeMap<u16, CompactIdentity>,
    pub network_identities: BTreeMap<u16, CompactIdentity>,
}

impl Mirror {
    const fn answer(&self) -> Result<(), NotReady> {
        if self.ready { Ok(()) } else { Err(NotReady) }
    }
}

impl Authenticator for Mirror {
    fn prepare_client(&mut self, _: &CompactIdentity) -> Result<(), NotReady> {
        self.answer()
    }

    fn prepare_network_identity(&mut self, _: IdentityType) -> Result<(), NotReady> {
        self.answer()
    }

    fn follow(&mut self, event: Event<'_>) {
        let index = |client: &Client| client.index().get();
        let network_index = |entry: &NetworkIdentity| entry.index().get();
        let (before, now) = match event {
            Event::ClientAdded(client) => (self.clients.insert(index(client), *client.identity()), None),
            Event::ClientRemoved(client) => (self.clients.remove(&index(client)), Some(*client.identity())),
            Event::NetworkIdentityAdded(entry) => {
                (self.network_identities.insert(network_index(entry), *entry.identity()), None)
            }
            Event::NetworkIdentityRemoved(entry) => {
                (self.network_identities.remove(&network_index(entry)), Some(*entry.identity()))
            }
        };
        assert_eq!(before, now, "what is added was not there, what is removed was");
    }

    fn reconcile(&mut self, tables: &dyn Directory) {
        let client = |after| tables.client_after(after);
        let clients = std::iter::successors(client(None), |last| client(Some(last.index())));
        self.clients = clients.map(|client| (client.index().get(), *client.identity())).collect();
        let entries = (0..).map_while(|position| tables.network_identity_at(position));
        self.network_identities = entries.map(|entry| (entry.index().get(), *entry.identity())).collect();
    }
}
