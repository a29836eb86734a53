//! A server, bytes in and bytes out.

use std::num::NonZeroU8;

use netim::authenticator::Recorder;
use netim::clients::{ClientIndex, HashSeed};
use netim::clock::ManualClock;
use netim::key_store::{KeyHandle, KeyStore as _, SoftwareKeyStore, Volatile};
use netim::manager::{Changed, Manager, Parts};
use netim::network_identities::NetworkIdentityIndex;
use netim::runtime::serve::{self, AttributeWriter, CommandWriter};
use netim::runtime::tlv::{Tag, Writer};
use netim::runtime::{AttributeId, CommandId, Context, Privilege, StatusCode};
use netim::storage::{Change, Record, Storage as _};
use netim::tables::Tables;
use netim::wire::{self, Invoked, Release};

use super::answers::{Answer, Done};
use super::crypto::CachedCrypto;
use super::journal::{Entry, Journal};
use super::requests::{self, Query};
use super::storage::TestStorage;
use super::tlv;
use super::watched::Watched;

/// An administrator on a timed interaction: may do everything.
pub(crate) const ADMINISTRATOR: Context = Context::case(NonZeroU8::MIN, 1, Privilege::Administer).timed();

type Keys = SoftwareKeyStore<Volatile, getrandom::SysRng, CachedCrypto>;
type Platform<S> = (Watched<S>, Watched<Keys>, CachedCrypto, Watched<Recorder<1>>, ManualClock);

/// A server with room for `MAX` clients.
#[derive(Debug)]
pub(crate) struct Server<S: TestStorage, const MAX: usize = 500> {
    pub(crate) release: Release,
    pub(crate) manager: Manager<Platform<S>, Box<Tables<MAX>>, MAX>,
    journal: Journal,
}

/// Everything that a command can change.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Snapshot {
    attributes: Vec<Vec<u8>>,
    records: Vec<String>,
    keys: Vec<KeyHandle>,
}

impl<S: TestStorage, const MAX: usize> Server<S, MAX> {
    /// A server that knows nobody yet.
    pub(crate) fn new(release: Release) -> Self {
        Self::with_records(release, &[])
    }

    /// A server that starts with these records.
    pub(crate) fn with_records(release: Release, records: &[Record]) -> Self {
        let mut storage = S::create(MAX.try_into().unwrap());
        let changes: Vec<_> = records.iter().copied().map(Change::Put).collect();
        storage.commit(&changes).unwrap();
        let server = Self::start(release, storage, Volatile::new(), ManualClock::new(None));
        server.journal();
        server
    }

    fn start(release: Release, storage: S, keys: Volatile, clock: ManualClock) -> Self {
        let journal = Journal::default();
        let keys = SoftwareKeyStore::with_parts(keys, getrandom::SysRng, CachedCrypto).unwrap();
        let parts = Parts {
            storage: Watched::new(storage, &journal),
            key_store: Watched::new(keys, &journal),
            verifier: CachedCrypto,
            authenticator: Watched::new(Recorder::new(), &journal),
            clock,
        };
        let tables = Box::new(Tables::new(HashSeed::from_os().unwrap()));
        Self { release, manager: Manager::start(parts, tables).unwrap(), journal }
    }

    /// The next server on the same storage and keys. Its journal begins with its start.
    pub(crate) fn reopened(self) -> Self {
        let (_, parts) = self.manager.into_parts();
        let keys = parts.key_store.inner.into_persistence();
        Self::start(self.release, parts.storage.inner.reopened(), keys, parts.clock)
    }

    /// What happened since the last call.
    pub(crate) fn journal(&self) -> Vec<Entry> {
        self.journal.take()
    }

    pub(crate) fn set_clock(&self, now: Option<u32>) {
        self.manager.parts().clock.set(now);
    }

    /// From now on the authenticator is ready, or is not.
    pub(crate) fn set_ready(&mut self, ready: bool) {
        self.manager.parts_mut().authenticator.inner.set_ready(ready);
    }

    pub(crate) fn let_storage_fail(&mut self, failing: bool) {
        self.manager.parts_mut().storage.failing = failing;
    }

    pub(crate) fn let_key_store_fail(&mut self, failing: bool) {
        self.manager.parts_mut().key_store.failing = failing;
    }

    /// Invokes a command.
    pub(crate) fn invoke(&mut self, cx: &Context, command: u32, fields: &[u8]) -> Answer {
        self.invoke_into(&mut [0; 256], cx, command, fields)
    }

