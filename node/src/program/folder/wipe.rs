//! Factory reset.

use std::{
    fs::{self, OpenOptions},
    io::{self, ErrorKind, Write as _},
    path::Path,
};

use tracing::info;

use super::{CONTROL, Folder, LOCK, VERSION_FILE, replace, sync};
use crate::program::fault::Fault;

/// There as long as a factory reset is under way.
const MARK: &str = "factory-reset";

impl Folder {
    /// Removes everything, copies from before upgrades too. What is interrupted is finished at the next start.
    ///
    /// Files are overwritten with zeros before they are removed, which is worth what the file system and the disk make of
    /// it.
    pub(in crate::program) fn wipe(&self) -> Result<(), Fault> {
        let failed = |error| Fault::from_error(format!("factory reset of `{}`", self.path.display()), error);
        replace(&self.path.join(MARK), b"").map_err(failed)?;
        self.finish_wiping()?;
        self.create_parts()
    }

    pub(super) fn finish_wiping(&self) -> Result<(), Fault> {
        let mark = self.path.join(MARK);
        if !mark.exists() {
            return Ok(());
        }
        self.remove_all().and_then(|()| fs::remove_file(&mark)).and_then(|()| sync(&self.path)).map_err(
            |error| Fault::from_error(format!("factory reset of `{}`", self.path.display()), error),
        )?;
        info!("factory reset: `{}` holds nothing any more", self.path.display());
        Ok(())
    }

    fn remove_all(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.path)? {
            let name = entry?.file_name();
            let stays = [LOCK, CONTROL, VERSION_FILE, MARK].iter().any(|stays| name == *stays);
            if !stays {
                erase(&self.path.join(name))?;
            }
        }
        sync(&self.path)
    }
}

fn erase(path: &Path) -> io::Result<()> {
    let metadata = fs::symlink_metadata(path)?;
    if metadata.is_dir() {
        for entry in fs::read_dir(path)? {
            erase(&entry?.path())?;
        }
        return fs::remove_dir(path);
    }
    if metadata.is_file() {
        zero(path, metadata.len())?;
    }
    match fs::remove_file(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

fn zero(path: &Path, len: u64) -> io::Result<()> {
    const ZEROS: [u8; 4096] = [0; 4096];
    let mut file = OpenOptions::new().write(true).open(path)?;
    let mut left = len;
    while left > 0 {
        let now = left.min(4096);
        let zeros = usize::try_from(now).ok().and_then(|now| ZEROS.get(..now)).unwrap_or(&ZEROS);
        file.write_all(zeros)?;
        left -= now;
    }
    file.sync_all()
}
