//! `Access-Request`.

use super::{Request, Service, authentication, finish};
use crate::{
    contract::Network,
    disconnect::Place,
    eap::{EapCode, EapPacket, Method},
    packet::{AttributeType, Builder, Code, MsMppeKey, TooLong},
    report::{Authentication, Discard, Outcome, Reason},
    session::{Opening, Session, State, Station, Step, Taken, fragment_size},
    tls::{KnownClient, Msk},
};

/// `RADIUS-Request`: when the session is over, the client may authenticate again (RFC 2865, section 5.29). Without it
/// an access point throws the station out instead.
const RADIUS_REQUEST: u32 = 1;

impl Service {
    pub(super) fn access_request(&self, request: &Request<'_>) -> Result<Vec<u8>, Discard> {
        let Some(eap) = request.packet.eap_message() else {
            return self.reject_unopened(request, None, Reason::NotEap);
        };
        if eap.is_empty() {
            // `EAP-Start`: an access point that leaves asking for the identity to the server (RFC 3579, section 2.1).
            let request_identity = EapPacket::request(0, Method::Identity(&[])).to_bytes();
            let builder = Builder::new(Code::ACCESS_CHALLENGE, request.packet.identifier());
            return finish(builder.eap_message(&request_identity), request);
        }
        let response = EapPacket::parse(&eap)?;
        if response.code != EapCode::Response {
            return Err(Discard::NoResponse);
        }
        match (request.packet.first(AttributeType::STATE), response.method) {
            (Some(state), _) => self.go_on(request, state, &response),
            (None, Some(Method::Identity(identity))) => self.open(request, identity, response.identifier),
            (None, _) => self.reject_unopened(request, Some(response.identifier), Reason::UnknownSession),
        }
    }

    fn open(&self, request: &Request<'_>, identity: &[u8], eap_identifier: u8) -> Result<Vec<u8>, Discard> {
        let network = Session::network_of(identity)
            .and_then(|named| self.live.network(named.network()).ok_or(Reason::UnknownNetwork));
        let Network { index, config } = match network {
            Ok(network) => network,
            Err(reason) => return self.reject_unopened(request, Some(eap_identifier), reason),
        };
        let mut state = State::default();
        getrandom::fill(&mut state).map_err(|_| Discard::Server("no random numbers"))?;
        let opening = Opening {
            nas: request.address,
            station: station(request),
            now: request.now,
            network: index,
            config,
            fragment_size: fragment_size(&request.packet),
        };
        let (session, start) = Session::open(opening, eap_identifier);
        if let Some(evicted) = self.sessions.add(state, Box::new(session), request.now) {
            self.ended_quietly(*evicted, request.now, Reason::TooManySessions);
        }
        challenge(request, &state, &start)
    }

    fn go_on(
        &self,
        request: &Request<'_>,
        state: &[u8],
        response: &EapPacket<'_>,
    ) -> Result<Vec<u8>, Discard> {
        let taken = match <&State>::try_from(state) {
            Ok(state) => (self.sessions.take(state, request.address), state),
            Err(_) => (Taken::Unknown, &State::default()),
        };
        let (mut session, state) = match taken {
            (Taken::Session(session), state) => (session, state),
            (Taken::Busy, _) => return Err(Discard::Busy),
            (Taken::Unknown, _) => {
                return self.reject_unopened(request, Some(response.identifier), Reason::UnknownSession);
            }
        };
        match session.respond(response) {
            Step::Request(eap) => {
                self.sessions.give_back(state, session, Some(request.now));
                challenge(request, state, &eap)
            }
            Step::Discard(discard) => {
                self.sessions.give_back(state, session, None);
                Err(discard)
            }
            Step::Reject(reason) => {
                self.sessions.remove(state);
                self.reject(request, &session, reason)
            }
            Step::Accept(proven) => {
                self.sessions.remove(state);
                let admitted = self.live.admit(&proven.identity, session.network, |client| {
                    self.note(request, &session, client);
                });
                match admitted {
                    Ok(client) => self.accept(request, &session, &client, &proven.msk),
                    Err(reason) => {
                        let mut ended = authentication(&session, Outcome::Rejected(reason), request.now);
                        ended.identifier = Some(proven.identity.identifier());
                        self.reports.authentication(&ended);
                        end(request, Code::ACCESS_REJECT, session.identifier())
                    }
                }
            }
        }
    }

