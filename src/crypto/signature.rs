//! Signatures.

use core::fmt;

/// An ECDSA signature of the curve P-256 in the form that Matter uses: `r` and `s`, 32 bytes each, big-endian.
///
/// Any 64 bytes will do; those that no key could have made fail to verify.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Signature([u8; Self::LEN]);

impl Signature {
    /// The length in bytes.
    pub const LEN: usize = 64;

    /// Takes `r` and `s`.
    pub const fn from_bytes(bytes: &[u8; Self::LEN]) -> Self {
        Self(*bytes)
    }

    /// `r` and `s`.
    pub const fn as_bytes(&self) -> &[u8; Self::LEN] {
        &self.0
    }

    /// `r` and `s`, apart.
    pub(crate) fn halves(&self) -> (&[u8], &[u8]) {
        self.0.split_at(Self::LEN / 2)
    }
}

/// Hexadecimal.
impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({:x})", base16ct::HexDisplay(&self.0))
    }
}
