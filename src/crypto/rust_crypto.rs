//! The cryptography of the `RustCrypto` project.

use hkdf::Hkdf;
use p256::ecdsa::{
    self, SigningKey, VerifyingKey,
    signature::{Signer as _, Verifier as _},
};
use sha2::Sha256;

use super::{CryptoError, PrivateKey, PublicKey, Signature, Signer, Verifier, VerifyError};

/// The crates p256, sha2 and hkdf: pure Rust, `no_std`, no allocation.
///
/// With the feature `std`, signing uses tables that are calculated at first use.
#[derive(Clone, Copy, Debug, Default)]
pub struct RustCrypto;

impl Verifier for RustCrypto {
    fn check_public_key(&self, key: &PublicKey) -> Result<(), VerifyError> {
        verifying_key(key).map(drop)
    }

    fn verify(&self, key: &PublicKey, message: &[u8], signature: &Signature) -> Result<(), VerifyError> {
        let key = verifying_key(key)?;
        let signature =
            ecdsa::Signature::from_slice(signature.as_bytes()).map_err(|_| VerifyError::BadSignature)?;
        key.verify(message, &signature).map_err(|_| VerifyError::BadSignature)
    }
}

fn verifying_key(key: &PublicKey) -> Result<VerifyingKey, VerifyError> {
    VerifyingKey::from_sec1_bytes(key.as_bytes()).map_err(|_| VerifyError::NotOnCurve)
}

impl Signer for RustCrypto {
    fn public_key(&self, key: &PrivateKey) -> Result<PublicKey, CryptoError> {
        let failed = |reason| CryptoError { operation: "calculating the public key", reason };
        let key = signing_key(key).ok_or(failed("the private key is out of range"))?;
        let point = key.verifying_key().to_sec1_point(false);
        let bytes = point.as_bytes().try_into().map_err(|_| failed("the point is not 65 bytes long"))?;
        PublicKey::from_bytes(bytes).map_err(|_| failed("the point is compressed"))
    }

    fn sign(&self, key: &PrivateKey, message: &[u8]) -> Result<Signature, CryptoError> {
        let failed = |reason| CryptoError { operation: "signing", reason };
        let key = signing_key(key).ok_or(failed("the private key is out of range"))?;
        let signature: ecdsa::Signature =
            key.try_sign(message).map_err(|_| failed("the crate p256 gave no signature"))?;
        Ok(Signature::from_bytes(&signature.to_bytes().into()))
    }

    fn hkdf_sha256(&self, input_key: &[u8], info: &[u8], output: &mut [u8]) -> Result<(), CryptoError> {
        Hkdf::<Sha256>::new(None, input_key)
            .expand(info, output)
            .map_err(|_| CryptoError { operation: "HKDF-SHA256", reason: "more than 8,160 bytes of output" })
    }
}

/// The key in the form that signs; zeroized when dropped.
fn signing_key(key: &PrivateKey) -> Option<SigningKey> {
    SigningKey::from_slice(key.expose_secret()).ok()
}
