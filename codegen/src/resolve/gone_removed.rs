//! Afterwards: what is deprecated, disallowed or handled by the node itself is no longer there. Provisional items are.

use std::ops::RangeInclusive;

use super::walk;
use crate::model::{Conformance, Term};
use crate::syntax::{Cluster, TypeKind};

/// `GeneratedCommandList` to `ClusterRevision`: every cluster has them, and no cluster says how.
const GLOBAL_ATTRIBUTES: RangeInclusive<u32> = 0xFFF8..=0xFFFD;

/// Takes out what is gone. Runs after fields are numbered, because a removed field still counts.
pub(super) fn remove(cluster: &mut Cluster) {
    cluster
        .attributes
        .retain(|attribute| !attribute.field.id.is_some_and(|id| GLOBAL_ATTRIBUTES.contains(&id.value)));
    cluster.features.retain(|feature| !is_gone(feature.conformance.as_ref()));
    cluster.commands.retain(|command| !is_gone(command.conformance.as_ref()));
    cluster.events.retain(|event| !is_gone(event.conformance.as_ref()));
    walk::retain(cluster, |_, field| !is_gone(field.conformance.as_ref()));
    for def in &mut cluster.types {
        match &mut def.kind {
            TypeKind::Enum { items, .. } => items.retain(|item| !is_gone(item.conformance.as_ref())),
            TypeKind::Bitmap { fields, .. } => fields.retain(|field| !is_gone(field.conformance.as_ref())),
            TypeKind::Struct { .. } | TypeKind::Alias { .. } => {}
        }
    }
}

/// Whether an item is not part of the cluster any more.
pub(super) fn is_gone(conformance: Option<&Conformance>) -> bool {
    conformance.is_some_and(|conformance| conformance.is_gone() || is_zigbee(conformance))
}

/// Whether an item is there on Zigbee only, from where some clusters come.
fn is_zigbee(conformance: &Conformance) -> bool {
    let (Conformance::Mandatory(Some(term)) | Conformance::Optional { when: Some(term), .. }) = conformance
    else {
        return false;
    };
    matches!(term, Term::Condition(name) if name.eq_ignore_ascii_case("zigbee"))
}
