//! `clustergen decode`: TLV bytes with the names of a cluster.

use std::ffi::{OsStr, OsString};
use std::io::{self, Read, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use serde::Serialize;

use super::Exit;
use super::inputs::Inputs;
use super::looking::{self, KeepGoing, PlainFormat};
use super::report::Report;
use crate::decode::{self, Decoded, Selector};
use crate::model::{Cluster, Direction, Model};
use crate::reference::words;
use crate::selector::ClusterSelector;

// One line for a paragraph: clap wraps them.
pub(super) const HELP: &str = "\
What is not as the cluster has it is pointed out at its byte offset. Errors are what a peer refuses or may refuse: wrong \
types, limits, missing and duplicate fields, malformed or trailing bytes. Notes are what a peer passes over: fields, values \
and bits that the cluster does not know. Malformed bytes are printed as far as they could be read.

Exit status: 0 no errors, 1 errors in the bytes or in the input, 2 wrong usage.

Examples:
  clustergen decode clusters-xml --release 1.6 --cluster 0x0450 --attribute ClientTableSize 05f401
  clustergen decode clusters-xml --release 1.6 --cluster 0x0450 --command 0x02 '15 24 00 01 18'
  xxd -p payload.bin | clustergen decode DoorLock.xml --struct CredentialStruct -";

/// What clap cannot say: the last of all values is the HEX.
pub(super) const USAGE: &str = "clustergen decode [OPTIONS] \
    <--command <ID_OR_NAME>|--attribute <ID_OR_NAME>|--struct <NAME>|--event <ID_OR_NAME>> <INPUT>... <HEX>";

#[derive(Args, Debug)]
pub(super) struct Arguments {
    // One list: options may stand between its values, and then clap could not tell the last one apart.
    /// Files, or folders with *.xml below them; behind them the bytes in hexadecimal, with or without spaces, colons or 0x
    /// between them, or - to read these from standard input
    #[arg(value_name = "INPUT_OR_HEX", required = true, value_hint = ValueHint::AnyPath)]
    inputs_and_hex: Vec<OsString>,
    /// The cluster that the bytes are of [default: the only one there is]
    #[arg(long, value_name = "ID_OR_NAME")]
    cluster: Option<ClusterSelector>,
    /// The release, a folder like 1.6/ below an INPUT [default: the only one there is]
    #[arg(long, value_name = "RELEASE")]
    release: Option<String>,
    #[command(flatten)]
    item: Item,
    /// Which way the command goes, if two have this id [default: the one that fits better]
    #[arg(long, value_name = "WAY", conflicts_with_all = ["attribute", "structure", "event"])]
    direction: Option<Way>,
    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: PlainFormat,
    #[command(flatten)]
    keep_going: KeepGoing,
}

#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
struct Item {
    /// The bytes are the fields of this command
    #[arg(long, value_name = "ID_OR_NAME")]
    command: Option<String>,
    /// The bytes are the value of this attribute
    #[arg(long, value_name = "ID_OR_NAME")]
    attribute: Option<String>,
    /// The bytes are this structure
    #[arg(long = "struct", value_name = "NAME")]
    structure: Option<String>,
    /// The bytes are the fields of this event
    #[arg(long, value_name = "ID_OR_NAME")]
    event: Option<String>,
}

impl Item {
    fn into_selector(self) -> Option<Selector> {
        let command = self.command.map(Selector::Command);
        let attribute = self.attribute.map(Selector::Attribute);
        let structure = self.structure.map(Selector::Struct);
        let event = self.event.map(Selector::Event);
        command.or(attribute).or(structure).or(event)
    }
}

/// Which way a command goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Way {
    ToServer,
    ToClient,
}

#[derive(Serialize)]
struct Document<'a> {
    release: Option<&'a str>,
    cluster: u32,
    cluster_name: &'a str,
    #[serde(flatten)]
    decoded: &'a Decoded,
}

