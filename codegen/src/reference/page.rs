//! The page as a whole.

use serde::Serialize;

use super::item::{AttributePage, CommandPage, EventPage, FeaturePage};
use super::types::{BitmapPage, EnumPage, StructPage};
use super::words;
use crate::model::Cluster;

/// All that is known of a cluster.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Page {
    /// The release it is from, if its input has releases.
    pub release: Option<String>,
    /// The id.
    pub id: u32,
    /// The id as it is written: `0x0450`.
    pub code: String,
    /// The name.
    pub name: String,
    /// `ClusterRevision`, where the input says it.
    pub revision: Option<u16>,
    /// What it is for.
    pub description: Option<String>,
    /// The PICS code.
    pub pics: Option<String>,
    /// `application` or `utility`.
    pub role: Option<String>,
    /// `Endpoint` or `Node`.
    pub scope: Option<String>,
    /// Whether it may still change without a new revision.
    pub provisional: bool,
    /// By bit.
    pub features: Vec<FeaturePage>,
    /// By name.
    pub enums: Vec<EnumPage>,
    /// By name.
    pub bitmaps: Vec<BitmapPage>,
    /// By name.
    pub structs: Vec<StructPage>,
    /// By id.
    pub attributes: Vec<AttributePage>,
    /// By id, requests before responses.
    pub commands: Vec<CommandPage>,
    /// By id.
    pub events: Vec<EventPage>,
}

impl Page {
    /// The page of a cluster in a release.
    pub fn of(cluster: &Cluster, release: Option<&str>) -> Self {
        Self {
            release: release.map(str::to_owned),
            id: cluster.id,
            code: words::cluster_id(cluster.id),
            name: cluster.name.clone(),
            revision: cluster.revision,
            description: cluster.description.clone(),
            pics: cluster.pics.clone(),
            role: cluster.role.clone(),
            scope: cluster.scope.clone(),
            provisional: cluster.provisional,
            features: cluster.features.iter().map(FeaturePage::of).collect(),
            enums: cluster.enums.iter().map(EnumPage::of).collect(),
            bitmaps: cluster.bitmaps.iter().map(BitmapPage::of).collect(),
            structs: cluster.structs.iter().map(|item| StructPage::of(item, cluster)).collect(),
            attributes: cluster.attributes.iter().map(|item| AttributePage::of(item, cluster)).collect(),
            commands: cluster.commands.iter().map(|item| CommandPage::of(item, cluster)).collect(),
            events: cluster.events.iter().map(|item| EventPage::of(item, cluster)).collect(),
        }
    }
}
