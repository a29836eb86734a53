//! What has changed between two states of clusters, each change judged for the wire.
//!
//! [`clusters`] compares two states of one cluster, [`sets`] all clusters of two releases. Clusters, attributes, commands,
//! events, fields and values are matched by id, types by name and by use. What is only for readers, descriptions, is not
//! compared.
//!
//! How a change is judged is in [`RULES`], and nowhere else.
//!
//! ```
//! use clustergen::diff::{self, Judgement};
//! # fn look(old: &clustergen::model::Cluster, new: &clustergen::model::Cluster) {
//! for change in diff::clusters(old, new) {
//!     if change.judgement >= Judgement::Breaking {
//!         println!("{}: {} ({})", change.place(), change.text, change.reason);
//!     }
//! }
//! # }
//! ```

mod change;
mod cluster;
mod data;
mod fields;
mod findings;
mod flow;
mod items;
mod kinds;
mod limits;
mod names;
mod parts;
mod render;
mod rules;
mod sets;
mod types;
mod uses;

use crate::model::Cluster;

pub use change::{Change, ItemKind, Judgement, Kind, Step};
pub(crate) use render::{counts, line, table};
pub use render::{markdown, text};
pub use rules::{RULES, Rule};
pub use sets::{ClusterChanges, Comparison, Fate, Summary, sets};

/// All that has changed between two states of one cluster, in the order of a cluster's page: the cluster itself, its
/// features, types, attributes, commands and events. Nothing if they are the same.
pub fn clusters(old: &Cluster, new: &Cluster) -> Vec<Change> {
    cluster::compare(old, new)
}
