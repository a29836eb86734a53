//! Secrets that the parent makes, and all that is calculated from them.

use std::cell::RefCell;

use hkdf::Hkdf;
use netim::{
    crypto::{CryptoError, PrivateKey, PublicKey, RustCrypto, Signature, Signer},
    identity::CompactIdentity,
    secret::{Nass, RawSecret},
};
use p256::{
    FieldBytes, ProjectivePoint, Scalar,
    elliptic_curve::{PrimeField as _, ops::Reduce, point::AffineCoordinates as _},
};
use sha2::{Digest as _, Sha256};

/// 32 bytes that nobody else may know.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Value {
    /// Whose, and what it is.
    pub(crate) name: (&'static str, &'static str),
    pub(crate) bytes: [u8; 32],
}

/// A secret of administrators.
pub(crate) struct Secret {
    raw: RawSecret,
    /// The secret itself, then what comes from it.
    pub(crate) values: Vec<Value>,
}

impl Secret {
    /// A new one.
    pub(crate) fn new(name: &'static str) -> Self {
        let raw = RawSecret::generate_from_os().unwrap();
        let (extracted, hkdf) = Hkdf::<Sha256>::extract(None, raw.expose_secret());
        let mut candidates = [0; 64];
        hkdf.expand(b"NASS-ECDSA-secp256r1", &mut candidates).unwrap();
        let key = raw.network_key(&RustCrypto).unwrap();
        let nonce = nonce(&key);
        let values = [
            ("secret", *raw.expose_secret()),
            ("private key", *key.expose_secret()),
            ("key extracted by HKDF", extracted.into()),
            // The first one is the private key, less one.
            ("second candidate", *candidates.last_chunk().unwrap()),
            ("nonce of the signature", nonce.to_repr().into()),
            ("its inverse", nonce.invert().unwrap().to_repr().into()),
        ];
        Self { raw, values: values.map(|(what, bytes)| Value { name: (name, what), bytes }).into() }
    }

    /// Its encoding with a time.
    pub(crate) fn nass(&self, created: u32) -> Vec<u8> {
        Nass::new(created, self.raw.clone()).encode(&mut [0; Nass::MAX_LEN]).unwrap().to_vec()
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        self.raw.expose_secret()
    }
}

/// The nonce of the signature in the identity of a key: who has it can calculate the key. It is calculated from the key.
fn nonce(key: &PrivateKey) -> Scalar {
    let watch = Watch::default();
    CompactIdentity::self_signed(&watch, key).unwrap();
    let (message, signature) = watch.0.take().unwrap();
    let (r, s) = signature.as_bytes().split_at(32);
    let number = |bytes: &[u8]| Scalar::from_repr(<[u8; 32]>::try_from(bytes).unwrap().into()).unwrap();
    let (r, s, d) = (number(r), number(s), number(key.expose_secret()));
    let hash = <Scalar as Reduce<FieldBytes>>::reduce(&Sha256::digest(message));
    let nonce = s.invert().unwrap() * (hash + r * d);
    let x = (ProjectivePoint::GENERATOR * nonce).to_affine().x();
    assert_eq!(x[..], signature.as_bytes()[..32], "the nonce is not the one that was used");
    nonce
}

/// Remembers what was signed.
#[derive(Default)]
struct Watch(RefCell<Option<(Vec<u8>, Signature)>>);

impl Signer for Watch {
    fn public_key(&self, key: &PrivateKey) -> Result<PublicKey, CryptoError> {
        RustCrypto.public_key(key)
    }

    fn sign(&self, key: &PrivateKey, message: &[u8]) -> Result<Signature, CryptoError> {
        let signature = RustCrypto.sign(key, message)?;
        *self.0.borrow_mut() = Some((message.to_vec(), signature));
        Ok(signature)
    }

    fn hkdf_sha256(&self, input_key: &[u8], info: &[u8], output: &mut [u8]) -> Result<(), CryptoError> {
        RustCrypto.hkdf_sha256(input_key, info, output)
    }
}
