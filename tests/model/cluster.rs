//! The cluster as the facts describe it, without storage, keys or anything that has to be fast.

use std::collections::BTreeMap;

use netim::manager::Changed;
use netim::runtime::StatusCode;
use netim::wire::Release;

use crate::pool::{self, Candidate};
use crate::server_support::answers::{self, Answer, NOTHING};
use crate::server_support::entries::{ClientEntry, Identity, NetworkEntry, ecdsa};
use crate::server_support::identities::{TestSecret, unsigned};
use crate::server_support::journal::Entry;
use crate::steps::{Pick, Start, Step, Wanted};

pub(crate) const CAPACITY: usize = 500;

const LAST_CLIENT_INDEX: u16 = 2047;

/// Everything that a server of the cluster knows.
pub(crate) struct Cluster {
    pub(crate) release: Release,
    pub(crate) clients: BTreeMap<u16, ClientEntry>,
    pub(crate) next_client: u16,
    /// Oldest first; the last one is current. The counts are those of [`Cluster::count`].
    pub(crate) network_identities: Vec<NetworkEntry>,
    pub(crate) next_network_identity: u16,
    /// When it was made, and which one.
    pub(crate) secret: Option<(u32, &'static TestSecret)>,
    pub(crate) now: Option<u32>,
    pub(crate) ready: bool,
    /// The last client of a read that goes on.
    pub(crate) cursor: Option<u16>,
}

/// What a step should come to.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) answer: Answer,
    /// What commits to storage and the authenticator see; of a commit only that there is one.
    pub(crate) events: Vec<Entry>,
}

impl Outcome {
    /// A refusal, perhaps of the authenticator.
    pub(crate) fn refused(status: StatusCode, events: Vec<Entry>) -> Self {
        Self { answer: Err(status), events }
    }

    pub(crate) fn quiet(answer: Answer) -> Self {
        Self { answer, events: Vec::new() }
    }
}

/// A commit to storage.
pub(crate) const COMMIT: Entry = Entry::Committed(Vec::new());

impl Cluster {
    pub(crate) fn new(release: Release, start: Start) -> Self {
        let client =
            |index: u16| ClientEntry { index, identity: unsigned(index.into()), network_identity: None };
        Self {
            release,
            clients: (1..=start.clients).map(|index| (index, client(index))).collect(),
            next_client: start.next_client,
            network_identities: Vec::new(),
            next_network_identity: start.next_network_identity,
            secret: None,
            now: None,
            ready: true,
            cursor: None,
        }
    }

    pub(crate) fn apply(&mut self, step: &Step) -> Outcome {
        match *step {
            Step::Add(number) => self.add(pool::candidate(number)),
            Step::AddAgain(position) => {
                let identity = self.client(Pick::Position(position)).map(|client| client.identity.clone());
                let identity = identity.unwrap_or_else(|| pool::candidate(0).identity.clone());
                self.add(&Candidate { identity, valid: true })
            }
            Step::Remove(pick) => match self.client_index(pick) {
                0 | 2048.. => Outcome::refused(StatusCode::CONSTRAINT_ERROR, Vec::new()),
                index => self.remove(index),
            },
            Step::RemoveByIdentifier(pick) => self.remove(self.client_index(pick)),
            Step::Query(wanted) => Outcome::quiet(self.query(wanted)),
            Step::Import(number, later) => self.import(pool::secret(number), self.created(later)),
            Step::ImportAgain => {
                let (created, secret) = self.secret.unwrap_or((0, pool::secret(0)));
                self.import(secret, created)
            }
            Step::Export => Outcome::quiet(match self.secret {
                Some((created, secret)) => answers::admin_secret(&secret.nass(created)),
                None => Err(StatusCode::NOT_FOUND),
            }),
            Step::Authenticate(client, network_identity) => {
                self.authenticate(self.client_index(client), self.network_identity_index(network_identity))
            }
            Step::SetClock(later) => {
                self.now = later.map(|later| self.created(later));
                Outcome::quiet(answers::success(NOTHING))
            }
            Step::SetReady(ready) => {
                self.ready = ready;
                Outcome::quiet(answers::success(NOTHING))
            }
            Step::Read(_) => Outcome::quiet(answers::success(NOTHING)),
            Step::Reopen => {
                // The new authenticator is.
                self.ready = true;
                let reconciled = Entry::Reconciled {
                    clients: self.clients.len(),
                    network_identities: self.network_identities.len(),
                };
                Outcome { answer: answers::success(NOTHING), events: vec![reconciled] }
            }
        }
    }
}

/// Entries.
impl Cluster {
    pub(crate) fn client_index(&self, pick: Pick) -> u16 {
        match pick {
            Pick::Index(index) => index,
            Pick::Position(position) => {
                let count = self.clients.len().max(1);
                self.clients.keys().nth(position % count).copied().unwrap_or(1)
            }
        }
    }

    pub(crate) fn client(&self, pick: Pick) -> Option<&ClientEntry> {
        self.clients.get(&self.client_index(pick))
    }

