//! A cluster on its way to the model.

use std::collections::BTreeSet;

use crate::source::Dialect;
use crate::syntax::Cluster;

/// A cluster's syntax tree, one id, and what only the configuration can say about it.
pub(super) struct Draft {
    /// What the passes mend.
    pub(super) body: Cluster,
    /// What it is written in.
    pub(super) dialect: Option<Dialect>,
    /// Fields and attributes that must never be printed: `Command.Field`, `Attribute`.
    pub(super) secret: BTreeSet<String>,
    /// Commands that are refused on sessions that are not CASE.
    pub(super) case_only: BTreeSet<String>,
}

impl Draft {
    /// A draft of which the configuration says nothing.
    pub(super) fn new(body: Cluster, dialect: Option<Dialect>) -> Self {
        Self { body, dialect, secret: BTreeSet::new(), case_only: BTreeSet::new() }
    }
}

/// The id of a cluster that has one.
pub(super) fn id(cluster: &Cluster) -> Option<u32> {
    cluster.ids.first().and_then(|id| id.id).map(|id| id.value)
}
