//! Afterwards: every cluster has exactly one id, and what has none is a base to derive from.

use super::{draft, vendor_ids_joined, wording};
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::syntax::{Cluster, Document, Faults};

/// All that the documents of one dialect in one release say.
pub(super) struct World<'a> {
    /// The documents.
    pub(super) documents: Vec<&'a Document>,
    /// The clusters, by id.
    pub(super) clusters: Vec<Cluster>,
    /// What has no id: abstract bases, and clusters whose number nobody has assigned yet.
    pub(super) bases: Vec<Cluster>,
    /// What of the documents is faulty.
    pub(super) faults: Faults,
}

/// Splits groups, and drops the empty shells that some documents are.
pub(super) fn split<'a>(documents: &[&'a Document]) -> World<'a> {
    let mut world = World {
        documents: documents.to_vec(),
        clusters: Vec::new(),
        bases: Vec::new(),
        faults: Faults::none(),
    };
    for document in documents {
        world.faults.extend(&document.faults);
    }
    for cluster in documents.iter().flat_map(|document| &document.clusters) {
        for cluster in each_id(cluster) {
            if draft::id(&cluster).is_some() {
                world.clusters.push(cluster);
            } else if !is_shell(&cluster) {
                world.bases.push(cluster);
            }
        }
    }
    let key = |cluster: &Cluster| (draft::id(cluster), cluster.name.value.clone(), cluster.span);
    world.clusters.sort_by_key(key);
    world.bases.sort_by_key(key);
    world
}

/// One cluster for each id of a cluster element, or one without.
pub(super) fn each_id(cluster: &Cluster) -> Vec<Cluster> {
    let numbered: Vec<_> = cluster.ids.iter().filter(|id| id.id.is_some()).collect();
    if numbered.is_empty() {
        let mut base = cluster.clone();
        base.ids.clear();
        return vec![base];
    }
    let one = |id: &&crate::syntax::ClusterId| {
        let mut one = cluster.clone();
        one.ids = vec![(*id).clone()];
        one.pics = id.pics.clone().or(one.pics);
        // The root element's name may end in "Cluster" or name the group; the name beside the id is the cluster's own.
        if !id.name.value.trim().is_empty() {
            one.name = id.name.clone();
        }
        one.name.value = wording::cluster_name(&one.name.value);
        vendor_ids_joined::join_cluster(&mut one);
        one
    };
    numbered.iter().map(one).collect()
}

impl World<'_> {
    /// Says which clusters come to nothing because they have no id.
    pub(super) fn report_idle(&self, diagnostics: &mut Diagnostics) {
        let derived = || self.clusters.iter().chain(&self.bases).filter_map(|cluster| cluster.base.as_ref());
        for idle in &self.bases {
            let names: Vec<_> = idle.ids.iter().map(|id| &id.name).chain([&idle.name]).collect();
            if derived().any(|base| names.iter().any(|name| wording::same_cluster(&base.value, &name.value)))
            {
                continue;
            }
            // A base among documents of which none derives from it is no fault: the others were not given.
            if idle.role.is_none() || self.faults.cover(idle.span) {
                continue;
            }
            diagnostics.push(
                Diagnostic::new(
                    codes::CLUSTER_WITHOUT_ID,
                    format!("cluster `{}` has no id", idle.name.value),
                )
                .at(idle.span, "nothing is generated for it")
                .within(idle.name.value.clone())
                .with_help("write the id that it has been assigned, or leave the file out"),
            );
        }
    }
}

fn is_shell(cluster: &Cluster) -> bool {
    cluster.features.is_empty()
        && cluster.types.is_empty()
        && cluster.attributes.is_empty()
        && cluster.commands.is_empty()
        && cluster.events.is_empty()
}
