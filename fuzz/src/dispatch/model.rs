//! The cluster as the facts describe it, without keys or anything that has to be fast, up to the bytes of its answers.

mod admission;
mod commands;
mod reads;

use std::collections::BTreeMap;

use clustergen_runtime::StatusCode;
use netim::wire::Release;

use super::input::{Edge, Filling, Pick, Start};
use super::pool::{self, Identity};
use super::server::{CAPACITY, Done};
use crate::independent;

const LAST_CLIENT: u16 = 2047;
const LAST_NETWORK_IDENTITY: u16 = 65_534;

/// A client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    pub identity: Identity,
    pub network_identity: Option<u16>,
}

/// A network identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkIdentity {
    pub index: u16,
    pub identity: Identity,
    pub created: u32,
    pub order: u32,
}

/// Everything that a server of the cluster knows, and what its surroundings are like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    pub release: Release,
    pub clients: BTreeMap<u16, Client>,
    pub next_client: u16,
    /// Oldest first; the last one is current.
    pub network_identities: Vec<NetworkIdentity>,
    pub next_network_identity: u16,
    /// When it was made, and which one.
    pub secret: Option<(u32, [u8; 32])>,
    pub now: Option<u32>,
    pub ready: bool,
    pub storage_fails: bool,
}

type Answer = Result<Done, StatusCode>;

impl Model {
    pub fn new(release: Release, start: Start) -> Self {
        let clients = match start.clients {
            Filling::Nobody => 0,
            Filling::One => 1,
            Filling::AllButTwo => CAPACITY as u16 - 2,
            Filling::Full => CAPACITY as u16,
        };
        let client = |index| Client { identity: pool::unsigned(index), network_identity: None };
        let edge = |edge, last: u16| match edge {
            Edge::First => 1,
            Edge::LastButOne => last - 1,
            Edge::Last => last,
        };
        Self {
            release,
            clients: (1..=clients).map(|index| (index, client(index))).collect(),
            next_client: edge(start.next_client, LAST_CLIENT),
            network_identities: Vec::new(),
            next_network_identity: edge(start.next_network_identity, LAST_NETWORK_IDENTITY),
            secret: None,
            now: None,
            ready: true,
            storage_fails: false,
        }
    }

    /// The index that is meant, of a client that is there or not.
    pub fn client_index(&self, pick: Pick) -> u16 {
        let Some(position) = pick.position() else { return pick.index() };
        self.clients.keys().nth(position % self.clients.len().max(1)).copied().unwrap_or(1)
    }

    pub fn client(&self, pick: Pick) -> Option<&Client> {
        self.clients.get(&self.client_index(pick))
    }

    /// The same of a network identity.
    pub fn network_index(&self, pick: Pick) -> u16 {
        let Some(position) = pick.position() else { return pick.index() };
        let position = position % self.network_identities.len().max(1);
        self.network_identities.get(position).map_or(1, |entry| entry.index)
    }

    pub fn network_identity(&self, index: u16) -> Option<&NetworkIdentity> {
        self.network_identities.iter().find(|entry| entry.index == index)
    }

    pub fn is_current(&self, index: u16) -> bool {
        self.network_identities.last().is_some_and(|entry| entry.index == index)
    }

    /// How many clients refer to a network identity.
    pub fn count(&self, index: u16) -> usize {
        self.clients.values().filter(|client| client.network_identity == Some(index)).count()
    }

    /// So many seconds after the stored secret was made, the first few of them before.
    pub fn created(&self, later: u8) -> u32 {
        self.secret.map_or(100_000, |(created, _)| created).saturating_add(later.into()).saturating_sub(16)
    }

    /// The number of the only type of identities.
    pub fn ecdsa(&self) -> u64 {
        match self.release {
            Release::V1_6 => 0,
            Release::V1_6_1 => 1,
        }
    }
}

/// The identifier of an identity.
pub fn identifier(identity: &Identity) -> [u8; 20] {
    independent::identity::identifier(&identity[4..69])
}
