//! What can happen to a server.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::pool::{IDENTITIES, SECRETS};

/// What is in the tables before the first step.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    /// How many clients, with the indices from 1 on.
    pub(crate) clients: u16,
    /// Where the search for the next client's index starts.
    pub(crate) next_client: u16,
    /// The same for network identities.
    pub(crate) next_network_identity: u16,
}

/// An entry: the one at this position, from the first again behind the last, or the one with this index.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Pick {
    Position(usize),
    Index(u16),
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Wanted {
    NetworkIdentity(Pick),
    Type(u64),
    /// In a release that has no such query, by identifier.
    Client(Pick),
    NetworkIdentifier(Pick),
    ClientIdentifier(Pick),
    /// That of a secret or a client of the pool, who may be there or not.
    SecretIdentifier(usize),
    CandidateIdentifier(usize),
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    Add(usize),
    /// The client at a position again.
    AddAgain(usize),
    Remove(Pick),
    RemoveByIdentifier(Pick),
    Query(Wanted),
    /// A secret, so many seconds after the stored one.
    Import(usize, i64),
    ImportAgain,
    Export,
    Authenticate(Pick, Pick),
    /// The clock is set so many seconds after the stored secret, or is not synchronised.
    SetClock(Option<i64>),
    SetReady(bool),
    /// The next message of a read of all clients that goes on from step to step.
    Read(usize),
    Reopen,
}

impl Step {
    pub(crate) const ADD: &str = "AddClient";
    pub(crate) const REMOVE: &str = "RemoveClient";
    pub(crate) const QUERY: &str = "QueryIdentity";
    pub(crate) const IMPORT: &str = "ImportAdminSecret";
    pub(crate) const EXPORT: &str = "ExportAdminSecret";
    pub(crate) const AUTHENTICATE: &str = "authentication";

    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Add(_) | Self::AddAgain(_) => Self::ADD,
            Self::Remove(_) | Self::RemoveByIdentifier(_) => Self::REMOVE,
            Self::Query(_) => Self::QUERY,
            Self::Import(..) | Self::ImportAgain => Self::IMPORT,
            Self::Export => Self::EXPORT,
            Self::Authenticate(..) => Self::AUTHENTICATE,
            Self::SetClock(_) | Self::SetReady(_) | Self::Read(_) | Self::Reopen => "other",
        }
    }
}

pub(crate) fn start() -> impl Strategy<Value = Start> {
    let clients = prop_oneof![3 => Just(0_u16), 1 => 495_u16..=500];
    let next_client = prop_oneof![Just(1_u16), 2030_u16..=2047];
    let next_network_identity = prop_oneof![Just(1_u16), 65_525_u16..=65_534];
    (clients, next_client, next_network_identity).prop_map(|(clients, next_client, next_network_identity)| {
        Start { clients, next_client, next_network_identity }
    })
}

pub(crate) fn steps() -> impl Strategy<Value = Vec<Step>> {
    vec(step(), 80..160)
}

fn client() -> impl Strategy<Value = Pick> {
    prop_oneof![
        8 => any::<usize>().prop_map(Pick::Position),
        1 => prop_oneof![1_u16..=2047, Just(0), 2048_u16..2050].prop_map(Pick::Index),
    ]
}

fn network_identity() -> impl Strategy<Value = Pick> {
    prop_oneof![
        8 => any::<usize>().prop_map(Pick::Position),
        1 => prop_oneof![0_u16..10, 65_530_u16..=u16::MAX].prop_map(Pick::Index),
    ]
}

fn wanted() -> impl Strategy<Value = Wanted> {
    prop_oneof![
        network_identity().prop_map(Wanted::NetworkIdentity),
        (0_u64..4).prop_map(Wanted::Type),
        client().prop_map(Wanted::Client),
        network_identity().prop_map(Wanted::NetworkIdentifier),
        client().prop_map(Wanted::ClientIdentifier),
        (0..SECRETS).prop_map(Wanted::SecretIdentifier),
        (0..IDENTITIES).prop_map(Wanted::CandidateIdentifier),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let authenticate = (client(), network_identity());
    prop_oneof![
        16 => (0..IDENTITIES).prop_map(Step::Add),
        2 => any::<usize>().prop_map(Step::AddAgain),
        5 => client().prop_map(Step::Remove),
        3 => client().prop_map(Step::RemoveByIdentifier),
        8 => wanted().prop_map(Step::Query),
        12 => (0..SECRETS, -2_i64..20).prop_map(|(secret, later)| Step::Import(secret, later)),
        2 => Just(Step::ImportAgain),
        2 => Just(Step::Export),
        24 => authenticate.prop_map(|(client, network_identity)| Step::Authenticate(client, network_identity)),
        3 => option::of(-80_i64..40).prop_map(Step::SetClock),
        3 => prop::bool::weighted(0.7).prop_map(Step::SetReady),
        8 => (60_usize..400).prop_map(Step::Read),
        4 => Just(Step::Reopen),
    ]
}
