//! The X.509 form in DER, byte for byte.

mod decode;
mod encode;

use thiserror::Error;

use super::CertificatePart;
use crate::crypto::PublicKeyError;

/// Why bytes are no identity's certificate.
///
/// Offsets are counted from the first byte of the certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CertificateError {
    /// The certificate ends too early, whatever its header says.
    #[error("the certificate is truncated: it has {len} bytes, and its {part} is not complete")]
    Truncated {
        /// How many bytes there are.
        len: usize,
        /// The part that is cut off or wholly absent.
        part: CertificatePart,
    },
    /// A part that is the same in all identities' certificates is different in this one.
    #[error(
        "the certificate's {part} is not that of an identity: 0x{found:02x} at offset {offset}, not 0x{expected:02x}"
    )]
    Template {
        /// The part.
        part: CertificatePart,
        /// The first byte that is different.
        offset: usize,
        /// What it should have been.
        expected: u8,
        /// What it is.
        found: u8,
    },
    /// The certificate is shorter or longer than its header says.
    #[error("the certificate's header says {expected} bytes in all, there are {found}")]
    Length {
        /// How many bytes the certificate has according to its header.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// The public key is not an uncompressed point.
    #[error(transparent)]
    PublicKey(#[from] PublicKeyError),
    /// The signature is not the DER encoding of two unsigned integers in a bit string that fills the certificate.
    /// The position is counted from the first byte of the bit string's content or, failing that, of the bit string.
    #[error("the certificate's signature, from offset {offset} on, is not strict DER: {error}")]
    Signature {
        /// Where the bit string starts.
        offset: usize,
        /// What the DER decoder says.
        error: der::Error,
    },
    /// The bit string of the signature does not hold whole bytes.
    #[error("the certificate's signature, at offset {offset}, has {unused} unused bits")]
    SignatureBits {
        /// Where the bit string starts.
        offset: usize,
        /// How many bits of its last byte are unused.
        unused: u8,
    },
    /// `r` or `s` is too large for the curve P-256.
    #[error("a number of the certificate's signature has {len} bytes, more than 32")]
    SignatureNumber {
        /// The length of the number in bytes, without leading zeros.
        len: usize,
    },
}
