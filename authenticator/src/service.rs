//! What happens with a datagram, whatever socket it comes from.

mod replies;
mod request;

use std::{
    cell::Cell,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::{Duration, Instant},
};

use netim::identity::Identifier;

use self::replies::{Begun, Replies};
use crate::{
    Options, StartError,
    contract::{Live, OwnerSlot, Unreported},
    disconnect::Sightings,
    nas::{Nas, NasClients},
    packet::{AttributeType, Builder, Code, Packet},
    report::{Authentication, Discard, Outcome, Reason, Reports},
    session::{Session, Sessions},
    tls::SignHandshake,
};

/// How much longer than `Session-Timeout` a station may stay at an access point.
const SLACK: Duration = Duration::from_mins(10);

/// Everything that the threads of the server share.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) nas: NasClients,
    pub(crate) live: Live,
    pub(crate) owner: Arc<OwnerSlot>,
    pub(crate) unreported: Unreported,
    pub(crate) sightings: Sightings,
    pub(crate) reports: Reports,
    pub(crate) session_timeout: Option<Duration>,
    sessions: Sessions,
    replies: Replies,
}

/// A request that is believed, and where it comes from.
#[derive(Clone, Copy)]
struct Request<'a> {
    packet: Packet<'a>,
    nas: &'a Nas,
    address: IpAddr,
    now: Instant,
    /// Who is let in by the reply.
    admitted: &'a Cell<Option<Identifier>>,
}

impl Service {
    pub(crate) fn new(options: Options) -> Result<Self, StartError> {
        let owner = Arc::<OwnerSlot>::default();
        let signs: Arc<dyn SignHandshake> = Arc::<OwnerSlot>::clone(&owner);
        Ok(Self {
            live: Live::new(options.cipher_suites, signs)?,
            owner,
            unreported: Unreported::default(),
            sightings: Sightings::open(options.sightings, Instant::now())?,
            reports: Reports::new(options.listener),
            session_timeout: options.session_timeout,
            sessions: Sessions::new(options.limits),
            replies: Replies::default(),
            nas: options.nas,
        })
    }

    /// Takes a datagram, and returns the one to send back.
    pub(crate) fn handle(&self, datagram: &[u8], from: SocketAddr, now: Instant) -> Option<Arc<[u8]>> {
        let address = from.ip().to_canonical();
        match self.answer(datagram, from, address, now) {
            Ok(reply) => reply,
            Err(discard) => {
                self.reports.discard(discard, address);
                None
            }
        }
    }

    fn answer(
        &self,
        datagram: &[u8],
        from: SocketAddr,
        address: IpAddr,
        now: Instant,
    ) -> Result<Option<Arc<[u8]>>, Discard> {
        let nas = self.nas.find(address).ok_or(Discard::UnknownNas)?;
        let packet = Packet::parse(datagram)?;
        if !matches!(packet.code(), Code::ACCESS_REQUEST | Code::STATUS_SERVER) {
            return Err(Discard::Code(packet.code()));
        }
        packet.verify(&nas.secret)?;
        let key = (from, packet.identifier());
        match self.replies.begin(key, packet.authenticator(), now) {
            Begun::New => {}
            Begun::InProgress => return Err(Discard::Repetition),
            // Nobody is let in who was removed meanwhile.
            Begun::Repeated(_, Some(client)) if !self.live.has_client(&client) => {
                return Err(Discard::Repetition);
            }
            Begun::Repeated(reply, _) => {
                self.reports.count(|counters| counters.repeated += 1);
                return Ok(Some(reply));
            }
        }
        let admitted = Cell::new(None);
        let reply = self.reply(&Request { packet, nas, address, now, admitted: &admitted }).map(Arc::from);
        self.replies.finish(key, packet.authenticator(), reply.as_ref().ok(), admitted.get());
        reply.map(Some)
    }

    fn reply(&self, request: &Request<'_>) -> Result<Vec<u8>, Discard> {
        let packet = &request.packet;
        if packet.code() == Code::STATUS_SERVER {
            return finish(Builder::new(Code::ACCESS_ACCEPT, packet.identifier()), request);
        }
        self.access_request(request)
    }

    /// Ends sessions whose peers have stopped answering, and forgets what is too old.
    pub(crate) fn sweep(&self, now: Instant) {
        for session in self.sessions.expire(now) {
            self.ended_quietly(session, now, Reason::Expired);
        }
        self.replies.expire(now);
        if let Some(timeout) = self.session_timeout {
            self.sightings.prune(now, timeout + SLACK);
        }
    }

    /// Reports a session that ends without an answer: for what was wrong with it already, or else for this reason.
    fn ended_quietly(&self, mut session: Session, now: Instant, reason: Reason) {
        let mut ended = authentication(&session, Outcome::Accepted, now);
        let reason = session.failed_already().unwrap_or(reason);
        ended.identifier = ended.identifier.or(reason.identifier());
        ended.outcome = Outcome::Rejected(reason);
        self.reports.authentication(&ended);
    }

    pub(crate) fn open_sessions(&self) -> usize {
        self.sessions.len()
    }
}

/// What is known of an attempt by its session.
fn authentication(session: &Session, outcome: Outcome, now: Instant) -> Authentication {
    Authentication {
        outcome,
        client: None,
        identifier: session.client_identity().map(|identity| identity.identifier()),
        network_identity: Some(session.network),
        nas: session.nas,
        station: session.station.clone(),
        duration: now.saturating_duration_since(session.started),
    }
}

/// Adds what every reply has and signs it. `Proxy-State` belongs to those on the way, who want it back (RFC 2865,
/// section 5.33).
fn finish(builder: Builder, request: &Request<'_>) -> Result<Vec<u8>, Discard> {
    let Request { packet, nas, .. } = request;
    packet
        .all(AttributeType::PROXY_STATE)
        .fold(builder, |builder, value| builder.attribute(AttributeType::PROXY_STATE, value))
        .reply(packet.authenticator(), &nas.secret)
        .map_err(|_| Discard::Server("the reply does not fit a packet"))
}
