//! The secret itself.

use core::fmt;

use rand_core::TryCryptoRng;
use subtle::{Choice, ConstantTimeEq};
use zeroize::ZeroizeOnDrop;

/// The secret itself: 32 bytes that only administrators know.
///
/// Zeroized when dropped, never printed, compared in constant time.
#[derive(Clone, ZeroizeOnDrop)]
pub struct RawSecret([u8; Self::LEN]);

impl RawSecret {
    /// The length in bytes.
    pub const LEN: usize = 32;

    /// Takes a secret.
    pub const fn from_bytes(bytes: &[u8; Self::LEN]) -> Self {
        Self(*bytes)
    }

    /// Makes a new secret.
    ///
    /// # Errors
    ///
    /// That of the source of randomness.
    pub fn generate<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self, R::Error> {
        let mut secret = Self([0; Self::LEN]);
        rng.try_fill_bytes(&mut secret.0)?;
        Ok(secret)
    }

    /// Makes a new secret from the operating system's randomness.
    ///
    /// # Errors
    ///
    /// That of the operating system.
    #[cfg(feature = "std")]
    pub fn generate_from_os() -> Result<Self, getrandom::Error> {
        Self::generate(&mut getrandom::SysRng)
    }

    /// The bytes. Whoever copies them zeroizes the copy.
    pub const fn expose_secret(&self) -> &[u8; Self::LEN] {
        &self.0
    }
}

impl ConstantTimeEq for RawSecret {
    fn ct_eq(&self, other: &Self) -> Choice {
        self.0.ct_eq(&other.0)
    }
}

/// Says that there is a secret, not which.
impl fmt::Debug for RawSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}
