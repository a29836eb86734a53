//! Types of identities.

use core::fmt;

/// The type of an identity.
///
/// The releases of the cluster number the types differently; this is what they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum IdentityType {
    /// ECDSA on the curve P-256.
    Ecdsa,
}

impl fmt::Display for IdentityType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ecdsa => f.write_str("ECDSA"),
        }
    }
}
