//! Commands.

use std::borrow::BorrowMut;

use netim::{
    clients::ClientIndex,
    crypto::{PublicKey, Signature},
    identity::CompactIdentity,
    manager::{ClientQuery, ErrorOf, Manager, Platform},
    network_identities::NetworkIdentityIndex,
    secret::{Nass, RawSecret},
    tables::Tables,
};

use crate::{random::Random, server::MAX};

#[derive(Clone, Copy, Debug)]
pub(crate) enum Command {
    AddClient(u8),
    RemoveIndex(u16),
    RemoveIdentifier(u8),
    Import { secret: u8, created: u32 },
    Authenticated { client: u16, network_identity: u16 },
}

impl Command {
    /// The n-th command of a seed. Secrets grow newer from command to command, so many imports succeed.
    pub(crate) fn nth(seed: u64, n: u64) -> Self {
        let mut random = Random::new(seed ^ (n << 32));
        // So few, that the same ones come again; so many, that the table is never full.
        let client = u8::try_from(random.below(40)).unwrap();
        let index = u16::try_from(1 + random.below(n + 1)).unwrap();
        match random.below(10) {
            0..4 => Self::AddClient(client),
            4 => Self::RemoveIndex(index),
            5 => Self::RemoveIdentifier(client),
            6..8 => {
                let secret = u8::try_from(random.below(8)).unwrap();
                Self::Import { secret, created: u32::try_from(n).unwrap() }
            }
            _ => {
                let network_identity = u16::try_from(1 + random.below(n / 5 + 1)).unwrap();
                Self::Authenticated { client: index, network_identity }
            }
        }
    }

    /// What comes of it, in words.
    pub(crate) fn run<P: Platform, T: BorrowMut<Tables<MAX>>>(
        self,
        server: &mut Manager<P, T, MAX>,
    ) -> String {
        let result: Result<u16, ErrorOf<P>> = match self {
            Self::AddClient(n) => server.add_client(&client(n).to_bytes()).map(ClientIndex::get),
            Self::RemoveIndex(index) => server.remove_client(ClientQuery::Index(index)).map(|()| 0),
            Self::RemoveIdentifier(n) => {
                server.remove_client(ClientQuery::Identifier(client(n).identifier())).map(|()| 0)
            }
            Self::Import { secret, created } => {
                server.import_admin_secret(&nass(secret, created)).map(|()| 0)
            }
            Self::Authenticated { client, network_identity } => {
                let client = ClientIndex::new(client).unwrap_or(ClientIndex::MAX);
                let network_identity = NetworkIdentityIndex::new(network_identity).unwrap();
                server.client_authenticated(client, network_identity).map(|()| 0)
            }
        };
        match result {
            Ok(index) => format!("ok {index}"),
            Err(error) => format!("{error}"),
        }
    }
}

/// Identities that nobody has signed.
fn client(n: u8) -> CompactIdentity {
    let mut point = [n; PublicKey::LEN];
    point[0] = 4;
    CompactIdentity::new(PublicKey::from_bytes(&point).unwrap(), Signature::from_bytes(&[n; 64]))
}

fn nass(secret: u8, created: u32) -> Vec<u8> {
    let nass = Nass::new(created, RawSecret::from_bytes(&[secret + 1; 32]));
    nass.encode(&mut [0; Nass::MAX_LEN]).unwrap().to_vec()
}
