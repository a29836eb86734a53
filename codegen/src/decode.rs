//! Reads TLV bytes with the names that a cluster gives them, and points out what is not as the cluster has it.
//!
//! [`find`] finds what the bytes are to be, [`decode`] reads them. Malformed bytes are read as far as they go. Everything
//! that is found is a [`Problem`] with its byte offset; the bytes are never refused.
//!
//! ```
//! use clustergen::decode::{self, Selector};
//! # fn look(cluster: &clustergen::model::Cluster) -> Option<()> {
//! let targets = decode::find(cluster, &Selector::Command("AddClient".into()), None).ok()?;
//! let decoded = decode::decode(cluster, targets.first()?, &[0x15, 0x18]);
//! print!("{}", decode::text(&decoded));
//! # Some(())
//! # }
//! ```

mod fields;
mod globals;
mod hex;
mod node;
mod problem;
mod raw;
mod reading;
mod render;
mod scalar;
mod target;
mod time;

use serde::Serialize;

use crate::model::Cluster;

pub use hex::{HexError, parse as parse_hex};
pub use node::{Node, Scalar};
pub use problem::{Problem, ProblemKind, Severity};
pub use render::text;
pub use target::{NotFound, Selector, Target, find};

/// What bytes say.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Decoded {
    /// What they were taken for: `command 0x01 AddClient, to the server`.
    pub target: String,
    /// How many bytes there are.
    pub length: usize,
    /// The value; null if not even its first element could be read.
    pub value: Option<Node>,
    /// All that is wrong or worth knowing, by offset.
    pub problems: Vec<Problem>,
}

impl Decoded {
    /// Whether anything is wrong, not only worth knowing.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.problems.iter().filter(|problem| problem.severity == Severity::Error).count()
    }
}

/// Reads bytes as what a target says.
pub fn decode(cluster: &Cluster, target: &Target<'_>, bytes: &[u8]) -> Decoded {
    let parsed = raw::parse(bytes);
    let mut reading = reading::Reading::new(cluster, parsed.broken_at());
    let value = parsed.root.as_ref().map(|root| reading.root(target, root));
    reading.ending(&parsed);
    Decoded { target: target.to_string(), length: bytes.len(), value, problems: reading.into_problems() }
}

/// Reads bytes as each of some targets and takes the one that fits best: the one with the fewest errors, the first of
/// several. `None` if there is no target.
pub fn decode_best<'t>(
    cluster: &Cluster,
    targets: &'t [Target<'t>],
    bytes: &[u8],
) -> Option<(&'t Target<'t>, Decoded)> {
    let all = targets.iter().map(|target| (target, decode(cluster, target, bytes)));
    all.min_by_key(|(_, decoded)| decoded.errors())
}
