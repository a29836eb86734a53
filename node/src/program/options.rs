//! The command line.

use std::{fmt, net::SocketAddr, path::PathBuf, str::FromStr};

use clap::{Args, Parser, Subcommand};
use netim::wire::Release;

/// A Matter Network Infrastructure Manager: keeps which devices may join the Wi-Fi network with Per-Device Credentials, and
/// lets Matter controllers manage them.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct Options {
    #[command(subcommand)]
    pub(super) verb: Option<Verb>,
    #[command(flatten)]
    pub(super) run: Option<RunArguments>,
}

/// What else can be done than run the node.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Show fabrics, tables and the current network identity of a node, running or not
    Status(StatusArguments),
    /// Write a copy of everything the node keeps to a file, running or not. The file holds secrets
    Backup(BackupArguments),
    /// Put what a backup holds into a data folder that is not there yet, or empty
    Restore(RestoreArguments),
    /// Forget everything: fabrics, tables, secrets. A running node begins anew
    FactoryReset(FactoryResetArguments),
}

/// The stack reports every request that it refuses as an error, whose mistake it may be.
const DEFAULT_LOG: &str = "info,rs_matter=warn,rs_matter::im::invoker=off";

/// How to run the node.
#[derive(Clone, Debug, Args)]
pub(super) struct RunArguments {
    /// The folder for everything that the node keeps; it is created if it is not there
    #[arg(long, value_name = "DIR")]
    pub(super) data: PathBuf,
    /// The network interface on which the node announces itself; the first one that is up, if none is named
    #[arg(long, value_name = "IF")]
    pub(super) interface: Option<String>,
    /// The UDP port for Matter
    #[arg(long, default_value_t = 5540, value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) port: u16,
    /// What tells the node from others while it is commissioned: 0 to 4095
    #[arg(long, default_value_t = 3840, value_parser = clap::value_parser!(u16).range(..=4095))]
    pub(super) discriminator: u16,
    /// The passcode of the pairing codes; the default is known to everybody
    #[arg(long, default_value = "20202021", env = "NETIM_NODE_PASSCODE", hide_env_values = true)]
    pub(super) passcode: Passcode,
    /// The layout of the cluster: 1.6 or 1.6.1. It can be another one the next time
    #[arg(long, default_value_t = Release::V1_6)]
    pub(super) release: Release,
    /// How many clients there is room for: 500 to 2047
    #[arg(long, value_name = "CLIENTS", default_value_t = 500,
        value_parser = clap::value_parser!(u16).range(500..=2047))]
    pub(super) client_table_size: u16,
    /// Answer access points here, by RADIUS: whom to let onto the network. For several addresses, several times
    #[arg(long, value_name = "ADDR:PORT", value_parser = radius_address, requires = "radius_clients")]
    pub(super) radius: Vec<SocketAddr>,
    /// Which access points may ask: a file of lines `ADDRESS[/PREFIX] SECRET [das=PORT]`, not readable for everybody
    #[arg(long, value_name = "FILE", requires = "radius")]
    pub(super) radius_clients: Option<PathBuf>,
    /// Allow test events, for those who know this key of 32 hexadecimal digits. Not for a node in use
    #[arg(long, value_name = "HEX", env = "NETIM_NODE_ENABLE_KEY", hide_env_values = true)]
    pub(super) enable_key: Option<EnableKey>,
    /// What to log: error, warn, info, debug or trace, for all or for some parts: `info,netim_node=debug`
    #[arg(long, value_name = "FILTER", default_value = DEFAULT_LOG)]
    pub(super) log: String,
}

/// Which node, and how to show it.
#[derive(Debug, Args)]
pub(super) struct StatusArguments {
    /// The data folder of the node
    #[arg(long, value_name = "DIR")]
    pub(super) data: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// What to copy where.
#[derive(Debug, Args)]
pub(super) struct BackupArguments {
    /// The data folder of the node
    #[arg(long, value_name = "DIR")]
    pub(super) data: PathBuf,
    /// The file to write; it must not be there yet
    pub(super) file: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// What to put where.
#[derive(Debug, Args)]
pub(super) struct RestoreArguments {
    /// The data folder to make
    #[arg(long, value_name = "DIR")]
    pub(super) data: PathBuf,
    /// The backup
    pub(super) file: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// Which node.
#[derive(Debug, Args)]
pub(super) struct FactoryResetArguments {
    /// The data folder of the node
    #[arg(long, value_name = "DIR")]
    pub(super) data: PathBuf,
    /// Yes, forget everything
    #[arg(long, required = true)]
    pub(super) yes: bool,
}

fn radius_address(text: &str) -> Result<SocketAddr, &'static str> {
    let address: Option<SocketAddr> = text.parse().ok();
    address
        .filter(|address| address.port() != 0)
        .ok_or("expected an address and a port, as 192.0.2.10:1812 or [2001:db8::10]:1812")
}

/// A passcode that a node may have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Passcode(u32);

impl Passcode {
    pub(super) const fn get(self) -> u32 {
        self.0
    }
}

impl FromStr for Passcode {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        const OBVIOUS: [u32; 2] = [12_345_678, 87_654_321];
        let all_digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
        let passcode: u32 = text.parse().ok().filter(|_| all_digits).ok_or("a passcode has 8 digits")?;
        // 00000000, 11111111 and so on.
        if passcode.is_multiple_of(11_111_111) || OBVIOUS.contains(&passcode) {
            return Err("Matter does not allow this passcode: it is too easy to guess");
        }
        Ok(Self(passcode))
    }
}

/// It is nobody's business.
impl fmt::Debug for Passcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passcode([redacted])")
    }
}

