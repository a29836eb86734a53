//! Identities that have been verified.

use thiserror::Error;

use super::{CompactIdentity, Identifier};
use crate::crypto::{CryptoError, PrivateKey, PublicKey, Signer, Verifier, VerifyError};

/// An identity whose signature has been verified.
///
/// There is no way to have one without that: [`CompactIdentity::validate`] and [`ValidIdentity::self_signed`] both
/// verify.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ValidIdentity {
    identity: CompactIdentity,
    identifier: Identifier,
}

impl ValidIdentity {
    pub(super) fn new(identity: CompactIdentity, verifier: &impl Verifier) -> Result<Self, VerifyError> {
        let message = super::to_be_signed(identity.public_key());
        verifier.verify(identity.public_key(), &message, identity.signature())?;
        Ok(Self { identity, identifier: identity.identifier() })
    }

    /// The identity of a private key. Its signature is deterministic, so it is always the same.
    ///
    /// The signature is verified before it is given out: one that a fault has spoilt could give the key away.
    ///
    /// # Errors
    ///
    /// [`SelfSignError`] if the calculation fails or went wrong.
    pub fn self_signed(crypto: &(impl Signer + Verifier), key: &PrivateKey) -> Result<Self, SelfSignError> {
        Ok(Self::new(CompactIdentity::self_signed(crypto, key)?, crypto)?)
    }

    /// The identity in its compact form.
    pub const fn compact(&self) -> &CompactIdentity {
        &self.identity
    }

    /// The public key, which is a point of the curve.
    pub const fn public_key(&self) -> &PublicKey {
        self.identity.public_key()
    }

    /// The identifier.
    pub const fn identifier(&self) -> &Identifier {
        &self.identifier
    }
}

impl From<ValidIdentity> for CompactIdentity {
    fn from(valid: ValidIdentity) -> Self {
        valid.identity
    }
}

/// Why a key got no identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum SelfSignError {
    /// The signer failed.
    #[error(transparent)]
    Sign(#[from] CryptoError),
    /// The signer made a signature that does not verify.
    #[error("the signer made a mistake: {0}")]
    Verify(#[from] VerifyError),
}
