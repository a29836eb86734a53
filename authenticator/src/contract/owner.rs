//! Who owns the tables and the keys.

use std::{
    borrow::BorrowMut,
    fmt,
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use netim::{
    authenticator::ReportAuthentication,
    crypto::Signature,
    key_store::{KeyHandle, KeyStore as _, KeyStoreError},
    manager::{Manager, Platform},
    tables::Tables,
};

use crate::tls::SignHandshake;

/// Who owns the tables and the keys, and shares them with the Matter side: a [`Manager`] in a [`Mutex`], or what wraps
/// one, to tell those who subscribe to attributes about changes, say.
pub trait Owner: Send + Sync {
    /// Signs a handshake.
    ///
    /// # Errors
    ///
    /// That of the key store.
    fn sign(&self, key: &KeyHandle, message: &[u8]) -> Result<Signature, KeyStoreError>;

    /// Calls `report` with the tables locked. May take as long as a durable commit takes: no packet waits for it.
    fn report(&self, report: &mut dyn FnMut(&mut dyn ReportAuthentication));
}

impl<P, T, const MAX: usize> Owner for Mutex<Manager<P, T, MAX>>
where
    P: Platform,
    T: BorrowMut<Tables<MAX>>,
    Manager<P, T, MAX>: Send,
{
    fn sign(&self, key: &KeyHandle, message: &[u8]) -> Result<Signature, KeyStoreError> {
        // A command that panics has changed nothing, or is durable: the manager stays usable.
        let manager = self.lock().unwrap_or_else(PoisonError::into_inner);
        manager.parts().key_store.sign(key, message)
    }

    fn report(&self, report: &mut dyn FnMut(&mut dyn ReportAuthentication)) {
        report(&mut *self.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// The owner, which is there as long as the server runs: it holds the authenticator in turn.
#[derive(Default)]
pub(crate) struct OwnerSlot(RwLock<Option<Arc<dyn Owner>>>);

impl OwnerSlot {
    pub(crate) fn set(&self, owner: Option<Arc<dyn Owner>>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = owner;
    }

    pub(crate) fn get(&self) -> Option<Arc<dyn Owner>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl SignHandshake for OwnerSlot {
    fn sign(&self, key: &KeyHandle, message: &[u8]) -> Result<Signature, KeyStoreError> {
        self.get().ok_or(KeyStoreError::Device("the server does not run"))?.sign(key, message)
    }
}

impl fmt::Debug for OwnerSlot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OwnerSlot({})", if self.get().is_some() { "set" } else { "empty" })
    }
}
