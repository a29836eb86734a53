//! Copies of everything that a node keeps.

mod archive;

use std::{
    fs,
    io::{self, ErrorKind, Write as _},
    path::Path,
};

use netim::storage::redb::{RedbError, RedbStorage};
use serde::Serialize;
use zeroize::Zeroizing;

pub(super) use self::archive::Archive;
use super::{
    control::{self, Answer, Request},
    fault::Fault,
    folder::{self, Folder, Unavailable},
    options::{BackupArguments, RestoreArguments},
    secret_json,
};

/// What was done.
#[derive(Debug, Serialize)]
struct Done<'a> {
    file: &'a Path,
    data: &'a Path,
    files: usize,
}

/// Writes a backup.
pub(super) fn write(arguments: &BackupArguments) -> Result<(), Fault> {
    let BackupArguments { data, file, json } = arguments;
    let archive = match Folder::open(data) {
        Ok(folder) => stopped(&folder)?,
        Err(Unavailable::InUse) => match control::ask(data, Request::Backup)? {
            Answer::Backup(archive) => archive,
            _ => return Err(Fault::new("the node answered something else")),
        },
        Err(Unavailable::Fault(fault)) => return Err(fault),
    };
    save(file, &archive).map_err(|error| {
        let fault = Fault::from_error(format!("writing `{}`", file.display()), &error);
        match error.kind() {
            ErrorKind::AlreadyExists => fault.help("backups are not overwritten: name another file"),
            _ => fault,
        }
    })?;
    report(*json, "backed up", &Done { file, data, files: archive.len() })
}

/// Of a node that does not run. The tables are copied by their own means, which verify them.
fn stopped(folder: &Folder) -> Result<Archive, Fault> {
    let tables = folder.tables();
    Archive::collect(folder.path(), |copy| RedbStorage::restore(&tables, copy))
}

fn save(path: &Path, archive: &Archive) -> io::Result<()> {
    let text = secret_json::to_vec(archive, b"")?;
    // Created as a file that is not there yet, then filled: a file that is incomplete does not have its name.
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut new = tempfile::NamedTempFile::new_in(folder)?;
    new.write_all(&text)?;
    new.as_file().sync_all()?;
    new.persist_noclobber(path)?;
    folder::sync(folder)
}

/// Makes a data folder from a backup.
pub(super) fn restore(arguments: &RestoreArguments) -> Result<(), Fault> {
    let RestoreArguments { data, file, json } = arguments;
    let name = file.display();
    let text = fs::read(file).map_err(|error| Fault::from_error(format!("reading `{name}`"), error))?;
    let text = Zeroizing::new(text);
    let mut archive: Archive = serde_json::from_slice(&text).map_err(|error| {
        Fault::from_error(format!("`{name}` is not a backup of a node, or damaged"), error)
    })?;
    archive.drop_leftovers();
    archive.check().map_err(|fault| Fault::from_error(format!("`{name}`"), fault.message()))?;
    archive.restore(data)?;
    report(*json, "restored", &Done { file, data, files: archive.len() })
}

fn report(json: bool, what: &str, done: &Done<'_>) -> Result<(), Fault> {
    let mut out = io::stdout().lock();
    let printed = if json {
        serde_json::to_writer(&mut out, done).map_err(Into::into).and_then(|()| writeln!(out))
    } else {
        let Done { file, data, files } = done;
        writeln!(out, "{what}: `{}`, `{}`, {files} files", data.display(), file.display())
    };
    printed.map_err(|error| Fault::from_error("printing", error))
}

/// The copy of the tables failed.
fn tables_fault(error: &RedbError) -> Fault {
    Fault::from_error("copying the tables", error)
}
