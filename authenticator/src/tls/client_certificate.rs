//! Which certificates of clients count.

use std::{fmt, sync::Arc};

use netim::{
    clients::ClientIndex,
    identity::{CompactIdentity, Identifier},
};
use ring::signature::{ECDSA_P256_SHA256_ASN1, UnparsedPublicKey};
use rustls::{
    CertificateError, DigitallySignedStruct, DistinguishedName, Error, PeerIncompatible, SignatureScheme,
    client::danger::HandshakeSignatureValid,
    pki_types::{CertificateDer, UnixTime},
    server::danger::{ClientCertVerified, ClientCertVerifier},
};

use super::{server_key::SCHEME, why};
use crate::report::Reason;

/// A client of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KnownClient {
    pub(crate) index: ClientIndex,
    pub(crate) identifier: Identifier,
}

/// Knows the clients.
pub(crate) trait ClientDirectory: fmt::Debug + Send + Sync {
    /// The client with this very identity.
    fn find(&self, identity: &CompactIdentity) -> Result<KnownClient, Reason>;
}

/// Lets those certificates pass that are, byte for byte, the X.509 form of a client in the table.
///
/// No library's opinion of chains is asked: in a world where everybody is called `*`, any certificate may seem to be
/// issued by any other. The signature *in* the certificate needs no look either, since netim has verified it before the
/// client came into the table.
#[derive(Debug)]
pub(super) struct InTheTable {
    pub(super) clients: Arc<dyn ClientDirectory>,
}

impl ClientCertVerifier for InTheTable {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        if !intermediates.is_empty() {
            return Err(why::refused(Reason::CertificateChain(intermediates.len() + 1)));
        }
        let identity = CompactIdentity::decode_der(end_entity);
        let identity = identity.map_err(|error| why::refused(error.into()))?;
        self.clients.find(&identity).map_err(why::refused)?;
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Err(PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig.into())
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let identity =
            CompactIdentity::decode_der(certificate).map_err(|error| why::refused(error.into()))?;
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_ASN1, identity.public_key().as_bytes());
        let verified = signed.scheme == SCHEME && key.verify(message, signed.signature()).is_ok();
        if verified {
            Ok(HandshakeSignatureValid::assertion())
        } else {
            Err(CertificateError::BadSignature.into())
        }
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        vec![SCHEME]
    }
}
