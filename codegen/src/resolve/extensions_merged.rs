//! Afterwards: a cluster has what other files add to it.

use std::collections::BTreeSet;

use super::draft;
use super::groups_split::World;
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::syntax::{Cluster, Extension};

/// Adds what extensions add to a cluster. That it is there twice then is for a later pass to find.
pub(super) fn merge(cluster: &mut Cluster, world: &World<'_>) {
    let mut own: Vec<_> =
        extensions(world).filter(|extension| Some(extension.cluster.value) == draft::id(cluster)).collect();
    own.sort_by_key(|extension| extension.cluster.span);
    for extension in own {
        cluster.attributes.extend(extension.attributes.iter().cloned());
        cluster.commands.extend(extension.commands.iter().cloned());
        cluster.events.extend(extension.events.iter().cloned());
    }
}

/// Says which extensions have nothing to extend.
pub(super) fn report_idle(world: &World<'_>, diagnostics: &mut Diagnostics) {
    let known: BTreeSet<_> = world.clusters.iter().filter_map(draft::id).collect();
    for extension in extensions(world).filter(|extension| !known.contains(&extension.cluster.value)) {
        let id = extension.cluster.value;
        // Then it has been reported why the cluster is not there.
        if world.faults.have_cluster(id) {
            continue;
        }
        diagnostics.push(
            Diagnostic::new(codes::EXTENDS_NOTHING, format!("cluster 0x{id:04X} is in no input"))
                .at(extension.cluster.span, "what is added to it is left out")
                .within(format!("extension of cluster 0x{id:04X}"))
                .with_help("add the file that defines the cluster to the inputs"),
        );
    }
}

fn extensions<'a>(world: &World<'a>) -> impl Iterator<Item = &'a Extension> {
    world.documents.iter().flat_map(|document| &document.extensions).collect::<Vec<_>>().into_iter()
}
