//! Everything that comes of real files compiles without a warning, in one crate.
//!
//! How long that takes is for whoever measures: `time cargo check` in the crate, see `folder()`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clustergen::emit::File;

use crate::{emitted, files, of_one_release};

const ROOT: &str =
    "//! Real clusters.\n#![no_std]\n#![forbid(unsafe_code)]\n#![deny(warnings, missing_docs)]\n\n";

#[test]
fn each_file_alone_and_all_together_compile_without_a_warning() {
    let files = files();
    if files.is_empty() {
        return;
    }
    let folder = folder();
    let _ = fs::remove_dir_all(folder.join("src"));
    let mut root = ROOT.to_owned();
    for (number, file) in files.iter().enumerate() {
        // Folders beside each other may have files of one name.
        let stem = file.file_stem().unwrap().to_str().unwrap();
        let module = format!("alone_{number}_{}", stem.replace(|c: char| !c.is_ascii_alphanumeric(), "_"));
        write_module(&folder, &module, &emitted(std::slice::from_ref(file)), &mut root);
    }
    write_module(&folder, "together", &emitted(&of_one_release()), &mut root);
    write(&folder.join("src/lib.rs"), &root);
    write(&folder.join("Cargo.toml"), &manifest());
    cargo(&folder, &["check"]);
}

/// The crate, below the target folder.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus")
}

fn manifest() -> String {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime").canonicalize().unwrap();
    format!(
        "[package]\nname = \"corpus\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\nclustergen-runtime = {{ path = {runtime:?} }}\n"
    )
}

fn write_module(folder: &Path, module: &str, files: &[File], root: &mut String) {
    for file in files {
        write(&folder.join("src").join(module).join(&file.path), &file.text);
    }
    root.extend(["/// Real.\npub mod ", module, ";\n"]);
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn cargo(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO"));
    // What is around this test is none of the child's business.
    for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WORKSPACE_WRAPPER"] {
        command.env_remove(variable);
    }
    command.env("CARGO_TARGET_DIR", folder.join("target")).env("CARGO_NET_OFFLINE", "true");
    let output = command.current_dir(folder).args(arguments).output().unwrap();
    assert!(output.status.success(), "cargo {arguments:?}:\n{}", String::from_utf8_lossy(&output.stderr));
}
