//! The X.509 form in PEM.

use pem_rfc7468::LineEnding;
use thiserror::Error;

use super::{
    CertificateError, CompactIdentity,
    armour::{PemError, decode_pem},
};

const LABEL: &str = "CERTIFICATE";

impl CompactIdentity {
    /// The length of the longest certificate in PEM: 335 bytes are 448 digits on 7 lines, between two lines of 28 and
    /// 26 bytes with their ends.
    pub const MAX_PEM_LEN: usize = 28 + 448 + 7 + 26;

    /// Writes the identity's certificate in PEM to `buf`, every line ended by a line feed, and returns the part of it
    /// that is used. [`MAX_PEM_LEN`](Self::MAX_PEM_LEN) bytes are enough for every identity.
    ///
    /// # Errors
    ///
    /// [`CertificatePemError::Pem`] if `buf` is too short.
    pub fn encode_pem<'b>(&self, buf: &'b mut [u8]) -> Result<&'b str, CertificatePemError> {
        let mut der = [0; Self::MAX_DER_LEN];
        let der = self.encode_der(&mut der);
        pem_rfc7468::encode(LABEL, LineEnding::LF, der, buf)
            .map_err(|error| CertificatePemError::Pem(error.into()))
    }

    /// Reads an identity from its certificate in PEM: one certificate and nothing else, by the strict grammar of
    /// RFC 7468. Lines may end in a line feed, a carriage return or both, the last one also in neither.
    /// Verifies nothing, as [`parse`](Self::parse).
    ///
    /// # Errors
    ///
    /// [`CertificatePemError`] says what is wrong with the text or with the certificate in it.
    pub fn decode_pem(pem: &str) -> Result<Self, CertificatePemError> {
        let mut buf = [0; Self::MAX_DER_LEN];
        Ok(Self::decode_der(decode_pem(LABEL, pem, &mut buf)?)?)
    }
}

/// Why a text is no identity's certificate in PEM.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CertificatePemError {
    /// It is not the PEM of a certificate.
    #[error(transparent)]
    Pem(#[from] PemError),
    /// The certificate in it is not one of an identity.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
}
