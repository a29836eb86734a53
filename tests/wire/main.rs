//! Every structure, attribute and command of the cluster against bytes that the C++ SDK's codec made, both ways: the
//! bytes decode to the values, and the values encode to the bytes.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests may fail them"
)]

mod json;
mod v1_6;
mod v1_6_1;

use std::collections::{BTreeMap, BTreeSet};

use netim::runtime::tlv::{self, Decode, Encode, Tag};
use serde::Deserialize;
use serde_json::Value;

/// One encoded value.
#[derive(Deserialize)]
struct Vector {
    kind: String,
    name: String,
    hex: String,
    value: Value,
}

fn vectors(release: &str) -> Vec<Vector> {
    let text = include_str!("../vectors/wire-0x0450.json");
    let mut all: BTreeMap<String, Vec<Vector>> = serde_json::from_str(text).unwrap();
    all.remove(release).unwrap()
}

/// Runs all vectors of a release: `check` decodes the bytes as the named item, tells the value as JSON, and encodes it
/// again. It returns `None` for an item that it does not know.
fn run(
    release: &str,
    metadata: &netim::runtime::metadata::ClusterMetadata,
    check: fn(&Vector, &[u8]) -> Option<Value>,
) {
    let mut seen = BTreeSet::new();
    for vector in vectors(release) {
        let value = check(&vector, &json::bytes(&vector.hex))
            .unwrap_or_else(|| panic!("{release}: no check for {} {}", vector.kind, vector.name));
        assert_eq!(value, vector.value, "{release}: {}", vector.name);
        seen.insert(vector.name);
    }
    let attributes = metadata.attributes.iter().map(|attribute| attribute.name);
    let commands = metadata.commands.iter().map(|command| command.name);
    for name in attributes.chain(commands) {
        assert!(seen.contains(name), "{release}: no vector for {name}");
    }
}

/// Decodes, tells the value, and sees that it encodes to the same bytes.
fn both_ways<'a, T: Decode<'a> + Encode>(bytes: &'a [u8], tell: impl Fn(&T) -> Value) -> Value {
    let value: T = tlv::decode(bytes).unwrap();
    let mut buffer = [0; 1024];
    assert_eq!(tlv::encode(&value, Tag::Anonymous, &mut buffer).unwrap(), bytes);
    tell(&value)
}

#[test]
fn release_1_6() {
    run("1.6", &netim::cluster::v1_6::METADATA, v1_6::check);
}

#[test]
fn release_1_6_1() {
    run("1.6.1", &netim::cluster::v1_6_1::METADATA, v1_6_1::check);
}
