//! A client has authenticated.

use core::borrow::BorrowMut;

use super::{CommandError, ErrorOf, Manager, Platform};
use crate::{
    authenticator::ReportAuthentication,
    clients::ClientIndex,
    network_identities::NetworkIdentityIndex,
    tables::{AuthenticateError, Plan, Tables},
};

impl<P: Platform, T: BorrowMut<Tables<MAX>>, const MAX: usize> Manager<P, T, MAX> {
    /// Notes that a client has authenticated against a network identity.
    ///
    /// That a client refers to another network identity now is a quiet change of `Clients`, which is not reported; that
    /// another number of clients is left for one that is not current, is a change of `ActiveNetworkIdentities`.
    ///
    /// # Errors
    ///
    /// [`CommandError::NotFound`] if either is not there, or that of the storage; nothing is changed then.
    pub fn client_authenticated(
        &mut self,
        client: ClientIndex,
        network_identity: NetworkIdentityIndex,
    ) -> Result<(), ErrorOf<P>> {
        let plan = self.tables.borrow_mut().plan_authenticate(client, network_identity);
        let plan = plan.map_err(|error| {
            CommandError::NotFound(match error {
                AuthenticateError::Client { .. } => "client",
                AuthenticateError::NetworkIdentity { .. } => "network identity",
            })
        })?;
        if !plan.is_change() {
            return Ok(());
        }
        let before = plan.commit(&mut self.parts.storage).map_err(CommandError::Storage)?;
        let identities = self.tables().network_identities();
        let counted = before.into_iter().chain([network_identity]).any(|index| !identities.is_current(index));
        self.changed.active_network_identities |= counted;
        Ok(())
    }
}

/// What is unknown is ignored, and so is a storage that fails: the authenticator could do nothing about either, and a
/// reference that was not noted is noted the next time.
impl<P: Platform, T: BorrowMut<Tables<MAX>>, const MAX: usize> ReportAuthentication for Manager<P, T, MAX> {
    fn client_authenticated(&mut self, client: ClientIndex, network_identity: NetworkIdentityIndex) {
        let _ = Self::client_authenticated(self, client, network_identity);
    }
}
