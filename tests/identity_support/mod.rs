//! What the tests of identities, secrets and keys share: the vectors, and a source of randomness that repeats.
#![allow(dead_code, reason = "each test uses a part of it")]

use std::convert::Infallible;

use netim::{
    crypto::{PrivateKey, PublicKey, Signature},
    identity::CompactIdentity,
};
use rand_core::{TryCryptoRng, TryRng};
use serde_json::Value;

/// Whole certificates, compact identities and keys, from `tests/vectors/pdc.json`.
pub(crate) fn vectors(of: &str) -> Vec<Value> {
    let vectors: Value = serde_json::from_str(include_str!("../vectors/pdc.json")).unwrap();
    let vectors = vectors[of].as_array().unwrap().clone();
    assert_eq!(vectors.len(), 16);
    vectors
}

pub(crate) fn text<'v>(vector: &'v Value, field: &str) -> &'v str {
    vector[field].as_str().unwrap()
}

pub(crate) fn bytes(vector: &Value, field: &str) -> Vec<u8> {
    unhex(text(vector, field))
}

pub(crate) fn unhex(text: &str) -> Vec<u8> {
    let text: String = text.split_whitespace().collect();
    assert_eq!(text.len() % 2, 0);
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

pub(crate) fn public_key(vector: &Value) -> PublicKey {
    PublicKey::from_bytes(bytes(vector, "public_key")[..].try_into().unwrap()).unwrap()
}

pub(crate) fn private_key(vector: &Value) -> PrivateKey {
    PrivateKey::from_bytes(bytes(vector, "private_key")[..].try_into().unwrap()).unwrap()
}

pub(crate) fn identity(vector: &Value) -> CompactIdentity {
    CompactIdentity::parse(&bytes(vector, "compact_identity")).unwrap()
}

pub(crate) fn der(identity: &CompactIdentity) -> Vec<u8> {
    identity.encode_der(&mut [0; CompactIdentity::MAX_DER_LEN]).to_vec()
}

pub(crate) fn pem(identity: &CompactIdentity) -> String {
    identity.encode_pem(&mut [0; CompactIdentity::MAX_PEM_LEN]).unwrap().to_owned()
}

/// An identity with this signature, which verifies under no key.
pub(crate) fn with_signature(signature: &[u8; 64]) -> CompactIdentity {
    CompactIdentity::new(public_key(&vectors("secrets")[0]), Signature::from_bytes(signature))
}

/// Numbers that look random and are the same every time.
pub(crate) struct Repeatable(pub(crate) u64);

impl TryRng for Repeatable {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.try_next_u64()? >> 32) as u32)
    }

    /// `SplitMix64`.
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        Ok(z ^ (z >> 31))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            chunk.copy_from_slice(&self.try_next_u64()?.to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

impl TryCryptoRng for Repeatable {}

/// The same byte for ever, or nothing at all.
pub(crate) struct Broken(pub(crate) Option<u8>);

#[derive(Debug, PartialEq, thiserror::Error)]
#[error("no randomness")]
pub(crate) struct NoRandomness;

impl TryRng for Broken {
    type Error = NoRandomness;

    fn try_next_u32(&mut self) -> Result<u32, NoRandomness> {
        self.0.map(|byte| u32::from_ne_bytes([byte; 4])).ok_or(NoRandomness)
    }

    fn try_next_u64(&mut self) -> Result<u64, NoRandomness> {
        self.0.map(|byte| u64::from_ne_bytes([byte; 8])).ok_or(NoRandomness)
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        bytes.fill(self.0.ok_or(NoRandomness)?);
        Ok(())
    }
}

impl TryCryptoRng for Broken {}
