//! Test events: what certification tests want to happen that no message over Matter can bring about.

use netim::{
    authenticator::ReportAuthentication as _,
    clients::ClientIndex,
    network_identities::{IdentityType, NetworkIdentity},
};
use rs_matter::{
    dm::clusters::gen_diag::GenDiag,
    error::{Error, ErrorCode},
    utils::sync::DynBase,
};
use subtle::ConstantTimeEq as _;
use tracing::{info, warn};

use super::{cluster::Server, options::EnableKey};

/// `TestEventTrigger` of General Diagnostics: there is one event, a client that authenticates.
#[derive(Debug)]
pub(super) struct TestEvents {
    /// `None` if there are no test events.
    key: Option<EnableKey>,
    server: Server,
}

impl TestEvents {
    pub(super) fn new(key: Option<EnableKey>, server: Server) -> Self {
        if key.is_some() {
            warn!("test events are enabled: this is not for a node in use");
        }
        Self { key, server }
    }

    /// A client authenticates against the current network identity. What is not there is ignored, as it is when an
    /// authenticator reports it.
    fn client_authenticated(&self, client: ClientIndex) -> Result<(), Error> {
        let current = self.server.with(|manager| {
            manager.tables().network_identities().current(IdentityType::Ecdsa).map(NetworkIdentity::index)
        });
        let Some(current) = current.map_err(|_| ErrorCode::Failure)? else {
            warn!("test event: client {client} has no network identity to authenticate against");
            return Ok(());
        };
        info!("test event: client {client} authenticates");
        // On the stack's thread, so that the requester finds it done; it is for tests.
        self.server.clone().client_authenticated(client, current);
        Ok(())
    }
}

impl DynBase for TestEvents {}

impl GenDiag for TestEvents {
    fn test_event_triggers_enabled(&self) -> Result<bool, Error> {
        Ok(self.key.is_some())
    }

    fn test_event_trigger(&self, key: &[u8], trigger: u64) -> Result<(), Error> {
        let known = self.key.as_ref().is_some_and(|known| bool::from(known.as_bytes()[..].ct_eq(key)));
        if !known {
            return Err(ErrorCode::ConstraintError.into());
        }
        let client = client_of(trigger).ok_or(ErrorCode::InvalidCommand)?;
        self.client_authenticated(client)
    }
}

/// The client that a trigger is about: `0x0450`, an endpoint that does not matter, the client's index.
fn client_of(trigger: u64) -> Option<ClientIndex> {
    const CLUSTER: u64 = 0x0450;
    if trigger >> 48 != CLUSTER {
        return None;
    }
    let index = trigger & 0xFFFF_FFFF;
    u16::try_from(index).ok().and_then(ClientIndex::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trigger_names_a_client_and_any_endpoint() {
        let client = |trigger| client_of(trigger).map(ClientIndex::get);
        assert_eq!(client(0x0450_0000_0000_0001), Some(1));
        assert_eq!(client(0x0450_0001_0000_07FF), Some(2047));
        assert_eq!(client(0x0450_FFFF_0000_0800), None);
        assert_eq!(client(0x0450_0000_0000_0000), None);
        assert_eq!(client(0x0450_0000_0001_0001), None);
        assert_eq!(client(0x0451_0000_0000_0001), None);
    }
}
