//! What can go wrong.

use thiserror::Error;

use super::{BlobError, CAPACITY, KeyKind};
use crate::{crypto::CryptoError, secret::DeriveError};

/// Why a key store did not do what it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum KeyStoreError {
    /// There is nothing behind the handle.
    #[error("the key store has nothing behind that handle")]
    UnknownHandle,
    /// Something else is behind the handle.
    #[error("there is no {expected} behind that handle")]
    WrongKind {
        /// What should have been there.
        expected: KeyKind,
    },
    /// There is no room for another key; [`SoftwareKeyStore`](super::SoftwareKeyStore) has room for [`CAPACITY`].
    #[error("the key store is full (the software store holds {CAPACITY})")]
    Full,
    /// The source of randomness failed, or is broken.
    #[error("the key store got no random numbers")]
    Random,
    /// The secret gives no key.
    #[error(transparent)]
    Derive(#[from] DeriveError),
    /// A calculation failed.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    /// The keys could not be loaded or saved.
    #[error("the key store's persistence failed: {0}")]
    Persistence(#[from] PersistenceError),
    /// What was loaded is not what a key store saves.
    #[error("the stored keys cannot be used: {0}")]
    Blob(#[from] BlobError),
    /// A store other than the software one failed for a reason of its own.
    #[error("the key store failed: {0}")]
    Device(&'static str),
}

/// Why keys were not loaded or saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum PersistenceError {
    /// An operation of the file system or the device failed.
    #[error("{operation} failed{}", ErrorCode(*code))]
    Io {
        /// What was tried.
        operation: &'static str,
        /// The number of the operating system's error, if it is one.
        code: Option<i32>,
    },
    /// Somebody else, perhaps this process, uses the keys.
    #[error("the key file is in use")]
    InUse,
    /// Others than the owner may read or write the key file.
    #[error("the key file has mode {mode:04o}: others than its owner have access; make it 0600")]
    Exposed {
        /// The lower 12 bits of the mode.
        mode: u32,
    },
    /// The key file has another length than it always has.
    #[error("the key file has {found} bytes, not {expected}")]
    Length {
        /// The length that a key file has.
        expected: u64,
        /// The length of this one.
        found: u64,
    },
}

struct ErrorCode(Option<i32>);

impl core::fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Some(code) = self.0 else { return Ok(()) };
        #[cfg(feature = "std")]
        return write!(f, ": {}", std::io::Error::from_raw_os_error(code));
        #[cfg(not(feature = "std"))]
        write!(f, ": error {code}")
    }
}
