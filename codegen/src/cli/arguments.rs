//! What can be written on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

use super::{decode, diff, explain, history, lint, list, show, site};
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
    /// Print which clusters there are
    #[command(after_help = list::HELP)]
    List(list::Arguments),
    /// Print the reference page of a cluster
    #[command(after_help = show::HELP)]
    Show(show::Arguments),
    /// Print what changed between two releases, each change judged for the wire
    #[command(after_help = diff::HELP)]
    Diff(diff::Arguments),
    /// Print a cluster across all releases, and what changed from one to the next
    #[command(after_help = history::HELP)]
    History(history::Arguments),
    /// Print TLV bytes with the names of a cluster
    #[command(after_help = decode::HELP, override_usage = decode::USAGE)]
    Decode(decode::Arguments),
    /// Print what is suspicious in cluster XML
    #[command(after_help = lint::HELP)]
    Lint(lint::Arguments),
    /// Print what the code of an error, a warning or a finding means
    #[command(after_help = explain::HELP)]
    Explain(explain::Arguments),
    /// Write pages to look at clusters
    #[command(after_help = site::HELP)]
    Site(site::Arguments),
}

/// What to do with the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// Write.
    Generate,
    /// Compare.
    Check,
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
    #[command(flatten)]
    pub(super) parts: Parts,
    #[command(flatten)]
    pub(super) strictness: Strictness,
}

/// What there is in the code beside the usual, and what there is not.
#[derive(Args, Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(super) struct Parts {
    /// Leave out the server's side
    #[arg(long)]
    pub(super) no_server: bool,
    /// Leave out the client's side
    #[arg(long)]
    pub(super) no_client: bool,
    /// Add a server's side that is awaited
    #[arg(long)]
    pub(super) async_server: bool,
    /// Add types that own what others borrow, behind a feature `alloc`
    #[arg(long)]
    pub(super) owned: bool,
    /// Let values be serialised, behind a feature `serde`
    #[arg(long)]
    pub(super) serde: bool,
    /// Let values be printed over defmt, behind a feature `defmt`
    #[arg(long)]
    pub(super) defmt: bool,
}

/// What errors and warnings come to.
#[derive(Args, Clone, Copy, Debug, Default)]
pub(super) struct Strictness {
    /// Leave out what is faulty and write everything else; the exit status is still 1
    #[arg(long)]
    pub(super) keep_going: bool,
    /// Write nothing if there is a warning, as if it were an error
    #[arg(long)]
    pub(super) deny_warnings: bool,
}

fn crate_name(name: &str) -> Result<String, String> {
    package::crate_name(name).map(|()| name.to_owned())
}

// Paragraphs are one line each here: clap wraps them.
const AFTER_HELP: &str = "\
Exit status: 0 success, 1 errors in the input, differences or findings, 2 wrong usage. The help of each verb says more.

Examples:
  clustergen generate                        what clustergen.toml says
  clustergen check                           is what it makes up to date?
  clustergen generate xml --out my-cluster   a crate with all clusters below xml/
  clustergen lint xml                        what is suspicious there?
  clustergen explain E0301                   what does that mean?";

const GENERATE_HELP: &str = "\
Nothing is written if there is any error. With --keep-going, what is faulty is left out with all that depends on it, \
everything else is written, and a list says what is missing. Files of an earlier run that are no longer made are removed. Files that \
clustergen did not write are never touched, unless --force is given.

Exit status: 0 all is written, 1 there are errors (or, with --deny-warnings, warnings), 2 wrong usage.

Examples:
  clustergen generate
  clustergen generate --config matter/clustergen.toml
  clustergen generate clusters-xml --cluster 0x0450 --release 1.6 --out my-cluster
  clustergen generate OnOff.xml LevelControl.xml --out src/clusters --module";

const CHECK_HELP: &str = "\
Takes the arguments of generate, and lists the files that are missing, changed or left over.

Exit status: 0 generate would succeed and change nothing, 1 it would not, 2 wrong usage.

Examples:
  clustergen check
  clustergen check clusters-xml --cluster 0x0450 --out my-cluster";
