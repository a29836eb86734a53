//! What comes of generating from a build script.

use std::path::PathBuf;

/// What was generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The root of the modules: the file to include.
    pub root: PathBuf,
    /// How many files there are.
    pub files: usize,
    /// How many of them were missing or different.
    pub changed: usize,
    /// Every file and folder that was read.
    pub watched: Vec<PathBuf>,
    /// What is suspicious in the inputs, one line each.
    pub warnings: Vec<String>,
}

/// Why nothing was generated, or not everything.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Faulty items are left out, and everything else is written: see [`Builder::keep_going`](super::Builder::keep_going).
    #[error("{}", .0.rendered)]
    Incomplete(Box<Incomplete>),
    /// There is no folder to write into.
    #[error("OUT_DIR is not set: call this from a build script, or name a folder with `out_dir`")]
    NoOutDir,
    /// The inputs are wrong, or the output cannot be written.
    #[error("{rendered}")]
    Diagnostics {
        /// All errors and warnings, with their places.
        rendered: String,
        /// The errors alone, one line each; the warnings if these are denied and there is nothing worse.
        errors: Vec<String>,
        /// Every file and folder that was read.
        watched: Vec<PathBuf>,
    },
}

/// What is written although something is wrong. That there are warnings may be all, if these are denied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incomplete {
    /// What is written.
    pub report: Report,
    /// All errors and warnings, with their places.
    pub rendered: String,
    /// The errors alone, one line each; the warnings if these are denied and there is nothing worse.
    pub errors: Vec<String>,
    /// What is left out, by its path or place.
    pub left_out: Vec<String>,
}
