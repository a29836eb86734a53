//! What a manager needs of the world.

use core::fmt;

use crate::{
    authenticator::Authenticator, clock::Clock, crypto::Verifier, key_store::KeyStore, storage::Storage,
};

/// The kinds of parts that a manager works with, named once.
pub trait Platform {
    /// Keeps the tables.
    type Storage: Storage;
    /// Keeps secrets and keys.
    type KeyStore: KeyStore;
    /// Verifies signatures.
    type Verifier: Verifier;
    /// Lets clients into the network.
    type Authenticator: Authenticator;
    /// Tells the time.
    type Clock: Clock;
}

/// The parts that a manager works with.
pub struct Parts<P: Platform> {
    /// Keeps the tables.
    pub storage: P::Storage,
    /// Keeps secrets and keys.
    pub key_store: P::KeyStore,
    /// Verifies signatures.
    pub verifier: P::Verifier,
    /// Lets clients into the network.
    pub authenticator: P::Authenticator,
    /// Tells the time.
    pub clock: P::Clock,
}

/// What the parts hold is theirs to show.
impl<P: Platform> fmt::Debug for Parts<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parts").finish_non_exhaustive()
    }
}

/// The parts one by one are a platform, so that nobody has to name one who does not want to.
impl<S: Storage, K: KeyStore, V: Verifier, A: Authenticator, C: Clock> Platform for (S, K, V, A, C) {
    type Storage = S;
    type KeyStore = K;
    type Verifier = V;
    type Authenticator = A;
    type Clock = C;
}
