//! Writes a plan: all of it, or as little as can be helped.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{Plan, State, unwritable};
use crate::diagnostics::Diagnostic;
use crate::emit;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were generated.
    pub files: usize,
    /// Files of those that were missing or different and are therefore written.
    pub changed: usize,
    /// Files of an earlier run that were removed.
    pub removed: usize,
}

pub(super) fn write(plan: &Plan<'_>) -> Result<Written, Box<Diagnostic>> {
    let to_write = plan.files.iter().filter(|(_, state)| *state != State::Current);
    let mut folders = NewFolders::default();
    let prepared = to_write
        .map(|(file, _)| prepare(plan.out, file, &mut folders))
        .collect::<Result<Vec<_>, _>>()
        .inspect_err(|_| folders.remove())?;
    let changed = prepared.len();
    for (temporary, path) in prepared {
        temporary.persist(&path).map_err(|error| unwritable("write", &path, &error.error))?;
    }
    for path in &plan.left_over {
        remove(plan.out, path)?;
    }
    Ok(Written { files: plan.files.len(), changed, removed: plan.left_over.len() })
}

/// Writes a file under a temporary name in the folder where it belongs. The temporary file removes itself when it is
/// dropped.
fn prepare(
    out: &Path,
    file: &emit::File,
    folders: &mut NewFolders,
) -> Result<(NamedTempFile, PathBuf), Box<Diagnostic>> {
    let path = out.join(&file.path);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folders.create(folder).map_err(|error| unwritable("create the folder", folder, &error))?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".clustergen-");
    // Temporary files are private; generated ones are as readable as others are here.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let written = builder.tempfile_in(folder).and_then(|mut temporary| {
        temporary.write_all(file.text.as_bytes())?;
        Ok(temporary)
    });
    written.map(|temporary| (temporary, path.clone())).map_err(|error| unwritable("write", &path, &error))
}

/// Removes a file that is left over, and the folders that are empty without it.
fn remove(out: &Path, below: &Path) -> Result<(), Box<Diagnostic>> {
    let path = out.join(below);
    fs::remove_file(&path).map_err(|error| unwritable("remove", &path, &error))?;
    for folder in below.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()) {
        // Fails where something else is in it, which is right.
        if fs::remove_dir(out.join(folder)).is_err() {
            break;
        }
    }
    Ok(())
}

/// Folders that were made for this run, to be taken back if it fails.
#[derive(Default)]
struct NewFolders {
    made: Vec<PathBuf>,
}

impl NewFolders {
    fn create(&mut self, folder: &Path) -> std::io::Result<()> {
        let missing: Vec<_> = folder
            .ancestors()
            .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
            .collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)?;
            self.made.push(folder.to_path_buf());
        }
        Ok(())
    }

    fn remove(&self) {
        for folder in self.made.iter().rev() {
            // Only if it is empty; and the fault that led here is what is reported.
            let _ = fs::remove_dir(folder);
        }
    }
}
