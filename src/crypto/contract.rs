//! What an implementation of the cryptography has to do.

use thiserror::Error;

use super::{PrivateKey, PublicKey, Signature};

/// Checks points and signatures of the curve P-256 (secp256r1).
pub trait Verifier {
    /// Checks that a public key is a point of the curve.
    ///
    /// # Errors
    ///
    /// [`VerifyError::NotOnCurve`].
    fn check_public_key(&self, key: &PublicKey) -> Result<(), VerifyError>;

    /// Checks an ECDSA signature over the SHA-256 of `message`.
    ///
    /// Both values of `s` that belong to a signature are accepted, as FIPS 186-5 has it.
    ///
    /// # Errors
    ///
    /// [`VerifyError::NotOnCurve`] if the key is no point of the curve; otherwise [`VerifyError::BadSignature`] if
    /// the signature is not one by this key over this message, or no signature at all (`r` or `s` is 0 or too large).
    fn verify(&self, key: &PublicKey, message: &[u8], signature: &Signature) -> Result<(), VerifyError>;
}

/// Calculates with private keys of the curve P-256 and with shared secrets.
///
/// Implementations in software cannot fail. Others may.
pub trait Signer {
    /// The public key that belongs to a private one.
    ///
    /// # Errors
    ///
    /// [`CryptoError`] if the implementation fails.
    fn public_key(&self, key: &PrivateKey) -> Result<PublicKey, CryptoError>;

    /// Signs the SHA-256 of `message` by deterministic ECDSA: the nonce is that of RFC 6979 with SHA-256, and `s` is
    /// left as it comes out.
    ///
    /// # Errors
    ///
    /// [`CryptoError`] if the implementation fails.
    fn sign(&self, key: &PrivateKey, message: &[u8]) -> Result<Signature, CryptoError>;

    /// HKDF-SHA256 (RFC 5869) with an empty salt; fills all of `output`, which takes at most 8,160 bytes.
    ///
    /// # Errors
    ///
    /// [`CryptoError`] if `output` is longer than that or the implementation fails.
    fn hkdf_sha256(&self, input_key: &[u8], info: &[u8], output: &mut [u8]) -> Result<(), CryptoError>;
}

/// Why a signature does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum VerifyError {
    /// The public key is no point of the curve P-256.
    #[error("the public key is not a point on the curve P-256")]
    NotOnCurve,
    /// The signature is not one by this key over this message.
    #[error("the signature does not verify under the public key")]
    BadSignature,
}

/// A calculation with a secret was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error("{operation} failed: {reason}")]
pub struct CryptoError {
    /// What was asked for.
    pub operation: &'static str,
    /// Why it was not done.
    pub reason: &'static str,
}

impl<T: Verifier + ?Sized> Verifier for &T {
    fn check_public_key(&self, key: &PublicKey) -> Result<(), VerifyError> {
        (**self).check_public_key(key)
    }

    fn verify(&self, key: &PublicKey, message: &[u8], signature: &Signature) -> Result<(), VerifyError> {
        (**self).verify(key, message, signature)
    }
}

impl<T: Signer + ?Sized> Signer for &T {
    fn public_key(&self, key: &PrivateKey) -> Result<PublicKey, CryptoError> {
        (**self).public_key(key)
    }

    fn sign(&self, key: &PrivateKey, message: &[u8]) -> Result<Signature, CryptoError> {
        (**self).sign(key, message)
    }

    fn hkdf_sha256(&self, input_key: &[u8], info: &[u8], output: &mut [u8]) -> Result<(), CryptoError> {
        (**self).hkdf_sha256(input_key, info, output)
    }
}
