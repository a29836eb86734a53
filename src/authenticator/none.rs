//! No authenticator.

use super::{Authenticator, Event, NotReady};
use crate::{identity::CompactIdentity, network_identities::IdentityType, tables::Directory};

/// Is always ready, and does nothing: for servers whose clients are let in by something that reads the tables itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoAuthenticator;

impl Authenticator for NoAuthenticator {
    fn prepare_client(&mut self, _: &CompactIdentity) -> Result<(), NotReady> {
        Ok(())
    }

    fn prepare_network_identity(&mut self, _: IdentityType) -> Result<(), NotReady> {
        Ok(())
    }

    fn follow(&mut self, _: Event<'_>) {}

    fn reconcile(&mut self, _: &dyn Directory) {}
}
