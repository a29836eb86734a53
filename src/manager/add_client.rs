//! `AddClient`.

use core::borrow::BorrowMut;

use super::{CommandError, ErrorOf, Manager, Platform};
use crate::{
    authenticator::{Authenticator, Event},
    clients::ClientIndex,
    identity::CompactIdentity,
    tables::{AddClientError, Plan, Tables},
};

impl<P: Platform, T: BorrowMut<Tables<MAX>>, const MAX: usize> Manager<P, T, MAX> {
    /// Adds a client with a compact identity and returns its index: a new one, or that of the client which has this
    /// very identity already, so that a request whose answer was lost can be repeated.
    ///
    /// # Errors
    ///
    /// [`CommandError`]; nothing is changed then.
    pub fn add_client(&mut self, identity: &[u8]) -> Result<ClientIndex, ErrorOf<P>> {
        let identity = CompactIdentity::parse(identity)?;
        if let Some(index) = self.same_client(&identity)? {
            return Ok(index);
        }
        self.parts.authenticator.prepare_client(&identity)?;
        let plan = self.tables.borrow_mut().plan_add_client(identity).map_err(|error| match error {
            AddClientError::Exists { index } => CommandError::ClientExists { index },
            AddClientError::Full => CommandError::ClientsFull,
        })?;
        let index = plan.commit(&mut self.parts.storage).map_err(CommandError::Storage)?;
        let tables: &Tables<MAX> = self.tables.borrow();
        if let Some(client) = tables.clients().get(index) {
            self.parts.authenticator.follow(Event::ClientAdded(client));
        }
        self.changed.clients = true;
        Ok(index)
    }

    /// The client that has this identity already. One that is stored was verified when it came, so the same bytes need
    /// no second look; everything else does, and an invalid identity is refused before its key is looked for.
    fn same_client(&self, identity: &CompactIdentity) -> Result<Option<ClientIndex>, ErrorOf<P>> {
        let tables: &Tables<MAX> = self.tables.borrow();
        let stored = tables.clients().by_identifier(&identity.identifier());
        if let Some(client) = stored.filter(|client| client.identity() == identity) {
            return Ok(Some(client.index()));
        }
        identity.validate(&self.parts.verifier)?;
        stored.map_or(Ok(None), |client| Err(CommandError::ClientExists { index: client.index() }))
    }
}
