//! What a key store has to do.

use super::{KeyHandle, KeyKind, KeyStoreError};
use crate::{
    crypto::{PublicKey, Signature},
    identity::CompactIdentity,
    secret::RawSecret,
};

/// Keeps secrets and key pairs, each behind a handle.
///
/// What a method has done is durable when it returns. Any of them may fail, also for reasons of its own; one that
/// fails has changed nothing that can be seen through the store, though after the next start there may be a handle
/// that was not handed out. Handles are never used again, not even for a key that is destroyed.
///
/// A server needs room for two secrets and five key pairs at once: those of a full table, and of the network identity
/// that is about to be added. Keys that could not be destroyed take room until the next start.
pub trait KeyStore {
    /// Keeps a secret.
    ///
    /// # Errors
    ///
    /// [`KeyStoreError::Full`], or that the store fails.
    fn import_secret(&mut self, secret: &RawSecret) -> Result<KeyHandle, KeyStoreError>;

    /// Gives a secret out.
    ///
    /// # Errors
    ///
    /// [`KeyStoreError::UnknownHandle`], [`KeyStoreError::WrongKind`], or that the store fails.
    fn export_secret(&self, secret: &KeyHandle) -> Result<RawSecret, KeyStoreError>;

    /// Whether a secret is the same as another, in constant time.
    ///
    /// # Errors
    ///
    /// As [`export_secret`](Self::export_secret).
    fn secret_equals(&self, secret: &KeyHandle, other: &RawSecret) -> Result<bool, KeyStoreError>;

    /// Derives the key pair of the network identity from a secret, as [`RawSecret::network_key`] does, and keeps it.
    /// It outlives the secret, and each call makes another handle.
    ///
    /// # Errors
    ///
    /// As [`export_secret`](Self::export_secret); [`KeyStoreError::Full`]; [`KeyStoreError::Derive`] if the secret
    /// gives no key.
    fn derive_network_key(&mut self, secret: &KeyHandle) -> Result<KeyHandle, KeyStoreError>;

    /// Generates a key pair.
    ///
    /// # Errors
    ///
    /// [`KeyStoreError::Full`], [`KeyStoreError::Random`], or that the store fails.
    fn generate_key_pair(&mut self) -> Result<KeyHandle, KeyStoreError>;

    /// The public key of a key pair.
    ///
    /// # Errors
    ///
    /// [`KeyStoreError::UnknownHandle`], [`KeyStoreError::WrongKind`], or that the store fails.
    fn public_key(&self, key_pair: &KeyHandle) -> Result<PublicKey, KeyStoreError>;

    /// Signs the SHA-256 of `message` by ECDSA, deterministically as [`Signer::sign`](crate::crypto::Signer::sign)
    /// does: for TLS any nonce would do, but the identity of a network must always come out the same.
    ///
    /// # Errors
    ///
    /// As [`public_key`](Self::public_key).
    fn sign(&self, key_pair: &KeyHandle, message: &[u8]) -> Result<Signature, KeyStoreError>;

    /// Destroys what is behind a handle.
    ///
    /// # Errors
    ///
    /// [`KeyStoreError::UnknownHandle`] if there is nothing, or that the store fails; then it is still there and
    /// another attempt may succeed.
    fn destroy(&mut self, handle: &KeyHandle) -> Result<(), KeyStoreError>;

    /// What is behind a handle.
    ///
    /// # Errors
    ///
    /// [`KeyStoreError::UnknownHandle`], or that the store fails.
    fn kind(&self, handle: &KeyHandle) -> Result<KeyKind, KeyStoreError>;

    /// The handle that follows another in the order of handles, `None` behind the last: the first one for `None`.
    /// Neither that nor the handles between need to exist any more, so a walk may destroy what it finds.
    ///
    /// # Errors
    ///
    /// That the store fails.
    fn next_handle(&self, after: Option<&KeyHandle>) -> Result<Option<KeyHandle>, KeyStoreError>;

    /// Self-signs the identity of a key pair.
    ///
    /// # Errors
    ///
    /// As [`public_key`](Self::public_key).
    fn self_signed_identity(&self, key_pair: &KeyHandle) -> Result<CompactIdentity, KeyStoreError> {
        CompactIdentity::self_signed_by(self.public_key(key_pair)?, |message| self.sign(key_pair, message))
    }

    /// Destroys everything but what `keep` says yes to, and returns how much that was: at start-up, what a crash or a
    /// failing [`destroy`](Self::destroy) left behind.
    ///
    /// # Errors
    ///
    /// The first error, after everything has been tried that could be.
    fn destroy_all_but(&mut self, keep: impl Fn(&KeyHandle) -> bool) -> Result<usize, KeyStoreError>
    where
        Self: Sized,
    {
        let mut destroyed = 0;
        let mut result = Ok(());
        let mut cursor = None;
        while let Some(handle) = self.next_handle(cursor.as_ref())? {
            if !keep(&handle) {
                match self.destroy(&handle) {
                    Ok(()) => destroyed += 1,
                    Err(error) => result = result.and(Err(error)),
                }
            }
            cursor = Some(handle);
        }
        result.map(|()| destroyed)
    }
}

impl<K: KeyStore + ?Sized> KeyStore for &mut K {
    fn import_secret(&mut self, secret: &RawSecret) -> Result<KeyHandle, KeyStoreError> {
        (**self).import_secret(secret)
    }

    fn export_secret(&self, secret: &KeyHandle) -> Result<RawSecret, KeyStoreError> {
        (**self).export_secret(secret)
    }

    fn secret_equals(&self, secret: &KeyHandle, other: &RawSecret) -> Result<bool, KeyStoreError> {
        (**self).secret_equals(secret, other)
    }

    fn derive_network_key(&mut self, secret: &KeyHandle) -> Result<KeyHandle, KeyStoreError> {
        (**self).derive_network_key(secret)
    }

    fn generate_key_pair(&mut self) -> Result<KeyHandle, KeyStoreError> {
        (**self).generate_key_pair()
    }

    fn public_key(&self, key_pair: &KeyHandle) -> Result<PublicKey, KeyStoreError> {
        (**self).public_key(key_pair)
    }

    fn sign(&self, key_pair: &KeyHandle, message: &[u8]) -> Result<Signature, KeyStoreError> {
        (**self).sign(key_pair, message)
    }

    fn destroy(&mut self, handle: &KeyHandle) -> Result<(), KeyStoreError> {
        (**self).destroy(handle)
    }

    fn kind(&self, handle: &KeyHandle) -> Result<KeyKind, KeyStoreError> {
        (**self).kind(handle)
    }

    fn next_handle(&self, after: Option<&KeyHandle>) -> Result<Option<KeyHandle>, KeyStoreError> {
        (**self).next_handle(after)
    }
}
