//! Keys in memory: a fixed number of them.

use core::fmt;

use subtle::ConstantTimeEq as _;

use super::{KeyHandle, KeyKind, KeyStoreError};
use crate::{crypto::PrivateKey, secret::RawSecret};

/// How many secrets and key pairs [`SoftwareKeyStore`](super::SoftwareKeyStore) holds, taken together.
///
/// A server needs 7 at once. The rest is for those that could not be destroyed, until the next start.
pub const CAPACITY: usize = 12;

/// What is behind a handle. Either kind zeroizes itself.
#[derive(Clone)]
pub(super) enum Key {
    Secret(RawSecret),
    KeyPair(PrivateKey),
}

impl Key {
    pub(super) const LEN: usize = 32;

    pub(super) const fn kind(&self) -> KeyKind {
        match self {
            Self::Secret(_) => KeyKind::Secret,
            Self::KeyPair(_) => KeyKind::KeyPair,
        }
    }

    pub(super) const fn expose_secret(&self) -> &[u8; Self::LEN] {
        match self {
            Self::Secret(secret) => secret.expose_secret(),
            Self::KeyPair(key) => key.expose_secret(),
        }
    }
}

/// The keys and their handles, in no order.
#[derive(Default)]
pub(super) struct Vault {
    slots: [Option<(KeyHandle, Key)>; CAPACITY],
}

impl Vault {
    pub(super) fn iter(&self) -> impl Iterator<Item = &(KeyHandle, Key)> {
        self.slots.iter().flatten()
    }

    pub(super) fn contains(&self, handle: &KeyHandle) -> bool {
        self.iter().any(|(known, _)| known == handle)
    }

    /// Adds a key. The handle must be a new one.
    pub(super) fn add(&mut self, handle: KeyHandle, key: Key) -> Result<(), KeyStoreError> {
        let slot = self.slots.iter_mut().find(|slot| slot.is_none()).ok_or(KeyStoreError::Full)?;
        *slot = Some((handle, key));
        Ok(())
    }

    /// Destroys a key, in place: it is not moved before it is zeroized. Nothing happens if there is none.
    pub(super) fn destroy(&mut self, handle: &KeyHandle) {
        for slot in &mut self.slots {
            if matches!(slot, Some((known, _)) if known == handle) {
                *slot = None;
            }
        }
    }

    pub(super) fn get(&self, handle: &KeyHandle) -> Result<&Key, KeyStoreError> {
        let mut keys = self.iter();
        keys.find(|(known, _)| known == handle).map(|(_, key)| key).ok_or(KeyStoreError::UnknownHandle)
    }

    pub(super) fn secret(&self, handle: &KeyHandle) -> Result<&RawSecret, KeyStoreError> {
        match self.get(handle)? {
            Key::Secret(secret) => Ok(secret),
            Key::KeyPair(_) => Err(KeyStoreError::WrongKind { expected: KeyKind::Secret }),
        }
    }

    pub(super) fn secret_equals(&self, handle: &KeyHandle, other: &RawSecret) -> Result<bool, KeyStoreError> {
        Ok(self.secret(handle)?.ct_eq(other).into())
    }

    pub(super) fn key_pair(&self, handle: &KeyHandle) -> Result<&PrivateKey, KeyStoreError> {
        match self.get(handle)? {
            Key::KeyPair(key) => Ok(key),
            Key::Secret(_) => Err(KeyStoreError::WrongKind { expected: KeyKind::KeyPair }),
        }
    }

    /// The smallest handle above another.
    pub(super) fn next_handle(&self, after: Option<&KeyHandle>) -> Option<KeyHandle> {
        self.iter().map(|(handle, _)| *handle).filter(|handle| after.is_none_or(|after| handle > after)).min()
    }
}

/// The handles and kinds, not the keys.
impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter().map(|(handle, key)| (handle, key.kind()))).finish()
    }
}
