//! A key store in software.

use core::fmt;

use rand_core::TryCryptoRng;
use zeroize::Zeroizing;

use super::{
    BLOB_LEN, KeyHandle, KeyKind, KeyStore, KeyStoreError, Persistence, Place, blob,
    vault::{Key, Vault},
};
use crate::{
    crypto::{GenerateError, PrivateKey, PublicKey, RustCrypto, Signature, Signer},
    secret::{RawSecret, leaving_no_trace},
};

/// A key store in software, with room for [`CAPACITY`](super::CAPACITY) keys, that saves all of them whenever one
/// comes or goes.
///
/// With the feature `std` the keys have a place of their own on the heap, so that moving the store leaves no copies of them
/// behind. Without it nothing is allocated: whoever moves the store zeroizes where it was.
///
/// Handles are random, so that one from another store, or from a backup of this one, never names a different key.
///
/// [What it protects, and what not](super#what-the-software-store-protects-and-what-not).
pub struct SoftwareKeyStore<P, R, S = RustCrypto> {
    vault: Place<Vault>,
    persistence: P,
    rng: R,
    signer: S,
}

#[cfg(feature = "std")]
impl<P: Persistence> SoftwareKeyStore<P, getrandom::SysRng> {
    /// Loads the keys that were saved, if any; randomness comes from the operating system.
    ///
    /// # Errors
    ///
    /// As [`with_parts`](Self::with_parts).
    pub fn open(persistence: P) -> Result<Self, KeyStoreError> {
        Self::with_parts(persistence, getrandom::SysRng, RustCrypto)
    }
}

impl<P: Persistence, R: TryCryptoRng, S: Signer> SoftwareKeyStore<P, R, S> {
    /// Loads the keys that were saved, if any, from a persistence; with a source of randomness and a signer.
    ///
    /// # Errors
    ///
    /// [`KeyStoreError::Persistence`] if that fails, [`KeyStoreError::Blob`] if what it has is damaged or of a newer
    /// version. Nothing is saved.
    pub fn with_parts(mut persistence: P, rng: R, signer: S) -> Result<Self, KeyStoreError> {
        let mut vault = Place::<Vault>::default();
        leaving_no_trace(|| load(&mut persistence, &mut vault))?;
        Ok(Self { vault, persistence, rng, signer })
    }

    /// Gives the persistence back; the keys in memory are zeroized.
    pub fn into_persistence(self) -> P {
        self.persistence
    }

    /// Saves all keys, or all but one.
    fn save(&mut self, without: Option<&KeyHandle>) -> Result<(), KeyStoreError> {
        let mut blob = Zeroizing::new([0; BLOB_LEN]);
        blob::encode(&self.vault, without, &mut blob);
        Ok(self.persistence.save(&blob)?)
    }

    /// Adds a key and saves; destroys it again if that fails.
    fn add(&mut self, key: Key) -> Result<KeyHandle, KeyStoreError> {
        let handle = self.new_handle()?;
        self.vault.add(handle, key)?;
        self.save(None).inspect_err(|_| self.vault.destroy(&handle))?;
        Ok(handle)
    }

    fn new_handle(&mut self) -> Result<KeyHandle, KeyStoreError> {
        let mut bytes = [0; KeyHandle::LEN];
        self.rng.try_fill_bytes(&mut bytes).map_err(|_| KeyStoreError::Random)?;
        let handle = KeyHandle::from_bytes(&bytes);
        // 128 random bits do not repeat.
        if self.vault.contains(&handle) { Err(KeyStoreError::Random) } else { Ok(handle) }
    }
}

/// Loads what was saved, if anything was, into an empty vault.
fn load(persistence: &mut impl Persistence, vault: &mut Vault) -> Result<(), KeyStoreError> {
    let mut blob = Zeroizing::new([0; BLOB_LEN]);
    if persistence.load(&mut blob)? {
        blob::decode(&blob, vault)?;
    }
    Ok(())
}

impl<P: Persistence, R: TryCryptoRng, S: Signer> KeyStore for SoftwareKeyStore<P, R, S> {
    fn import_secret(&mut self, secret: &RawSecret) -> Result<KeyHandle, KeyStoreError> {
        leaving_no_trace(|| self.add(Key::Secret(secret.clone())))
    }

    fn export_secret(&self, secret: &KeyHandle) -> Result<RawSecret, KeyStoreError> {
        self.vault.secret(secret).cloned()
    }

    fn secret_equals(&self, secret: &KeyHandle, other: &RawSecret) -> Result<bool, KeyStoreError> {
        self.vault.secret_equals(secret, other)
    }

    fn derive_network_key(&mut self, secret: &KeyHandle) -> Result<KeyHandle, KeyStoreError> {
        leaving_no_trace(|| {
            let key = self.vault.secret(secret)?.network_key(&self.signer)?;
            self.add(Key::KeyPair(key))
        })
    }

    fn generate_key_pair(&mut self) -> Result<KeyHandle, KeyStoreError> {
        leaving_no_trace(|| {
            let key = PrivateKey::generate(&mut self.rng).map_err(|error| match error {
                GenerateError::Random(_) | GenerateError::NoCandidate => KeyStoreError::Random,
            })?;
            self.add(Key::KeyPair(key))
        })
    }

    fn public_key(&self, key_pair: &KeyHandle) -> Result<PublicKey, KeyStoreError> {
        leaving_no_trace(|| Ok(self.signer.public_key(self.vault.key_pair(key_pair)?)?))
    }

    fn sign(&self, key_pair: &KeyHandle, message: &[u8]) -> Result<Signature, KeyStoreError> {
        leaving_no_trace(|| Ok(self.signer.sign(self.vault.key_pair(key_pair)?, message)?))
    }

    fn destroy(&mut self, handle: &KeyHandle) -> Result<(), KeyStoreError> {
        leaving_no_trace(|| {
            self.vault.get(handle)?;
            self.save(Some(handle))?;
            self.vault.destroy(handle);
            Ok(())
        })
    }

    fn kind(&self, handle: &KeyHandle) -> Result<KeyKind, KeyStoreError> {
        Ok(self.vault.get(handle)?.kind())
    }

    fn next_handle(&self, after: Option<&KeyHandle>) -> Result<Option<KeyHandle>, KeyStoreError> {
        Ok(self.vault.next_handle(after))
    }
}

/// The handles, not the keys.
impl<P, R, S> fmt::Debug for SoftwareKeyStore<P, R, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SoftwareKeyStore").field("keys", &self.vault).finish_non_exhaustive()
    }
}
