//! Everything that a server can be asked to do.

use std::num::NonZeroU8;

use netim::{
    clients::ClientIndex,
    cluster::v1_6::commands,
    manager::Changed,
    network_identities::NetworkIdentityIndex,
    runtime::{
        self, CommandId, Context, Privilege, StatusCode,
        serve::CommandWriter,
        tlv::{Encode, Tag, Writer, encode},
    },
    secret::{Nass, RawSecret},
    wire::{self, Invoked, Release},
};

use crate::{
    identity_support::{bytes, vectors},
    medium::Medium,
    template::Server,
};

/// What the requester and the subscribers hear.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Outcome {
    pub(crate) status: StatusCode,
    pub(crate) changed: Changed,
}

impl Outcome {
    /// Refused because something failed, and nothing has changed.
    pub(crate) fn failure() -> Self {
        Self { status: StatusCode::FAILURE, changed: Changed::default() }
    }
}

/// Something that a server is asked to do. What comes of it depends on the state that a case starts in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Command {
    AddClient,
    AddClientAgain,
    AddClientWithAnotherSignature,
    RemoveClientByIndex,
    RemoveClientByIdentifier,
    QueryIdentity,
    ImportNewer,
    ImportAgain,
    ImportOldWithNewTime,
    Export,
    Authenticated,
    AuthenticatedAgain,
}

impl Command {
    /// All of them: the layouts of these commands are the same in both releases.
    pub(crate) const ALL: [Self; 12] = [
        Self::AddClient,
        Self::AddClientAgain,
        Self::AddClientWithAnotherSignature,
        Self::RemoveClientByIndex,
        Self::RemoveClientByIdentifier,
        Self::QueryIdentity,
        Self::ImportNewer,
        Self::ImportAgain,
        Self::ImportOldWithNewTime,
        Self::Export,
        Self::Authenticated,
        Self::AuthenticatedAgain,
    ];

    /// Asks for it. An answer is written to `out`.
    pub(crate) fn run_into<S: Medium>(
        self,
        server: &mut Server<S>,
        release: Release,
        out: &mut Writer<'_>,
    ) -> Outcome {
        let (id, fields) = match self {
            Self::Authenticated => return authenticated(server, 1, 3),
            Self::AuthenticatedAgain => return authenticated(server, 2, 3),
            Self::AddClient => add(&Self::client(3)),
            Self::AddClientAgain => add(&Self::client(0)),
            Self::AddClientWithAnotherSignature => add(&bytes(&vectors("clients")[0], "collides")),
            Self::RemoveClientByIndex => remove(Some(1), None),
            Self::RemoveClientByIdentifier => {
                remove(None, Some(&bytes(&vectors("clients")[1], "identifier")))
            }
            Self::QueryIdentity => query(1),
            Self::ImportNewer => import(&nass(3, 400)),
            Self::ImportAgain => import(&nass(2, 300)),
            Self::ImportOldWithNewTime => import(&nass(0, 400)),
            Self::Export => request(&commands::ExportAdminSecret {}),
        };
        let requester = Context::case(NonZeroU8::MIN, 1, Privilege::Administer).timed();
        let mut out = CommandWriter::new(out, Tag::Context(1));
        match wire::invoke(release, server, &requester, id, &fields, &mut out) {
            Ok(Invoked { changed, .. }) => Outcome { status: StatusCode::SUCCESS, changed },
            Err(status) => Outcome { status: status.code, changed: server.take_changed() },
        }
    }

    /// Asks for it, and sees that a refusal writes nothing.
    pub(crate) fn run<S: Medium>(self, server: &mut Server<S>, release: Release) -> Outcome {
        let mut answer = [0; 256];
        let mut out = Writer::new(&mut answer);
        let outcome = self.run_into(server, release, &mut out);
        assert!(outcome.status == StatusCode::SUCCESS || out.as_bytes().is_empty(), "{self:?}");
        outcome
    }

    /// The identity of a client.
    pub(crate) fn client(n: usize) -> Vec<u8> {
        bytes(&vectors("clients")[n], "compact_identity")
    }
}

fn request<C: runtime::Command + Encode>(request: &C) -> (CommandId, Vec<u8>) {
    (C::ID, encode(request, Tag::Anonymous, &mut [0; 256]).unwrap().to_vec())
}

fn add(client_identity: &[u8]) -> (CommandId, Vec<u8>) {
    request(&commands::AddClient { client_identity })
}

fn remove(client_index: Option<u16>, client_identifier: Option<&[u8]>) -> (CommandId, Vec<u8>) {
    request(&commands::RemoveClient { client_index, client_identifier })
}

fn query(network_identity_index: u16) -> (CommandId, Vec<u8>) {
    request(&commands::QueryIdentity {
        network_identity_index: Some(network_identity_index),
        network_identity_type: None,
        identifier: None,
    })
}

fn import(network_administrator_shared_secret: &[u8]) -> (CommandId, Vec<u8>) {
    request(&commands::ImportAdminSecret { network_administrator_shared_secret })
}

fn authenticated<S: Medium>(server: &mut Server<S>, client: u16, network_identity: u16) -> Outcome {
    let client = ClientIndex::new(client).unwrap();
    let network_identity = NetworkIdentityIndex::new(network_identity).unwrap();
    let noted = server.client_authenticated(client, network_identity);
    let status = noted.map_or_else(|error| error.status(), |()| StatusCode::SUCCESS);
    Outcome { status, changed: server.take_changed() }
}

/// A secret of the vectors with a time of ours.
pub(crate) fn nass(n: usize, created: u32) -> Vec<u8> {
    let raw = bytes(&vectors("secrets")[n], "raw_secret");
    let nass = Nass::new(created, RawSecret::from_bytes(raw[..].try_into().unwrap()));
    nass.encode(&mut [0; Nass::MAX_LEN]).unwrap().to_vec()
}
