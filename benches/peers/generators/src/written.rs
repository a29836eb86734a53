//! All clusters as crates, to see what it takes to check them.

use std::path::Path;
use std::{fs, io};

use clustergen::emit::{Package, RuntimeDependency};

use crate::ours::{self, Ours};

/// Writes two crates below a folder: `formatted`, and `unformatted` with all of its code in one file.
pub fn write(folder: &Path) -> io::Result<()> {
    let derived = tempfile::tempdir()?;
    idl_to_zap::write_all(derived.path())?;
    let runtime = ours::repository("runtime").canonicalize()?;
    let package = Package::Crate {
        name: "all-clusters".to_owned(),
        version: "0.0.0".to_owned(),
        runtime: RuntimeDependency::Path(runtime.to_string_lossy().into_owned()),
        manifest: Vec::new(),
    };
    let ours = Ours::new(&[derived.path().to_owned()]).packed(package);
    for file in ours.formatted() {
        let alone = if file.path == Path::new("Cargo.toml") { "\n[workspace]\n" } else { "" };
        put(&folder.join("formatted").join(&file.path), &(file.text + alone))?;
    }
    let manifest = fs::read_to_string(folder.join("formatted/Cargo.toml"))?;
    put(&folder.join("unformatted/Cargo.toml"), &manifest)?;
    let text = format!("#![no_std]\n#![forbid(unsafe_code)]\n{}", ours.unformatted());
    put(&folder.join("unformatted/src/lib.rs"), &text)
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, text)
}
