//! Identities to play with, from `tests/vectors/pdc.json`.

use std::sync::LazyLock;

use netim::identity::CompactIdentity;
use serde_json::Value;

static VECTORS: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../vectors/pdc.json")).unwrap());

fn read(of: &str, number: usize, field: &str) -> CompactIdentity {
    let hex = VECTORS[of][number][field].as_str().unwrap();
    let bytes: Vec<u8> =
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect();
    CompactIdentity::parse(&bytes).unwrap()
}

pub(crate) fn network(number: usize) -> CompactIdentity {
    read("secrets", number, "compact_identity")
}

pub(crate) fn client(number: usize) -> CompactIdentity {
    read("clients", number, "compact_identity")
}

/// Another valid identity with the same key.
pub(crate) fn colliding(number: usize) -> CompactIdentity {
    read("clients", number, "collides")
}

/// The same key with a signature that does not verify.
pub(crate) fn badly_signed(number: usize) -> CompactIdentity {
    read("clients", number, "bad_signature")
}
