//! Running the command, and looking at what it left.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// All of it as one text, for snapshots.
    pub(crate) fn snapshot(&self) -> String {
        let Self { status, stdout, stderr } = self;
        let mut text = format!("status: {status}\n");
        for (name, stream) in [("stdout", stdout), ("stderr", stderr)] {
            if !stream.is_empty() {
                text.extend(["----- ", name, "\n", stream]);
            }
        }
        text
    }
}

/// Runs the command in a folder. Paths below the folder and `OUT` in its output read the same everywhere.
pub(crate) fn clustergen(folder: &Path, arguments: &[&str]) -> Run {
    run(command(folder).args(arguments), folder)
}

/// The command, to be run in a folder.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clustergen"));
    command.current_dir(folder).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env("COLUMNS", "100");
    command
}

pub(crate) fn run(command: &mut Command, folder: &Path) -> Run {
    let output = command.output().unwrap();
    let text = |bytes| {
        let text = String::from_utf8(bytes).unwrap().replace("clustergen.exe", "clustergen");
        let masked = text.replace(&folder.canonicalize().unwrap().display().to_string(), "FOLDER");
        masked.replace(&folder.display().to_string(), "FOLDER")
    };
    let status = output.status.code().expect("the command ended by itself");
    Run { status, stdout: text(output.stdout), stderr: text(output.stderr) }
}

/// A folder of its own with the good inputs in `xml/`.
pub(crate) fn workshop() -> TempDir {
    let folder = TempDir::new().unwrap();
    copy(&fixtures().join("good"), &folder.path().join("xml"));
    folder
}

/// Where the inputs are.
pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cli")
}

fn copy(from: &Path, to: &Path) {
    for (name, text) in tree(from) {
        put(to, &name, &text);
    }
}

/// Writes a file below a folder.
pub(crate) fn put(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Every file below a folder with its text; nothing if there is no folder.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).into_iter().flatten().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    files
}
