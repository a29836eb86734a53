//! The configuration file, `clustergen.toml`.
//!
//! ```toml
//! inputs = ["clusters-xml"]     # files and folders
//! clusters = ["0x0450"]         # ids or names; without it, all
//! releases = ["1.6", "1.6.1"]   # without it, all
//! out = "generated"             # the output folder
//! crate = "netim-cluster"       # a crate of this name (without it, named after the output folder) ...
//! version = "0.1.0"             # ... of this version,
//! runtime = "runtime"           # that finds the runtime crate by path and not by version,
//! manifest.license = "MIT"      # and with more keys like this one in its manifest's `[package]`;
//! module = true                 # or instead of a crate, modules for another crate
//! layout = "flat"               # "modules": one for each cluster (the default); "flat": none for the only cluster
//! server = true                 # the default
//! client = true                 # the default
//! async-server = false          # the default; `true` for the trait `AsyncServer`, beside the server's side or without it
//! owned = false                 # the default; `true` for types that own what others borrow, with a feature `alloc`
//! serde = false                 # the default; `true` for values that can be serialised, with a feature `serde`
//! defmt = false                 # the default; `true` for values that can be printed over defmt, with a feature `defmt`
//! keep-going = false            # the default; `true` to leave out what is faulty and write everything else
//! deny-warnings = false         # the default; `true` to write nothing if there is a warning
//! runtime-path = "crate::rt"    # where the generated code finds the runtime crate (by default `::clustergen_runtime`)
//!
//! [[override]]                  # what is known better than the inputs say: see `overrides`
//! cluster = "0x0450"
//! # ...
//! reason = "why"
//!
//! [[rename]]                    # Rust names for items: see `renames`
//! cluster = "0x0450"
//! item = "ClientStruct.ClientIndex"
//! to = "index"
//! ```
//!
//! An emitted crate declares the features `alloc`, `serde` and `defmt` that its options ask for. Modules are included in a crate
//! that declares them itself:
//!
//! ```toml
//! [features]
//! alloc = ["clustergen-runtime/alloc"]
//! serde = ["clustergen-runtime/serde"]
//! defmt = ["clustergen-runtime/defmt"]
//! ```
//!
//! What is secret is said by an override (`secret = true`). A secret is `[redacted]` in `Debug`, in what is serialised and over
//! defmt alike; deserialising takes the real value.
//!
//! Paths are relative to the file's folder. An unknown key is an error, and all errors come out together.

pub mod package;
mod table;

use std::path::{Path, PathBuf};

use crate::input;
use crate::overrides::Override;
use crate::pipeline::Task;
use crate::renames::Rename;
use crate::resolve::Selection;
use crate::session::Session;
use crate::source::{FileId, Span, Spanned};
use table::Table;

/// The file's name.
pub const FILE_NAME: &str = "clustergen.toml";

/// What a configuration file says.
#[derive(Debug)]
pub struct Config {
    /// What is to be generated, as modules; [`Config::destination`] makes a crate of it, if that is wanted.
    pub task: Task,
    file: FileId,
    folder: PathBuf,
    out: Option<PathBuf>,
    package: PackageKeys,
}

/// The keys that say what kind of package is made.
#[derive(Debug)]
struct PackageKeys {
    name: Option<Spanned<String>>,
    version: Option<Spanned<String>>,
    runtime: Option<Spanned<PathBuf>>,
    manifest: Option<Spanned<toml::Table>>,
    module: bool,
}

/// The configuration file of the current folder, or of the nearest parent that has one.
pub fn find() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    // Relative paths keep the messages short.
    let levels = (0..here.ancestors().count()).map(|up| "../".repeat(up) + FILE_NAME);
    levels.map(PathBuf::from).find(|path| path.is_file())
}

/// Reads a configuration file. All that is wrong with it is reported, and then there is no configuration.
pub fn load(path: &Path, session: &mut Session) -> Option<Config> {
    let file = input::read_text(path, session)?;
    let folder = path.parent().unwrap_or(Path::new("")).to_path_buf();
    let Session { sources, diagnostics } = session;
    let mut table = Table::parse(file, sources.text(file), diagnostics)?;
    let inputs = inputs(&mut table, &folder);
    let selection = Selection {
        clusters: values(table.take_each("clusters")),
        releases: values(table.take_each("releases")),
    };
    let out = table.take::<PathBuf>("out").map(|out| folder.join(out.value));
    let package = package_keys(&mut table);
    let task = Task {
        inputs,
        selection,
        flat: is_flat(&mut table),
        server: table.take("server").is_none_or(|server| server.value),
        client: table.take("client").is_none_or(|client| client.value),
        async_server: table.is_set("async-server"),
        owned: table.is_set("owned"),
        serde: table.is_set("serde"),
        defmt: table.is_set("defmt"),
        renames: renames(&mut table),
        runtime: runtime_path(&mut table).unwrap_or_else(|| Task::default().runtime),
        overrides: overrides(&mut table),
        keep_going: table.is_set("keep-going"),
        deny_warnings: table.is_set("deny-warnings"),
        ..Task::default()
    };
    table.finish().then_some(Config { task, file, folder, out, package })
}

