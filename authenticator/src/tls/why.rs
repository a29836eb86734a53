//! From errors of rustls to reasons, and through rustls: our own reasons travel inside its errors.

use std::sync::Arc;

use rustls::{CertificateError, Error, OtherError, PeerIncompatible};

use crate::report::Reason;

/// The error that carries a reason, with the alert for certificates.
pub(super) fn refused(reason: Reason) -> Error {
    CertificateError::Other(OtherError(Arc::new(reason))).into()
}

/// The error for what is not the peer's fault, with the alert for that.
pub(super) fn server_failed(what: &'static str) -> Error {
    Error::Other(OtherError(Arc::new(Reason::Server(what))))
}

/// The reason that an error of rustls stands for.
pub(super) fn reason(error: Error) -> Reason {
    match error {
        Error::PeerIncompatible(incompatible) => of_incompatible(incompatible),
        Error::AlertReceived(alert) => Reason::PeerRefused(alert),
        Error::NoCertificatesPresented => Reason::NoCertificate,
        Error::InvalidCertificate(CertificateError::BadSignature) => Reason::HandshakeSignature,
        Error::InvalidCertificate(CertificateError::Other(OtherError(ref carried)))
        | Error::Other(OtherError(ref carried)) => {
            carried.downcast_ref().map_or_else(|| Reason::Tls(error.clone()), Reason::clone)
        }
        error => Reason::Tls(error),
    }
}

fn of_incompatible(incompatible: PeerIncompatible) -> Reason {
    use PeerIncompatible as Peer;
    match incompatible {
        Peer::SupportedVersionsExtensionRequired
        | Peer::ServerTlsVersionIsDisabledByOurConfig
        | Peer::ServerDoesNotSupportTls12Or13
        | Peer::Tls12NotOffered
        | Peer::Tls12NotOfferedOrEnabled => Reason::TlsVersion,
        Peer::NoCipherSuitesInCommon => Reason::CipherSuite,
        Peer::NoKxGroupsInCommon | Peer::NamedGroupsExtensionRequired | Peer::KeyShareExtensionRequired => {
            Reason::Curve
        }
        Peer::NoSignatureSchemesInCommon | Peer::SignatureAlgorithmsExtensionRequired => {
            Reason::SignatureScheme
        }
        other => Reason::Incompatible(other),
    }
}
