//! The server's key, which stays in netim's key store.

use std::{fmt, sync::Arc};

use netim::{
    crypto::Signature,
    key_store::{KeyHandle, KeyStoreError},
};
use rustls::{
    Error, SignatureAlgorithm, SignatureScheme,
    sign::{Signer, SigningKey},
};

use super::why;

/// The one scheme for signatures of both sides.
pub(super) const SCHEME: SignatureScheme = SignatureScheme::ECDSA_NISTP256_SHA256;

/// Signs with keys that others hold.
pub(crate) trait SignHandshake: fmt::Debug + Send + Sync {
    /// Signs the SHA-256 of a message.
    fn sign(&self, key: &KeyHandle, message: &[u8]) -> Result<Signature, KeyStoreError>;
}

/// A key of a network identity.
#[derive(Clone, Debug)]
pub(super) struct ServerKey {
    pub(super) signs: Arc<dyn SignHandshake>,
    pub(super) key: KeyHandle,
}

impl SigningKey for ServerKey {
    fn choose_scheme(&self, offered: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        offered.contains(&SCHEME).then(|| Box::new(self.clone()) as Box<dyn Signer>)
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        SignatureAlgorithm::ECDSA
    }
}

impl Signer for ServerKey {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let signature = self.signs.sign(&self.key, message).map_err(|error| {
            tracing::error!(key = ?self.key, %error, "the key store did not sign");
            why::server_failed("the key store did not sign")
        })?;
        let signature = p256::ecdsa::Signature::from_slice(signature.as_bytes());
        let signature = signature.map_err(|_| why::server_failed("the key store's signature is none"))?;
        Ok(signature.to_der().as_bytes().to_vec())
    }

    fn scheme(&self) -> SignatureScheme {
        SCHEME
    }
}
