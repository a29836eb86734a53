//! All code that comes of the quirks of a folder, in one crate, without a warning.

use std::fs;
use std::path::Path;
use std::process::Command;

use clustergen::emit::File;

use crate::quirk::Quirk;

/// Lints that users may have switched on, beside all that are on by default.
const ROOT: &str = "//! All quirks.\n#![no_std]\n#![forbid(unsafe_code)]\n#![deny(warnings, missing_docs)]\n\
                    #![deny(rust_2018_idioms, unreachable_pub, unused_qualifications)]\n\n";

/// Writes a crate in which each quirk that has code is a module, and lets Clippy look at it. Says how many there are.
pub(crate) fn all(fixtures: &Path, name: &str) -> usize {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(folder.join("src"));
    let manifest = format!(
        "[package]\nname = {name:?}\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\nclustergen-runtime = {{ path = {:?} }}\n",
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime").canonicalize().unwrap()
    );
    write(&folder.join("Cargo.toml"), &manifest);
    let mut root = ROOT.to_owned();
    let mut count = 0;
    for quirk in Quirk::all(fixtures) {
        if let Some(files) = quirk.emitted().0 {
            module(&folder.join("src").join(&quirk.name), &files);
            root.extend(["/// Quirk.\npub mod ", &quirk.name, ";\n"]);
            count += 1;
        }
    }
    write(&folder.join("src/lib.rs"), &root);
    cargo(&folder, &["clippy", "--", "-D", "warnings"]);
    count
}

fn module(folder: &Path, files: &[File]) {
    for file in files {
        write(&folder.join(&file.path), &file.text);
    }
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
