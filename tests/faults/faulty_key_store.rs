//! A key store that fails, by itself or because what it saves to does.

use std::rc::Rc;

use netim::{
    crypto::{PublicKey, RustCrypto, Signature},
    key_store::{
        BLOB_LEN, KeyHandle, KeyKind, KeyStore, KeyStoreError, Persistence, PersistenceError,
        SoftwareKeyStore, Volatile,
    },
    secret::RawSecret,
};

use crate::{
    fuse::{Fails, Fuse},
    identity_support::Repeatable,
};

/// A key store whose operations fail when they are told to, and then do nothing.
pub(crate) struct FaultyKeyStore {
    inner: SoftwareKeyStore<FaultyPersistence, Repeatable>,
    /// Whether it failed to destroy a key.
    failed_to_destroy: bool,
    /// For the operations of the key store.
    pub(crate) fuse: Fuse,
    /// For saving.
    saving: Rc<Fuse>,
}

const TOLD: KeyStoreError = KeyStoreError::Device("told to fail");

impl FaultyKeyStore {
    /// A key store with the keys that were saved. Handles depend on `seed`.
    pub(crate) fn open(saved: Volatile, seed: u64) -> Self {
        let saving = Rc::default();
        let persistence = FaultyPersistence { inner: saved, fuse: Rc::clone(&saving) };
        let inner = SoftwareKeyStore::with_parts(persistence, Repeatable(seed), RustCrypto).unwrap();
        Self { inner, failed_to_destroy: false, fuse: Fuse::default(), saving }
    }

    /// What is saved when the process ends now.
    pub(crate) fn into_saved(self) -> Volatile {
        self.inner.into_persistence().inner
    }

    pub(crate) fn saving(&self) -> &Fuse {
        &self.saving
    }

    /// Whether it failed to destroy a key since this was asked last.
    pub(crate) fn take_failed_to_destroy(&mut self) -> bool {
        std::mem::take(&mut self.failed_to_destroy)
    }

    /// All handles, without having any effect.
    pub(crate) fn handles(&self) -> Vec<KeyHandle> {
        let next = |handle: Option<&KeyHandle>| self.inner.next_handle(handle).unwrap();
        std::iter::successors(next(None), |handle| next(Some(handle))).collect()
    }

    fn works(&self) -> Result<(), KeyStoreError> {
        self.fuse.next().map_or(Ok(()), |_| Err(TOLD))
    }
}

impl KeyStore for FaultyKeyStore {
    fn import_secret(&mut self, secret: &RawSecret) -> Result<KeyHandle, KeyStoreError> {
        self.works()?;
        self.inner.import_secret(secret)
    }

    fn export_secret(&self, secret: &KeyHandle) -> Result<RawSecret, KeyStoreError> {
        self.works()?;
        self.inner.export_secret(secret)
    }

    fn secret_equals(&self, secret: &KeyHandle, other: &RawSecret) -> Result<bool, KeyStoreError> {
        self.works()?;
        self.inner.secret_equals(secret, other)
    }

    fn derive_network_key(&mut self, secret: &KeyHandle) -> Result<KeyHandle, KeyStoreError> {
        self.works()?;
        self.inner.derive_network_key(secret)
    }

    fn generate_key_pair(&mut self) -> Result<KeyHandle, KeyStoreError> {
        self.works()?;
        self.inner.generate_key_pair()
    }

    fn public_key(&self, key_pair: &KeyHandle) -> Result<PublicKey, KeyStoreError> {
        self.works()?;
        self.inner.public_key(key_pair)
    }

    fn sign(&self, key_pair: &KeyHandle, message: &[u8]) -> Result<Signature, KeyStoreError> {
        self.works()?;
        self.inner.sign(key_pair, message)
    }

    fn destroy(&mut self, handle: &KeyHandle) -> Result<(), KeyStoreError> {
        let destroyed = self.works().and_then(|()| self.inner.destroy(handle));
        self.failed_to_destroy |= destroyed.is_err();
        destroyed
    }

    fn kind(&self, handle: &KeyHandle) -> Result<KeyKind, KeyStoreError> {
        self.works()?;
        self.inner.kind(handle)
    }

    fn next_handle(&self, after: Option<&KeyHandle>) -> Result<Option<KeyHandle>, KeyStoreError> {
        self.works()?;
        self.inner.next_handle(after)
    }
}

/// Keeps keys in memory, and fails to save them when it is told to.
pub(crate) struct FaultyPersistence {
    inner: Volatile,
    fuse: Rc<Fuse>,
}

impl Persistence for FaultyPersistence {
    fn load(&mut self, blob: &mut [u8; BLOB_LEN]) -> Result<bool, PersistenceError> {
        self.inner.load(blob)
    }

    fn save(&mut self, blob: &[u8; BLOB_LEN]) -> Result<(), PersistenceError> {
        let told = PersistenceError::Io { operation: "saving, as told,", code: None };
        match self.fuse.next() {
            None => self.inner.save(blob),
            Some(Fails::Before) => Err(told),
            Some(Fails::After) => self.inner.save(blob).and(Err(told)),
        }
    }
}
