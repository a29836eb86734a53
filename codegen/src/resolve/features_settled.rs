//! Afterwards: features are features, also those that an older file has as a bitmap.

use std::collections::BTreeSet;

use super::walk;
use crate::similar;
use crate::source::Spanned;
use crate::syntax::{Cluster, Feature, TypeDef, TypeKind};

/// Makes features of a bitmap called `Feature` or `<Cluster>Feature`, and takes it out of the types unless something
/// uses it as a type.
pub(super) fn settle(cluster: &mut Cluster) {
    let name = cluster.name.value.clone();
    // The newest files say it twice; what they say as features is more.
    if cluster.features.is_empty() {
        let bitmap = cluster.types.iter().find(|def| is_feature_bitmap(def, &name));
        cluster.features = bitmap.map(features).unwrap_or_default();
    }
    let uses = walk::fields(cluster).into_iter().filter_map(|(_, field)| field.ty.name.as_ref());
    let types: BTreeSet<_> = uses.map(|name| name.value.clone()).collect();
    cluster.types.retain(|def| types.contains(&def.name.value) || !is_feature_bitmap(def, &name));
}

fn is_feature_bitmap(def: &TypeDef, cluster: &str) -> bool {
    let own = similar::folded(cluster) + "feature";
    matches!(def.kind, TypeKind::Bitmap { .. })
        && (def.name.value == "Feature" || similar::folded(&def.name.value) == own)
}

fn features(bitmap: &TypeDef) -> Vec<Feature> {
    let TypeKind::Bitmap { fields, .. } = &bitmap.kind else {
        return Vec::new();
    };
    let single = fields.iter().filter(|field| field.mask.value.is_power_of_two());
    let feature = |field: &crate::syntax::BitField| Feature {
        bit: Spanned::new(field.mask.value.trailing_zeros(), field.mask.span),
        // A bitmap has no codes: the name is the nearest thing to one.
        code: field.name.value.clone(),
        name: field.name.clone(),
        summary: field.summary.clone(),
        conformance: field.conformance.clone().or(Some(crate::model::Conformance::OPTIONAL)),
    };
    single.map(feature).collect()
}
