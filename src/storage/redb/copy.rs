//! New files.

use std::{
    ffi::OsString,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process,
    sync::Arc,
    vec::Vec,
};

use super::{
    Damage, RedbError, Snapshot,
    container::Container,
    contents::Meta,
    disk::{Disk, FileDisk},
    engine::{self, Put},
    snapshot,
};
use crate::storage::Record;

/// Creates a file with records in it, closed. It appears under its name when it is complete, and never replaces one.
pub(super) fn create(path: &Path, meta: Meta, records: &[Record]) -> Result<(), RedbError> {
    let values: Vec<Put> = records.iter().map(snapshot::sealed).collect();
    create_with(path, meta, &values)
}

/// As [`create`], with values as they are.
pub(super) fn create_with(path: &Path, meta: Meta, values: &[Put]) -> Result<(), RedbError> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(RedbError::Exists);
    }
    let (draft, disk) = Draft::create(path)?;
    fill(Arc::new(disk), meta, values)?;
    publish(&draft.0, path)?;
    sync_directory(path);
    Ok(())
}

/// Copies a file to one that is not there, and verifies the copy.
pub(super) fn restore(backup: &Path, path: &Path) -> Result<(), RedbError> {
    let backup = Snapshot::open(backup)?;
    let mut meta = Meta::new(backup.info().capacity);
    meta.commit = backup.info().commits;
    create(path, meta, backup.records())?;
    let copy = Snapshot::open(path)?;
    if copy.records() == backup.records() { Ok(()) } else { Err(Damage::Records.into()) }
}

/// Fills an empty disk.
pub(super) fn fill(disk: Arc<dyn Disk>, meta: Meta, values: &[Put]) -> Result<(), RedbError> {
    let container = Container::create(disk)?;
    // The sum of the checksums starts anew with the records.
    let mut meta = Meta { sum: [0; 16], ..meta };
    engine::run(|| {
        let database = engine::open(&container)?;
        engine::write(&database, &mut meta, values, &mut Vec::new())?;
        Ok(database.close()?)
    })?;
    container.acknowledge(meta.commit);
    container.close()
}

/// A file that is not complete. Its name goes when this is dropped.
struct Draft(PathBuf);

impl Draft {
    /// Creates it beside the file that it will be.
    fn create(path: &Path) -> Result<(Self, FileDisk), RedbError> {
        let mut name = OsString::from(path);
        name.push(std::format!(".{}.new", process::id()));
        let draft = PathBuf::from(name);
        let disk = match FileDisk::create(&draft) {
            Err(RedbError::Io { source, .. }) if source.kind() == io::ErrorKind::AlreadyExists => {
                // Whoever is at work on it has locked it. If nobody has, an earlier process with the same number died
                // over it; in a container all have the same.
                drop(FileDisk::open_read_only(&draft)?);
                fs::remove_file(&draft).map_err(RedbError::io("removing what an earlier process left"))?;
                FileDisk::create(&draft)?
            }
            created => created?,
        };
        Ok((Self(draft), disk))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Gives a file its name, if nothing has that name.
fn publish(draft: &Path, path: &Path) -> Result<(), RedbError> {
    let linked = fs::hard_link(draft, path).or_else(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Err(error),
        // The file system has no links, as that of a memory stick. Renaming would replace a file that appears just
        // now.
        _ if fs::symlink_metadata(path).is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
        _ => fs::rename(draft, path),
    });
    linked.map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => RedbError::Exists,
        _ => RedbError::Io { action: "naming the new file", source },
    })
}

/// So that the name stays too. Not everything has directories that can be opened; then the system does that itself.
fn sync_directory(path: &Path) {
    let directory = path.parent().filter(|directory| !directory.as_os_str().is_empty());
    if let Ok(directory) = File::open(directory.unwrap_or_else(|| Path::new("."))) {
        let _ = directory.sync_all();
    }
}
