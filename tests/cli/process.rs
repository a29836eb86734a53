//! Running the command.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde_json::Value;
use tempfile::TempDir;

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) out: Vec<u8>,
    pub(crate) err: String,
}

impl Run {
    /// Standard output of a run without a fault.
    pub(crate) fn ok(&self) -> &str {
        assert_eq!((self.status, self.err.as_str()), (0, ""), "{}", self.text());
        self.text()
    }

    pub(crate) fn text(&self) -> &str {
        str::from_utf8(&self.out).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.out).unwrap()
    }

    /// Standard error of a run that failed and printed nothing else.
    pub(crate) fn failed(&self) -> &str {
        assert_eq!((self.status, self.text()), (1, ""), "{}", self.err);
        &self.err
    }
}

/// Runs the command.
pub(crate) fn netim(arguments: &[&str]) -> Run {
    netim_of(b"", arguments)
}

/// Between fork and exec a new process has all files open, and so their locks. Until it has become the command, nobody
/// may expect that a database which was closed is not locked.
static FORKS: Mutex<()> = Mutex::new(());

/// Keeps others from starting processes.
pub(crate) fn no_forks() -> MutexGuard<'static, ()> {
    FORKS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs the command with this on standard input.
pub(crate) fn netim_of(input: impl AsRef<[u8]>, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_netim"));
    command.args(arguments).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env("COLUMNS", "100");
    let streams = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let lock = no_forks();
    let mut child = streams.spawn().unwrap();
    drop(lock);
    // Whoever finds the usage wrong reads nothing.
    let _ = child.stdin.take().unwrap().write_all(input.as_ref());
    let output = child.wait_with_output().unwrap();
    let status = output.status.code().expect("the command ended by itself");
    Run { status, out: output.stdout, err: String::from_utf8(output.stderr).unwrap() }
}

/// A folder for files.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A path in it, as an argument.
    pub(crate) fn name(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// Writes a file and returns its path.
    pub(crate) fn put(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        fs::write(self.path(name), content).unwrap();
        self.name(name)
    }

    /// A text in which this folder reads the same everywhere.
    pub(crate) fn mask(&self, text: &str) -> String {
        text.replace(self.0.path().to_str().unwrap(), "FOLDER")
    }
}

/// The permissions of a file.
#[cfg(unix)]
pub(crate) fn mode(path: &Path) -> u32 {
    std::os::unix::fs::MetadataExt::mode(&fs::metadata(path).unwrap()) & 0o7777
}

#[cfg(not(unix))]
pub(crate) fn mode(_: &Path) -> u32 {
    0o600
}
