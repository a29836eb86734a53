//! Everything that is emitted compiles: without the standard library, without a warning of the compiler, of Clippy or of
//! `cargo doc`, with the runtime crate under any path, and with every option.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use clustergen::Builder;
use clustergen::emit::{Package, RuntimeDependency};
use clustergen::output::Plan;
use clustergen::pipeline::Task;
use clustergen::session::Session;

use crate::support::{Fixture, Options, emit};

/// Lints that users may have switched on, beside all that are on by default.
const ROOT: &str = "//! All fixtures.\n#![no_std]\n#![forbid(unsafe_code)]\n#![deny(warnings, missing_docs)]\n\
                    #![deny(rust_2018_idioms, unreachable_pub, unused_qualifications)]\n\
                    #![deny(clippy::unreadable_literal, clippy::doc_markdown, clippy::semicolon_if_nothing_returned)]\n\n";

/// Some lints look only at what is not public, as in a user's program. That it does not use everything is no fault.
const PRIVATE: &str = "#[allow(dead_code, unreachable_pub, unused_imports)]\nmod relocated;\n";

#[test]
fn all_of_it_compiles_without_a_warning() {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden");
    write(
        &workspace.join("Cargo.toml"),
        "[workspace]\nmembers = [\"modules\", \"package\"]\nresolver = \"3\"\n",
    );
    write_modules(&workspace.join("modules"));
    write_package(&workspace.join("package"));
    locked(&workspace);
    cargo(&workspace, &["clippy", "--workspace", "--", "-D", "warnings"]);
    cargo(&workspace, &["clippy", "--workspace", "--all-features", "--", "-D", "warnings"]);
    cargo(&workspace, &["doc", "--workspace", "--no-deps", "--all-features"]);
}

/// The features that the options of the generator are behind, as the crate that includes the modules declares them.
const FEATURES: &str = "[features]\nalloc = [\"clustergen-runtime/alloc\"]\nserde = [\"clustergen-runtime/serde\"]\n\
                        defmt = [\"clustergen-runtime/defmt\"]\n\n";

/// What goes over defmt is looked at by a program of its own: on a host there is a logger only if somebody brings one.
#[test]
fn secrets_do_not_go_over_defmt() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("printed");
    let manifest = format!(
        "[workspace]\n\n[package]\nname = \"printed\"\nedition = \"2024\"\n\n{FEATURES}\
         [dependencies]\nclustergen-runtime = {{ path = {:?} }}\ndefmt = \"1.0\"\n",
        runtime()
    );
    write(&folder.join("Cargo.toml"), &manifest);
    write(&folder.join("src/main.rs"), include_str!("printed.rs"));
    let fixture = Fixture::named("options");
    let builder = Builder::new().input(&fixture.folder).overrides(fixture.overrides());
    builder.owned(true).defmt(true).out_dir(folder.join("src")).try_generate().unwrap();
    locked(&folder);
    cargo(&folder, &["run", "--features", "alloc,defmt"]);
}

/// What the features bring is looked for where the repository has it.
fn locked(workspace: &Path) {
    if !workspace.join("Cargo.lock").exists() {
        let lock = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock"));
        write(&workspace.join("Cargo.lock"), &lock.unwrap_or_default());
    }
}

/// A crate in which each fixture is a module: public, and private with the runtime crate under another path and everything
/// that the options offer.
fn write_modules(folder: &Path) {
    let manifest = format!(
        "[package]\nname = \"modules\"\nedition = \"2024\"\n\n{FEATURES}\
         [dependencies]\nclustergen-runtime = {{ path = {:?} }}\n",
        runtime()
    );
    write(&folder.join("Cargo.toml"), &manifest);
    let fixtures = Fixture::all();
    let mut root = ROOT.to_owned()
        + "/// The runtime crate under another path.\npub use clustergen_runtime as runtime;\n";
    let mut relocated = "//! With the runtime crate under another path.\n".to_owned();
    for fixture in &fixtures {
        let declaration = format!("/// Fixture.\n#[path = \"{0}/mod.rs\"]\npub mod of_{0};\n", fixture.name);
        root.push_str(&declaration.replace("path = \"", "path = \"as_it_is/"));
        relocated.push_str(&declaration);
        let builder =
            Builder::new().input(&fixture.folder).overrides(fixture.overrides()).module_name(&fixture.name);
        fixture.build(builder.clone()).out_dir(folder.join("src/as_it_is")).try_generate().unwrap();
        let builder = builder.runtime("crate::runtime").out_dir(folder.join("src/relocated"));
        let builder = builder.async_server(true).owned(true).serde(true).defmt(true);
        builder.try_generate().unwrap();
    }
    write(&folder.join("src/lib.rs"), &(root + PRIVATE));
    write(&folder.join("src/relocated/mod.rs"), &relocated);
}

/// A crate as the generator writes it, with documentation at its root.
fn write_package(folder: &Path) {
    let fixtures = ["names", "documentation", "releases"].map(Fixture::named);
    let package = Package::Crate {
        name: "package".to_owned(),
        version: "0.0.0".to_owned(),
        runtime: RuntimeDependency::Path(runtime().to_str().unwrap().to_owned()),
        manifest: Vec::new(),
    };
    let inputs = fixtures.map(|fixture| fixture.folder).to_vec();
    let files = emit(&Options::all().set(Task { inputs, package, ..Task::default() }));
    let mut session = Session::default();
    let plan = Plan::new(folder, &files, false, &mut session.diagnostics).unwrap();
    assert!(plan.write(&mut session.diagnostics).is_some());
}

fn runtime() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime").canonicalize().unwrap()
}

/// Writes only what changes, so that nothing is compiled again without need.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn cargo(workspace: &Path, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO"));
    // What is around this test is none of the child's business.
    command
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("RUSTC_WORKSPACE_WRAPPER");
    command.env("CARGO_TARGET_DIR", workspace.join("target")).env("RUSTDOCFLAGS", "-D warnings");
    let output = command.current_dir(workspace).args(arguments).output().unwrap();
    assert!(output.status.success(), "cargo {arguments:?}:\n{}", String::from_utf8_lossy(&output.stderr));
}
