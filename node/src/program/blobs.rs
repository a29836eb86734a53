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

/// There once a fabric was stored, until a factory reset.
const COMMISSIONED: &str = "commissioned";

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

    /// Whether all fabrics were removed, but nothing else was: a process died between.
    pub(super) fn lost_fabrics(&self) -> bool {
        self.folder.join(COMMISSIONED).exists() && !FABRICS.into_iter().any(|key| self.path(key).exists())
    }

    fn note_fabric(&self, key: u16) {
        if !FABRICS.contains(&key) || self.had_fabrics.swap(true, Ordering::Relaxed) {
            return;
        }
        let name = self.folder.join(COMMISSIONED);
        if name.exists() {
            return;
        }
        // The fabric is there all the same, and the next start tries again.
        if let Err(error) = folder::replace(&name, b"") {
            error!("noting in `{}` that there is a fabric: {error}", name.display());
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
        {
            let _still = self.hold();
            self.note_fabric(key);
        }
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
        let _still = self.hold();
        folder::replace(&self.path(key), data).map_err(|error| failed("writing", key, &error))?;
        // Not before: a fabric that was never stored is none that was lost.
        self.note_fabric(key);
        Ok(())
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

    #[test]
    fn fabrics_that_were_lost_are_missed_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Blobs::new(folder.path().to_owned());
        let (mut blobs, fabric) = (open(), *FABRICS.start());
        blobs.store(1, b"no fabric", &mut []).unwrap();
        assert!(!blobs.lost_fabrics());
        blobs.store(fabric, b"fabric", &mut []).unwrap();
        assert!(!open().lost_fabrics());
        // A folder of an older program: the fabric is noted when it is loaded.
        fs::remove_file(folder.path().join(COMMISSIONED)).unwrap();
        open().load(fabric, &mut [0; 8]).unwrap();
        blobs.remove(fabric, &mut []).unwrap();
        assert!(open().lost_fabrics());
    }
}
