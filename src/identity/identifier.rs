//! Identifiers.

use core::{fmt, str::FromStr};

use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::EapIdentity;
use crate::crypto::PublicKey;

/// What names an identity: the first 20 bytes of the SHA-256 of its public key.
///
/// Prints as 40 lower-case hexadecimal digits; reads upper case too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier([u8; Self::LEN]);

impl Identifier {
    /// The length in bytes.
    pub const LEN: usize = 20;

    /// The identifier of the identity with a certain public key.
    pub fn of(public_key: &PublicKey) -> Self {
        let hash: [u8; 32] = Sha256::digest(public_key.as_bytes()).into();
        let mut bytes = [0; Self::LEN];
        for (to, from) in bytes.iter_mut().zip(hash) {
            *to = from;
        }
        Self(bytes)
    }

    /// Takes an identifier.
    pub const fn from_bytes(bytes: &[u8; Self::LEN]) -> Self {
        Self(*bytes)
    }

    /// The 20 bytes.
    pub const fn as_bytes(&self) -> &[u8; Self::LEN] {
        &self.0
    }

    /// The identity that clients of the network with this identifier present in EAP.
    pub fn to_eap_identity(&self) -> EapIdentity {
        EapIdentity::of(*self)
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}", base16ct::HexDisplay(&self.0))
    }
}

impl fmt::Debug for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identifier({self})")
    }
}

impl FromStr for Identifier {
    type Err = IdentifierError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() != 2 * Self::LEN {
            return Err(IdentifierError::Length { found: text.len() });
        }
        let mut bytes = [0; Self::LEN];
        match base16ct::mixed::decode(text, &mut bytes) {
            Ok(_) => Ok(Self(bytes)),
            Err(_) => Err(IdentifierError::NotHexadecimal),
        }
    }
}

/// Why a text is no identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum IdentifierError {
    /// Not 40 bytes of text.
    #[error("an identifier has 40 hexadecimal digits; this is {found} bytes of text")]
    Length {
        /// How many bytes the text has.
        found: usize,
    },
    /// Something among the 40 is no hexadecimal digit.
    #[error("an identifier has 40 hexadecimal digits; something here is none")]
    NotHexadecimal,
}
