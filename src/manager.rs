//! The commands: what each checks, in which order, and what it changes.
//!
//! A [`Manager`] is the only one that changes the tables. It knows nothing of Matter's encodings ([`wire`](crate::wire)
//! does) and reaches the world through a [`Platform`]. Every command follows one pattern:
//!
//! 1. checks, the cheap ones first, in the order of the specification; the first that fails is the answer;
//! 2. new keys, if any, in the key store;
//! 3. one commit to storage; what fails up to here leaves memory, storage, key store and authenticator as they were;
//! 4. memory, then the authenticator, then keys that are no longer needed, and the note of what changed.
//!
//! Step 4 cannot fail. A key that could not be destroyed is found and destroyed at the next start, or before the next
//! import. So are new keys whose commit failed in a storage that does not even load any more: nobody knows whether it
//! will refer to them at the next start.

mod add_client;
mod changed;
mod client_authenticated;
mod error;
mod export_admin_secret;
mod factory_reset;
mod import_admin_secret;
mod platform;
mod query_identity;
mod remove_client;
mod start;

use core::borrow::BorrowMut;

use crate::{key_store::KeyHandle, key_store::KeyStore, tables::Tables};

pub use self::{
    changed::Changed,
    error::CommandError,
    platform::{Parts, Platform},
    query_identity::IdentityQuery,
    remove_client::ClientQuery,
    start::StartError,
};

/// The error of the commands of a manager.
pub type ErrorOf<P> = CommandError<<<P as Platform>::Storage as crate::storage::Storage>::Error>;

/// The server's logic over its tables, with room for at most `MAX` clients.
///
/// `T` holds the tables: `Box<Tables<MAX>>` where there is a heap, `&'static mut Tables<MAX>` where there is none, or the
/// tables themselves.
#[derive(Debug)]
pub struct Manager<P: Platform, T, const MAX: usize> {
    tables: T,
    parts: Parts<P>,
    changed: Changed,
    /// Whether a key could not be destroyed, or not yet.
    has_leftover_keys: bool,
}

impl<P: Platform, T: BorrowMut<Tables<MAX>>, const MAX: usize> Manager<P, T, MAX> {
    /// The tables.
    pub fn tables(&self) -> &Tables<MAX> {
        self.tables.borrow()
    }

    /// The parts of the world that the manager works with.
    pub const fn parts(&self) -> &Parts<P> {
        &self.parts
    }

    /// The same, to work with them between two commands: to make a backup of the storage, or to let the authenticator
    /// reconcile.
    pub const fn parts_mut(&mut self) -> &mut Parts<P> {
        &mut self.parts
    }

    /// Which attributes have changed since the last call. What changed is already durable.
    pub fn take_changed(&mut self) -> Changed {
        core::mem::take(&mut self.changed)
    }

    /// Lets go of everything.
    pub fn into_parts(self) -> (T, Parts<P>) {
        (self.tables, self.parts)
    }

    /// Destroys a key that nothing refers to any more. That it fails is nobody's fault who waits for an answer.
    fn destroy_key(&mut self, key: &KeyHandle) {
        self.has_leftover_keys |= self.parts.key_store.destroy(key).is_err();
    }

    /// Destroys all keys that nothing refers to.
    fn destroy_leftover_keys(&mut self) {
        let tables: &Tables<MAX> = self.tables.borrow();
        let in_use = |key: &KeyHandle| tables.key_handles().any(|used| used == key);
        self.has_leftover_keys = self.parts.key_store.destroy_all_but(in_use).is_err();
    }
}
