//! Which options fit together, and what they come to.

use std::path::PathBuf;

use clap::error::ErrorKind;

use super::arguments::{Arguments, Parts, Verb};
use crate::config::{self, package, package::Crate};
use crate::emit::Package;
use crate::pipeline::Task;
use crate::resolve::Selection;

/// What is asked for.
pub(super) enum Request {
    /// What a configuration file says.
    Configuration {
        /// The file.
        path: PathBuf,
        /// Whether files of others may be replaced.
        force: bool,
    },
    /// What the command line says.
    Job(Box<Job>),
}

/// What is to be generated, and where to.
pub(super) struct Job {
    /// What.
    pub(super) task: Task,
    /// Where to.
    pub(super) out: PathBuf,
    /// Whether files of others may be replaced.
    pub(super) force: bool,
}

/// Wrong usage: what is wrong, and what to do instead.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    kind: ErrorKind,
    message: String,
}

impl Fault {
    fn conflict(message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::ArgumentConflict, message: message.into() }
    }

    fn missing(message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::MissingRequiredArgument, message: message.into() }
    }

    /// The fault in clap's words, with the usage of the verb below.
    pub(super) fn into_error(self, verb: Verb, command: &mut clap::Command) -> clap::Error {
        command.build();
        let name = match verb {
            Verb::Generate => "generate",
            Verb::Check => "check",
        };
        match command.find_subcommand_mut(name) {
            Some(command) => command.error(self.kind, self.message),
            None => command.error(self.kind, self.message),
        }
    }
}

/// Makes a request of the arguments.
pub(super) fn settle(arguments: Arguments) -> Result<Request, Fault> {
    if arguments.inputs.is_empty() {
        configuration(arguments)
    } else {
        job(arguments).map(|job| Request::Job(Box::new(job)))
    }
}

/// Without an input, the configuration file says everything.
fn configuration(arguments: Arguments) -> Result<Request, Fault> {
    let of_inputs = [
        ("--cluster", !arguments.cluster.is_empty()),
        ("--release", !arguments.release.is_empty()),
        ("--out", arguments.out.is_some()),
        ("--crate", arguments.crate_name.is_some()),
        ("--module", arguments.module),
        ("--runtime", arguments.runtime.is_some()),
        ("--no-server", arguments.parts.no_server),
        ("--no-client", arguments.parts.no_client),
        ("--async-server", arguments.parts.async_server),
        ("--owned", arguments.parts.owned),
        ("--serde", arguments.parts.serde),
        ("--defmt", arguments.parts.defmt),
    ];
    if let Some((option, _)) = of_inputs.into_iter().find(|(_, given)| *given) {
        return Err(Fault::missing(format!(
            "{option} goes with an INPUT: name the files or folders to read, or leave {option} to the configuration file"
        )));
    }
    let path = arguments.config.or_else(config::find).ok_or_else(|| {
        Fault::missing(format!(
            "there is no {} here or in a parent folder: name the INPUT and --out, or a --config",
            config::FILE_NAME
        ))
    })?;
    Ok(Request::Configuration { path, force: arguments.force })
}

/// With an input, the command line says everything.
fn job(arguments: Arguments) -> Result<Job, Fault> {
    if arguments.config.is_some() {
        return Err(Fault::conflict(
            "the configuration file names its own inputs: give either INPUT or --config",
        ));
    }
    let out = arguments.out.ok_or_else(|| Fault::missing("where to write? Add --out DIR"))?;
    let package = if arguments.module {
        if arguments.crate_name.is_some() {
            return Err(Fault::conflict(
                "give either --crate, for a crate, or --module, for modules of another crate",
            ));
        }
        if arguments.runtime.is_some() {
            return Err(Fault::conflict(
                "--runtime is for crates: with --module, the crate that includes the modules depends on the runtime crate",
            ));
        }
        Package::Module
    } else {
        let krate = Crate { name: arguments.crate_name, runtime: arguments.runtime, ..Crate::default() };
        krate.in_folder(&out).map_err(|fault| match fault {
            package::Fault::Name(message) => Fault::missing(format!("{message} with --crate NAME")),
            package::Fault::Runtime(message) => Fault {
                kind: ErrorKind::ValueValidation,
                message: format!("{message}: --runtime takes the folder of the crate `clustergen-runtime`"),
            },
        })?
    };
    let selection = Selection { clusters: arguments.cluster, releases: arguments.release };
    let Parts { no_server, no_client, async_server, owned, serde, defmt } = arguments.parts;
    let task = Task {
        server: !no_server,
        client: !no_client,
        async_server,
        owned,
        serde,
        defmt,
        inputs: arguments.inputs,
        selection,
        package,
        ..Task::default()
    };
    Ok(Job { task, out, force: arguments.force })
}
