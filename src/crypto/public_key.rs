//! Public keys.

use core::fmt;

use thiserror::Error;

/// What an uncompressed point starts with (SEC 1, section 2.3.3).
const UNCOMPRESSED: u8 = 0x04;

/// A public key of the curve P-256 in the form that Matter uses: an uncompressed point, 65 bytes.
///
/// Only the form is known to be right. Whether the point is on the curve, a
/// [`Verifier`](super::Verifier) can tell.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey([u8; Self::LEN]);

impl PublicKey {
    /// The length in bytes: 0x04, x and y.
    pub const LEN: usize = 65;

    /// Takes an uncompressed point.
    ///
    /// # Errors
    ///
    /// [`PublicKeyError`] if the first byte is not 0x04.
    pub const fn from_bytes(bytes: &[u8; Self::LEN]) -> Result<Self, PublicKeyError> {
        match bytes {
            [UNCOMPRESSED, ..] => Ok(Self(*bytes)),
            [first, ..] => Err(PublicKeyError { first: *first }),
        }
    }

    /// The uncompressed point.
    pub const fn as_bytes(&self) -> &[u8; Self::LEN] {
        &self.0
    }
}

/// Hexadecimal.
impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({:x})", base16ct::HexDisplay(&self.0))
    }
}

/// Not an uncompressed point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error("the public key starts with 0x{first:02x}, an uncompressed point with 0x04")]
pub struct PublicKeyError {
    /// The first byte, which should have been 0x04.
    pub first: u8,
}
