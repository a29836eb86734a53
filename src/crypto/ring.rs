//! Verification by ring.

use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

use super::{CryptoError, PrivateKey, PublicKey, RustCrypto, Signature, Signer, Verifier, VerifyError};

/// The crate ring to verify, [`RustCrypto`] for everything else.
///
/// It accepts and refuses exactly what `RustCrypto` does, about five times as fast when it accepts. ring does not
/// say why it refuses, so a refusal costs a look at the point on top.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ring;

impl Verifier for Ring {
    fn check_public_key(&self, key: &PublicKey) -> Result<(), VerifyError> {
        RustCrypto.check_public_key(key)
    }

    fn verify(&self, key: &PublicKey, message: &[u8], signature: &Signature) -> Result<(), VerifyError> {
        let ring_key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key.as_bytes());
        match ring_key.verify(message, signature.as_bytes()) {
            Ok(()) => Ok(()),
            Err(_) => self.check_public_key(key).and(Err(VerifyError::BadSignature)),
        }
    }
}

impl Signer for Ring {
    fn public_key(&self, key: &PrivateKey) -> Result<PublicKey, CryptoError> {
        RustCrypto.public_key(key)
    }

    fn sign(&self, key: &PrivateKey, message: &[u8]) -> Result<Signature, CryptoError> {
        RustCrypto.sign(key, message)
    }

    fn hkdf_sha256(&self, input_key: &[u8], info: &[u8], output: &mut [u8]) -> Result<(), CryptoError> {
        RustCrypto.hkdf_sha256(input_key, info, output)
    }
}
