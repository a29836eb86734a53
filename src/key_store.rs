//! Where secrets and private keys live.
//!
//! A server never holds keys itself: it holds [`KeyHandle`]s, and asks a [`KeyStore`] to do things with what is
//! behind them. So a secure element or an HSM can take the place of [`SoftwareKeyStore`].
//!
//! # The order of things
//!
//! Handles are the one thing that the server's own storage and the key store share, and no transaction spans both.
//! Therefore: first a key is made, then the storage commits its handle; first the storage commits that a handle is
//! gone, then the key is destroyed. Whenever the process dies, the storage knows no handle without a key, but there
//! may be keys whose handle nobody knows. At start-up, [`KeyStore::destroy_all_but`] finds and destroys those.
//!
//! # What the software store protects, and what not
//!
//! Secrets are never printed, compared in constant time, and zeroized when destroyed and when the store is dropped.
//! In between they are in the process's memory, unencrypted: a debugger, a core dump, swap or another bug may show
//! them. `KeyFile` keeps them on disk, unencrypted too: it is for its owner's eyes only
//! (mode 0600), and what is destroyed is overwritten as well as replaced. A copy-on-write or journaled file system, a
//! flash drive and a backup may keep it nevertheless; so who reads the disk without the operating system in between
//! reads the keys. Encrypt the disk, or put a store in hardware behind the trait. A checksum finds damage, not forgery.

mod blob;
mod contract;
mod error;
#[cfg(feature = "std")]
mod file;
mod handle;
mod persistence;
mod software;
mod vault;

/// Where keys are as long as their owner lives, wherever that is moved to.
#[cfg(feature = "std")]
type Place<T> = std::boxed::Box<T>;

/// Without a heap they move with their owner.
#[cfg(not(feature = "std"))]
type Place<T> = T;

/// The operating system's randomness, which [`SoftwareKeyStore::open`] takes: so that its type has a name.
#[cfg(feature = "std")]
pub use getrandom::SysRng;

#[cfg(feature = "std")]
pub use self::file::KeyFile;
pub use self::{
    blob::{BLOB_LEN, BlobError},
    contract::KeyStore,
    error::{KeyStoreError, PersistenceError},
    handle::{KeyHandle, KeyKind},
    persistence::{Persistence, Volatile},
    software::SoftwareKeyStore,
    vault::CAPACITY,
};
