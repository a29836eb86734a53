//! What can be written on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

use crate::config::package;
use crate::selector::ClusterSelector;

/// Generates Rust from Matter cluster XML.
#[derive(Debug, Parser)]
#[command(name = "clustergen", version, about, after_help = AFTER_HELP, max_term_width = 100)]
pub(super) struct CommandLine {
    /// Print errors only: no progress, no warnings, no summary
    #[arg(long, short, global = true, display_order = 100)]
    pub(super) quiet: bool,
    // Not a doc comment, which would have to quote the name.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", display_order = 101)]
    #[arg(help = "When to use colours; auto heeds NO_COLOR")]
    pub(super) color: ColorChoice,
    #[command(subcommand)]
    pub(super) verb: Subcommands,
}

/// When to use colours. The names say it; documentation of its own would make `--help` long.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ColorChoice {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Subcommands {
    /// Write the code; only files that differ are touched
    #[command(after_help = GENERATE_HELP)]
    Generate(Arguments),
    /// Compare the code on disk with what would be written
    #[command(after_help = CHECK_HELP)]
    Check(Arguments),
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// Write.
    Generate,
    /// Compare.
    Check,
}

impl Subcommands {
    /// The verb apart from what it is to be done with.
    pub(super) fn into_parts(self) -> (Verb, Arguments) {
        match self {
            Self::Generate(arguments) => (Verb::Generate, arguments),
            Self::Check(arguments) => (Verb::Check, arguments),
        }
    }
}

/// The same for both verbs, so that one can be put for the other.
#[derive(Args, Debug, Default)]
pub(super) struct Arguments {
    /// Files, or folders with *.xml below them; without any, the configuration file says what to do
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub(super) inputs: Vec<PathBuf>,
    /// The configuration file [default: clustergen.toml here or in a parent folder]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) config: Option<PathBuf>,
    /// Take only this cluster; can be given several times [default: all]
    #[arg(long, value_name = "ID_OR_NAME")]
    pub(super) cluster: Vec<ClusterSelector>,
    /// Take only this release, a folder like 1.6/ below an INPUT; can be given several times [default: all]
    #[arg(long, value_name = "RELEASE")]
    pub(super) release: Vec<String>,
    /// The output folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) out: Option<PathBuf>,
    /// Make a crate of this name [default: the output folder's name]
    #[arg(long = "crate", value_name = "NAME", value_parser = crate_name)]
    pub(super) crate_name: Option<String>,
    /// Make modules to be included in a crate
    #[arg(long)]
    pub(super) module: bool,
    /// Let the crate depend on the runtime crate in this folder, and not on the published one
    #[arg(long, value_name = "PATH", value_hint = ValueHint::DirPath)]
    pub(super) runtime: Option<PathBuf>,
    /// Replace files that clustergen did not write
    #[arg(long)]
    pub(super) force: bool,
}

fn crate_name(name: &str) -> Result<String, String> {
    package::crate_name(name).map(|()| name.to_owned())
}

// Paragraphs are one line each here: clap wraps them.
const AFTER_HELP: &str = "\
Exit status: 0 success, 1 errors in the input or differences, 2 wrong usage.

Examples:
  clustergen generate                        what clustergen.toml says
  clustergen check                           is what it makes up to date?
  clustergen generate xml --out my-cluster   a crate with all clusters below xml/";

const GENERATE_HELP: &str = "\
Nothing is written if there is any error. Files of an earlier run that are no longer made are removed. Files that \
clustergen did not write are never touched, unless --force is given.

Examples:
  clustergen generate
  clustergen generate --config matter/clustergen.toml
  clustergen generate clusters-xml --cluster 0x0450 --release 1.6 --out my-cluster
  clustergen generate OnOff.xml LevelControl.xml --out src/clusters --module";

const CHECK_HELP: &str = "\
Takes the arguments of generate. Exit status 0 if generate would change nothing; else 1 and a list of the files that are \
missing, changed or left over.

Examples:
  clustergen check
  clustergen check clusters-xml --cluster 0x0450 --out my-cluster";
