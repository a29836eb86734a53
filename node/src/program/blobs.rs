//! What the stack keeps.

use std::{
    fs,
    io::{ErrorKind, Read as _},
    ops::RangeInclusive,
    path::PathBuf,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use rs_matter::{
    error::{Error, ErrorCode},
    persist::{FABRIC_KEYS_START, KvBlobStore},
};
use tracing::error;

use super::folder;

/// Blobs in files, each replaced as a whole. Fabrics are among them, with their private keys.
#[derive(Clone, Debug)]
pub(super) struct Blobs {
    folder: PathBuf,
    /// Held while files change, and by a backup while they must not.
    still: Arc<Mutex<()>>,
    had_fabrics: Arc<AtomicBool>,
}

/// Where the stack keeps fabrics.
const FABRICS: RangeInclusive<u16> = FABRIC_KEYS_START + 1..=FABRIC_KEYS_START + 255;

impl Blobs {
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder, still: Arc::default(), had_fabrics: Arc::default() }
    }

    /// No file changes as long as this is held.
    pub(super) fn hold(&self) -> MutexGuard<'_, ()> {
        self.still.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there was ever a fabric since the start.
    pub(super) fn had_fabrics(&self) -> bool {
        self.had_fabrics.load(Ordering::Relaxed)
    }

    fn note_fabric(&self, key: u16) {
        if FABRICS.contains(&key) {
            self.had_fabrics.store(true, Ordering::Relaxed);
        }
    }

    fn path(&self, key: u16) -> PathBuf {
        self.folder.join(format!("k_{key:04x}"))
    }
}

/// The stack's error says no more than that there was one.
fn failed(action: &str, key: u16, cause: &std::io::Error) -> Error {
    error!("{action} what the stack keeps under {key:#06x}: {cause}");
    ErrorCode::StdIoError.into()
}

impl KvBlobStore for Blobs {
    fn load<'a>(&mut self, key: u16, buf: &'a mut [u8]) -> Result<Option<&'a [u8]>, Error> {
        let mut file = match fs::File::open(self.path(key)) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed("opening", key, &error)),
        };
        self.note_fabric(key);
        let mut len = 0;
        loop {
            let free = buf.get_mut(len..).unwrap_or_default();
            if free.is_empty() {
                return Err(ErrorCode::NoSpace.into());
            }
            match file.read(free).map_err(|error| failed("reading", key, &error))? {
                0 => return Ok(buf.get(..len)),
                read => len += read,
            }
        }
    }

    fn store(&mut self, key: u16, data: &[u8], _: &mut [u8]) -> Result<(), Error> {
        self.note_fabric(key);
        let _still = self.hold();
        folder::replace(&self.path(key), data).map_err(|error| failed("writing", key, &error))
    }

    fn remove(&mut self, key: u16, _: &mut [u8]) -> Result<(), Error> {
        let _still = self.hold();
        match fs::remove_file(self.path(key)) {
            Ok(()) => folder::sync(&self.folder).map_err(|error| failed("removing", key, &error)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(failed("removing", key, &error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blob_is_there_until_it_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let mut blobs = Blobs::new(folder.path().to_owned());
        let mut buf = [0; 8];
        assert_eq!(blobs.load(1, &mut buf).unwrap(), None);
        blobs.store(1, b"first", &mut []).unwrap();
        blobs.store(1, b"second", &mut []).unwrap();
        assert_eq!(blobs.clone().load(1, &mut buf).unwrap(), Some(&b"second"[..]));
        assert_eq!(blobs.load(1, &mut [0; 6]).unwrap_err().code(), ErrorCode::NoSpace);
        blobs.remove(1, &mut []).unwrap();
        blobs.remove(1, &mut []).unwrap();
        assert_eq!(blobs.load(1, &mut buf).unwrap(), None);
    }
}
