//! What a session does with what the peer says.

use std::{mem, net::IpAddr, sync::Arc, time::Instant};

use netim::{
    identity::{CompactIdentity, EapIdentity},
    network_identities::NetworkIdentityIndex,
};
use rustls::ServerConfig;

use super::Station;
use crate::{
    eap::{Assembler, EapPacket, Fragmenter, Method, TlsFragment},
    report::{Discard, Reason},
    tls::{Handshake, Msk, Progress},
};

/// A session that is open.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) nas: IpAddr,
    pub(crate) station: Option<Station>,
    pub(crate) started: Instant,
    pub(crate) network: NetworkIdentityIndex,
    /// Of the last request.
    identifier: u8,
    fragment_size: usize,
    stage: Stage,
}

/// What a session begins with.
#[derive(Debug)]
pub(crate) struct Opening {
    pub(crate) nas: IpAddr,
    pub(crate) station: Option<Station>,
    pub(crate) now: Instant,
    pub(crate) network: NetworkIdentityIndex,
    pub(crate) config: Arc<ServerConfig>,
    pub(crate) fragment_size: usize,
}

#[derive(Debug)]
enum Stage {
    /// TLS has not begun. Most of what is open at any time is here, so it is small.
    Started { config: Arc<ServerConfig>, incoming: Assembler },
    /// It has.
    Tls(Box<Exchange>),
    /// Nothing can come of it.
    Over,
}

#[derive(Debug)]
struct Exchange {
    handshake: Handshake,
    incoming: Assembler,
    outgoing: Fragmenter,
    then: Then,
}

/// What follows when all has been sent.
#[derive(Debug)]
enum Then {
    /// More of the handshake.
    Handshake,
    /// The peer acknowledges the commitment, and is let in.
    Accept,
    /// The peer acknowledges the alert, and is not.
    Reject(Reason),
}

/// What the peer gets.
#[derive(Debug)]
pub(crate) enum Step {
    /// An EAP request.
    Request(Vec<u8>),
    /// What it came for, if the client is still in the table.
    Accept(Box<Proven>),
    /// Nothing.
    Reject(Reason),
    /// No answer.
    Discard(Discard),
}

/// A client that has proven that it is the one.
#[derive(Debug)]
pub(crate) struct Proven {
    pub(crate) identity: CompactIdentity,
    pub(crate) msk: Msk,
}

impl Session {
    /// Opens a session after the EAP response with this identifier, and returns its first request.
    pub(crate) fn open(opening: Opening, response_identifier: u8) -> (Self, Vec<u8>) {
        let Opening { nas, station, now, network, config, fragment_size } = opening;
        let stage = Stage::Started { config, incoming: Assembler::default() };
        let identifier = response_identifier;
        let mut session = Self { nas, station, started: now, network, identifier, fragment_size, stage };
        let request = session.request(TlsFragment::START);
        (session, request)
    }

    /// The network that an EAP identity names.
    pub(crate) fn network_of(identity: &[u8]) -> Result<EapIdentity, Reason> {
        Ok(String::from_utf8_lossy(identity).parse::<EapIdentity>()?)
    }

    /// The identity that the peer has shown so far.
    pub(crate) fn client_identity(&self) -> Option<CompactIdentity> {
        match &self.stage {
            Stage::Tls(exchange) => exchange.handshake.client_identity(),
            Stage::Started { .. } | Stage::Over => None,
        }
    }

    /// The identifier of the last request, which the end has too.
    pub(crate) const fn identifier(&self) -> u8 {
        self.identifier
    }

    /// Takes an EAP response.
    pub(crate) fn respond(&mut self, response: &EapPacket<'_>) -> Step {
        if response.identifier != self.identifier {
            let (expected, found) = (self.identifier, response.identifier);
            return Step::Discard(Discard::EapIdentifier { expected, found });
        }
        match response.method {
            Some(Method::Tls(fragment)) if !fragment.start => {
                self.take(&fragment).unwrap_or_else(Step::Reject)
            }
            Some(Method::Nak(_)) => Step::Reject(self.failed_already().unwrap_or(Reason::Nak)),
            _ => Step::Reject(self.failed_already().unwrap_or(Reason::UnexpectedMethod)),
        }
    }

