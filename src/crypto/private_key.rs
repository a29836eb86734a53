//! Private keys.

use core::fmt;

use p256::{NonZeroScalar, Scalar, SecretKey, elliptic_curve::PrimeField as _};
use rand_core::TryCryptoRng;
use subtle::{Choice, ConstantTimeEq};
use thiserror::Error;
use zeroize::{Zeroize as _, ZeroizeOnDrop, Zeroizing};

/// How many random numbers [`PrivateKey::generate`] tries. A sound source needs a second one once in 2³² times.
const ATTEMPTS: usize = 8;

/// A private key of the curve P-256: a number from 1 to n - 1, where n is the order of the curve.
///
/// Zeroized when dropped, never printed, compared in constant time.
#[derive(Clone, ZeroizeOnDrop)]
pub struct PrivateKey([u8; Self::LEN]);

impl PrivateKey {
    /// The length in bytes.
    pub const LEN: usize = 32;

    /// Takes the number, big-endian.
    ///
    /// # Errors
    ///
    /// [`InvalidPrivateKey`] if it is not from 1 to n - 1.
    pub fn from_bytes(bytes: &[u8; Self::LEN]) -> Result<Self, InvalidPrivateKey> {
        match SecretKey::from_slice(bytes) {
            Ok(_) => Ok(Self(*bytes)),
            Err(_) => Err(InvalidPrivateKey),
        }
    }

    /// The key that a random or derived candidate `c` stands for: `c + 1` if `c` is at most n - 2, otherwise none
    /// ("testing candidates", FIPS 186-5, appendix A.2.2).
    pub fn from_candidate(candidate: &[u8; Self::LEN]) -> Option<Self> {
        let number = Zeroizing::new(Option::<Scalar>::from(Scalar::from_repr((*candidate).into()))?);
        let key = Zeroizing::new(Option::<NonZeroScalar>::from(NonZeroScalar::new(*number + Scalar::ONE))?);
        let mut bytes = key.to_repr();
        let key = Self(bytes.into());
        bytes.zeroize();
        Some(key)
    }

    /// Generates a key.
    ///
    /// # Errors
    ///
    /// [`GenerateError::Random`] if the source of randomness fails, [`GenerateError::NoCandidate`] if it is broken.
    pub fn generate<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self, GenerateError<R::Error>> {
        let mut candidate = Zeroizing::new([0; Self::LEN]);
        for _ in 0..ATTEMPTS {
            rng.try_fill_bytes(&mut *candidate).map_err(GenerateError::Random)?;
            if let Some(key) = Self::from_candidate(&candidate) {
                return Ok(key);
            }
        }
        Err(GenerateError::NoCandidate)
    }

    /// Generates a key from the operating system's randomness.
    ///
    /// # Errors
    ///
    /// As [`generate`](Self::generate).
    #[cfg(feature = "std")]
    pub fn generate_from_os() -> Result<Self, GenerateError<getrandom::Error>> {
        Self::generate(&mut getrandom::SysRng)
    }

    /// The number itself, big-endian. Whoever copies it zeroizes the copy.
    pub const fn expose_secret(&self) -> &[u8; Self::LEN] {
        &self.0
    }
}

impl ConstantTimeEq for PrivateKey {
    fn ct_eq(&self, other: &Self) -> Choice {
        self.0.ct_eq(&other.0)
    }
}

/// Says that there is a key, not which.
impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey([redacted])")
    }
}

/// A number that is no private key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error("a private key of P-256 is from 1 to n - 1")]
pub struct InvalidPrivateKey;

/// Why no key was generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum GenerateError<E> {
    /// The source of randomness failed.
    #[error("the source of randomness failed: {0}")]
    Random(E),
    /// The source of randomness gave nothing but numbers that are too large, so it is broken.
    #[error("the source of randomness is broken: {ATTEMPTS} numbers in a row are too large for a key")]
    NoCandidate,
}
