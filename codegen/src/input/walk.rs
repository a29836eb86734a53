//! Which files the inputs hold.

use std::path::{Component, Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::unreadable;
use crate::diagnostics::{Diagnostic, Diagnostics, codes};

/// A file that is to be read.
#[derive(Debug)]
pub(super) struct Found {
    /// Where it is, beginning with the input as the user wrote it.
    pub(super) path: PathBuf,
    /// The path below the input folder, with `/`.
    pub(super) name: String,
    /// The release that it belongs to.
    pub(super) release: Option<String>,
}

/// The files of one input.
pub(super) fn find(input: &Path, watched: &mut Vec<PathBuf>, diagnostics: &mut Diagnostics) -> Vec<Found> {
    watched.push(input.to_path_buf());
    match std::fs::metadata(input) {
        Ok(metadata) if metadata.is_dir() => folder(input, watched, diagnostics),
        // Whatever can be read counts as a file, a pipe too.
        Ok(_) => vec![Found { path: input.to_path_buf(), name: file_name(input), release: None }],
        Err(error) => {
            diagnostics.push(unreadable(input, &error));
            Vec::new()
        }
    }
}

fn folder(input: &Path, watched: &mut Vec<PathBuf>, diagnostics: &mut Diagnostics) -> Vec<Found> {
    let mut found = Vec::new();
    let mut failed = false;
    let walk = WalkDir::new(input).follow_links(true).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(is_wanted) {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => watched.push(entry.into_path()),
            Ok(entry) if is_xml(entry.path()) => {
                watched.push(entry.path().to_path_buf());
                found.push(place(input, entry.into_path()));
            }
            Ok(_) => {}
            Err(error) => {
                if let Some(diagnostic) = fault(&error) {
                    failed = true;
                    diagnostics.push(diagnostic);
                }
            }
        }
    }
    if found.is_empty() && !failed {
        let message = format!("there is no XML file in `{}` or below it", input.display());
        let diagnostic = Diagnostic::new(codes::NO_INPUT, message);
        diagnostics
            .push(diagnostic.with_help("name a file, or a folder with files whose names end in `.xml`"));
    }
    found
}

/// Whether to look at an entry at all. The input itself is always wanted, whatever its name is.
fn is_wanted(entry: &DirEntry) -> bool {
    let hidden = entry.file_name().as_encoded_bytes().first() == Some(&b'.');
    entry.depth() == 0
        || !(hidden || entry.file_type().is_dir() && entry.path().join("CACHEDIR.TAG").is_file())
}

fn is_xml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("xml"))
}

/// What an error on the way means; `None` for what does not matter.
fn fault(error: &walkdir::Error) -> Option<Diagnostic> {
    // A loop of links: everything in it is found without it.
    let reason = error.io_error()?;
    let path = error.path().unwrap_or(Path::new(""));
    // A link to nowhere matters only if it would have been read.
    let is_link = path.symlink_metadata().is_ok_and(|metadata| metadata.file_type().is_symlink());
    (!is_link || is_xml(path)).then(|| unreadable(path, reason))
}

/// Works out name and release of a file below the input folder.
fn place(input: &Path, path: PathBuf) -> Found {
    let below = path.strip_prefix(input).unwrap_or(&path);
    let parts: Vec<_> = below
        .components()
        .filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect();
    let release = match parts.as_slice() {
        [first, _, ..] if first.starts_with(|c: char| c.is_ascii_digit()) => Some(first.clone()),
        _ => None,
    };
    Found { name: parts.join("/"), release, path }
}

fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

/// Leaves one of several ways to a file: those that make it part of a release count, one for each release.
pub(super) fn unique(found: Vec<Found>) -> Vec<Found> {
    let mut known: Vec<(PathBuf, Found)> = found
        .into_iter()
        // What cannot be resolved cannot be read either, and is reported then.
        .map(|found| (found.path.canonicalize().unwrap_or_else(|_| found.path.clone()), found))
        .collect();
    known.sort_by(|(a, left), (b, right)| {
        let key = |found: &Found| (found.release.is_none(), found.release.clone(), found.name.clone());
        a.cmp(b).then_with(|| key(left).cmp(&key(right)))
    });
    known.dedup_by(|(path, found), (kept_path, kept)| {
        path == kept_path && (found.release.is_none() || found.release == kept.release)
    });
    known.into_iter().map(|(_, found)| found).collect()
}
