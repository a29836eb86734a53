//! The data folder.
//!
//! ```text
//! DIR/                 0700
//!   version            of this layout
//!   lock               held by the process that uses the folder
//!   control            the socket of a running node
//!   settings.json      what the device is
//!   matter/            what the stack keeps: fabrics with their keys, ...
//!   cluster/tables     clients and network identities
//!   cluster/keys       the secret of administrators, private keys
//!   sightings          where clients joined the network: to disconnect those that are removed
//!   factory-reset      there from the order to forget everything until that is done
//!   before-upgrade-N/  what was there when a newer program found version N
//! ```

mod upgrade;
mod wipe;

use std::{
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io::{self, ErrorKind, Write as _},
    os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use tempfile::NamedTempFile;

pub(super) use self::wipe::order_reset;
use super::{control, fault::Fault};

/// The layout of this program.
pub(super) const VERSION: u32 = 1;

const VERSION_FILE: &str = "version";
const LOCK: &str = "lock";
const CONTROL: &str = "control";
/// How folders begin in which copies are made.
pub(super) const SCRATCH: &str = ".copy";
/// How files begin until they are complete, and get their names.
pub(super) const UNNAMED: &str = ".tmp";

/// Longer than anybody but a node has a folder.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(20);

/// A data folder that this process uses, and no other does.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// Locked as long as it is open.
    _lock: File,
}

/// Why a folder that should be there is not this process's.
#[derive(Debug)]
pub(super) enum Unavailable {
    /// Another process has it.
    InUse,
    /// Something else.
    Fault(Fault),
}

impl Folder {
    /// Takes possession of a folder for a node, which is created if it is not there, and upgraded if it is old.
    pub(super) fn open_or_create(path: &Path) -> Result<Self, Fault> {
        create(path)?;
        let folder = Self::lock(path).map_err(|unavailable| match unavailable {
            Unavailable::InUse => Fault::new(format!("`{}` is in use by another netim-node", path.display()))
                .help("one node, one folder: stop the other one, or name another folder"),
            Unavailable::Fault(fault) => fault,
        })?;
        folder.finish_wiping()?;
        folder.bring_up_to_date()?;
        folder.remove_leftovers();
        folder.create_parts()?;
        Ok(folder)
    }

    /// Takes possession of a folder that a node has used, to look at it.
    pub(super) fn open(path: &Path) -> Result<Self, Unavailable> {
        if !path.join(VERSION_FILE).is_file() {
            let fault = Fault::new(format!("`{}` is not the data folder of a node", path.display()));
            return Err(Unavailable::Fault(fault.help("name the folder that the node was started with")));
        }
        let folder = Self::lock(path)?;
        match folder.version().map_err(Unavailable::Fault)? {
            Some(VERSION) => Ok(folder),
            Some(older) if older < VERSION => Err(Unavailable::Fault(
                Fault::new(format!("`{}` is of version {older}", path.display()))
                    .help("start the node once: it upgrades the folder and keeps a copy"),
            )),
            found => Err(Unavailable::Fault(folder.newer(found))),
        }
    }

    fn lock(path: &Path) -> Result<Self, Unavailable> {
        let name = path.join(LOCK);
        let failed = |error: io::Error| {
            Unavailable::Fault(
                Fault::from_error(format!("writing to `{}`", path.display()), error)
                    .help("the folder has to belong to the user that the program runs as"),
            )
        };
        let lock = private().create(true).truncate(false).open(name).map_err(failed)?;
        let since = Instant::now();
        loop {
            match lock.try_lock() {
                Ok(()) => return Ok(Self { path: path.to_owned(), _lock: lock }),
                Err(TryLockError::Error(error)) => return Err(failed(error)),
                // A node has the folder for long, and then it answers. Others have it for a moment: a node that starts or
                // ends, somebody who looks at one that is stopped.
                Err(TryLockError::WouldBlock) => {
                    if control::answers(path) || since.elapsed() > PATIENCE {
                        return Err(Unavailable::InUse);
                    }
                    thread::sleep(PAUSE);
                }
            }
        }
    }

