//! Parts that write down what happens to them, and fail when they are told to.

use netim::{
    authenticator::{Authenticator, Event, NotReady, Recorder},
    crypto::{PublicKey, Signature},
    identity::CompactIdentity,
    key_store::{KeyHandle, KeyKind, KeyStore, KeyStoreError},
    network_identities::IdentityType,
    secret::RawSecret,
    storage::{Change, Record, Storage},
    tables::Directory,
};
use thiserror::Error;

use super::journal::{Entry, Journal};

#[derive(Debug)]
pub(crate) struct Watched<T> {
    pub(crate) inner: T,
    /// Whether every change fails.
    pub(crate) failing: bool,
    /// Whether destroying keys fails.
    pub(crate) keeping: bool,
    journal: Journal,
}

impl<T> Watched<T> {
    pub(crate) fn new(inner: T, journal: &Journal) -> Self {
        Self { inner, failing: false, keeping: false, journal: journal.clone() }
    }
}

/// Why a storage failed.
#[derive(Debug, Error)]
pub(crate) enum WatchedError<E> {
    #[error("told to fail")]
    Told,
    #[error(transparent)]
    Inner(E),
}

impl<S: Storage> Storage for Watched<S> {
    type Error = WatchedError<S::Error>;

    fn load(&mut self, visit: &mut dyn FnMut(Record)) -> Result<(), Self::Error> {
        self.inner.load(visit).map_err(WatchedError::Inner)
    }

    fn commit(&mut self, changes: &[Change]) -> Result<(), Self::Error> {
        if self.failing {
            return Err(WatchedError::Told);
        }
        self.inner.commit(changes).map_err(WatchedError::Inner)?;
        let told = changes.iter().map(|change| match change {
            Change::Put(record) => record.key().to_string(),
            Change::Remove(key) => format!("no {key}"),
        });
        self.journal.note(Entry::Committed(told.collect()));
        Ok(())
    }
}

impl Authenticator for Watched<Recorder<1>> {
    fn prepare_client(&mut self, identity: &CompactIdentity) -> Result<(), NotReady> {
        let answer = self.inner.prepare_client(identity);
        self.note();
        answer
    }

    fn prepare_network_identity(&mut self, identity_type: IdentityType) -> Result<(), NotReady> {
        let answer = self.inner.prepare_network_identity(identity_type);
        self.note();
        answer
    }

    fn follow(&mut self, event: Event<'_>) {
        self.inner.follow(event);
        self.note();
    }

    fn reconcile(&mut self, tables: &dyn Directory) {
        self.inner.reconcile(tables);
        self.note();
    }
}

impl Watched<Recorder<1>> {
    fn note(&self) {
        self.inner.records().for_each(|recorded| self.journal.note(recorded.into()));
    }
}

impl<K: KeyStore> Watched<K> {
    /// Makes a change in the key store, unless it was told to fail.
    fn change<V>(
        &mut self,
        entry: Entry,
        change: impl FnOnce(&mut K) -> Result<V, KeyStoreError>,
    ) -> Result<V, KeyStoreError> {
        if self.failing {
            return Err(KeyStoreError::Device("told to fail"));
        }
        let value = change(&mut self.inner)?;
        self.journal.note(entry);
        Ok(value)
    }
}

impl<K: KeyStore> KeyStore for Watched<K> {
    fn import_secret(&mut self, secret: &RawSecret) -> Result<KeyHandle, KeyStoreError> {
        self.change(Entry::KeyMade, |keys| keys.import_secret(secret))
    }

    fn export_secret(&self, secret: &KeyHandle) -> Result<RawSecret, KeyStoreError> {
        if self.failing {
            Err(KeyStoreError::Device("told to fail"))
        } else {
            self.inner.export_secret(secret)
        }
    }

    fn secret_equals(&self, secret: &KeyHandle, other: &RawSecret) -> Result<bool, KeyStoreError> {
        self.inner.secret_equals(secret, other)
    }

    fn derive_network_key(&mut self, secret: &KeyHandle) -> Result<KeyHandle, KeyStoreError> {
        self.change(Entry::KeyMade, |keys| keys.derive_network_key(secret))
    }

    fn generate_key_pair(&mut self) -> Result<KeyHandle, KeyStoreError> {
        self.change(Entry::KeyMade, KeyStore::generate_key_pair)
    }

    fn public_key(&self, key_pair: &KeyHandle) -> Result<PublicKey, KeyStoreError> {
        self.inner.public_key(key_pair)
    }

    fn sign(&self, key_pair: &KeyHandle, message: &[u8]) -> Result<Signature, KeyStoreError> {
        self.inner.sign(key_pair, message)
    }

    fn destroy(&mut self, handle: &KeyHandle) -> Result<(), KeyStoreError> {
        if self.keeping {
            return Err(KeyStoreError::Device("told to keep everything"));
        }
        self.change(Entry::KeyDestroyed, |keys| keys.destroy(handle))
    }

    fn kind(&self, handle: &KeyHandle) -> Result<KeyKind, KeyStoreError> {
        self.inner.kind(handle)
    }

    fn next_handle(&self, after: Option<&KeyHandle>) -> Result<Option<KeyHandle>, KeyStoreError> {
        self.inner.next_handle(after)
    }
}
