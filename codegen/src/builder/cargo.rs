//! What a build script tells Cargo.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Error, Report};

/// Prints what was read, and what is wrong.
pub(super) fn tell(result: &Result<Report, Error>, cargo: &mut impl Write) -> io::Result<()> {
    let (watched, kind, lines) = match result {
        Ok(report) => (&report.watched, "warning", &report.warnings),
        Err(Error::Diagnostics { errors, watched, .. }) => (watched, "error", errors),
        Err(Error::Incomplete(left)) => (&left.report.watched, "error", &left.errors),
        Err(error @ Error::NoOutDir) => (&Vec::new(), "error", &vec![error.to_string()]),
    };
    for path in watched {
        writeln!(cargo, "cargo::rerun-if-changed={}", absolute(path).display())?;
    }
    for line in lines {
        writeln!(cargo, "cargo::{kind}={line}")?;
    }
    cargo.flush()
}

/// Cargo takes relative paths from the package's folder, which is where a build script runs, unless it went elsewhere.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}