    /// What was wrong before, whatever else is now. Nothing comes of the session from here on.
    pub(crate) fn failed_already(&mut self) -> Option<Reason> {
        match mem::replace(&mut self.stage, Stage::Over) {
            Stage::Tls(exchange) => match exchange.then {
                Then::Reject(reason) => Some(reason),
                Then::Handshake | Then::Accept => None,
            },
            Stage::Started { .. } | Stage::Over => None,
        }
    }

    fn take(&mut self, fragment: &TlsFragment<'_>) -> Result<Step, Reason> {
        match &mut self.stage {
            Stage::Started { config, incoming } => {
                let Some(message) = incoming.take(fragment)? else {
                    return Ok(Step::Request(self.request(TlsFragment::EMPTY)));
                };
                let handshake = Handshake::new(Arc::clone(config))?;
                let outgoing = Fragmenter::default();
                let incoming = Assembler::default();
                let exchange = Exchange { handshake, incoming, outgoing, then: Then::Handshake };
                self.stage = Stage::Tls(Box::new(exchange));
                self.process(&message)
            }
            Stage::Tls(exchange) if !exchange.outgoing.is_done() && fragment.is_empty() => Ok(self.send()),
            Stage::Tls(exchange) => match &exchange.then {
                Then::Reject(reason) => Err(reason.clone()),
                Then::Accept if fragment.is_empty() && exchange.outgoing.is_done() => self.accept(),
                Then::Accept | Then::Handshake => match exchange.incoming.take(fragment)? {
                    Some(message) => self.process(&message),
                    None => Ok(Step::Request(self.request(TlsFragment::EMPTY))),
                },
            },
            Stage::Over => Err(Reason::UnexpectedMethod),
        }
    }

    /// Hands a whole message to TLS.
    fn process(&mut self, message: &[u8]) -> Result<Step, Reason> {
        let Stage::Tls(exchange) = &mut self.stage else { return Err(Reason::UnexpectedMethod) };
        if message.is_empty() {
            return Err(Reason::UnexpectedMethod);
        }
        let (then, outgoing) = match exchange.handshake.process(message) {
            Progress::Continues(outgoing) => (Then::Handshake, outgoing),
            Progress::Complete(outgoing) => (Then::Accept, outgoing),
            Progress::Failed(reason, outgoing) if outgoing.is_empty() => return Err(reason),
            // The peer that has ended it waits for no alert of ours.
            Progress::Failed(reason @ Reason::PeerRefused(_), _) => return Err(reason),
            Progress::Failed(reason, outgoing) => (Then::Reject(reason), outgoing),
        };
        exchange.then = then;
        exchange.outgoing = Fragmenter::new(outgoing);
        Ok(self.send())
    }

    fn accept(&mut self) -> Result<Step, Reason> {
        match mem::replace(&mut self.stage, Stage::Over) {
            Stage::Tls(exchange) => {
                let identity = exchange.handshake.client_identity().ok_or(Reason::NoCertificate)?;
                Ok(Step::Accept(Box::new(Proven { identity, msk: exchange.handshake.msk()? })))
            }
            Stage::Started { .. } | Stage::Over => Err(Reason::UnexpectedMethod),
        }
    }

    /// The next fragment of what is to be sent; an empty one, which asks for more, if there is nothing.
    fn send(&mut self) -> Step {
        self.identifier = self.identifier.wrapping_add(1);
        let fragment = match &mut self.stage {
            Stage::Tls(exchange) => exchange.outgoing.next_fragment(self.fragment_size),
            Stage::Started { .. } | Stage::Over => TlsFragment::EMPTY,
        };
        Step::Request(EapPacket::request(self.identifier, Method::Tls(fragment)).to_bytes())
    }

    fn request(&mut self, fragment: TlsFragment<'_>) -> Vec<u8> {
        self.identifier = self.identifier.wrapping_add(1);
        EapPacket::request(self.identifier, Method::Tls(fragment)).to_bytes()
    }
}
