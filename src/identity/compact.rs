//! The compact form.

use thiserror::Error;

use super::{Identifier, LayoutError, ValidIdentity, layout::Layout, to_be_signed};
use crate::crypto::{
    CryptoError, PrivateKey, PublicKey, PublicKeyError, Signature, Signer, Verifier, VerifyError,
};

const PUBLIC_KEY: u8 = 9;
const SIGNATURE: u8 = 11;

// Octet strings with a context tag and a one-byte length.
const START: [u8; 4] = [0x15, 0x30, PUBLIC_KEY, 65];
const MIDDLE: [u8; 3] = [0x30, SIGNATURE, 64];
const END: [u8; 1] = [0x18];

/// An identity in the right form, not verified: a public key, and a signature that claims to be by it.
///
/// It has one encoding only, so two of them are equal exactly if their bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CompactIdentity {
    public_key: PublicKey,
    signature: Signature,
}

impl CompactIdentity {
    /// The length of the compact form in bytes.
    pub const LEN: usize = 137;

    /// The length that the cluster's commands reserve for an identity.
    pub const MAX_LEN: usize = 140;

    /// Puts an identity together.
    pub const fn new(public_key: PublicKey, signature: Signature) -> Self {
        Self { public_key, signature }
    }

    /// Signs a public key with the private key that belongs to it.
    ///
    /// # Errors
    ///
    /// [`CryptoError`] if the signer fails.
    pub fn self_signed(signer: &impl Signer, key: &PrivateKey) -> Result<Self, CryptoError> {
        Self::self_signed_by(signer.public_key(key)?, |message| signer.sign(key, message))
    }

    /// Has a public key signed by whoever holds the private key, a key store, say. `sign` must sign as
    /// [`Signer::sign`] does.
    ///
    /// # Errors
    ///
    /// The one that `sign` returns.
    pub fn self_signed_by<E>(
        public_key: PublicKey,
        sign: impl FnOnce(&[u8]) -> Result<Signature, E>,
    ) -> Result<Self, E> {
        Ok(Self { public_key, signature: sign(&to_be_signed(&public_key))? })
    }

    /// Parses the compact form. Nothing but the exact layout is accepted: two octet strings with one-byte lengths, in
    /// order, in an anonymous structure.
    ///
    /// # Errors
    ///
    /// [`CompactIdentityError`] says what differs, and where.
    pub fn parse(bytes: &[u8]) -> Result<Self, CompactIdentityError> {
        let mut layout = Layout::new(bytes)?;
        let public_key = layout.octets(PUBLIC_KEY)?;
        let signature = layout.octets(SIGNATURE)?;
        layout.end()?;
        Ok(Self {
            public_key: PublicKey::from_bytes(public_key)?,
            signature: Signature::from_bytes(signature),
        })
    }

    /// The compact form.
    pub fn to_bytes(&self) -> [u8; Self::LEN] {
        let content = [&START[..], self.public_key.as_bytes(), &MIDDLE, self.signature.as_bytes(), &END];
        let mut bytes = [0; Self::LEN];
        for (to, from) in bytes.iter_mut().zip(content.into_iter().flatten()) {
            *to = *from;
        }
        bytes
    }

    /// The public key.
    pub const fn public_key(&self) -> &PublicKey {
        &self.public_key
    }

    /// The signature over [`to_be_signed`].
    pub const fn signature(&self) -> &Signature {
        &self.signature
    }

    /// The identifier, which depends on the public key alone.
    pub fn identifier(&self) -> Identifier {
        Identifier::of(&self.public_key)
    }

    /// Verifies the signature: does whoever made this identity hold its private key?
    ///
    /// # Errors
    ///
    /// [`VerifyError`] if the public key is no point of the curve, or the signature is not by it.
    pub fn validate(self, verifier: &impl Verifier) -> Result<ValidIdentity, VerifyError> {
        ValidIdentity::new(self, verifier)
    }
}

/// Why bytes are no compact identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum CompactIdentityError {
    /// Another layout.
    #[error("not a compact identity: {0}")]
    Layout(#[from] LayoutError),
    /// The public key is not an uncompressed point.
    #[error("not a compact identity: {0}")]
    PublicKey(#[from] PublicKeyError),
}
