//! Handles.

use core::fmt;

/// Names a secret or a key pair in a [`KeyStore`](super::KeyStore): 16 bytes that mean something to the store alone,
/// and are no secret.
///
/// A server stores them with what they belong to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyHandle([u8; Self::LEN]);

impl KeyHandle {
    /// The length in bytes.
    pub const LEN: usize = 16;

    /// The handle that was stored as these bytes.
    pub const fn from_bytes(bytes: &[u8; Self::LEN]) -> Self {
        Self(*bytes)
    }

    /// The bytes to store.
    pub const fn as_bytes(&self) -> &[u8; Self::LEN] {
        &self.0
    }
}

/// Hexadecimal.
impl fmt::Debug for KeyHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyHandle({:x})", base16ct::HexDisplay(&self.0))
    }
}

/// What is behind a handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyKind {
    /// The raw secret of administrators.
    Secret,
    /// A key pair of the curve P-256.
    KeyPair,
}

impl fmt::Display for KeyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Secret => "secret",
            Self::KeyPair => "key pair",
        })
    }
}
