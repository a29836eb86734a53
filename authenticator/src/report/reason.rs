//! Why somebody is not let in.

use netim::identity::{CertificateError, EapIdentityError, Identifier};
use rustls::{AlertDescription, PeerIncompatible};
use thiserror::Error;

use crate::eap::AssembleError;

/// Why somebody is not let in.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum Reason {
    /// The request wants something else than EAP.
    #[error("no EAP")]
    NotEap,
    /// The identity is not that of a network with Per-Device Credentials.
    #[error("no EAP identity of a network: {0}")]
    Identity(#[from] EapIdentityError),
    /// The network identity that the peer expects is not in the table.
    #[error("the network identity is not in the table")]
    UnknownNetwork,
    /// The peer does not want EAP-TLS.
    #[error("the peer does not want EAP-TLS")]
    Nak,
    /// The `State` is not that of a session: it has expired, or the request is an old one, sent again.
    #[error("there is no such session")]
    UnknownSession,
    /// The peer answers with something else than what it was asked for.
    #[error("the peer answered with something else")]
    UnexpectedMethod,
    /// The fragments of a message do not make one.
    #[error("{0}")]
    Fragments(#[from] AssembleError),
    /// The peer does not speak TLS 1.3.
    #[error("the peer does not offer TLS 1.3")]
    TlsVersion,
    /// The peer does not offer the cipher suite.
    #[error("the peer does not offer the cipher suite")]
    CipherSuite,
    /// The peer does not offer the curve P-256.
    #[error("the peer does not offer the curve P-256 for the key exchange")]
    Curve,
    /// The peer does not offer ECDSA on P-256 with SHA-256.
    #[error("the peer does not offer signatures by ECDSA on P-256 with SHA-256")]
    SignatureScheme,
    /// The peer offers nothing that fits, in another way.
    #[error("incompatible TLS: {0:?}")]
    Incompatible(PeerIncompatible),
    /// The peer ended the handshake: it does not believe the network, say.
    #[error("the peer refused: {0:?}")]
    PeerRefused(AlertDescription),
    /// The peer's TLS is wrong.
    #[error("TLS: {0}")]
    Tls(rustls::Error),
    /// The peer has no certificate.
    #[error("no certificate")]
    NoCertificate,
    /// The peer has sent a chain.
    #[error("a chain of {0} certificates")]
    CertificateChain(usize),
    /// The certificate is not that of an identity.
    #[error("{0}")]
    Certificate(#[from] CertificateError),
    /// The certificate is of no client in the table.
    #[error("the client is not in the table")]
    UnknownClient(Identifier),
    /// The key is that of a client in the table, but the certificate is another.
    #[error("the certificate is not the client's, though its key is")]
    OtherCertificate(Identifier),
    /// The peer does not hold the private key.
    #[error("the signature over the handshake is not by the certificate's key")]
    HandshakeSignature,
    /// The client was removed during the handshake.
    #[error("the client was removed during the handshake")]
    Removed,
    /// The network identity has retired during the handshake.
    #[error("the network identity has retired during the handshake")]
    NetworkRetired,
    /// The peer stopped answering.
    #[error("the peer stopped answering")]
    Expired,
    /// There were too many sessions at once, and this one had been quiet for longest.
    #[error("too many sessions at once")]
    TooManySessions,
    /// The server itself could not.
    #[error("the server failed: {0}")]
    Server(&'static str),
}

impl Reason {
    /// The identifier of the certificate that it is about.
    pub const fn identifier(&self) -> Option<Identifier> {
        match self {
            Self::UnknownClient(identifier) | Self::OtherCertificate(identifier) => Some(*identifier),
            _ => None,
        }
    }

    /// A short name without particulars, for counters.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NotEap => "not-eap",
            Self::Identity(_) => "identity",
            Self::UnknownNetwork => "unknown-network",
            Self::Nak => "nak",
            Self::UnknownSession => "unknown-session",
            Self::UnexpectedMethod => "unexpected-method",
            Self::Fragments(_) => "fragments",
            Self::TlsVersion => "tls-version",
            Self::CipherSuite => "cipher-suite",
            Self::Curve => "curve",
            Self::SignatureScheme => "signature-scheme",
            Self::Incompatible(_) => "incompatible",
            Self::PeerRefused(_) => "peer-refused",
            Self::Tls(_) => "tls",
            Self::NoCertificate => "no-certificate",
            Self::CertificateChain(_) => "certificate-chain",
            Self::Certificate(_) => "certificate",
            Self::UnknownClient(_) => "unknown-client",
            Self::OtherCertificate(_) => "other-certificate",
            Self::HandshakeSignature => "handshake-signature",
            Self::Removed => "removed",
            Self::NetworkRetired => "network-retired",
            Self::Expired => "expired",
            Self::TooManySessions => "too-many-sessions",
            Self::Server(_) => "server",
        }
    }
}