/// What one has to know to provoke test events.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct EnableKey([u8; 16]);

impl EnableKey {
    pub(super) const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl FromStr for EnableKey {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        let mut key = [0; 16];
        match base16ct::mixed::decode(text, &mut key) {
            Ok(decoded) if decoded.len() == 16 => {}
            _ => return Err("an enable key has 32 hexadecimal digits"),
        }
        if key == [0; 16] {
            return Err("the key of zeros means that there are no test events: leave the option out");
        }
        Ok(Self(key))
    }
}

/// It is nobody's business.
impl fmt::Debug for EnableKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnableKey([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn run(arguments: &[&str]) -> Result<RunArguments, String> {
        let arguments = ["netim-node"].iter().chain(arguments);
        Options::try_parse_from(arguments)
            .map(|options| options.run.unwrap())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn the_definition_is_sound() {
        Options::command().debug_assert();
    }

    #[test]
    fn the_defaults_are_those_of_a_development_node() {
        let options = run(&["--data", "d"]).unwrap();
        assert_eq!((options.port, options.discriminator, options.passcode.get()), (5540, 3840, 20_202_021));
        assert_eq!((options.release, options.client_table_size), (Release::V1_6, 500));
        assert_eq!((options.enable_key, options.interface), (None, None));
    }

    #[test]
    fn what_matter_does_not_allow_is_refused() {
        for passcode in
            ["00000000", "11111111", "99999999", "12345678", "87654321", "1234567", "123456789", "+2020202"]
        {
            assert!(run(&["--data", "d", "--passcode", passcode]).is_err(), "{passcode}");
        }
        assert_eq!(run(&["--data", "d", "--passcode", "00000001"]).unwrap().passcode.get(), 1);
        for (option, bad) in [
            ("--discriminator", "4096"),
            ("--port", "0"),
            ("--client-table-size", "499"),
            ("--client-table-size", "2048"),
            ("--release", "1.4-draft"),
            ("--enable-key", "0011"),
            ("--enable-key", "00000000000000000000000000000000"),
        ] {
            let error = run(&["--data", "d", option, bad]).unwrap_err();
            assert!(error.contains(option), "{error}");
        }
    }

    #[test]
    fn where_access_points_ask_and_which_go_together() {
        let options = run(&[
            "--data",
            "d",
            "--radius",
            "192.0.2.10:1812",
            "--radius",
            "[2001:db8::10]:1812",
            "--radius-clients",
            "f",
        ]);
        let addresses = options.unwrap().radius.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(addresses, ["192.0.2.10:1812", "[2001:db8::10]:1812"]);
        let error = run(&["--data", "d", "--radius", "192.0.2.10:1812"]).unwrap_err();
        assert!(error.contains("--radius-clients <FILE>"), "{error}");
        let error = run(&["--data", "d", "--radius-clients", "f"]).unwrap_err();
        assert!(error.contains("--radius <ADDR:PORT>"), "{error}");
        for bad in ["1812", "192.0.2.10", "192.0.2.10:0", "2001:db8::10:1812", "ap.example:1812"] {
            let error = run(&["--data", "d", "--radius", bad, "--radius-clients", "f"]).unwrap_err();
            assert!(error.contains("192.0.2.10:1812 or"), "{error}");
        }
    }

    #[test]
    fn a_folder_is_needed_and_a_verb_takes_its_own() {
        assert!(run(&[]).unwrap_err().contains("--data"));
        let options = Options::try_parse_from(["netim-node", "status", "--data", "d", "--json"]).unwrap();
        assert!(matches!(options.verb, Some(Verb::Status(StatusArguments { json: true, .. }))));
        assert!(
            Options::try_parse_from(["netim-node", "factory-reset", "--data", "d"]).is_err(),
            "without --yes"
        );
    }

    #[test]
    fn secrets_are_not_shown() {
        let key = "00112233445566778899aabbccddeeff";
        let shown = format!("{:?}", run(&["--data", "d", "--enable-key", key, "--passcode", "12341234"]));
        assert!(
            !shown.contains("12341234") && !shown.contains("11, 22") && !shown.contains("17, 34"),
            "{shown}"
        );
    }
}
