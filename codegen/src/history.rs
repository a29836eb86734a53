//! A cluster across releases: its `ClusterRevision` in each, and what changed from one to the next.

mod render;

use serde::Serialize;

use crate::diff::{self, Change};
use crate::model::{Cluster, Model, Release};

pub use render::{markdown, text};

/// A cluster across releases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct History {
    /// The id.
    pub id: u32,
    /// The name in the newest release that has it.
    pub name: String,
    /// All releases that were read, in their order.
    pub steps: Vec<HistoryStep>,
}

/// A cluster in one release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HistoryStep {
    /// The release; null for inputs without release folders.
    pub release: Option<String>,
    /// Whether the release has the cluster.
    pub presence: Presence,
    /// Its name there.
    pub name: Option<String>,
    /// `ClusterRevision` there, where the input says it.
    pub revision: Option<u16>,
    /// With which release it is compared: the last before that has the cluster.
    pub compared_with: Option<String>,
    /// What has changed since then.
    pub changes: Vec<Change>,
}

/// Whether a release has a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// It has it.
    Present,
    /// It does not have it yet.
    NotYet,
    /// It does not have it any more.
    Gone,
}

/// The history of each cluster that any release has, by id.
pub fn all(model: &Model) -> Vec<History> {
    let clusters = model.releases.iter().flat_map(|release| &release.clusters);
    let mut ids: Vec<u32> = clusters.map(|cluster| cluster.id).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().filter_map(|id| of(model, id)).collect()
}

/// The history of one cluster; `None` if no release has it.
pub fn of(model: &Model, id: u32) -> Option<History> {
    let mut last: Option<(&Release, &Cluster)> = None;
    let mut steps = Vec::new();
    for release in &model.releases {
        let cluster = release.clusters.iter().find(|cluster| cluster.id == id);
        steps.push(step(release, cluster, last));
        last = cluster.map(|cluster| (release, cluster)).or(last);
    }
    let (_, newest) = last?;
    Some(History { id, name: newest.name.clone(), steps })
}

fn step(release: &Release, cluster: Option<&Cluster>, last: Option<(&Release, &Cluster)>) -> HistoryStep {
    let presence = match (cluster, last) {
        (Some(_), _) => Presence::Present,
        (None, None) => Presence::NotYet,
        (None, Some(_)) => Presence::Gone,
    };
    let changes = match (last, cluster) {
        (Some((_, old)), Some(new)) => diff::clusters(old, new),
        _ => Vec::new(),
    };
    HistoryStep {
        release: release.name.clone(),
        presence,
        name: cluster.map(|cluster| cluster.name.clone()),
        revision: cluster.and_then(|cluster| cluster.revision),
        compared_with: cluster.and(last).and_then(|(release, _)| release.name.clone()),
        changes,
    }
}