pub(super) fn run(arguments: Arguments, out: &mut dyn Write, report: &mut Report<'_>) -> io::Result<Exit> {
    let Arguments { inputs_and_hex, cluster, release, item, direction, format, keep_going } = arguments;
    let Some((hex, inputs)) = inputs_and_hex.split_last().filter(|(_, inputs)| !inputs.is_empty()) else {
        report.fault("an INPUT or the HEX is missing", "clustergen decode INPUT... --command X HEX")?;
        return Ok(Exit::Usage);
    };
    let inputs = Inputs {
        inputs: inputs.iter().map(PathBuf::from).collect(),
        cluster: cluster.into_iter().collect(),
        release: release.into_iter().collect(),
    };
    let Some((model, exit)) = looking::load(&inputs.into_task(), keep_going, report)? else {
        return Ok(Exit::Failure);
    };
    let (release, cluster) = match only_cluster(&model) {
        Ok(found) => found,
        Err((message, help)) => return report.fault(&message, help),
    };
    let bytes = match decode::parse_hex(&text_of(hex)?) {
        Ok(bytes) => bytes,
        Err(error) => {
            return report.fault(&error.to_string(), "give the bytes in hexadecimal: 15 24 00 01 18");
        }
    };
    let direction = direction.map(|way| match way {
        Way::ToServer => Direction::ToServer,
        Way::ToClient => Direction::ToClient,
    });
    let Some(selector) = item.into_selector() else {
        return Ok(Exit::Usage);
    };
    let targets = match decode::find(cluster, &selector, direction) {
        Ok(targets) => targets,
        Err(error) => return report.fault(&error.to_string(), &error.help),
    };
    let Some((taken, decoded)) = decode::decode_best(cluster, &targets, &bytes) else {
        return Ok(Exit::Failure);
    };
    for other in targets.iter().filter(|other| !std::ptr::eq(*other, taken)) {
        report.remark(&format!(
            "taken for {taken}, which fits as well or better than {other}; --direction decides"
        ))?;
    }
    match format {
        PlainFormat::Text => {
            let of_release = release.map(|release| format!(", release {release}")).unwrap_or_default();
            writeln!(out, "{} {}{of_release}", words::cluster_id(cluster.id), cluster.name)?;
            write!(out, "{}", decode::text(&decoded))?;
        }
        PlainFormat::Json => {
            let (cluster, cluster_name) = (cluster.id, cluster.name.as_str());
            let document = Document { release, cluster, cluster_name, decoded: &decoded };
            looking::json("clustergen-decode", &document, out)?;
        }
    }
    Ok(if decoded.has_errors() { Exit::Failure } else { exit })
}

/// What is to be decoded: standard input for `-`.
fn text_of(hex: &OsStr) -> io::Result<String> {
    if hex != "-" {
        return Ok(hex.to_string_lossy().into_owned());
    }
    let mut text = String::new();
    io::stdin().lock().read_to_string(&mut text)?;
    Ok(text)
}

/// The one cluster that was read; else what is wrong, and what to do.
fn only_cluster(model: &Model) -> Result<(Option<&str>, &Cluster), (String, &'static str)> {
    let all: Vec<_> = model
        .releases
        .iter()
        .flat_map(|release| release.clusters.iter().map(|cluster| (release.name.as_deref(), cluster)))
        .collect();
    match all.as_slice() {
        [only] => Ok(*only),
        [] => Err((
            "there is no cluster in the inputs".to_owned(),
            "name its file, or the folder that it is in",
        )),
        [(_, first), rest @ ..] if rest.iter().all(|(_, cluster)| cluster.id == first.id) => {
            let message = format!("{} is in several releases: {}", first.name, looking::release_names(model));
            Err((message, "say which one the bytes are from with --release"))
        }
        _ => Err((
            format!("there are {} clusters in the inputs", all.len()),
            "say which one the bytes are from with --cluster",
        )),
    }
}
