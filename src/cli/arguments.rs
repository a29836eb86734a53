//! What can be written on the command line.

use std::{format, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

/// Secrets, identities and databases of Network Identity Management, Matter's cluster 0x0450.
#[derive(Debug, Parser)]
#[command(name = "netim", version, after_help = AFTER_HELP, max_term_width = 100)]
pub(super) struct CommandLine {
    /// Print JSON
    #[arg(long, global = true, display_order = 100)]
    pub(super) json: bool,
    // Not a doc comment, which would have to quote the name.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", display_order = 101)]
    #[arg(help = "When to use colours; auto heeds NO_COLOR")]
    pub(super) color: ColorChoice,
    #[command(subcommand)]
    pub(super) noun: Noun,
}

/// When to use colours. The names say it; documentation of its own would make `--help` long.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ColorChoice {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Noun {
    /// The secret that administrators of a network share (NASS)
    #[command(subcommand)]
    Secret(SecretVerb),
    /// Identities of clients and networks
    #[command(subcommand)]
    Identity(IdentityVerb),
    /// The database file of a server; it is never changed
    #[command(subcommand)]
    Db(DbVerb),
}

#[derive(Debug, Subcommand)]
pub(super) enum SecretVerb {
    /// Make a new secret
    #[command(after_help = SECRET_NEW_HELP)]
    New(SecretNew),
    /// Show when a secret was made and which network it belongs to
    #[command(after_help = INPUT_HELP)]
    Show(SecretShow),
    /// Derive the identity of the network
    #[command(after_help = INPUT_HELP)]
    Derive(SecretDerive),
}

#[derive(Args, Debug)]
pub(super) struct SecretNew {
    #[command(flatten)]
    pub(super) destination: SecretDestination,
    /// How to write the secret [default: pem]
    #[arg(long)]
    pub(super) encoding: Option<SecretEncoding>,
    /// When the secret was made, in seconds since 2000-01-01T00:00:00Z [default: now]
    #[arg(long, value_name = "SECONDS")]
    pub(super) created: Option<u32>,
}

/// Where a new secret goes.
#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
pub(super) struct SecretDestination {
    /// Write the secret to a new file that only its owner can read
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) out: Option<PathBuf>,
    /// Print the secret
    #[arg(long)]
    pub(super) reveal: bool,
}

#[derive(Args, Debug)]
pub(super) struct SecretShow {
    #[command(flatten)]
    pub(super) input: InputFile,
    /// Print the secret too
    #[arg(long)]
    pub(super) reveal: bool,
}

#[derive(Args, Debug)]
pub(super) struct SecretDerive {
    #[command(flatten)]
    pub(super) input: InputFile,
    #[command(flatten)]
    pub(super) output: OptionalForm,
    /// Write the identity's private key (PKCS#8 PEM) to a new file that only its owner can read
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) key_out: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum IdentityVerb {
    /// Make a key pair and its identity, or the identity of a key pair that exists
    #[command(after_help = IDENTITY_NEW_HELP)]
    New(IdentityNew),
    /// Show what is in an identity
    #[command(after_help = INPUT_HELP)]
    Show(InputFile),
    /// Check an identity; exit status 1 and what is wrong if it is not valid
    #[command(after_help = INPUT_HELP)]
    Verify(InputFile),
    /// Convert an identity to another form
    #[command(after_help = INPUT_HELP)]
    Convert(IdentityConvert),
}

#[derive(Args, Debug)]
pub(super) struct IdentityNew {
    #[command(flatten)]
    pub(super) key: KeyFile,
    #[command(flatten)]
    pub(super) output: OptionalForm,
}

/// Where a private key goes or comes from.
#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
pub(super) struct KeyFile {
    /// Write a new private key (PKCS#8 PEM) to a new file that only its owner can read
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) key_out: Option<PathBuf>,
    /// Take the private key from this file (PKCS#8 or SEC1, in PEM or DER); - is standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) key: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct IdentityConvert {
    #[command(flatten)]
    pub(super) input: InputFile,
    /// The form: Matter TLV (compact) or an X.509 certificate
    #[arg(long, value_name = "FORM")]
    pub(super) to: Form,
    /// How to print compact and der [default: hex]
    #[arg(long)]
    pub(super) encoding: Option<Encoding>,
}

#[derive(Debug, Subcommand)]
pub(super) enum DbVerb {
    /// List clients and network identities
    #[command(after_help = DB_HELP)]
    Show(DbFile),
    /// Verify everything; exit status 1 and a list of what is wrong if anything is
    #[command(after_help = DB_HELP)]
    Check(DbFile),
}

/// Where to read from. A secret is never an argument: others can see those.
#[derive(Args, Debug)]
pub(super) struct InputFile {
    /// The file to read [default: standard input, which is also -]
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) file: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct DbFile {
    /// The database
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) file: PathBuf,
}

/// How to print an identity.
#[derive(Args, Debug)]
pub(super) struct OptionalForm {
    /// Print nothing but the identity: Matter TLV (compact) or an X.509 certificate
    #[arg(long, value_name = "FORM")]
    pub(super) to: Option<Form>,
    /// How to print compact and der [default: hex]
    #[arg(long, requires = "to")]
    pub(super) encoding: Option<Encoding>,
}

/// The forms of an identity: Matter TLV, and an X.509 certificate. Documentation of each would make `--help` long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    Compact,
    Der,
    Pem,
}

/// Bytes, written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Encoding {
    Hex,
    Base64,
    Binary,
}

/// A secret, written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SecretEncoding {
    Pem,
    Hex,
    Base64,
    Binary,
}

// Paragraphs are one line each here: clap wraps them.
const AFTER_HELP: &str = "\
Exit status: 0 success, 1 bad input or a failed check, 2 wrong usage.

Examples:
  netim secret new --out network.secret
  netim secret derive network.secret --to pem
  netim identity new --key-out client.key --to compact
  netim db check /var/lib/netim/state.db";

const INPUT_HELP: &str = "\
The input may be hexadecimal, base64, PEM or binary; which one it is, is found out. Secrets are never arguments, which \
others can see.";

const SECRET_NEW_HELP: &str = "\
With --out, standard output tells about the secret but not the secret. With --reveal, it is the secret and nothing else. \
The file must not exist.

Examples:
  netim secret new --out network.secret
  netim secret new --reveal --encoding base64";

const IDENTITY_NEW_HELP: &str = "\
The private key is never printed. A file for a new one must not exist. One private key always has the same identity.

Examples:
  netim identity new --key-out client.key
  netim identity new --key client.key --to pem";

const DB_HELP: &str = "\
The file must not be in use: stop its server, or take a backup. It is only read. Secrets are not in it, and handles of \
keys are not shown.";