    pub(crate) fn network_identity_index(&self, pick: Pick) -> u16 {
        match pick {
            Pick::Index(index) => index,
            Pick::Position(position) => {
                let count = self.network_identities.len().max(1);
                self.network_identities.get(position % count).map_or(1, |entry| entry.index)
            }
        }
    }

    pub(crate) fn network_identity(&self, pick: Pick) -> Option<&NetworkEntry> {
        let index = self.network_identity_index(pick);
        self.network_identities.iter().find(|entry| entry.index == index)
    }

    pub(crate) fn is_current(&self, index: u16) -> bool {
        self.network_identities.last().is_some_and(|entry| entry.index == index)
    }

    /// Counts the clients of every network identity.
    fn count(&mut self) {
        for entry in &mut self.network_identities {
            let refers = |client: &&ClientEntry| client.network_identity == Some(entry.index);
            entry.clients = self.clients.values().filter(refers).count().try_into().unwrap();
        }
    }

    /// So many seconds after the stored secret was made.
    pub(crate) fn created(&self, later: i64) -> u32 {
        let stored = self.secret.map_or(100, |(created, _)| created);
        u32::try_from(i64::from(stored) + later).unwrap_or(0)
    }
}

/// The commands about clients.
impl Cluster {
    fn add(&mut self, Candidate { identity, valid }: &Candidate) -> Outcome {
        let identifier = identity.identifier();
        let same = self.clients.values().find(|client| client.identity.identifier() == identifier);
        match same {
            Some(client) if client.identity == *identity => {
                return Outcome::quiet(answers::client_index(client.index, NOTHING));
            }
            _ if !valid => return Outcome::refused(StatusCode::DYNAMIC_CONSTRAINT_ERROR, Vec::new()),
            Some(_) => return Outcome::refused(StatusCode::ALREADY_EXISTS, Vec::new()),
            None => {}
        }
        let mut events = vec![Entry::PrepareClient(identity.clone())];
        if !self.ready {
            return Outcome::refused(StatusCode::FAILURE, events);
        }
        if self.clients.len() >= CAPACITY {
            return Outcome::refused(StatusCode::RESOURCE_EXHAUSTED, events);
        }
        let next = |index| if index == LAST_CLIENT_INDEX { 1 } else { index + 1 };
        let mut index = self.next_client;
        while self.clients.contains_key(&index) {
            index = next(index);
        }
        self.next_client = next(index);
        let client = ClientEntry { index, identity: identity.clone(), network_identity: None };
        self.clients.insert(index, client.clone());
        events.extend([COMMIT, Entry::ClientAdded(client)]);
        Outcome { answer: answers::client_index(index, answers::CLIENTS), events }
    }

    fn remove(&mut self, index: u16) -> Outcome {
        let Some(client) = self.clients.remove(&index) else {
            return Outcome::refused(StatusCode::NOT_FOUND, Vec::new());
        };
        self.count();
        let active_network_identities = client.network_identity.is_some_and(|index| !self.is_current(index));
        let changed = Changed { clients: true, active_network_identities };
        let events = vec![COMMIT, Entry::ClientRemoved(client)];
        Outcome { answer: answers::success(changed), events }
    }

    fn query(&self, wanted: Wanted) -> Answer {
        let network_identity = |pick| self.network_identity(pick).map(|entry| &entry.identity);
        let client = |pick| self.client(pick).map(|client| &client.identity);
        let found = match wanted {
            Wanted::NetworkIdentity(pick) | Wanted::NetworkIdentifier(pick) => network_identity(pick),
            Wanted::Type(number) if number == ecdsa(self.release) => {
                self.network_identities.last().map(|entry| &entry.identity)
            }
            Wanted::Type(_) => return Err(StatusCode::CONSTRAINT_ERROR),
            Wanted::Client(pick) | Wanted::ClientIdentifier(pick) => client(pick),
            Wanted::SecretIdentifier(number) => self.identified(&pool::secret(number).identity.identifier()),
            Wanted::CandidateIdentifier(number) => {
                self.identified(&pool::candidate(number).identity.identifier())
            }
        };
        found.map_or(Err(StatusCode::NOT_FOUND), |identity| answers::identity(&identity.0))
    }

    fn identified(&self, identifier: &[u8; 20]) -> Option<&Identity> {
        let network_identities = self.network_identities.iter().map(|entry| &entry.identity);
        let clients = self.clients.values().map(|client| &client.identity);
        network_identities.chain(clients).find(|identity| identity.identifier() == *identifier)
    }

    fn authenticate(&mut self, client: u16, network_identity: u16) -> Outcome {
        let is_known = self.network_identity(Pick::Index(network_identity)).is_some();
        let Some(entry) = self.clients.get_mut(&client).filter(|_| is_known) else {
            return Outcome::refused(StatusCode::NOT_FOUND, Vec::new());
        };
        let before = entry.network_identity.replace(network_identity);
        if before == Some(network_identity) {
            return Outcome::quiet(answers::success(NOTHING));
        }
        self.count();
        let old_and_new = before.into_iter().chain([network_identity]);
        let active_network_identities = old_and_new.into_iter().any(|index| !self.is_current(index));
        let answer = answers::success(Changed { clients: false, active_network_identities });
        Outcome { answer, events: vec![COMMIT] }
    }
}
