//! Where the software store keeps its keys.

use core::fmt;

use zeroize::Zeroizing;

use super::{BLOB_LEN, PersistenceError, Place};

/// Keeps one blob of [`BLOB_LEN`] bytes: a file, a page of flash.
///
/// It holds keys in the clear. Implementations must not let anybody else read it, and zeroize their copies.
pub trait Persistence {
    /// Loads the blob saved last into `blob`, and returns whether there is one.
    ///
    /// # Errors
    ///
    /// [`PersistenceError`]; `blob` may hold anything then.
    fn load(&mut self, blob: &mut [u8; BLOB_LEN]) -> Result<bool, PersistenceError>;

    /// Replaces the blob: after a crash at any instant, `load` gives the one or the other, whole. Durable when it
    /// returns.
    ///
    /// # Errors
    ///
    /// [`PersistenceError`]; either blob may be the one that is stored then.
    fn save(&mut self, blob: &[u8; BLOB_LEN]) -> Result<(), PersistenceError>;
}

impl<P: Persistence + ?Sized> Persistence for &mut P {
    fn load(&mut self, blob: &mut [u8; BLOB_LEN]) -> Result<bool, PersistenceError> {
        (**self).load(blob)
    }

    fn save(&mut self, blob: &[u8; BLOB_LEN]) -> Result<(), PersistenceError> {
        (**self).save(blob)
    }
}

/// Keeps the blob in memory, for as long as it lives; zeroized when dropped.
#[derive(Clone, Default)]
pub struct Volatile {
    blob: Option<Place<Saved>>,
}

/// A blob.
#[derive(Clone)]
struct Saved(Zeroizing<[u8; BLOB_LEN]>);

impl Default for Saved {
    fn default() -> Self {
        Self(Zeroizing::new([0; BLOB_LEN]))
    }
}

impl Volatile {
    /// Without a blob.
    pub const fn new() -> Self {
        Self { blob: None }
    }
}

impl Persistence for Volatile {
    fn load(&mut self, blob: &mut [u8; BLOB_LEN]) -> Result<bool, PersistenceError> {
        if let Some(saved) = &self.blob {
            blob.copy_from_slice(&*saved.0);
        }
        Ok(self.blob.is_some())
    }

    fn save(&mut self, blob: &[u8; BLOB_LEN]) -> Result<(), PersistenceError> {
        self.blob.get_or_insert_default().0.copy_from_slice(blob);
        Ok(())
    }
}

/// Says whether there is a blob, not what is in it.
impl fmt::Debug for Volatile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.blob.is_some() { "Volatile([redacted])" } else { "Volatile(empty)" })
    }
}
