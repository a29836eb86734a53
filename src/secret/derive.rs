//! From the secret to the network's identity.

use thiserror::Error;
use zeroize::Zeroizing;

use super::RawSecret;
use crate::{
    crypto::{CryptoError, PrivateKey, Signer, Verifier},
    identity::{SelfSignError, ValidIdentity},
};

/// What the derived bytes are for: an ECDSA key of secp256r1.
const INFO: &[u8] = b"NASS-ECDSA-secp256r1";

/// How many candidates are tried. A secret needs a second one once in 2³² times.
pub const MAX_CANDIDATES: usize = 8;

impl RawSecret {
    /// Derives the private key of the network's ECDSA identity: the first of [`MAX_CANDIDATES`] numbers out of
    /// HKDF-SHA256 that is small enough, plus one.
    ///
    /// # Errors
    ///
    /// [`DeriveError::Crypto`] if the signer fails; [`DeriveError::NoCandidate`] if no number is small enough, which
    /// no secret is known to do.
    pub fn network_key(&self, signer: &impl Signer) -> Result<PrivateKey, DeriveError> {
        let mut output = Zeroizing::new([0; MAX_CANDIDATES * PrivateKey::LEN]);
        signer.hkdf_sha256(self.expose_secret(), INFO, &mut *output)?;
        let (candidates, _) = output.as_chunks();
        candidates.iter().find_map(PrivateKey::from_candidate).ok_or(DeriveError::NoCandidate)
    }

    /// Derives the network's ECDSA identity, which is always the same for one secret.
    ///
    /// # Errors
    ///
    /// As [`network_key`](Self::network_key), and [`DeriveError::SelfSign`] if the key could not sign.
    pub fn network_identity(&self, crypto: &(impl Signer + Verifier)) -> Result<ValidIdentity, DeriveError> {
        Ok(ValidIdentity::self_signed(crypto, &self.network_key(crypto)?)?)
    }
}

/// Why a secret has no network identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum DeriveError {
    /// None of the numbers tried is small enough for a key.
    #[error("the secret gives no key: all of {MAX_CANDIDATES} candidates are out of range")]
    NoCandidate,
    /// The calculation failed.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    /// The key could not sign.
    #[error(transparent)]
    SelfSign(#[from] SelfSignError),
}
