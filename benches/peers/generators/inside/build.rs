//! Finds the sources of the peers where Cargo keeps them, and puts links to them where `src/lib.rs` includes them from.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The files of each peer that its generator is made of. `idl` is a file and a folder.
const MODULES: [(&str, &[&str]); 2] = [
    ("rs-matter-codegen", &["idl.rs", "idl"]),
    (
        "wayland-scanner",
        &[
            "c_interfaces.rs",
            "client_gen.rs",
            "common.rs",
            "interfaces.rs",
            "parse.rs",
            "protocol.rs",
            "server_gen.rs",
            "util.rs",
        ],
    ),
];

/// The second way into `rs-matter-codegen`: its parser, which `idl` keeps to itself.
const PARSER: [(&str, &str); 2] = [("idl/parser.rs", "parser.rs"), ("idl/parser", "parser")];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=Cargo.toml");
    let manifest = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("Cargo.toml");
    let metadata = cargo_metadata::MetadataCommand::new()
        .cargo_path(env::var("CARGO")?)
        .manifest_path(manifest)
        .other_options(["--locked".to_owned()])
        .exec()?;
    let folders: BTreeMap<_, _> = metadata
        .packages
        .iter()
        .filter_map(|package| Some((package.name.to_string(), package.manifest_path.parent()?)))
        .collect();
    let folder = |package: &str| {
        folders.get(package).ok_or_else(|| format!("{package} is not among the dependencies"))
    };

    let out = PathBuf::from(env::var("OUT_DIR")?);
    let modules = out.join("modules");
    let _ = fs::remove_dir_all(&modules);
    fs::create_dir_all(&modules)?;
    let link = |from: &Path, name: &str| symlink(from, modules.join(name));
    for (package, names) in MODULES {
        let source = folder(package)?.join("src");
        for name in names {
            link(source.join(name).as_std_path(), name)?;
        }
    }
    for (from, name) in PARSER {
        link(folder("rs-matter-codegen")?.join("src").join(from).as_std_path(), name)?;
    }

    let mut text = String::new();
    let names = MODULES.iter().flat_map(|(_, names)| *names).chain(&["parser.rs"]);
    for name in names.filter_map(|name| name.strip_suffix(".rs")) {
        writeln!(text, "#[allow(warnings, clippy::all, clippy::pedantic)]\npub mod {name};")?;
    }
    fs::write(modules.join("all.rs"), text)?;

    let paths: Vec<_> = folders.iter().map(|(name, path)| (name, path.as_str())).collect();
    fs::write(out.join("folders.rs"), format!("&{paths:?}"))?;
    Ok(())
}
