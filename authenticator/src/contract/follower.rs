//! What hears of changes.

use std::sync::Arc;

use netim::{
    authenticator::{Authenticator, Event, NotReady},
    identity::CompactIdentity,
    network_identities::IdentityType,
    tables::Directory,
};

use crate::service::Service;

/// What hears of changes: the part of a [`Manager`](netim::manager::Manager) that stands for the RADIUS server.
///
/// What it hears counts from the next look at the tables on, so also for handshakes that are going on. It waits for
/// nothing: disconnecting a client that was removed is another thread's work.
#[derive(Clone, Debug)]
pub struct Follower(pub(crate) Arc<Service>);

impl Authenticator for Follower {
    /// There is nothing that could not be followed.
    fn prepare_client(&mut self, _: &CompactIdentity) -> Result<(), NotReady> {
        Ok(())
    }

    /// So here.
    fn prepare_network_identity(&mut self, identity_type: IdentityType) -> Result<(), NotReady> {
        match identity_type {
            IdentityType::Ecdsa => Ok(()),
            // Of a release of netim that is newer than this.
            _ => Err(NotReady),
        }
    }

    fn follow(&mut self, event: Event<'_>) {
        let Service { live, unreported, sightings, .. } = &*self.0;
        match event {
            Event::NetworkIdentityAdded(identity) => live.add_network(identity),
            Event::NetworkIdentityRemoved(identity) => live.remove_network(identity),
            Event::ClientAdded(client) => live.add_client(client),
            Event::ClientRemoved(client) => {
                live.remove_client(client);
                unreported.forget(client.index());
                sightings.disconnect(client.identifier());
            }
        }
    }

    /// Clients that were removed while nobody followed are disconnected where they were seen.
    fn reconcile(&mut self, tables: &dyn Directory) {
        self.0.live.replace(tables);
        // They were clients of what the tables were before.
        self.0.unreported.clear();
        self.0.sightings.disconnect_all_but(|identifier| self.0.live.has_client(identifier));
    }
}
