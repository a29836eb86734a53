//! Files with secrets in them.

use std::{
    format,
    fs::{self, OpenOptions},
    io::{ErrorKind, Write as _},
    path::Path,
};

use super::fault::Fault;

/// Writes a file that only its owner can read and write, and that does not exist yet.
pub(super) fn write_private(path: &Path, content: &[u8]) -> Result<(), Fault> {
    let name = path.display();
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => {
            Fault::new(format!("`{name}` exists already; a file with a secret is never overwritten"))
                .help("choose another name, or move the file away")
        }
        _ => Fault::new(format!("creating `{name}`: {error}")),
    })?;
    file.write_all(content).and_then(|()| file.sync_all()).map_err(|error| {
        // A part of a secret is of no use to anybody.
        let _ = fs::remove_file(path);
        Fault::new(format!("writing `{name}`: {error}"))
    })
}
