//! Generating from a build script.

mod cargo;
mod outcome;

use std::io::{self, Write};
use std::path::PathBuf;

use crate::config;
use crate::diagnostics::{self, Color, Diagnostic, codes};
use crate::emit::Package;
use crate::output::Plan;
use crate::overrides::Override;
use crate::pipeline::{self, Task};
use crate::renames::Rename;
use crate::selector::ClusterSelector;
use crate::session::Session;
pub use outcome::{Error, Incomplete, Report};

/// Generates modules from a build script.
///
/// In `build.rs`:
///
/// ```no_run
/// clustergen::Builder::new()
///     .input("clusters")
///     .cluster("0xFFF1FC00")
///     .generate();
/// ```
///
/// and where the code belongs:
///
/// ```ignore
/// mod clusters {
///     include!(concat!(env!("OUT_DIR"), "/clusters/mod.rs"));
/// }
/// ```
///
/// Paths are relative to the package that is being built. The package needs `clustergen-runtime` as a dependency.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    config: Option<PathBuf>,
    inputs: Vec<PathBuf>,
    clusters: Vec<ClusterSelector>,
    releases: Vec<String>,
    overrides: Vec<Override>,
    out_dir: Option<PathBuf>,
    module_name: Option<String>,
    server: Option<bool>,
    client: Option<bool>,
    async_server: Option<bool>,
    owned: Option<bool>,
    serde: Option<bool>,
    defmt: Option<bool>,
    renames: Vec<Rename>,
    flat: Option<bool>,
    unformatted: bool,
    runtime: Option<String>,
    keep_going: bool,
    deny_warnings: bool,
}

impl Builder {
    /// A builder without inputs.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file, or a folder with `*.xml` below it; see [`crate::input`].
    #[must_use]
    pub fn input(mut self, path: impl Into<PathBuf>) -> Self {
        self.inputs.push(path.into());
        self
    }

    /// Takes only this cluster, by id or name; can be said several times. By default all are taken.
    #[must_use]
    pub fn cluster(mut self, id_or_name: &str) -> Self {
        self.clusters.push(id_or_name.into());
        self
    }

    /// Takes only this release, the name of a folder like `1.6` directly below an input; can be said several times. By
    /// default all are taken.
    #[must_use]
    pub fn release(mut self, name: impl Into<String>) -> Self {
        self.releases.push(name.into());
        self
    }

    /// Adds what is known better than the inputs say.
    #[must_use]
    pub fn overrides(mut self, overrides: impl IntoIterator<Item = Override>) -> Self {
        self.overrides.extend(overrides);
        self
    }

    /// Begins with what a configuration file says, except for the output folder and the crate; see [`crate::config`].
    /// Inputs, clusters and releases that are named here replace the file's, other settings too; overrides and renames are
    /// added.
    #[must_use]
    pub fn config(mut self, path: impl Into<PathBuf>) -> Self {
        self.config = Some(path.into());
        self
    }

