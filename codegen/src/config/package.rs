//! What kind of package is made: the crate's name, and how it finds the runtime crate.

use std::path::{Component, Path, PathBuf};

use crate::emit::{Package, RuntimeDependency};

/// The version of a crate for which none is said.
pub const DEFAULT_VERSION: &str = "0.1.0";

/// What is wrong with what was said about a crate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It cannot have this name.
    #[error("{0}")]
    Name(String),
    /// The runtime crate is not there.
    #[error("{0}")]
    Runtime(String),
}

/// The keys of a manifest's `[package]` that are always written.
pub const WRITTEN_KEYS: [&str; 3] = ["edition", "name", "version"];

/// What was said about a crate.
#[derive(Clone, Debug, Default)]
pub struct Crate {
    /// The name; without it, the output folder's.
    pub name: Option<String>,
    /// The version; without it, [`DEFAULT_VERSION`].
    pub version: Option<String>,
    /// The folder of the runtime crate; without it, the published one.
    pub runtime: Option<PathBuf>,
    /// More keys of the manifest's `[package]`.
    pub manifest: toml::Table,
}

impl Crate {
    /// The crate in an output folder, which need not exist.
    ///
    /// # Errors
    ///
    /// If the name is none for a crate, or if there is no runtime crate where it should be.
    pub fn in_folder(self, out: &Path) -> Result<Package, Fault> {
        let name = match self.name {
            Some(name) => crate_name(&name).map(|()| name),
            None => named_after(out),
        };
        let runtime = match self.runtime {
            Some(runtime) => RuntimeDependency::Path(runtime_path(out, &runtime)?),
            None => RuntimeDependency::Version(env!("CARGO_PKG_VERSION").to_owned()),
        };
        Ok(Package::Crate {
            name: name.map_err(Fault::Name)?,
            version: self.version.unwrap_or_else(|| DEFAULT_VERSION.to_owned()),
            runtime,
            manifest: self.manifest.into_iter().map(|(key, value)| (key, value.to_string())).collect(),
        })
    }
}

/// The folder's name, where that can be a crate's name.
fn named_after(out: &Path) -> Result<String, String> {
    let out = absolute(out);
    let name = out.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let fault = |fault| format!("the crate cannot be named after its folder ({fault}): give it a name");
    crate_name(&name).map(|()| name).map_err(fault)
}

/// Checks the name of a crate.
///
/// # Errors
///
/// If it is none, with the reason.
pub fn crate_name(name: &str) -> Result<(), String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let fault = if name.is_empty() {
        "it is empty"
    } else if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        "it must begin with a letter from a to z"
    } else if !name.chars().all(is_part) {
        "only letters, digits, `-` and `_` may be in it"
    } else if is_reserved(name) {
        "it means something else to Rust or Cargo"
    } else {
        return Ok(());
    };
    Err(format!("`{name}` is no name for a crate: {fault}"))
}

/// Checks the version of a crate: three numbers, and what may follow them.
///
/// # Errors
///
/// If it is none, with the reason.
pub fn crate_version(version: &str) -> Result<(), String> {
    let (numbers, rest) = version.split_at(version.find(['-', '+']).unwrap_or(version.len()));
    let is_number =
        |part: &str| part.parse::<u64>().is_ok() && (part == "0" || !part.starts_with(['0', '+']));
    let is_rest = |c: char| c.is_ascii_alphanumeric() || ['-', '+', '.'].contains(&c);
    if numbers.split('.').count() == 3 && numbers.split('.').all(is_number) && rest.chars().all(is_rest) {
        return Ok(());
    }
    Err(format!("`{version}` is no version: one looks like `{DEFAULT_VERSION}`"))
}

/// Keywords, the crates that are always there, and what Cargo takes for something else.
fn is_reserved(name: &str) -> bool {
    const OTHERS: [&str; 8] = ["alloc", "build", "core", "deps", "examples", "proc_macro", "std", "test"];
    let identifier = name.replace('-', "_");
    OTHERS.contains(&identifier.as_str()) || syn::parse_str::<syn::Ident>(&identifier).is_err()
}

