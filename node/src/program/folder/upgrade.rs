//! Folders of older versions.

use std::{
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use tracing::info;

use super::{CONTROL, Folder, LOCK, UNNAMED, VERSION, VERSION_FILE, create_private, replace, sync};
use crate::program::fault::Fault;

/// What leads from each version to the next one. A step that was interrupted is repeated, so it must not mind what it has
/// done already.
const STEPS: [fn(&Folder) -> io::Result<()>; VERSION as usize] = [from_plain_server];

const COPY: &str = "before-upgrade-";

impl Folder {
    /// Leaves the folder with the current version: a new one, one that is, or an older one that is upgraded now.
    pub(super) fn bring_up_to_date(&self) -> Result<(), Fault> {
        let version = match self.version()? {
            Some(VERSION) => return Ok(()),
            Some(older) if older < VERSION => older,
            Some(newer) => return Err(self.newer(Some(newer))),
            None if self.holds_plain_server() || self.copy_of(0).exists() => 0,
            None => {
                self.check_empty()?;
                return self.set_version();
            }
        };
        let copy = self.copy_of(version);
        self.keep_copy(&copy).map_err(|error| {
            Fault::from_error(format!("copying version {version} to `{}`", copy.display()), error)
                .help("nothing was changed; make room for a copy of the folder")
        })?;
        for step in STEPS.iter().skip(version as usize) {
            step(self).map_err(|error| {
                Fault::from_error(format!("upgrading `{}`", self.path.display()), error)
                    .help(format!("the folder as it was is in `{}`", copy.display()))
            })?;
        }
        self.set_version()?;
        info!(
            "upgraded `{}` from version {version} to {VERSION}; a copy of what was there is in `{}`",
            self.path.display(),
            copy.display()
        );
        Ok(())
    }

    /// Where the copy is that is made before a version is upgraded. It is there when it is complete.
    fn copy_of(&self, version: u32) -> PathBuf {
        self.path.join(format!("{COPY}{version}"))
    }

    fn set_version(&self) -> Result<(), Fault> {
        replace(&self.path.join(VERSION_FILE), format!("{VERSION}\n").as_bytes())
            .map_err(|error| Fault::from_error(format!("writing to `{}`", self.path.display()), error))
    }

    /// A server that only has netim's two files, as the walk-through of netim makes one: version 0.
    fn holds_plain_server(&self) -> bool {
        ["tables", "keys"].iter().all(|name| self.path.join(name).is_file())
    }

    /// A folder that is somebody else's is not filled.
    fn check_empty(&self) -> Result<(), Fault> {
        let name = self.path.display();
        let failed = |error| Fault::from_error(format!("reading `{name}`"), error);
        for entry in fs::read_dir(&self.path).map_err(failed)? {
            let entry = entry.map_err(failed)?.file_name();
            // A start that was interrupted left the lock, or a file that was to become the version.
            let own = entry == LOCK || entry.to_string_lossy().starts_with(UNNAMED);
            if !own {
                return Err(Fault::new(format!(
                    "`{name}` is not the data folder of a node, and not empty: it holds `{}`",
                    entry.display()
                ))
                .help("name a folder of its own for the node"));
            }
        }
        Ok(())
    }

    /// Copies everything, once: a copy that is there is from before an upgrade that was interrupted.
    fn keep_copy(&self, copy: &Path) -> io::Result<()> {
        if copy.exists() {
            return Ok(());
        }
        let unfinished = copy.with_extension("new");
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished)?;
        }
        create_private(&unfinished)?;
        for entry in fs::read_dir(&self.path)? {
            let name = entry?.file_name();
            let kept = name != LOCK && name != CONTROL && !name.to_string_lossy().starts_with(COPY);
            if kept {
                copy_all(&self.path.join(&name), &unfinished.join(&name))?;
            }
        }
        sync(&unfinished)?;
        fs::rename(&unfinished, copy)?;
        sync(&self.path)
    }
}

fn copy_all(from: &Path, to: &Path) -> io::Result<()> {
    if from.is_dir() {
        create_private(to)?;
        for entry in fs::read_dir(from)? {
            let name = entry?.file_name();
            copy_all(&from.join(&name), &to.join(&name))?;
        }
        return sync(to);
    }
    // Permissions go with the contents.
    fs::copy(from, to)?;
    fs::File::open(to)?.sync_all()
}

/// 0 to 1: tables and keys get a folder of their own.
fn from_plain_server(folder: &Folder) -> io::Result<()> {
    create_private(&folder.cluster())?;
    for (from, to) in [("tables", folder.tables()), ("keys", folder.keys())] {
        match fs::rename(folder.path.join(from), to) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            moved => moved?,
        }
    }
    // The lock of the key file has its name from the file.
    match fs::remove_file(folder.path.join("keys.lock")) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    sync(&folder.cluster())?;
    sync(&folder.path)
}
