//! Requests that fail several checks at once.

use netim::runtime::{Context, StatusCode};
use netim::storage::Record;
use netim::wire::Release;

use crate::scenario;
use crate::server_support::entries::Identity;
use crate::server_support::identities::{secret, stored_client, unsigned};
use crate::server_support::journal::Entry;
use crate::server_support::requests;
use crate::server_support::server::{ADMINISTRATOR, Server};
use crate::server_support::storage::TestStorage;

/// A request, and the server that it comes to.
#[derive(Clone, Debug)]
pub(crate) struct Attempt {
    pub(crate) cx: Context,
    pub(crate) command: u32,
    /// The members of the structure.
    pub(crate) fields: Vec<Vec<u8>>,
    /// Whether the structure has an end.
    pub(crate) closed: bool,
    /// What the clock shows.
    pub(crate) now: Option<u32>,
    /// Whether the authenticator is ready.
    pub(crate) ready: bool,
    /// Whether the storage fails.
    pub(crate) storage_fails: bool,
    pub(crate) tables: Tables,
}

/// What a server has in its tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tables {
    pub(crate) clients: Vec<Identity>,
    /// Whether other clients take all the room that is left.
    pub(crate) full: bool,
    /// The secrets that were imported, each with a client that has authenticated against its network identity.
    pub(crate) secrets: Vec<usize>,
    /// When the last of them was made, if not when [`scenario::created`] says.
    pub(crate) last_created: Option<u32>,
}

/// A check of a command.
pub(crate) struct Check {
    pub(crate) name: &'static str,
    pub(crate) status: StatusCode,
    /// Makes a request fail it. What it overwrites is that of a later check.
    pub(crate) spoil: fn(&mut Attempt),
}

impl Attempt {
    /// An attempt of an administrator, on a server that knows nobody.
    pub(crate) fn new(command: u32, fields: Vec<Vec<u8>>) -> Self {
        Self {
            cx: ADMINISTRATOR,
            command,
            fields,
            closed: true,
            now: None,
            ready: true,
            storage_fails: false,
            tables: Tables::default(),
        }
    }

    fn payload(&self) -> Vec<u8> {
        let mut payload = requests::fields(&self.fields);
        if !self.closed {
            payload.pop();
        }
        payload
    }

    /// Comes to a server that has the right tables.
    fn run<S: TestStorage>(&self, server: &mut Server<S>) -> Result<(), StatusCode> {
        server.set_clock(self.now);
        server.set_ready(self.ready);
        server.let_storage_fail(self.storage_fails);
        server.invoke(&self.cx, self.command, &self.payload()).map(drop)
    }
}

impl Tables {
    fn server<S: TestStorage>(&self, release: Release) -> Server<S> {
        let filler = (0..).map(unsigned).take(if self.full { 500 } else { 0 });
        let clients = self.clients.iter().cloned().chain(filler).take(500);
        let records: Vec<Record> =
            (1..).zip(clients).map(|(index, identity)| stored_client(index, &identity)).collect();
        let mut server = Server::with_records(release, &records);
        for (index, position) in (1..).zip(&self.secrets) {
            let is_last = usize::from(index) == self.secrets.len();
            let created = self.last_created.filter(|_| is_last).unwrap_or(scenario::created(index.into()));
            server.import_admin_secret(&secret(*position).nass(created)).unwrap();
            assert!(server.client_authenticated(index, index).0);
        }
        server.journal();
        server
    }
}

/// Servers are expensive; those that refuse everything stay as they are.
struct Servers<S: TestStorage> {
    release: Release,
    servers: Vec<(Tables, Server<S>)>,
}

impl<S: TestStorage> Servers<S> {
    fn with(&mut self, tables: &Tables) -> &mut Server<S> {
        let position = self.servers.iter().position(|(known, _)| known == tables).unwrap_or_else(|| {
            self.servers.push((tables.clone(), tables.server(self.release)));
            self.servers.len() - 1
        });
        &mut self.servers[position].1
    }
}

/// Tries a request that fails none of the checks, then each of them alone, then any two of them: the earlier answers.
pub(crate) fn assert_order<S: TestStorage>(release: Release, attempt: &Attempt, checks: &[Check]) {
    let mut servers = Servers::<S> { release, servers: Vec::new() };
    for (position, first) in checks.iter().enumerate() {
        for second in &checks[position..] {
            let mut spoilt = attempt.clone();
            (second.spoil)(&mut spoilt);
            if !std::ptr::eq(first, second) {
                (first.spoil)(&mut spoilt);
            }
            let server = servers.with(&spoilt.tables);
            let answer = scenario::assert_unchanged(server, |server| spoilt.run(server));
            assert_eq!(answer, Err(first.status), "{release}: {}, {}", first.name, second.name);
            let visible = |entry: &Entry| {
                !matches!(
                    entry,
                    Entry::PrepareClient(_)
                        | Entry::PrepareNetworkIdentity
                        | Entry::KeyMade
                        | Entry::KeyDestroyed
                )
            };
            assert_eq!(server.journal().into_iter().find(visible), None, "{release}: {}", first.name);
        }
    }
    let mut server = attempt.tables.server::<S>(release);
    assert_eq!(attempt.run(&mut server), Ok(()), "{release}: nothing is wrong");
}
