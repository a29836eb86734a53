//! Compares what was generated with what is on disk, and brings the disk up to date.
//!
//! An output folder belongs to one output. In it and below it, every file that begins with our header and is of the kind
//! that is made there is ours: Rust files and `Cargo.toml` of code, pages with their style sheets and scripts of a site.
//! It is replaced when it differs, and removed when it is no longer made. All other files stay as they are; where one of
//! them stands in the way, nothing is written. Not looked into are hidden folders, caches (`CACHEDIR.TAG`) and packages of
//! their own (folders below with a `Cargo.toml`).

mod left_over;
mod write;

use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::emit;
pub use write::Written;

/// How a file on disk compares with the one that was generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// There is none.
    Missing,
    /// It is another one.
    Changed,
    /// It is the same to the byte.
    Current,
}

/// What there is to do in an output folder.
#[derive(Debug)]
pub struct Plan<'a> {
    out: &'a Path,
    files: Vec<(&'a emit::File, State)>,
    left_over: Vec<PathBuf>,
}

impl<'a> Plan<'a> {
    /// Compares generated files with an output folder, which need not exist. `force` allows to replace files that
    /// clustergen did not write.
    ///
    /// Whatever stands in the way is reported, and then there is no plan.
    pub fn new(
        out: &'a Path,
        files: &'a [emit::File],
        force: bool,
        diagnostics: &mut Diagnostics,
    ) -> Option<Self> {
        let existing = out.ancestors().find(|folder| folder.exists());
        if let Some(file) = existing.filter(|folder| !folder.is_dir()) {
            diagnostics.push(*unwritable("write into", out, &format!("`{}` is a file", file.display())));
            return None;
        }
        let compare = |file: &'a emit::File| match state(&out.join(&file.path), &file.text, force) {
            Ok(state) => Some((file, state)),
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                None
            }
        };
        let compared: Vec<_> = files.iter().filter_map(compare).collect();
        if compared.len() < files.len() {
            return None;
        }
        let left_over = left_over::find(out, files);
        Some(Self { out, files: compared, left_over })
    }

    /// Whether the disk is as it should be.
    pub fn is_current(&self) -> bool {
        self.left_over.is_empty() && self.in_state(State::Current).count() == self.files.len()
    }

    /// The paths of the files in a state, below the output folder.
    pub fn in_state(&self, state: State) -> impl Iterator<Item = &Path> {
        let wanted = self.files.iter().filter(move |(_, other)| *other == state);
        wanted.map(|(file, _)| file.path.as_path())
    }

    /// The paths of files that an earlier run has written and that are no longer made.
    pub fn left_over(&self) -> impl Iterator<Item = &Path> {
        self.left_over.iter().map(PathBuf::as_path)
    }

    /// Writes what is missing or changed and removes what is left over. Nothing is replaced before everything is
    /// written to a temporary file beside its place; what fails is reported.
    pub fn write(&self, diagnostics: &mut Diagnostics) -> Option<Written> {
        match write::write(self) {
            Ok(written) => Some(written),
            Err(diagnostic) => {
                diagnostics.push(*diagnostic);
                None
            }
        }
    }
}

/// Compares one file with the disk.
fn state(path: &Path, text: &str, force: bool) -> Result<State, Box<Diagnostic>> {
    match std::fs::read(path) {
        Ok(bytes) if bytes == text.as_bytes() => Ok(State::Current),
        Ok(bytes) if force || is_ours(&bytes) => Ok(State::Changed),
        Ok(_) => Err(Box::new(foreign(path))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(State::Missing),
        Err(error) => Err(unwritable("replace", path, &error)),
    }
}

fn foreign(path: &Path) -> Diagnostic {
    let message = format!("`{}` was not written by clustergen", path.display());
    Diagnostic::new(codes::FOREIGN_FILE, message)
        .with_help("choose another output folder, move the file away, or replace it with `--force`")
}

/// The diagnostic for something that cannot be done to a path.
fn unwritable(what: &str, path: &Path, error: &dyn std::fmt::Display) -> Box<Diagnostic> {
    let message = format!("cannot {what} `{}`: {error}", path.display());
    let help = "make room, or choose another output folder";
    Box::new(Diagnostic::new(codes::UNWRITABLE, message).with_help(help))
}

/// What begins a comment in Rust, in TOML, in HTML, in style sheets and scripts.
const COMMENTS: [&[u8]; 4] = [b"//", b"#", b"<!--", b"/*"];

/// Whether a file begins with our header, as a comment.
fn is_ours(content: &[u8]) -> bool {
    let comment = COMMENTS.into_iter().find_map(|sign| content.strip_prefix(sign)).unwrap_or(content);
    comment.trim_ascii_start().starts_with(marker())
}

/// The header without what makes it a comment.
fn marker() -> &'static [u8] {
    emit::HEADER.trim_start_matches(['/', '#', ' ']).trim_end().as_bytes()
}

/// Whether the file at a path begins with our header; what cannot be read does not.
fn is_ours_on_disk(path: &Path) -> bool {
    let mut start = Vec::new();
    let enough = marker().len() as u64 + 16;
    let read = std::fs::File::open(path).and_then(|file| file.take(enough).read_to_end(&mut start));
    read.is_ok() && is_ours(&start)
}

#[cfg(test)]
mod tests;