    /// Notes who is let in where, while it cannot be removed.
    fn note(&self, request: &Request<'_>, session: &Session, client: &KnownClient) {
        request.admitted.set(Some(client.identifier));
        self.unreported.add(client.index, session.network);
        if let Some(station) = session.station.clone() {
            self.sightings.note(client.identifier, Place { nas: session.nas, station }, request.now);
        }
    }

    fn accept(
        &self,
        request: &Request<'_>,
        session: &Session,
        client: &KnownClient,
        msk: &Msk,
    ) -> Result<Vec<u8>, Discard> {
        let (packet, secret) = (&request.packet, &request.nas.secret);
        let mut salt = [0; 2];
        getrandom::fill(&mut salt).map_err(|_| Discard::Server("no random numbers"))?;
        let [high, low] = salt;
        let eap = EapPacket::end(EapCode::Success, session.identifier()).to_bytes();
        let mut builder = Builder::new(Code::ACCESS_ACCEPT, packet.identifier())
            .eap_message(&eap)
            .ms_mppe_key(MsMppeKey::Receive, &msk.receive, [high, low], packet.authenticator(), secret)
            .ms_mppe_key(MsMppeKey::Send, &msk.send, [high, !low], packet.authenticator(), secret);
        if let Some(timeout) = self.session_timeout {
            builder = builder
                .integer(AttributeType::SESSION_TIMEOUT, timeout.as_secs().try_into().unwrap_or(u32::MAX))
                .integer(AttributeType::TERMINATION_ACTION, RADIUS_REQUEST);
        }
        let reply = finish(builder, request)?;
        let mut ended = authentication(session, Outcome::Accepted, request.now);
        (ended.client, ended.identifier) = (Some(client.index), Some(client.identifier));
        self.reports.authentication(&ended);
        Ok(reply)
    }

    fn reject(&self, request: &Request<'_>, session: &Session, reason: Reason) -> Result<Vec<u8>, Discard> {
        let mut ended = authentication(session, Outcome::Accepted, request.now);
        ended.identifier = ended.identifier.or(reason.identifier());
        ended.outcome = Outcome::Rejected(reason);
        self.reports.authentication(&ended);
        end(request, Code::ACCESS_REJECT, session.identifier())
    }

    /// Rejects what has not become a session.
    fn reject_unopened(
        &self,
        request: &Request<'_>,
        eap_identifier: Option<u8>,
        reason: Reason,
    ) -> Result<Vec<u8>, Discard> {
        self.reports.authentication(&Authentication {
            outcome: Outcome::Rejected(reason),
            client: None,
            identifier: None,
            network_identity: None,
            nas: request.address,
            station: station(request),
            duration: std::time::Duration::ZERO,
        });
        match eap_identifier {
            Some(identifier) => end(request, Code::ACCESS_REJECT, identifier),
            None => finish(Builder::new(Code::ACCESS_REJECT, request.packet.identifier()), request),
        }
    }
}

fn station(request: &Request<'_>) -> Option<Station> {
    request.packet.first(AttributeType::CALLING_STATION_ID).and_then(Station::new)
}

fn challenge(request: &Request<'_>, state: &State, eap: &[u8]) -> Result<Vec<u8>, Discard> {
    let builder = Builder::new(Code::ACCESS_CHALLENGE, request.packet.identifier());
    finish(builder.attribute(AttributeType::STATE, state).eap_message(eap), request)
}

/// The end without keys.
fn end(request: &Request<'_>, code: Code, eap_identifier: u8) -> Result<Vec<u8>, Discard> {
    let eap = EapPacket::end(EapCode::Failure, eap_identifier).to_bytes();
    finish(Builder::new(code, request.packet.identifier()).eap_message(&eap), request)
}

impl From<TooLong> for Discard {
    fn from(_: TooLong) -> Self {
        Self::Server("the reply does not fit a packet")
    }
}