impl Config {
    /// What is to be generated, and the output folder. What is wrong is reported; a build script, which has an output
    /// folder of its own and makes no crate, does without.
    pub fn destination(self, session: &mut Session) -> Option<(Task, PathBuf)> {
        let Some(out) = self.out else {
            let diagnostic = table::fault(table::start_of(self.file), "`out` is missing".to_owned());
            let help = "`out = \"generated\"` names the folder to write into";
            session.diagnostics.push(diagnostic.with_help(help));
            return None;
        };
        if self.package.module {
            return Some((self.task, out));
        }
        let start = table::start_of(self.file);
        let (name, name_span) = apart(self.package.name, start);
        let (runtime, runtime_span) = apart(self.package.runtime, start);
        let krate = package::Crate {
            name,
            version: self.package.version.map(|version| version.value),
            runtime: runtime.map(|runtime| self.folder.join(runtime)),
            manifest: self.package.manifest.map(|manifest| manifest.value).unwrap_or_default(),
        };
        match krate.in_folder(&out) {
            Ok(package) => Some((Task { package, ..self.task }, out)),
            Err(fault) => {
                let span = match fault {
                    package::Fault::Name(_) => name_span,
                    package::Fault::Runtime(_) => runtime_span,
                };
                session.diagnostics.push(table::fault(span, fault.to_string()));
                None
            }
        }
    }
}

/// A value and its place; the start of the file for what is not there.
fn apart<T>(value: Option<Spanned<T>>, start: Span) -> (Option<T>, Span) {
    value.map_or((None, start), |value| (Some(value.value), value.span))
}

fn values<T>(items: Vec<Spanned<T>>) -> Vec<T> {
    items.into_iter().map(|item| item.value).collect()
}

/// The overrides, each with its place, so that what is wrong with its item is shown there.
fn overrides(table: &mut Table<'_, '_>) -> Vec<Override> {
    let overrides = table.take_each::<Override>("override").into_iter();
    overrides.map(|Spanned { value, span }| Override { place: Some(span), ..value }).collect()
}

/// The renames, each with its place.
fn renames(table: &mut Table<'_, '_>) -> Vec<Rename> {
    let renames = table.take_each::<Rename>("rename").into_iter();
    renames.map(|Spanned { value, span }| Rename { place: Some(span), ..value }).collect()
}

/// The path of the runtime crate in the generated code.
fn runtime_path(table: &mut Table<'_, '_>) -> Option<String> {
    let path = table.take::<String>("runtime-path")?;
    if syn::parse_str::<syn::Path>(&path.value).is_err() {
        table.wrong(path.span, format!("`{}` is no path of a crate or module in Rust", path.value));
    }
    Some(path.value)
}

fn inputs(table: &mut Table<'_, '_>, folder: &Path) -> Vec<PathBuf> {
    if !table.has("inputs") {
        table.missing("inputs", "`inputs = [\"clusters-xml\"]` names the files and folders to read");
    }
    let inputs = table.take_each::<PathBuf>("inputs");
    inputs.into_iter().map(|input| folder.join(input.value)).collect()
}

fn is_flat(table: &mut Table<'_, '_>) -> bool {
    let Some(layout) = table.take::<String>("layout") else {
        return false;
    };
    if !["flat", "modules"].contains(&layout.value.as_str()) {
        let message = format!("the layout is \"flat\" or \"modules\", not \"{}\"", layout.value);
        table.wrong(layout.span, message);
    }
    layout.value == "flat"
}

/// Takes the keys that say what kind of package is made; those that do not go together are reported.
fn package_keys(table: &mut Table<'_, '_>) -> PackageKeys {
    let keys = PackageKeys {
        name: table.take("crate"),
        version: table.take("version"),
        runtime: table.take("runtime"),
        manifest: table.take("manifest"),
        module: table.take("module").is_some_and(|module| module.value),
    };
    if let Some(name) = &keys.name
        && let Err(message) = package::crate_name(&name.value)
    {
        table.wrong(name.span, message);
    }
    if let Some(version) = &keys.version
        && let Err(message) = package::crate_version(&version.value)
    {
        table.wrong(version.span, message);
    }
    if let Some(manifest) = &keys.manifest
        && let Some(key) = package::WRITTEN_KEYS.into_iter().find(|key| manifest.value.contains_key(*key))
    {
        table.wrong(manifest.span, format!("`{key}` is not for `manifest`: clustergen writes it"));
    }
    let spans = [
        ("crate", keys.name.as_ref().map(|name| name.span)),
        ("version", keys.version.as_ref().map(|version| version.span)),
        ("runtime", keys.runtime.as_ref().map(|runtime| runtime.span)),
        ("manifest", keys.manifest.as_ref().map(|manifest| manifest.span)),
    ];
    for (key, span) in spans {
        if let Some(span) = span.filter(|_| keys.module) {
            table.wrong(span, format!("`{key}` is for crates, and `module = true` makes none"));
        }
    }
    keys
}

#[cfg(test)]
mod tests;
