//! Modules as files: where each stands, and what is written around them.

use std::path::{Path, PathBuf};

use super::cluster::{self, Module};
use super::docs::inner_docs;
use super::imports::imports;
use super::layout::{Branch, Child, Pending};
use super::mentioned::Mentioned;
use super::{File, HEADER, Options, Origin, Package, RuntimeDependency, format, unformatted};

/// All files of a module tree.
pub(super) fn files(root: &Branch<Pending<'_>>, options: &Options) -> Vec<File> {
    let mut files = Vec::new();
    let folder = match &options.package {
        Package::Crate { name, version, runtime, manifest } => {
            let text = self::manifest(name, version, runtime, manifest, options);
            files.push(File { path: PathBuf::from("Cargo.toml"), text });
            files.push(File { path: PathBuf::from("src/lib.rs"), text: crate_root(root, name, options) });
            Path::new("src")
        }
        Package::Module if !options.formatted => {
            let text = format!("{}\n{}", origin("//", &options.origin), unformatted::text(root, options));
            return vec![File { path: PathBuf::from("mod.rs"), text }];
        }
        Package::Module => {
            files.push(File { path: PathBuf::from("mod.rs"), text: module_root(root, options) });
            Path::new("")
        }
    };
    let of_clusters = root.map(|name, pending| {
        let mut files = Vec::new();
        module_files(cluster::module(name, pending, options), Path::new(""), options, &mut files);
        files
    });
    branch_files(of_clusters, folder, &mut files);
    files
}

/// The files of what is in a branch.
fn branch_files(branch: Branch<Vec<File>>, folder: &Path, files: &mut Vec<File>) {
    for (name, child) in branch.children {
        match child {
            Child::Cluster(own) => {
                files.extend(own.into_iter().map(|file| File { path: folder.join(file.path), ..file }));
            }
            Child::Release(release) => {
                let declarations = declare_all(&release, "");
                files.push(module_file(&name, folder, &release.docs, declarations, String::new()));
                branch_files(release, &folder.join(file_name(&name)), files);
            }
        }
    }
}

/// The files of a module and of those in it.
fn module_files(module: Module, folder: &Path, options: &Options, files: &mut Vec<File>) {
    let declarations =
        module.children.iter().map(|child| declare(&child.name, child.feature, "")).collect::<String>();
    let items = with_imports(&format::items(&module.items), &options.runtime);
    files.push(module_file(&module.name, folder, &module.docs, declarations, items));
    let folder = folder.join(file_name(&module.name));
    for child in module.children {
        module_files(child, &folder, options, files);
    }
}

/// The file of a module.
fn module_file(name: &str, folder: &Path, docs: &[String], declarations: String, items: String) -> File {
    let header = format!("// {HEADER}. Do not edit.\n\n");
    let parts = [inner_docs(docs), declarations, items].into_iter().filter(|part| !part.is_empty());
    let text = header + &parts.collect::<Vec<_>>().join("\n");
    File { path: folder.join(format!("{}.rs", file_name(name))), text }
}

/// What the file of a module is called: a keyword is a name like any other there.
fn file_name(module: &str) -> &str {
    module.trim_start_matches("r#")
}

/// Items behind the `use` lines that they need. Re-exports follow without a gap.
fn with_imports(items: &str, runtime: &str) -> String {
    let mut mentioned = Mentioned::new();
    mentioned.text(items);
    let imports = format::items(&imports(runtime, mentioned));
    let gap = if imports.is_empty() || items.starts_with("pub use ") { "" } else { "\n" };
    imports + gap + items
}

/// `pub mod` for a module.
fn declare(name: &str, feature: Option<&str>, attribute: &str) -> String {
    let feature = feature.map(|feature| format!("#[cfg(feature = \"{feature}\")]\n"));
    format!("{}{attribute}pub mod {name};\n", feature.unwrap_or_default())
}

/// The same for what is in a branch.
fn declare_all<C>(branch: &Branch<C>, attribute: &str) -> String {
    branch.children.iter().map(|(name, _)| declare(name, None, attribute)).collect()
}

/// The same at the root. `rustfmt` leaves generated modules alone: they are laid out already, and must stay as they are written.
fn root_declarations<C>(root: &Branch<C>) -> String {
    declare_all(root, "#[rustfmt::skip]\n")
}

fn crate_root<C>(root: &Branch<C>, name: &str, options: &Options) -> String {
    let docs = inner_docs(&root.docs);
    let (header, modules) = (origin("//", &options.origin), root_declarations(root));
    let allowed = allowed_name(name);
    format!("{header}\n{docs}\n#![no_std]\n#![forbid(unsafe_code)]\n{allowed}\n{modules}")
}

/// A crate may be named like a cluster: `DoorLock`. Rust warns of it, where it cannot be helped any more.
fn allowed_name(name: &str) -> &'static str {
    let identifier = name.replace('-', "_");
    if identifier.contains(char::is_uppercase) || identifier.trim_matches('_').contains("__") {
        "#![allow(non_snake_case, reason = \"the name of the crate is what was asked for\")]\n"
    } else {
        ""
    }
}

/// No inner attributes and no inner documentation: the file may be brought in with `include!`, which has no room for
/// them.
fn module_root<C>(root: &Branch<C>, options: &Options) -> String {
    format!("{}\n{}", origin("//", &options.origin), root_declarations(root))
}

fn origin(comment: &str, origin: &Origin) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let mut lines = vec![
        format!("{HEADER} {version}. Do not edit: change the input and generate again."),
        format!("Inputs, with fingerprint {:016x}:", origin.fingerprint),
    ];
    lines.extend(origin.inputs.iter().map(|input| format!("- {input}")));
    lines.iter().flat_map(|line| [comment, " ", line, "\n"]).collect()
}

fn manifest(
    name: &str,
    version: &str,
    runtime: &RuntimeDependency,
    further: &[(String, String)],
    options: &Options,
) -> String {
    let header = origin("#", &options.origin);
    let runtime = match runtime {
        RuntimeDependency::Version(version) => format!("\"{version}\""),
        RuntimeDependency::Path(path) => {
            // With the version too, so that the crate can be published as it is.
            format!("{{ path = {}, version = \"{}\" }}", toml_string(path), env!("CARGO_PKG_VERSION"))
        }
    };
    let further: String = further.iter().flat_map(|(key, value)| [key, " = ", value, "\n"]).collect();
    format!(
        "{header}\n[package]\nname = \"{name}\"\nversion = \"{version}\"\nedition = \"2024\"\n{further}\n\
         {}[dependencies]\nclustergen-runtime = {runtime}\n",
        features(options)
    )
}

/// The features of the generated crate; each is the runtime crate's of the same name.
fn features(options: &Options) -> String {
    let features = [("alloc", options.owned), ("defmt", options.defmt), ("serde", options.serde)];
    let wanted = features.into_iter().filter(|(_, wanted)| *wanted);
    let lines: String =
        wanted.flat_map(|(name, _)| [name, " = [\"clustergen-runtime/", name, "\"]\n"]).collect();
    if lines.is_empty() { lines } else { format!("[features]\n{lines}\n") }
}

fn toml_string(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
