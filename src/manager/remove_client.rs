//! `RemoveClient`.

use core::borrow::BorrowMut;

use super::{CommandError, ErrorOf, Manager, Platform};
use crate::{
    authenticator::{Authenticator, Event},
    clients::{Client, ClientIndex},
    identity::Identifier,
    tables::{Plan, Tables},
};

/// Which client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientQuery {
    /// By its index.
    Index(u16),
    /// By its identifier.
    Identifier(Identifier),
}

impl<P: Platform, T: BorrowMut<Tables<MAX>>, const MAX: usize> Manager<P, T, MAX> {
    /// Removes a client; the authenticator disconnects it.
    ///
    /// # Errors
    ///
    /// [`CommandError`]; nothing is changed then.
    pub fn remove_client(&mut self, query: ClientQuery) -> Result<(), ErrorOf<P>> {
        let tables = self.tables.borrow_mut();
        let index = match query {
            ClientQuery::Index(index) => ClientIndex::new(index),
            ClientQuery::Identifier(identifier) => {
                tables.clients().by_identifier(&identifier).map(Client::index)
            }
        };
        let plan = index.and_then(|index| tables.plan_remove_client(index));
        let plan = plan.ok_or(CommandError::NotFound("client"))?;
        let client = plan.commit(&mut self.parts.storage).map_err(CommandError::Storage)?;
        self.parts.authenticator.follow(Event::ClientRemoved(&client));
        // The current identity shows no count of its clients, so only the others' has changed.
        let is_current = |index| self.tables().network_identities().is_current(index);
        let counted = client.network_identity().is_some_and(|index| !is_current(index));
        self.changed.clients = true;
        self.changed.active_network_identities |= counted;
        Ok(())
    }
}
