//! The manager, for a RADIUS server.

use netim::{
    authenticator::ReportAuthentication,
    clients::ClientIndex,
    crypto::Signature,
    key_store::{KeyHandle, KeyStore as _, KeyStoreError},
    manager::Platform,
    network_identities::NetworkIdentityIndex,
};
use netim_authenticator::Owner;
use tracing::warn;

use super::server::{Locked, Parcel, Server, Stopped, note_authentication};

/// A RADIUS server in the same process signs with the manager's keys, and what it reports is told to the subscribers.
///
/// Its threads wait for the lock, as a command does.
impl<P: Platform, const MAX: usize> Owner for Server<P, MAX>
where
    Locked<P, MAX>: Parcel,
{
    fn sign(&self, key: &KeyHandle, message: &[u8]) -> Result<Signature, KeyStoreError> {
        self.with(|manager| manager.parts().key_store.sign(key, message))
            .unwrap_or(Err(KeyStoreError::Device("the server has stopped")))
    }

    fn report(&self, report: &mut dyn FnMut(&mut dyn ReportAuthentication)) {
        if let Err(stopped) = self.with(|manager| report(&mut Noting(manager))) {
            // Whoever reports goes on until everybody is reported.
            report(&mut Nobody(stopped));
        }
    }
}

/// The manager while it is locked: a client cannot be removed between being named and being noted.
struct Noting<'a, P: Platform, const MAX: usize>(&'a mut Locked<P, MAX>);

impl<P: Platform, const MAX: usize> ReportAuthentication for Noting<'_, P, MAX> {
    fn client_authenticated(&mut self, client: ClientIndex, network_identity: NetworkIdentityIndex) {
        note_authentication(self.0, client, network_identity);
    }
}

/// There is no manager any more.
struct Nobody(Stopped);

impl ReportAuthentication for Nobody {
    fn client_authenticated(&mut self, client: ClientIndex, _: NetworkIdentityIndex) {
        warn!("client {client} authenticated, which nobody notes: {}", self.0);
    }
}
