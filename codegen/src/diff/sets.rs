//! Two releases: all of their clusters.

use std::collections::BTreeMap;

use serde::Serialize;

use super::change::{Change, Judgement};
use crate::model::Cluster;
use crate::reference::words;
use crate::similar::folded;

/// All that has changed between two releases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// How much of it is what.
    pub summary: Summary,
    /// The clusters that differ, by id.
    pub clusters: Vec<ClusterChanges>,
}

impl Comparison {
    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        self.clusters.is_empty()
    }

    /// The worst judgement of all; `None` if nothing has changed.
    pub fn worst(&self) -> Option<Judgement> {
        self.clusters.iter().map(ClusterChanges::worst).max()
    }
}

/// How many changes are judged how. A cluster that is added or removed counts as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The clusters that differ.
    pub clusters: usize,
    /// Compatible changes.
    pub compatible: usize,
    /// Breaking changes.
    pub breaking: usize,
    /// Ids that stand for something else.
    pub reused: usize,
}

impl Summary {
    /// Counts the changes of some clusters.
    pub(super) fn of(clusters: &[ClusterChanges]) -> Self {
        let count = |judgement| clusters.iter().map(|cluster| cluster.count(judgement)).sum();
        Self {
            clusters: clusters.len(),
            compatible: count(Judgement::Compatible),
            breaking: count(Judgement::Breaking),
            reused: count(Judgement::Reused),
        }
    }
}

/// One cluster that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClusterChanges {
    /// The id.
    pub id: u32,
    /// The name: the new one, if the cluster is in the new release.
    pub name: String,
    /// What became of it.
    pub fate: Fate,
    /// What that means on the wire, for a cluster that is added or removed.
    pub judgement: Option<Judgement>,
    /// `ClusterRevision` in the old release.
    pub old_revision: Option<u16>,
    /// `ClusterRevision` in the new release.
    pub new_revision: Option<u16>,
    /// A hint where the cluster may have gone or come from.
    pub hint: Option<String>,
    /// Its changes, if it is in both.
    pub changes: Vec<Change>,
}

/// What became of a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// Only the new release has it.
    Added,
    /// Only the old release has it.
    Removed,
    /// Both have it, and they differ.
    Changed,
}

impl ClusterChanges {
    /// The worst judgement of all its changes.
    pub fn worst(&self) -> Judgement {
        let changes = self.changes.iter().map(|change| change.judgement);
        changes.chain(self.judgement).max().unwrap_or(Judgement::Compatible)
    }

    /// How many of its changes are judged so.
    pub fn count(&self, judgement: Judgement) -> usize {
        let changes = self.changes.iter().map(|change| change.judgement);
        changes.chain(self.judgement).filter(|found| *found == judgement).count()
    }
}

/// Compares all clusters of two releases, by id.
pub fn sets(old: &[Cluster], new: &[Cluster]) -> Comparison {
    let mut by_id: BTreeMap<u32, (Option<&Cluster>, Option<&Cluster>)> = BTreeMap::new();
    for cluster in old {
        by_id.entry(cluster.id).or_default().0 = Some(cluster);
    }
    for cluster in new {
        by_id.entry(cluster.id).or_default().1 = Some(cluster);
    }
    let changes = |(_, pair)| match pair {
        (Some(old), Some(new)) => changed(old, new),
        (Some(cluster), None) => Some(one_sided(cluster, Fate::Removed, new)),
        (None, Some(cluster)) => Some(one_sided(cluster, Fate::Added, old)),
        (None, None) => None,
    };
    let clusters: Vec<_> = by_id.into_iter().filter_map(changes).collect();
    Comparison { summary: Summary::of(&clusters), clusters }
}

fn changed(old: &Cluster, new: &Cluster) -> Option<ClusterChanges> {
    let changes = super::clusters(old, new);
    (!changes.is_empty()).then(|| ClusterChanges {
        id: new.id,
        name: new.name.clone(),
        fate: Fate::Changed,
        judgement: None,
        old_revision: old.revision,
        new_revision: new.revision,
        hint: None,
        changes,
    })
}

/// A cluster that only one release has. One of the same name in the other may be it, with another id.
fn one_sided(cluster: &Cluster, fate: Fate, others: &[Cluster]) -> ClusterChanges {
    let namesake = others
        .iter()
        .find(|other| other.id != cluster.id && folded(&other.name) == folded(&cluster.name))
        .map(|other| words::cluster_id(other.id));
    let (judgement, revisions, hint) = match fate {
        Fate::Removed => (
            Judgement::Breaking,
            (cluster.revision, None),
            namesake.map(|id| format!("{id} has this name now")),
        ),
        Fate::Added | Fate::Changed => (
            Judgement::Compatible,
            (None, cluster.revision),
            namesake.map(|id| format!("{id} had this name")),
        ),
    };
    ClusterChanges {
        id: cluster.id,
        name: cluster.name.clone(),
        fate,
        judgement: Some(judgement),
        old_revision: revisions.0,
        new_revision: revisions.1,
        hint,
        changes: Vec::new(),
    }
}
