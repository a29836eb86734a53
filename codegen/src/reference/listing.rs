//! Lists of clusters.

use serde::Serialize;

use super::words;
use crate::model::{Cluster, Direction, Model};
use crate::source::Dialect;

/// The clusters of a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReleaseList {
    /// The release; null for inputs without release folders.
    pub release: Option<String>,
    /// Its clusters, by id.
    pub clusters: Vec<ClusterLine>,
}

/// A cluster in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClusterLine {
    /// The id.
    pub id: u32,
    /// The id as it is written: `0x0450`.
    pub code: String,
    /// The name.
    pub name: String,
    /// The dialects of the files that it was read from.
    pub dialects: Vec<Dialect>,
    /// `ClusterRevision`, where the input says it.
    pub revision: Option<u16>,
    /// Whether it may still change without a new revision.
    pub provisional: bool,
    /// How many features it has.
    pub features: usize,
    /// How many attributes, without the global ones.
    pub attributes: usize,
    /// How many commands to the server.
    pub commands: usize,
    /// How many commands to the client.
    pub responses: usize,
    /// How many events.
    pub events: usize,
    /// How many enumerations, bitmaps and structures.
    pub types: usize,
}

impl ClusterLine {
    fn of(cluster: &Cluster) -> Self {
        let commands =
            |direction| cluster.commands.iter().filter(|command| command.direction == direction).count();
        Self {
            id: cluster.id,
            code: words::cluster_id(cluster.id),
            name: cluster.name.clone(),
            dialects: cluster.dialects.clone(),
            revision: cluster.revision,
            provisional: cluster.provisional,
            features: cluster.features.len(),
            attributes: cluster.attributes.len(),
            commands: commands(Direction::ToServer),
            responses: commands(Direction::ToClient),
            events: cluster.events.len(),
            types: cluster.enums.len() + cluster.bitmaps.len() + cluster.structs.len(),
        }
    }
}

/// All clusters of all releases, in the order of the releases.
pub fn list(model: &Model) -> Vec<ReleaseList> {
    let release = |release: &crate::model::Release| ReleaseList {
        release: release.name.clone(),
        clusters: release.clusters.iter().map(ClusterLine::of).collect(),
    };
    model.releases.iter().map(release).collect()
}
