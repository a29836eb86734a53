//! Factory reset.

use std::{
    fs::{self, OpenOptions},
    io::{self, ErrorKind, Write as _},
    path::Path,
};

use tracing::{info, warn};

use super::{CONTROL, Folder, LOCK, VERSION_FILE, replace, sync};
use crate::program::{fault::Fault, settings::Settings};

/// There from the order to forget everything until that is done.
const MARK: &str = "factory-reset";

/// Has a folder wiped, at the next start if not before. Whoever is told that everything will be forgotten is told after
/// that.
pub(in crate::program) fn order_reset(data: &Path) -> Result<(), Fault> {
    replace(&data.join(MARK), b"")
        .map_err(|error| Fault::from_error(format!("factory reset of `{}`", data.display()), error))
}

impl Folder {
    /// Whether everything is to be forgotten.
    pub(in crate::program) fn is_to_be_wiped(&self) -> bool {
        self.path.join(MARK).is_file()
    }

    /// Removes everything, copies from before upgrades too. What is interrupted is finished at the next start.
    ///
    /// Files are overwritten with zeros before they are removed, which is worth what the file system and the disk make of
    /// it. The device remains the same: its settings are renewed.
    pub(in crate::program) fn wipe(&self) -> Result<(), Fault> {
        order_reset(&self.path)?;
        self.finish_wiping()?;
        self.create_parts()
    }

    pub(super) fn finish_wiping(&self) -> Result<(), Fault> {
        if !self.is_to_be_wiped() {
            return Ok(());
        }
        let failed = |error| Fault::from_error(format!("factory reset of `{}`", self.path.display()), error);
        self.remove_all().map_err(failed)?;
        self.renew_settings()?;
        fs::remove_file(self.path.join(MARK)).and_then(|()| sync(&self.path)).map_err(failed)?;
        info!("factory reset: `{}` holds nothing any more", self.path.display());
        Ok(())
    }

    fn renew_settings(&self) -> Result<(), Fault> {
        match Settings::load(self) {
            Ok(None) => Ok(()),
            Ok(Some(settings)) => settings.renewed()?.save(self),
            Err(fault) => {
                warn!("factory reset: {}", fault.message());
                erase(&self.settings()).map_err(|error| {
                    Fault::from_error(format!("factory reset of `{}`", self.path.display()), error)
                })
            }
        }
    }

    fn remove_all(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.path)? {
            let name = entry?.file_name();
            let stays = [LOCK, CONTROL, VERSION_FILE, MARK].iter().any(|stays| name == *stays)
                || self.path.join(&name) == self.settings();
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
