//! Keys in a file.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, ErrorKind, Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
};

use super::{BLOB_LEN, Persistence, PersistenceError};

const ZEROS: [u8; BLOB_LEN] = [0; BLOB_LEN];

/// A file for the keys of a [`SoftwareKeyStore`](super::SoftwareKeyStore).
///
/// Only its owner may read or write it (mode 0600, on Unix); one that others have access to is refused. It is
/// replaced as a whole: a new file is written next to it (`.new` appended to its name), synced and renamed. The file
/// that was replaced is overwritten with zeros, if no other name leads to it and as far as the file system writes in
/// place. A lock on another file next to it (`.lock` appended) keeps a second process from using the same keys.
#[derive(Debug)]
pub struct KeyFile {
    path: PathBuf,
    new_path: PathBuf,
    /// Locked as long as it is open.
    lock: File,
}

impl KeyFile {
    /// Takes possession of a file, which need not exist yet. Its folder must.
    ///
    /// A new version that a crash left unfinished is overwritten with zeros and removed.
    ///
    /// # Errors
    ///
    /// [`PersistenceError::InUse`] if somebody else has possession; [`PersistenceError::Io`] if the lock cannot be
    /// had or the unfinished version not be removed.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self, PersistenceError> {
        let path = path.into();
        let new_path = with_suffix(&path, ".new");
        let mut options = private();
        let lock = options
            .create(true)
            .truncate(false)
            .open(with_suffix(&path, ".lock"))
            .map_err(failed("opening the lock of the key file"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(PersistenceError::InUse),
            Err(TryLockError::Error(error)) => return Err(failed("locking the key file")(error)),
        }
        let file = Self { path, new_path, lock };
        file.remove_unfinished().map_err(failed("removing an unfinished key file"))?;
        Ok(file)
    }

    fn remove_unfinished(&self) -> io::Result<()> {
        match fs::symlink_metadata(&self.new_path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
            Ok(metadata) if metadata.is_file() => {
                if let Ok(unfinished) = OpenOptions::new().write(true).open(&self.new_path) {
                    wipe(unfinished);
                }
            }
            Ok(_) => {}
        }
        fs::remove_file(&self.new_path)
    }

    /// Writes the new version and makes it durable under its temporary name.
    fn write_new(&self, blob: &[u8; BLOB_LEN]) -> Result<(), PersistenceError> {
        let mut options = private();
        let mut new =
            options.create_new(true).open(&self.new_path).map_err(failed("creating the new key file"))?;
        new.write_all(blob).map_err(failed("writing the new key file"))?;
        new.sync_all().map_err(failed("syncing the new key file"))
    }
}

impl Drop for KeyFile {
    /// Closing the lock would release it too, but not as long as a process that is just being started shares it.
    fn drop(&mut self) {
        let _: io::Result<()> = self.lock.unlock();
    }
}

impl Persistence for KeyFile {
    fn load(&mut self, blob: &mut [u8; BLOB_LEN]) -> Result<bool, PersistenceError> {
        let mut file = match File::open(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            result => result.map_err(failed("opening the key file"))?,
        };
        let metadata = file.metadata().map_err(failed("looking at the key file"))?;
        check_mode(&metadata)?;
        let expected = BLOB_LEN as u64;
        if metadata.len() != expected {
            return Err(PersistenceError::Length { expected, found: metadata.len() });
        }
        file.read_exact(blob).map_err(failed("reading the key file"))?;
        Ok(true)
    }

    fn save(&mut self, blob: &[u8; BLOB_LEN]) -> Result<(), PersistenceError> {
        // An earlier attempt may have failed half way.
        self.remove_unfinished().map_err(failed("removing an unfinished key file"))?;
        let old = OpenOptions::new().write(true).open(&self.path).ok();
        let rename = || fs::rename(&self.new_path, &self.path).map_err(failed("replacing the key file"));
        self.write_new(blob).and_then(|()| rename()).inspect_err(|_| {
            // The next attempt or the next start does it, if not now.
            let _: io::Result<()> = self.remove_unfinished();
        })?;
        sync_folder(&self.path).map_err(failed("syncing the folder of the key file"))?;
        // Not before: until the folder is durable, a crash may bring the old file back.
        old.into_iter().filter(is_nameless).for_each(wipe);
        Ok(())
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

fn failed(operation: &'static str) -> impl Fn(io::Error) -> PersistenceError {
    move |error| PersistenceError::Io { operation, code: error.raw_os_error() }
}

/// Overwrites a file with zeros, as well as that can be done.
fn wipe(mut file: File) {
    let _: io::Result<()> =
        file.rewind().and_then(|()| file.write_all(&ZEROS)).and_then(|()| file.sync_data());
}

/// To write to a file that only its owner has access to.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(unix)]
fn check_mode(metadata: &fs::Metadata) -> Result<(), PersistenceError> {
    const GROUP_AND_OTHERS: u32 = 0o077;
    let mode = std::os::unix::fs::MetadataExt::mode(metadata) & 0o7777;
    if mode & GROUP_AND_OTHERS == 0 { Ok(()) } else { Err(PersistenceError::Exposed { mode }) }
}

#[cfg(not(unix))]
fn check_mode(_: &fs::Metadata) -> Result<(), PersistenceError> {
    Ok(())
}

/// Whether no name leads to an open file any more.
#[cfg(unix)]
fn is_nameless(file: &File) -> bool {
    file.metadata().is_ok_and(|metadata| std::os::unix::fs::MetadataExt::nlink(&metadata) == 0)
}

#[cfg(not(unix))]
fn is_nameless(_: &File) -> bool {
    false
}

/// Makes the names in a file's folder durable.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A process that is just being started shares all open files until it runs another program.
    #[test]
    fn a_process_that_is_being_started_does_not_keep_the_keys() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        let file = KeyFile::open(&path).unwrap();
        let shared = file.lock.try_clone().unwrap();
        drop(file);
        assert!(KeyFile::open(&path).is_ok());
        drop(shared);
    }
}