    /// The folder in which the modules' folder is made. By default `OUT_DIR`.
    #[must_use]
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(path.into());
        self
    }

    /// The name of the modules' folder. By default `clusters`.
    #[must_use]
    pub fn module_name(mut self, name: impl Into<String>) -> Self {
        self.module_name = Some(name.into());
        self
    }

    /// Whether to generate the server's side. By default it is.
    #[must_use]
    pub fn server(mut self, server: bool) -> Self {
        self.server = Some(server);
        self
    }

    /// Whether to generate the client's side. By default it is.
    #[must_use]
    pub fn client(mut self, client: bool) -> Self {
        self.client = Some(client);
        self
    }

    /// Whether to generate the trait `AsyncServer` and functions that await it, beside the server's side or instead of it. By
    /// default they are not.
    ///
    /// Its methods are implemented as `async fn`; nothing is boxed, and no executor is needed in particular.
    ///
    /// ```no_run
    /// clustergen::Builder::new().input("clusters").server(false).async_server(true).generate();
    /// ```
    #[must_use]
    pub fn async_server(mut self, async_server: bool) -> Self {
        self.async_server = Some(async_server);
        self
    }

    /// Whether to generate types that own what others borrow: for each structure, command and event that borrows, one of the
    /// same name in the module `owned`. By default they are not.
    ///
    /// They are there with a feature `alloc`, which the package that includes the modules has to declare:
    ///
    /// ```toml
    /// [features]
    /// alloc = ["clustergen-runtime/alloc"]
    /// ```
    #[must_use]
    pub fn owned(mut self, owned: bool) -> Self {
        self.owned = Some(owned);
        self
    }

    /// Whether values can be serialised with serde. By default they cannot.
    ///
    /// They can with a feature `serde`, which the package that includes the modules has to declare:
    ///
    /// ```toml
    /// [features]
    /// serde = ["clustergen-runtime/serde"]
    /// ```
    ///
    /// Everything is serialised, and what borrows nothing (with [`owned`](Self::owned), every type has such a form) is
    /// deserialised. How values look is told by the runtime crate's module `serde`; secret fields are `"[redacted]"`.
    #[must_use]
    pub fn serde(mut self, serde: bool) -> Self {
        self.serde = Some(serde);
        self
    }

    /// Whether values can be printed over defmt. By default they cannot.
    ///
    /// They can with a feature `defmt`, which the package that includes the modules has to declare:
    ///
    /// ```toml
    /// [features]
    /// defmt = ["clustergen-runtime/defmt"]
    /// ```
    ///
    /// Secret fields are printed as `[redacted]`.
    #[must_use]
    pub fn defmt(mut self, defmt: bool) -> Self {
        self.defmt = Some(defmt);
        self
    }

    /// Gives an item of a cluster another name in Rust: see [`crate::renames`]. An empty `item` means the cluster itself.
    ///
    /// ```no_run
    /// clustergen::Builder::new()
    ///     .input("clusters")
    ///     .rename("0x0006", "", "switch")
    ///     .rename("On/Off", "OffWithEffect.EffectIdentifier", "effect")
    ///     .generate();
    /// ```
    #[must_use]
    pub fn rename(mut self, cluster: &str, item: &str, to: &str) -> Self {
        self.renames.push(Rename::new(cluster, item, to));
        self
    }

    /// Whether the only cluster of a release goes without a module of its own. By default it has one.
    #[must_use]
    pub fn flat(mut self, flat: bool) -> Self {
        self.flat = Some(flat);
        self
    }

    /// Whether the code is laid out, each module in a file of its own. By default it is.
    ///
    /// Without it there is one file, the same code, in which nobody will want to read; it takes less than half of the time,
    /// which is something only where there are many clusters: 0x0450 takes a few milliseconds anyway.
    ///
    /// ```no_run
    /// clustergen::Builder::new().input("clusters").formatted(false).generate();
    /// ```
    #[must_use]
    pub fn formatted(mut self, formatted: bool) -> Self {
        self.unformatted = !formatted;
        self
    }

    /// Whether an error in the inputs only means that what is faulty is left out, with what depends on it. Everything else
    /// is written then, and [`Error::Incomplete`] says what is missing. By default nothing is written.
    #[must_use]
    pub fn keep_going(mut self, keep_going: bool) -> Self {
        self.keep_going = keep_going;
        self
    }

    /// Whether a warning is as bad as an error. By default it is not.
    #[must_use]
    pub fn deny_warnings(mut self, deny_warnings: bool) -> Self {
        self.deny_warnings = deny_warnings;
        self
    }

    /// The path of the runtime crate in the generated code. By default `::clustergen_runtime`.
    #[must_use]
    pub fn runtime(mut self, path: impl Into<String>) -> Self {
        self.runtime = Some(path.into());
        self
    }

    /// Generates, and tells Cargo what was read and what is wrong. Ends the process with status 1 if anything is.
    pub fn generate(&self) {
        let result = self.try_generate();
        // Cargo has closed the stream only if it wants no build any more.
        let told = cargo::tell(&result, &mut io::stdout().lock());
        if let Err(error) = &result {
            let _ = writeln!(io::stderr(), "{error}");
        }
        if result.is_err() || told.is_err() {
            std::process::exit(1);
        }
    }

    /// Generates, and leaves it to the caller to tell Cargo.
    ///
    /// # Errors
    ///
    /// If there is no output folder, if anything is wrong with the inputs, or if the output cannot be written. Then
    /// nothing is written, except for [`Error::Incomplete`].
    pub fn try_generate(&self) -> Result<Report, Error> {
        let out_dir = self.out_dir.clone().or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from));
        let out = out_dir.ok_or(Error::NoOutDir)?.join(self.module_name.as_deref().unwrap_or("clusters"));
        let mut session = Session::default();
        let mut watched: Vec<_> = self.config.iter().cloned().collect();
        let Some(task) = self.task(&mut session) else {
            return Err(failure(&session, watched));
        };

        let outcome = pipeline::run(&task, &mut session, &|_| {});
        watched.extend(outcome.watched);
        let Some(files) = outcome.files else {
            return Err(failure(&session, watched));
        };
        let plan = Plan::new(&out, &files, false, &mut session.diagnostics);
        let written = plan.and_then(|plan| plan.write(&mut session.diagnostics));
        let Some(written) = written else {
            return Err(failure(&session, watched));
        };
        let warnings = lines(&session, |diagnostic| !diagnostic.is_error());
        let root = out.join("mod.rs");
        let report = Report { root, files: written.files, changed: written.changed, watched, warnings };
        let denied = task.deny_warnings && session.diagnostics.has_warnings();
        if session.diagnostics.has_errors() || denied {
            let errors = faults(&session);
            let left_out = outcome.left_out;
            let incomplete = Incomplete { report, rendered: rendered(&session), errors, left_out };
            return Err(Error::Incomplete(Box::new(incomplete)));
        }
        Ok(report)
    }

    /// What the configuration says, replaced by what was said to the builder.
    fn task(&self, session: &mut Session) -> Option<Task> {
        let mut task = match &self.config {
            Some(path) => config::load(path, session)?.task,
            None => Task::default(),
        };
        replace(&mut task.inputs, &self.inputs);
        replace(&mut task.selection.clusters, &self.clusters);
        replace(&mut task.selection.releases, &self.releases);
        task.overrides.extend(self.overrides.iter().cloned());
        task.package = Package::Module;
        task.server = self.server.unwrap_or(task.server);
        task.client = self.client.unwrap_or(task.client);
        task.async_server = self.async_server.unwrap_or(task.async_server);
        task.owned = self.owned.unwrap_or(task.owned);
        task.serde = self.serde.unwrap_or(task.serde);
        task.defmt = self.defmt.unwrap_or(task.defmt);
        task.renames.extend(self.renames.iter().cloned());
        task.flat = self.flat.unwrap_or(task.flat);
        task.formatted = !self.unformatted;
        task.keep_going |= self.keep_going;
        task.deny_warnings |= self.deny_warnings;
        if let Some(runtime) = &self.runtime {
            task.runtime.clone_from(runtime);
        }
        if syn::parse_str::<syn::Path>(&task.runtime).is_err() {
            let message = format!("`{}` is no path of a crate or module in Rust", task.runtime);
            let diagnostic = Diagnostic::new(codes::BAD_CONFIG, message);
            session.diagnostics.push(diagnostic.with_help("write one, like `::clustergen_runtime`"));
            return None;
        }
        Some(task)
    }
}

fn replace<T: Clone>(of_config: &mut Vec<T>, of_builder: &[T]) {
    if !of_builder.is_empty() {
        *of_config = of_builder.to_vec();
    }
}

fn failure(session: &Session, watched: Vec<PathBuf>) -> Error {
    Error::Diagnostics { rendered: rendered(session), errors: faults(session), watched }
}

/// The errors in one line each; if there are none, warnings are as bad.
fn faults(session: &Session) -> Vec<String> {
    let has_errors = session.diagnostics.has_errors();
    lines(session, |diagnostic| diagnostic.is_error() || !has_errors)
}

fn rendered(session: &Session) -> String {
    diagnostics::render(&session.diagnostics, &session.sources, Color::Never)
}

/// Diagnostics in one line each.
fn lines(session: &Session, wanted: impl Fn(&Diagnostic) -> bool) -> Vec<String> {
    let diagnostics = session.diagnostics.sorted();
    let wanted = diagnostics.into_iter().filter(|diagnostic| wanted(diagnostic));
    wanted.map(|diagnostic| diagnostics::one_line(diagnostic, &session.sources)).collect()
}

#[cfg(test)]
mod tests;
