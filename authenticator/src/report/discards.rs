//! What is not even answered.

use thiserror::Error;

use crate::{
    eap::EapError,
    packet::{Code, MessageAuthenticatorError, PacketError},
};

/// Why a datagram is discarded without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Discard {
    /// Nobody with this address may ask.
    #[error("unknown access point")]
    UnknownNas,
    /// It is no RADIUS packet.
    #[error("{0}")]
    Packet(#[from] PacketError),
    /// It is no request for authentication.
    #[error("{0} is no request for authentication")]
    Code(Code),
    /// Whoever sent it does not know the secret, or it was changed on its way.
    #[error("{0}")]
    MessageAuthenticator(#[from] MessageAuthenticatorError),
    /// It is the same as one that is being worked on, or one that let a client in that was removed since.
    #[error("a repetition of a request that is being worked on, or whose client was removed")]
    Repetition,
    /// The EAP packet in it is none.
    #[error("{0}")]
    Eap(#[from] EapError),
    /// The EAP packet in it is no response.
    #[error("no EAP response")]
    NoResponse,
    /// The EAP packet in it does not answer the last request of its session.
    #[error("the EAP response has identifier {found}, not {expected}")]
    EapIdentifier {
        /// What it should be.
        expected: u8,
        /// What it is.
        found: u8,
    },
    /// Another request of the same session is being worked on.
    #[error("another request of the session is being worked on")]
    Busy,
    /// The server itself could not.
    #[error("the server failed: {0}")]
    Server(&'static str),
}

impl Discard {
    /// A short name without particulars, for counters.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnknownNas => "unknown-nas",
            Self::Packet(_) => "packet",
            Self::Code(_) => "code",
            Self::MessageAuthenticator(MessageAuthenticatorError::Missing) => "no-message-authenticator",
            Self::MessageAuthenticator(MessageAuthenticatorError::Wrong) => "wrong-message-authenticator",
            Self::Repetition => "repetition",
            Self::Eap(_) => "eap",
            Self::NoResponse => "no-response",
            Self::EapIdentifier { .. } => "eap-identifier",
            Self::Busy => "busy",
            Self::Server(_) => "server",
        }
    }
}
