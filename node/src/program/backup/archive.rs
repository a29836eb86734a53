//! The file that a backup is.

use std::{
    fmt,
    fs::{self, Permissions},
    io,
    os::unix::fs::PermissionsExt as _,
    path::Path,
};

use base64ct::{Base64, Encoding as _};
use netim::storage::redb::RedbError;
use serde::{Deserialize, Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use zeroize::Zeroizing;

use super::tables_fault;
use crate::program::{
    fault::Fault,
    folder::{self, SCRATCH, UNNAMED, VERSION},
};

/// What is in a backup, in JSON: each file of the data folder with its checksum.
///
/// Secrets are in it, as they are in the folder.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::program) struct Archive {
    format: Format,
    /// Of the layout of the data folder.
    version: u32,
    files: Vec<Entry>,
}

/// What says that this is a backup.
#[derive(Debug, Serialize, Deserialize)]
enum Format {
    #[serde(rename = "netim-node backup 1")]
    One,
}

/// One file.
#[derive(Serialize, Deserialize)]
struct Entry {
    /// Relative to the data folder.
    name: String,
    /// In hexadecimal digits.
    sha256: String,
    /// In base64.
    contents: SecretText,
}

/// Text that is zeroized.
#[derive(Serialize, Deserialize)]
#[serde(from = "String")]
struct SecretText(#[serde(serialize_with = "as_text")] Zeroizing<String>);

impl From<String> for SecretText {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

fn as_text<S: Serializer>(text: &Zeroizing<String>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

/// The name, not the keys that are in it.
impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The folders of the data folder that are copied, and the file next to them.
const FOLDERS: [&str; 2] = ["matter", "cluster"];
const SETTINGS: &str = "settings.json";
const TABLES: &str = "cluster/tables";

impl Archive {
    /// Collects what is in a data folder, in which nothing may change meanwhile. The tables are a database: `copy_tables`
    /// makes the copy that is collected.
    pub(in crate::program) fn collect(
        data: &Path,
        copy_tables: impl FnOnce(&Path) -> Result<(), RedbError>,
    ) -> Result<Self, Fault> {
        let failed = |error| Fault::from_error(format!("copying `{}`", data.display()), error);
        let scratch = scratch(SCRATCH, data).map_err(failed)?;
        let tables = scratch.path().join("tables");
        copy_tables(&tables).map_err(|error| tables_fault(&error))?;
        let mut files = vec![Entry::read(TABLES, &tables).map_err(failed)?];
        files.push(Entry::read(SETTINGS, &data.join(SETTINGS)).map_err(failed)?);
        for name in names(data).map_err(failed)? {
            files.push(Entry::read(&name, &data.join(&name)).map_err(failed)?);
        }
        Ok(Self { format: Format::One, version: VERSION, files })
    }

    pub(super) const fn len(&self) -> usize {
        self.files.len()
    }

    /// Drops files that had not got their names, which older programs took along.
    pub(super) fn drop_leftovers(&mut self) {
        self.files.retain(|entry| {
            !FOLDERS.iter().any(|folder| {
                let below = entry.name.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
                below.is_some_and(|name| name.starts_with(UNNAMED))
            })
        });
    }

    /// Refuses what was damaged, or does not belong into a data folder.
    pub(super) fn check(&self) -> Result<(), Fault> {
        if self.version > VERSION {
            return Err(Fault::new(format!(
                "it is of version {}; this program knows up to {VERSION}",
                self.version
            )));
        }
        for entry in &self.files {
            entry.contents()?;
            let known = entry.name == SETTINGS
                || FOLDERS.iter().any(|folder| {
                    let below = entry.name.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
                    below.is_some_and(is_plain)
                });
            if !known {
                return Err(Fault::new(format!("it holds `{}`, which no node has", entry.name)));
            }
        }
        Ok(())
    }

    /// Makes a data folder. It appears when it is complete.
    pub(super) fn restore(&self, data: &Path) -> Result<(), Fault> {
        let name = data.display();
        let failed = |error| Fault::from_error(format!("writing `{name}`"), error);
        if fs::read_dir(data).is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(Fault::new(format!("`{name}` is not empty"))
                .help("a backup goes to a folder of its own: move away what is there"));
        }
        let parent = data.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let new = scratch(".restore", parent).map_err(failed)?;
        self.write(new.path())?;
        // An empty folder gives way.
        fs::rename(new.path(), data).map_err(failed)?;
        // There is nothing left of it to remove.
        let _ = new.keep();
        folder::sync(parent).map_err(failed)
    }

    fn write(&self, to: &Path) -> Result<(), Fault> {
        let failed = |error| Fault::from_error(format!("writing `{}`", to.display()), error);
        for folder in FOLDERS {
            folder::create_private(&to.join(folder)).map_err(failed)?;
        }
        for entry in &self.files {
            folder::replace(&to.join(&entry.name), &entry.contents()?).map_err(failed)?;
        }
        folder::replace(&to.join("version"), format!("{}\n", self.version).as_bytes()).map_err(failed)
    }
}

impl Entry {
    fn read(name: &str, path: &Path) -> io::Result<Self> {
        let contents = Zeroizing::new(fs::read(path)?);
        Ok(Self {
            name: name.to_owned(),
            sha256: checksum(&contents),
            contents: Base64::encode_string(&contents).into(),
        })
    }

    fn contents(&self) -> Result<Zeroizing<Vec<u8>>, Fault> {
        let contents = Base64::decode_vec(&self.contents.0).ok().map(Zeroizing::new);
        contents
            .filter(|contents| checksum(contents) == self.sha256)
            .ok_or_else(|| Fault::new(format!("it is damaged: `{}`", self.name)))
    }
}

/// A new folder that its owner alone can look into.
fn scratch(prefix: &str, within: &Path) -> io::Result<TempDir> {
    let private = Permissions::from_mode(0o700);
    tempfile::Builder::new().prefix(prefix).permissions(private).tempdir_in(within)
}

fn checksum(contents: &[u8]) -> String {
    base16ct::lower::encode_string(&Sha256::digest(contents))
}

/// The files of the folders, but the tables, locks, and what has not got its name.
fn names(data: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for folder in FOLDERS {
        for entry in fs::read_dir(data.join(folder))? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            // A file that has not got its name is none of a node's, and what a restore would refuse does no good.
            let plain = is_plain(&name);
            let name = format!("{folder}/{name}");
            let is_lock = Path::new(&name).extension().is_some_and(|extension| extension == "lock");
            if plain && entry.file_type()?.is_file() && name != TABLES && !is_lock {
                names.push(name);
            }
        }
    }
    names.sort();
    Ok(names)
}

/// A name, not a way out of the folder.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && !name.starts_with('.')
        && name.chars().all(|char| char.is_ascii_alphanumeric() || "_.-".contains(char))
}
