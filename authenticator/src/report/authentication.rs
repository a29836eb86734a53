//! An attempt that has ended.

use std::{net::IpAddr, time::Duration};

use netim::{clients::ClientIndex, identity::Identifier, network_identities::NetworkIdentityIndex};

use super::Reason;
use crate::session::Station;

/// An attempt that has ended.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Authentication {
    /// How.
    pub outcome: Outcome,
    /// The client, if it got so far that it is known.
    pub client: Option<ClientIndex>,
    /// The identifier of the certificate that was shown, which a client in the table need not have.
    pub identifier: Option<Identifier>,
    /// The network identity that was asked for.
    pub network_identity: Option<NetworkIdentityIndex>,
    /// The access point.
    pub nas: IpAddr,
    /// What the access point calls the station.
    pub station: Option<Station>,
    /// How long it took, from the first request on.
    pub duration: Duration,
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The client was let in.
    Accepted,
    /// It was not.
    Rejected(Reason),
}

impl Authentication {
    /// The structured line.
    pub(super) fn log(&self) {
        let client = self.client.map(tracing::field::display);
        let identifier = self.identifier.map(tracing::field::display);
        let network_identity = self.network_identity.map(tracing::field::display);
        let station = self.station.as_ref().map(tracing::field::display);
        let nas = self.nas;
        let milliseconds = self.duration.as_secs_f64() * 1000.0;
        match &self.outcome {
            Outcome::Accepted => tracing::info!(
                client, identifier, network_identity, %nas, station, milliseconds,
                outcome = "accepted", "authentication"
            ),
            Outcome::Rejected(reason) => tracing::warn!(
                client, identifier, network_identity, %nas, station, milliseconds,
                outcome = "rejected", reason = reason.name(), explanation = %reason, "authentication"
            ),
        }
    }
}
