//! What clients say before TLS begins.

use core::{fmt, str::FromStr};

use thiserror::Error;

use super::Identifier;

const PREFIX: &str = "@";
const SUFFIX: &str = ".pdc.csa-iot.org";

/// The identity that a client presents in EAP, before TLS: the same for all clients of a network, it names the
/// *network* identity that the client expects to meet.
///
/// `@`, the network identity's identifier as 40 upper-case hexadecimal digits, `.pdc.csa-iot.org`. Nothing else is
/// parsed, lower case included.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct EapIdentity {
    network: Identifier,
    text: [u8; Self::LEN],
}

impl EapIdentity {
    /// The length in bytes.
    pub const LEN: usize = 57;

    pub(super) fn of(network: Identifier) -> Self {
        let mut digits = [0; 2 * Identifier::LEN];
        // The buffer is as long as the digits are, so this does not fail.
        let digits = base16ct::upper::encode(network.as_bytes(), &mut digits).unwrap_or_default();
        let mut text = [0; Self::LEN];
        let content = [PREFIX.as_bytes(), digits, SUFFIX.as_bytes()];
        for (to, from) in text.iter_mut().zip(content.into_iter().flatten()) {
            *to = *from;
        }
        Self { network, text }
    }

    /// The identifier of the network identity.
    pub const fn network(&self) -> &Identifier {
        &self.network
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        // ASCII by construction.
        core::str::from_utf8(&self.text).unwrap_or_default()
    }
}

impl fmt::Display for EapIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for EapIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EapIdentity({self})")
    }
}

impl FromStr for EapIdentity {
    type Err = EapIdentityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let rest = text.strip_prefix(PREFIX).ok_or(EapIdentityError::Prefix)?;
        let digits = rest.strip_suffix(SUFFIX).ok_or(EapIdentityError::Suffix)?;
        let mut bytes = [0; Identifier::LEN];
        match base16ct::upper::decode(digits, &mut bytes) {
            Ok(decoded) if decoded.len() == Identifier::LEN => Ok(Self::of(Identifier::from_bytes(&bytes))),
            _ => Err(EapIdentityError::Identifier),
        }
    }
}

/// Why a text is no EAP identity of a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum EapIdentityError {
    /// It does not start with `@`.
    #[error("does not start with \"{PREFIX}\"")]
    Prefix,
    /// It does not end with `.pdc.csa-iot.org`.
    #[error("does not end with \"{SUFFIX}\"")]
    Suffix,
    /// What is between is not 40 upper-case hexadecimal digits.
    #[error("not 40 upper-case hexadecimal digits between \"{PREFIX}\" and \"{SUFFIX}\"")]
    Identifier,
}
