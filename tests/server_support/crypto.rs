//! The same cryptography, remembered: without optimisation a signature takes ten milliseconds.

use std::collections::BTreeMap;
use std::sync::Mutex;

use netim::crypto::{
    CryptoError, PrivateKey, PublicKey, RustCrypto, Signature, Signer, Verifier, VerifyError,
};

type Cache<V> = Mutex<BTreeMap<Vec<u8>, V>>;

static PUBLIC_KEYS: Cache<Result<PublicKey, CryptoError>> = Mutex::new(BTreeMap::new());
static SIGNATURES: Cache<Result<Signature, CryptoError>> = Mutex::new(BTreeMap::new());
static VERDICTS: Cache<Result<(), VerifyError>> = Mutex::new(BTreeMap::new());

/// [`RustCrypto`], which calculates everything once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CachedCrypto;

impl Verifier for CachedCrypto {
    fn check_public_key(&self, key: &PublicKey) -> Result<(), VerifyError> {
        RustCrypto.check_public_key(key)
    }

    fn verify(&self, key: &PublicKey, message: &[u8], signature: &Signature) -> Result<(), VerifyError> {
        let input = [key.as_bytes(), message, signature.as_bytes()].concat();
        cached(&VERDICTS, input, || RustCrypto.verify(key, message, signature))
    }
}

impl Signer for CachedCrypto {
    fn public_key(&self, key: &PrivateKey) -> Result<PublicKey, CryptoError> {
        cached(&PUBLIC_KEYS, key.expose_secret().to_vec(), || RustCrypto.public_key(key))
    }

    fn sign(&self, key: &PrivateKey, message: &[u8]) -> Result<Signature, CryptoError> {
        let input = [key.expose_secret(), message].concat();
        cached(&SIGNATURES, input, || RustCrypto.sign(key, message))
    }

    fn hkdf_sha256(&self, input_key: &[u8], info: &[u8], output: &mut [u8]) -> Result<(), CryptoError> {
        RustCrypto.hkdf_sha256(input_key, info, output)
    }
}

fn cached<V: Copy>(cache: &Cache<V>, input: Vec<u8>, calculate: impl FnOnce() -> V) -> V {
    let known = cache.lock().unwrap().get(&input).copied();
    known.unwrap_or_else(|| {
        let value = calculate();
        cache.lock().unwrap().insert(input, value);
        value
    })
}
