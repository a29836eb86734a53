//! A client more.

use thiserror::Error;

use super::{Changes, Plan, Tables};
use crate::{
    clients::ClientIndex,
    identity::CompactIdentity,
    storage::{ClientRecord, Record},
};

impl<const MAX: usize> Tables<MAX> {
    /// Plans to add a client.
    ///
    /// # Errors
    ///
    /// [`AddClientError`] if there is one with its identifier, or no room.
    pub fn plan_add_client(
        &mut self,
        identity: CompactIdentity,
    ) -> Result<AddClient<'_, MAX>, AddClientError> {
        if let Some(client) = self.clients.by_identifier(&identity.identifier()) {
            return Err(AddClientError::Exists { index: client.index() });
        }
        let index = self.clients.free_index().ok_or(AddClientError::Full)?;
        Ok(AddClient { client: ClientRecord { index, identity, network_identity: None }, tables: self })
    }
}

/// The plan to add a client. Its outcome is the client's index.
#[derive(Debug)]
#[must_use = "a plan changes nothing until it is committed or applied"]
pub struct AddClient<'t, const MAX: usize> {
    client: ClientRecord,
    tables: &'t mut Tables<MAX>,
}

impl<const MAX: usize> Plan for AddClient<'_, MAX> {
    type Outcome = ClientIndex;

    fn changes(&self) -> Changes {
        let next = self.client.index.next();
        Changes::none().put(Record::Client(self.client)).put(Record::NextClientIndex(next))
    }

    fn apply(self) -> ClientIndex {
        let ClientRecord { index, identity, network_identity } = self.client;
        let inserted = self.tables.clients.insert(index, identity, network_identity);
        debug_assert_eq!(inserted, Ok(()), "the plan has checked it");
        self.tables.clients.set_next_index(index.next());
        index
    }
}

/// Why a client cannot be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AddClientError {
    /// There is one with the same identifier.
    #[error("client {index} has the same identifier")]
    Exists {
        /// Its index.
        index: ClientIndex,
    },
    /// No room.
    #[error("the table of clients is full")]
    Full,
}
