//! An order to disconnect a client, and the packets for it.

use std::{
    net::SocketAddr,
    time::{Duration, Instant, SystemTime},
};

use netim::identity::Identifier;

use super::{Cause, Ordered, Place};
use crate::{
    nas::Secret,
    packet::{AttributeType, Builder, Code, Packet, TooLong},
};

/// `Session-Context-Not-Found` (RFC 5176, section 3.6).
const SESSION_CONTEXT_NOT_FOUND: u32 = 503;

/// An access point that does not know the station may get to know it only now: the answer that lets it in and the
/// request to disconnect it travel at the same time.
const OVERTAKEN: Duration = Duration::from_secs(5);

/// How long to wait at most until the next attempt.
const MAX_PAUSE: Duration = Duration::from_mins(1);

/// An order to disconnect a client.
#[derive(Debug)]
pub(super) struct Order {
    pub(super) client: Identifier,
    pub(super) place: Place,
    pub(super) cause: Cause,
    pub(super) since: Instant,
    /// When it is sent next.
    pub(super) due: Instant,
    attempts: u32,
    /// What was sent last.
    sent: Option<Sent>,
}

#[derive(Debug)]
struct Sent {
    to: SocketAddr,
    identifier: u8,
    authenticator: [u8; 16],
}

/// What an answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answered {
    /// The station is disconnected.
    Disconnected,
    /// The access point does not know it.
    Absent,
    /// Something else: another attempt may do.
    Refused {
        /// The reason that the access point gives.
        cause: Option<u32>,
    },
}

impl Order {
    pub(super) fn new(ordered: Ordered, now: Instant) -> Self {
        let Ordered { client, place, cause } = ordered;
        Self { client, place, cause, since: now, due: now, attempts: 0, sent: None }
    }

    /// The next packet to send, and when to send another: after 1, 2, 4 seconds and so on, up to a minute.
    pub(super) fn next_packet(
        &mut self,
        to: SocketAddr,
        identifier: u8,
        secret: &Secret,
        now: Instant,
    ) -> Result<Vec<u8>, TooLong> {
        let pause = Duration::from_secs(1_u64 << self.attempts.min(6));
        self.due = now + pause.min(MAX_PAUSE);
        self.attempts += 1;
        let clock = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let seconds = u32::try_from(clock.as_secs()).unwrap_or(u32::MAX);
        let packet = Builder::new(Code::DISCONNECT_REQUEST, identifier)
            .attribute(AttributeType::CALLING_STATION_ID, self.place.station.as_bytes())
            .integer(AttributeType::EVENT_TIMESTAMP, seconds)
            .disconnect_request(secret)?;
        let authenticator = *Packet::parse(&packet).map_err(|_| TooLong)?.authenticator();
        self.sent = Some(Sent { to, identifier, authenticator });
        Ok(packet)
    }

    /// What a packet means for this order; `None` if it is not an answer to what was sent.
    pub(super) fn answered(
        &self,
        packet: &Packet<'_>,
        from: SocketAddr,
        secret: &Secret,
    ) -> Option<Answered> {
        let sent = self.sent.as_ref()?;
        if from != sent.to
            || packet.identifier() != sent.identifier
            || packet.verify_reply(&sent.authenticator, secret).is_err()
        {
            return None;
        }
        match packet.code() {
            Code::DISCONNECT_ACK => Some(Answered::Disconnected),
            Code::DISCONNECT_NAK => Some(match packet.integer(AttributeType::ERROR_CAUSE) {
                Some(SESSION_CONTEXT_NOT_FOUND) => Answered::Absent,
                cause => Answered::Refused { cause },
            }),
            _ => None,
        }
    }

    /// Whether it was for nothing that the access point does not know the station.
    pub(super) fn may_be_overtaken(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.since) < OVERTAKEN
    }
}
