//! Starting.

use core::borrow::BorrowMut;

use thiserror::Error;

use super::{Changed, Manager, Parts, Platform};
use crate::{
    authenticator::Authenticator,
    key_store::{KeyHandle, KeyKind, KeyStore, KeyStoreError},
    storage::Storage,
    tables::{LoadError, Tables},
};

/// Why a manager does not start; `E` is the storage's error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum StartError<E> {
    /// The tables could not be loaded.
    #[error(transparent)]
    Load(#[from] LoadError<E>),
    /// What the tables refer to is not in the key store: the two do not belong together.
    #[error("{key:?} of the tables is not in the key store: {error}; do they belong together?")]
    Key {
        /// The handle.
        key: KeyHandle,
        /// What the key store says.
        error: KeyStoreError,
    },
}

impl<P: Platform, T: BorrowMut<Tables<MAX>>, const MAX: usize> Manager<P, T, MAX> {
    /// Starts: loads what is stored into `tables`, which decide how many clients there is room for, destroys keys that
    /// nothing refers to, and lets the authenticator reconcile.
    ///
    /// # Errors
    ///
    /// [`StartError`] if what is stored cannot be used. Nothing was changed then, neither in storage nor in the key
    /// store.
    pub fn start(parts: Parts<P>, mut tables: T) -> Result<Self, StartError<<P::Storage as Storage>::Error>> {
        let mut parts = parts;
        tables.borrow_mut().load(&mut parts.storage)?;
        check_keys(tables.borrow(), &parts.key_store)?;
        let mut manager = Self { tables, parts, changed: Changed::default(), has_leftover_keys: false };
        manager.destroy_leftover_keys();
        manager.reconcile();
        Ok(manager)
    }

    /// Lets the authenticator make sure that exactly what is in the tables is in force.
    pub fn reconcile(&mut self) {
        let tables: &Tables<MAX> = self.tables.borrow();
        self.parts.authenticator.reconcile(tables);
    }
}

/// Whatever the tables refer to must be in the key store, and be what they take it for.
fn check_keys<E, const MAX: usize>(
    tables: &Tables<MAX>,
    key_store: &impl KeyStore,
) -> Result<(), StartError<E>> {
    let secret = tables.admin_secret().into_iter().map(|record| (record.secret, KeyKind::Secret));
    let pairs = tables.network_identities().iter().map(|entry| (*entry.key(), KeyKind::KeyPair));
    for (key, expected) in secret.chain(pairs) {
        let error = match key_store.kind(&key) {
            Ok(found) if found == expected => continue,
            Ok(_) => KeyStoreError::WrongKind { expected },
            Err(error) => error,
        };
        return Err(StartError::Key { key, error });
    }
    Ok(())
}
