//! Modules as files: where each stands, and what is written around them.

use std::path::{Path, PathBuf};

use super::docs::inner_docs;
use super::imports::imports;
use super::layout::{Child, Module};
use super::{File, HEADER, Options, Origin, Package, RuntimeDependency, format};

/// All files of a module tree.
pub(super) fn files(root: Module<'_>, options: &Options) -> Vec<File> {
    let mut files = Vec::new();
    let folder = match &options.package {
        Package::Crate { name, version, runtime, manifest } => {
            let text = self::manifest(name, version, runtime, manifest, options);
            files.push(File { path: PathBuf::from("Cargo.toml"), text });
            files.push(File { path: PathBuf::from("src/lib.rs"), text: crate_root(&root, name, options) });
            PathBuf::from("src")
        }
        Package::Module => {
            files.push(File { path: PathBuf::from("mod.rs"), text: module_root(&root, options) });
            PathBuf::new()
        }
    };
    for child in root.children {
        module_files(child.made(options), &folder, options, &mut files);
    }
    files
}

fn module_files(module: Module<'_>, folder: &Path, options: &Options, files: &mut Vec<File>) {
    let header = format!("// {HEADER}. Do not edit.\n\n");
    let docs = inner_docs(&module.docs);
    let items = with_imports(&format::items(&module.items), &options.runtime);
    let body =
        [docs, declarations(&module), items].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let file_name = module.name.trim_start_matches("r#");
    files.push(File { path: folder.join(format!("{file_name}.rs")), text: header + &body.join("\n") });
    for child in module.children {
        module_files(child.made(options), &folder.join(file_name), options, files);
    }
}

/// Items behind the `use` lines that they need. Re-exports follow without a gap.
fn with_imports(items: &str, runtime: &str) -> String {
    let imports = format::items(&imports(runtime, items));
    let gap = if imports.is_empty() || items.starts_with("pub use ") { "" } else { "\n" };
    imports + gap + items
}

/// `pub mod` for each child.
fn declarations(module: &Module<'_>) -> String {
    declare(module, "")
}

/// The same at the root. `rustfmt` leaves generated modules alone: they are laid out already, and must stay as they are written.
fn root_declarations(module: &Module<'_>) -> String {
    declare(module, "#[rustfmt::skip]\n")
}

fn declare(module: &Module<'_>, attribute: &str) -> String {
    let declare = |child: &Child<'_>| {
        let feature = child.feature().map(|feature| format!("#[cfg(feature = \"{feature}\")]\n"));
        format!("{}{attribute}pub mod {};\n", feature.unwrap_or_default(), child.name())
    };
    module.children.iter().map(declare).collect()
}

fn crate_root(root: &Module<'_>, name: &str, options: &Options) -> String {
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
fn module_root(root: &Module<'_>, options: &Options) -> String {
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
