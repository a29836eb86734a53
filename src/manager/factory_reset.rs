//! Back to the state in which the device left the factory.

use core::borrow::BorrowMut;

use super::{ClientQuery, CommandError, ErrorOf, Manager, Platform};
use crate::{
    authenticator::{Authenticator, Event},
    clients::Client,
    key_store::KeyStore,
    tables::{Plan, Tables},
};

impl<P: Platform, T: BorrowMut<Tables<MAX>>, const MAX: usize> Manager<P, T, MAX> {
    /// Forgets everything: the clients, the network identities, the secret of administrators, all keys, and where the
    /// search for free indices starts. The authenticator hears of each.
    ///
    /// This is no command, and not one step: after an error or a crash some clients may be gone. Call it again then.
    ///
    /// # Errors
    ///
    /// That of the storage, or of the key store: then everything is forgotten, but not every key is destroyed.
    pub fn factory_reset(&mut self) -> Result<(), ErrorOf<P>> {
        let mut first = self.tables().clients().iter().next().map(Client::index);
        while let Some(client) = first {
            self.remove_client(ClientQuery::Index(client.get()))?;
            first = self.tables().clients().iter().next().map(Client::index);
        }
        if let Some(plan) = self.tables.borrow_mut().plan_forget() {
            let forgotten = plan.commit(&mut self.parts.storage).map_err(CommandError::Storage)?;
            for identity in forgotten.iter().flatten() {
                self.parts.authenticator.follow(Event::NetworkIdentityRemoved(identity));
                self.changed.active_network_identities = true;
            }
        }
        self.has_leftover_keys = true;
        self.parts.key_store.destroy_all_but(|_| false)?;
        self.has_leftover_keys = false;
        Ok(())
    }
}
