//! Finds and reads the input files.
//!
//! An input is a file or a folder. Of a folder, every `*.xml` below it is read, at any depth. Links are followed, and a
//! link that leads back to a folder above it adds nothing. Left out are hidden files and folders (`.git`), and folders
//! that `CACHEDIR.TAG` marks as caches (`target`).
//!
//! **Releases.** A folder *directly* below an input folder whose name begins with a digit is a release: `1.6/`,
//! `1.4-draft/`, `1.6.1/`. All that lies in it belongs to the release of that name; how it is sorted into folders of its
//! own (`1.6/zap/`) does not matter. Everything else, and an input that is a file, belongs to no release. Releases of one
//! name in several inputs are one release.
//!
//! The order of the inputs does not matter, and a file that is reached in two ways is read once.

mod walk;

use std::path::{Path, PathBuf};

use crate::diagnostics::{Diagnostic, codes};
use crate::session::Session;
use crate::source::{FileId, Span};

/// All that the inputs hold.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The files that could be read, by name.
    pub files: Vec<InputFile>,
    /// Every file and every folder that was looked at, for `cargo::rerun-if-changed`.
    pub watched: Vec<PathBuf>,
}

/// One file of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFile {
    /// The path below the input folder, with `/` on every system; of an input that is a file, the file's name.
    pub name: String,
    /// The release that it belongs to.
    pub release: Option<String>,
    /// Its text, in the session's sources.
    pub id: FileId,
}

/// Reads all files of the inputs. What cannot be read is reported, and the rest is read nevertheless.
pub fn gather(inputs: &[PathBuf], session: &mut Session) -> Inputs {
    if inputs.is_empty() {
        let diagnostic = Diagnostic::new(codes::NO_INPUT, "there is no input");
        session.diagnostics.push(diagnostic.with_help("name a file or a folder with cluster XML"));
    }
    let mut watched = Vec::new();
    let mut found = Vec::new();
    for input in inputs {
        found.extend(walk::find(input, &mut watched, &mut session.diagnostics));
    }
    let mut files: Vec<InputFile> =
        walk::unique(found).into_iter().filter_map(|found| read(found, session)).collect();
    files.sort_by(|a, b| {
        let key = |file: &InputFile| (file.name.clone(), file.release.clone());
        key(a).cmp(&key(b)).then_with(|| session.sources.text(a.id).cmp(session.sources.text(b.id)))
    });
    watched.sort();
    watched.dedup();
    Inputs { files, watched }
}

fn read(found: walk::Found, session: &mut Session) -> Option<InputFile> {
    let id = read_text(&found.path, session)?;
    Some(InputFile { name: found.name, release: found.release, id })
}

/// Reads one file into the session's sources; reports what keeps it from being read.
pub(crate) fn read_text(path: &Path, session: &mut Session) -> Option<FileId> {
    match std::fs::read(path).map(String::from_utf8) {
        Ok(Ok(text)) => Some(session.sources.add(path, text)),
        Ok(Err(error)) => {
            not_utf8(path, &error, session);
            None
        }
        Err(error) => {
            session.diagnostics.push(unreadable(path, &error));
            None
        }
    }
}

/// Reports bytes that are no text, at the first of them.
fn not_utf8(path: &Path, error: &std::string::FromUtf8Error, session: &mut Session) {
    let start = error.utf8_error().valid_up_to();
    let byte = error.as_bytes().get(start).copied().unwrap_or_default();
    // The text up to there stays as it is, so the place in it is the place in the file.
    let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
    let end = start + char::REPLACEMENT_CHARACTER.len_utf8();
    let file = session.sources.add(path, text);
    session.diagnostics.push(
        Diagnostic::new(codes::NOT_UTF8, format!("`{}` is not UTF-8 text", path.display()))
            .at(Span { file, start, end }, format!("the byte 0x{byte:02X} has no meaning here"))
            .with_help("save the file as UTF-8"),
    );
}

/// The diagnostic for a file or folder that cannot be read.
fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::new(codes::UNREADABLE, format!("cannot read `{}`: {error}", path.display()))
        .with_help("check that it exists, is what was meant, and may be read")
}

#[cfg(test)]
mod tests;
