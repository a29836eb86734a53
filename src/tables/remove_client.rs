//! A client less.

use super::{Changes, Plan, Tables};
use crate::{
    clients::{Client, ClientIndex},
    storage::RecordKey,
};

impl<const MAX: usize> Tables<MAX> {
    /// Plans to remove a client; `None` if there is none with this index.
    pub fn plan_remove_client(&mut self, index: ClientIndex) -> Option<RemoveClient<'_, MAX>> {
        let client = *self.clients.get(index)?;
        Some(RemoveClient { client, tables: self })
    }
}

/// The plan to remove a client. Its outcome is the entry as it was.
#[derive(Debug)]
#[must_use = "a plan changes nothing until it is committed or applied"]
pub struct RemoveClient<'t, const MAX: usize> {
    client: Client,
    tables: &'t mut Tables<MAX>,
}

impl<const MAX: usize> Plan for RemoveClient<'_, MAX> {
    type Outcome = Client;

    fn changes(&self) -> Changes {
        Changes::none().remove(RecordKey::Client(self.client.index()))
    }

    fn apply(self) -> Client {
        self.tables.clients.remove(self.client.index());
        if let Some(network_identity) = self.client.network_identity() {
            self.tables.network_identities.discount(network_identity);
        }
        self.client
    }
}