/// The path of the runtime crate, as a `Cargo.toml` in the output folder has to say it: relative and with `/`, so that
/// it is the same on every machine.
fn runtime_path(out: &Path, runtime: &Path) -> Result<String, Fault> {
    if !runtime.join("Cargo.toml").is_file() {
        return Err(Fault::Runtime(format!("there is no crate in `{}`", runtime.display())));
    }
    let path = relative(&absolute(out), &absolute(runtime));
    Ok(path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"))
}

/// The way from one absolute folder to another.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let common = from.components().zip(to.components()).take_while(|(a, b)| a == b);
    let root = |(part, _): &(Component<'_>, _)| matches!(part, Component::RootDir | Component::Prefix(_));
    let (roots, shared) = common.partition::<Vec<_>, _>(root);
    if shared.is_empty() {
        // They have nothing in common.
        return to.to_path_buf();
    }
    let shared = roots.len() + shared.len();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(to.components().skip(shared)).collect()
}

/// The folder's absolute path without links, as far as it exists.
fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    for existing in path.ancestors() {
        if let (Ok(resolved), Ok(rest)) = (existing.canonicalize(), path.strip_prefix(existing)) {
            return rest.components().fold(resolved, |mut path, part| {
                match part {
                    Component::ParentDir => _ = path.pop(),
                    part => path.push(part),
                }
                path
            });
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_crates() {
        for name in ["netim-cluster", "a", "matter_1", "Upper"] {
            assert_eq!(crate_name(name), Ok(()), "{name}");
        }
        for name in ["", "1a", "-a", "_a", "a b", "a.b", "é", "struct", "async", "std", "proc-macro", "test"]
        {
            assert!(crate_name(name).is_err(), "{name}");
        }
    }

    #[test]
    fn versions_of_crates() {
        for version in ["0.1.0", "12.0.3", "1.0.0-alpha.1", "1.0.0+2026"] {
            assert_eq!(crate_version(version), Ok(()), "{version}");
        }
        for version in ["", "1", "1.0", "1.0.0.0", "01.0.0", "1.+1.0", "v1.0.0", "1.0.0-\"", "1.0.x"] {
            assert!(crate_version(version).is_err(), "{version}");
        }
    }

    #[test]
    fn a_crate_is_named_after_its_folder() {
        assert_eq!(named_after(Path::new("new/my-cluster")), Ok("my-cluster".to_owned()));
        assert_eq!(named_after(Path::new("new/other/../my-cluster/")), Ok("my-cluster".to_owned()));
        assert!(named_after(Path::new("v1.6")).unwrap_err().contains("give it a name"));
        assert!(named_after(Path::new("/")).is_err());
    }

    #[test]
    fn ways_between_folders() {
        let way = |from: &str, to: &str| relative(Path::new(from), Path::new(to));
        assert_eq!(way("/a/b/out", "/a/b/runtime"), Path::new("../runtime"));
        assert_eq!(way("/a/out", "/a/b/runtime"), Path::new("../b/runtime"));
        assert_eq!(way("/a", "/a/runtime"), Path::new("runtime"));
        assert_eq!(way("/tmp/out", "/usr/runtime"), Path::new("/usr/runtime"), "nothing in common");
    }

    #[test]
    fn the_runtime_crate_must_be_there() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let krate = |runtime: &Path| Crate { runtime: Some(runtime.to_path_buf()), ..Crate::default() };
        let package = krate(here).in_folder(&here.join("new/out")).unwrap();
        let expected = Package::Crate {
            name: "out".to_owned(),
            version: DEFAULT_VERSION.to_owned(),
            runtime: RuntimeDependency::Path("../..".to_owned()),
            manifest: Vec::new(),
        };
        assert_eq!(package, expected);
        let missing = krate(&here.join("src")).in_folder(Path::new("out"));
        assert!(matches!(missing, Err(Fault::Runtime(_))));
    }
}
