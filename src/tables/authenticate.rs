//! A client that has authenticated.

use thiserror::Error;

use super::{Changes, Plan, Tables};
use crate::{
    clients::{Client, ClientIndex},
    network_identities::NetworkIdentityIndex,
    storage::{ClientRecord, Record},
};

impl<const MAX: usize> Tables<MAX> {
    /// Plans to note which network identity a client has authenticated against.
    ///
    /// # Errors
    ///
    /// [`AuthenticateError`] if there is no such client or network identity.
    pub fn plan_authenticate(
        &mut self,
        client: ClientIndex,
        network_identity: NetworkIdentityIndex,
    ) -> Result<Authenticate<'_, MAX>, AuthenticateError> {
        let client = *self.clients.get(client).ok_or(AuthenticateError::Client { client })?;
        if self.network_identities.get(network_identity).is_none() {
            return Err(AuthenticateError::NetworkIdentity { network_identity });
        }
        Ok(Authenticate { client, network_identity, tables: self })
    }
}

/// The plan to note which network identity a client has authenticated against. Its outcome is the one before.
#[derive(Debug)]
#[must_use = "a plan changes nothing until it is committed or applied"]
pub struct Authenticate<'t, const MAX: usize> {
    client: Client,
    network_identity: NetworkIdentityIndex,
    tables: &'t mut Tables<MAX>,
}

impl<const MAX: usize> Authenticate<'_, MAX> {
    /// Whether it changes anything: a client mostly authenticates against the same one again, and nothing has to be
    /// stored then.
    pub fn is_change(&self) -> bool {
        self.client.network_identity() != Some(self.network_identity)
    }
}

impl<const MAX: usize> Plan for Authenticate<'_, MAX> {
    type Outcome = Option<NetworkIdentityIndex>;

    fn changes(&self) -> Changes {
        if !self.is_change() {
            return Changes::none();
        }
        Changes::none().put(Record::Client(ClientRecord {
            index: self.client.index(),
            identity: *self.client.identity(),
            network_identity: Some(self.network_identity),
        }))
    }

    fn apply(self) -> Option<NetworkIdentityIndex> {
        let before = self.tables.clients.refer(self.client.index(), self.network_identity);
        if let Some(before) = before {
            self.tables.network_identities.discount(before);
        }
        self.tables.network_identities.count(self.network_identity);
        before
    }
}

/// Why an authentication cannot be noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AuthenticateError {
    /// There is no such client.
    #[error("there is no client {client}")]
    Client {
        /// The index.
        client: ClientIndex,
    },
    /// There is no such network identity.
    #[error("there is no network identity {network_identity}")]
    NetworkIdentity {
        /// The index.
        network_identity: NetworkIdentityIndex,
    },
}
