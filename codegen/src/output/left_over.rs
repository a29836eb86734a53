//! Finds files that an earlier run has written and that are no longer made.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::is_ours_on_disk;
use crate::emit;

/// The paths below the output folder, sorted.
pub(super) fn find(out: &Path, made: &[emit::File]) -> Vec<PathBuf> {
    let made: BTreeSet<&Path> = made.iter().map(|file| file.path.as_path()).collect();
    let is_site = made.iter().any(|path| is_page(path));
    let can_be_ours = |path: &Path| if is_site { is_page(path) } else { is_code(path) };
    WalkDir::new(out)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(is_looked_at)
        // A folder that cannot be looked into, or does not exist yet, holds nothing that we could remove.
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file() && can_be_ours(entry.path()))
        .filter_map(|entry| {
            let below = entry.path().strip_prefix(out).ok()?;
            (!made.contains(below) && is_ours_on_disk(entry.path())).then(|| below.to_path_buf())
        })
        .collect()
}

fn is_looked_at(entry: &DirEntry) -> bool {
    if entry.depth() == 0 || !entry.file_type().is_dir() {
        return true;
    }
    let hidden = entry.file_name().as_encoded_bytes().first() == Some(&b'.');
    let is_apart = |name| entry.path().join(name).is_file();
    !(hidden || is_apart("Cargo.toml") || is_apart("CACHEDIR.TAG"))
}

fn is_code(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
        || path.file_name().is_some_and(|name| name == "Cargo.toml")
}

/// A page, or what lies beside pages.
fn is_page(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str);
    extension.is_some_and(|extension| ["html", "css", "js"].contains(&extension))
}
