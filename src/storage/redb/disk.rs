//! The file that everything is in.

use std::{
    fmt::Debug,
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::RedbError;

/// Bytes that stay. A trait, so that tests can cut the power.
pub(super) trait Disk: Debug + Send + Sync + 'static {
    fn len(&self) -> io::Result<u64>;
    fn read(&self, offset: u64, bytes: &mut [u8]) -> io::Result<()>;
    fn write(&self, offset: u64, bytes: &[u8]) -> io::Result<()>;
    fn set_len(&self, len: u64) -> io::Result<()>;
    /// What was written stays from here on, whatever happens.
    fn sync(&self) -> io::Result<()>;
}

/// A file, locked as long as this exists.
#[derive(Debug)]
pub(super) struct FileDisk {
    file: Mutex<File>,
}

impl FileDisk {
    /// Opens a file to read and write.
    pub(super) fn open(path: &Path) -> Result<Self, RedbError> {
        Self::lock(OpenOptions::new().read(true).write(true).open(path))
    }

    /// Opens a file to read.
    pub(super) fn open_read_only(path: &Path) -> Result<Self, RedbError> {
        Self::lock(File::open(path))
    }

    /// Creates a file that only its owner can read and write.
    pub(super) fn create(path: &Path) -> Result<Self, RedbError> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Self::lock(options.open(path))
    }

    fn lock(file: io::Result<File>) -> Result<Self, RedbError> {
        let file = file.map_err(RedbError::io("opening the file"))?;
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => RedbError::Locked,
            TryLockError::Error(source) => RedbError::Io { action: "locking the file", source },
        })?;
        Ok(Self { file: Mutex::new(file) })
    }

    /// The file, whose position is set before each use: a panic in between does no harm.
    fn file(&self) -> MutexGuard<'_, File> {
        self.file.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for FileDisk {
    /// Closing the file would unlock it too, but not as long as a process that is just being started shares it.
    fn drop(&mut self) {
        let _ = self.file().unlock();
    }
}

impl Disk for FileDisk {
    fn len(&self) -> io::Result<u64> {
        Ok(self.file().metadata()?.len())
    }

    fn read(&self, offset: u64, bytes: &mut [u8]) -> io::Result<()> {
        let mut file = self.file();
        file.seek(SeekFrom::Start(offset))?;
        file.read_exact(bytes)
    }

    fn write(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.file();
        file.seek(SeekFrom::Start(offset))?;
        file.write_all(bytes)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.file().set_len(len)
    }

    fn sync(&self) -> io::Result<()> {
        self.file().sync_data()
    }
}