    /// The version that the folder says it is of; `None` if it says nothing.
    fn version(&self) -> Result<Option<u32>, Fault> {
        let name = self.path.join(VERSION_FILE);
        match fs::read_to_string(&name) {
            Ok(text) => match text.trim_end().parse() {
                Ok(version) => Ok(Some(version)),
                Err(_) => Err(Fault::new(format!("`{}` does not hold a version", name.display()))
                    .help("restore a backup, or name another folder")),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Fault::from_error(format!("reading `{}`", name.display()), error)),
        }
    }

    fn newer(&self, found: Option<u32>) -> Fault {
        let found = found.map_or("no known version".to_owned(), |found| format!("version {found}"));
        Fault::new(format!("`{}` is of {found}; this program knows up to {VERSION}", self.path.display()))
            .help("use the netim-node that wrote it, or a newer one")
    }

    fn create_parts(&self) -> Result<(), Fault> {
        for part in [self.matter(), self.cluster()] {
            create_private(&part)
                .map_err(|error| Fault::from_error(format!("creating `{}`", part.display()), error))?;
        }
        Ok(())
    }

    /// Copies that were being made when a process died, and files that had not got their names. One that stays does no
    /// harm.
    fn remove_leftovers(&self) {
        for folder in [self.path.clone(), self.matter(), self.cluster()] {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let name = entry.file_name();
                let begins = |with: &str| name.as_encoded_bytes().starts_with(with.as_bytes());
                if begins(SCRATCH) {
                    let _ = fs::remove_dir_all(entry.path());
                } else if begins(UNNAMED) && entry.file_type().is_ok_and(|kind| kind.is_file()) {
                    let _ = fs::remove_file(entry.path());
                }
            }
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn settings(&self) -> PathBuf {
        self.path.join("settings.json")
    }

    pub(super) fn matter(&self) -> PathBuf {
        self.path.join("matter")
    }

    pub(super) fn cluster(&self) -> PathBuf {
        self.path.join("cluster")
    }

    pub(super) fn tables(&self) -> PathBuf {
        self.cluster().join("tables")
    }

    pub(super) fn keys(&self) -> PathBuf {
        self.cluster().join("keys")
    }

    pub(super) fn sightings(&self) -> PathBuf {
        self.path.join("sightings")
    }
}

/// The socket of the node that uses a folder.
pub(super) fn control_socket(path: &Path) -> PathBuf {
    path.join(CONTROL)
}

/// Replaces a file as a whole, durably, for its owner alone.
pub(super) fn replace(path: &Path, contents: &[u8]) -> io::Result<()> {
    let folder = path.parent().ok_or(ErrorKind::InvalidInput)?;
    let mut new = NamedTempFile::new_in(folder)?;
    new.write_all(contents)?;
    new.as_file().sync_all()?;
    new.persist(path)?;
    sync(folder)
}

/// Makes the names in a folder durable.
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// To write a file that its owner alone can read.
pub(super) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).mode(0o600);
    options
}

/// Creates a folder that its owner alone can look into, if it is not there.
pub(super) fn create_private(path: &Path) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        created => created,
    }
}

fn create(path: &Path) -> Result<(), Fault> {
    let name = path.display();
    let failed = |error| {
        Fault::from_error(format!("creating `{name}`"), error)
            .help("name a folder that the program may create, or that is there and is its own")
    };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    create_private(path).map_err(failed)?;
    let metadata = fs::metadata(path).map_err(failed)?;
    // What this process creates belongs to its effective user.
    let own = tempfile::tempfile_in(path).and_then(|file| file.metadata()).map_err(failed)?.uid();
    if metadata.uid() != own {
        return Err(Fault::new(format!("`{name}` belongs to user {}, not to user {own}", metadata.uid()))
            .help(format!("run the node as the user that the folder belongs to, or: chown {own} {name}")));
    }
    let mode = metadata.mode() & 0o7777;
    if mode & 0o077 != 0 {
        return Err(Fault::new(format!("`{name}` has mode {mode:04o}: others can look into it"))
            .help(format!("it will hold keys: chmod 0700 {name}")));
    }
    Ok(())
}