    /// Invokes a command whose answer has to fit `buffer`.
    pub(crate) fn invoke_into(
        &mut self,
        buffer: &mut [u8],
        cx: &Context,
        command: u32,
        fields: &[u8],
    ) -> Answer {
        let mut out = Writer::new(buffer);
        let mut writer = CommandWriter::new(&mut out, Tag::Context(1));
        let invoked =
            wire::invoke(self.release, &mut self.manager, cx, CommandId(command), fields, &mut writer);
        let (response, changed) = match invoked {
            Ok(Invoked { answer: serve::Answer::Response(id), changed }) => {
                (Some((id.0, out.as_bytes().to_vec())), changed)
            }
            Ok(Invoked { answer: serve::Answer::Success, changed }) => (None, changed),
            Err(status) => {
                assert_eq!(status.cluster, None, "the cluster has no status codes of its own");
                (None, Changed::default())
            }
        };
        assert!(response.is_some() || out.is_empty(), "a status writes nothing");
        invoked.map(|_| Done { response, changed }).map_err(|status| status.code)
    }

    /// Invokes a command with these fields as administrator.
    fn command(&mut self, command: u32, members: &[Vec<u8>]) -> Answer {
        self.invoke(&ADMINISTRATOR, command, &requests::fields(members))
    }

    pub(crate) fn add_client(&mut self, identity: &[u8]) -> Answer {
        self.command(requests::ADD_CLIENT, &[tlv::octets(Some(0), identity)])
    }

    pub(crate) fn remove_client_at(&mut self, index: u16) -> Answer {
        self.command(requests::REMOVE_CLIENT, &[tlv::uint(Some(0), index.into())])
    }

    pub(crate) fn remove_client(&mut self, identifier: &[u8]) -> Answer {
        self.command(requests::REMOVE_CLIENT, &[tlv::octets(Some(1), identifier)])
    }

    pub(crate) fn query_identity(&mut self, query: Query<'_>) -> Answer {
        let field = query.field(self.release);
        self.command(requests::QUERY_IDENTITY, &[field])
    }

    pub(crate) fn import_admin_secret(&mut self, nass: &[u8]) -> Answer {
        self.command(requests::IMPORT_ADMIN_SECRET, &[tlv::octets(Some(0), nass)])
    }

    pub(crate) fn export_admin_secret(&mut self) -> Answer {
        self.command(requests::EXPORT_ADMIN_SECRET, &[])
    }

    /// The authenticator reports a client; returns whether both indices were known, and what changed.
    pub(crate) fn client_authenticated(&mut self, client: u16, network_identity: u16) -> (bool, Changed) {
        let client = ClientIndex::new(client).unwrap();
        let network_identity = NetworkIdentityIndex::new(network_identity).unwrap();
        let known = self.manager.client_authenticated(client, network_identity).is_ok();
        (known, self.manager.take_changed())
    }

    /// Reads an attribute as administrator.
    pub(crate) fn read(&self, attribute: u32) -> Vec<u8> {
        self.read_as(&ADMINISTRATOR, attribute).unwrap()
    }

    pub(crate) fn read_as(&self, cx: &Context, attribute: u32) -> Result<Vec<u8>, StatusCode> {
        let mut buffer = vec![0; 128 * 1024];
        let mut out = Writer::new(&mut buffer);
        self.read_into(&mut AttributeWriter::new(&mut out, Tag::Context(2)), cx, attribute)?;
        Ok(out.as_bytes().to_vec())
    }

    pub(crate) fn read_into(
        &self,
        writer: &mut AttributeWriter<'_, '_>,
        cx: &Context,
        attribute: u32,
    ) -> Result<(), StatusCode> {
        wire::read(self.release, &self.manager, cx, AttributeId(attribute), writer)
            .map_err(|status| status.code)
    }

    pub(crate) fn write(&mut self, cx: &Context, attribute: u32, data: &[u8]) -> Result<(), StatusCode> {
        wire::write(self.release, &mut self.manager, cx, AttributeId(attribute), data)
            .map_err(|status| status.code)
    }

    pub(crate) fn snapshot(&mut self) -> Snapshot {
        let attributes = (0..3).map(|attribute| self.read(attribute)).collect();
        let mut records = Vec::new();
        let storage = &mut self.manager.parts_mut().storage;
        storage.load(&mut |record| records.push(format!("{record:?}"))).unwrap();
        records.sort();
        Snapshot { attributes, records, keys: self.keys() }
    }

    /// All keys in the key store.
    pub(crate) fn keys(&self) -> Vec<KeyHandle> {
        let keys = &self.manager.parts().key_store;
        let next = |after: Option<&KeyHandle>| keys.next_handle(after).unwrap();
        std::iter::successors(next(None), |handle| next(Some(handle))).collect()
    }
}
