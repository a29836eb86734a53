//! Afterwards: features are features, also those that an older file has as a bitmap.

use std::collections::BTreeSet;

use super::walk;
use crate::similar;
use crate::source::Spanned;
use crate::syntax::{Cluster, Feature, TypeDef, TypeKind};

/// Makes features of a bitmap called `Feature`, `<Cluster>Feature` or nearly so, and takes it out of the types unless
/// something uses it as a type.
pub(super) fn settle(cluster: &mut Cluster) {
    let name = cluster.name.value.clone();
    let uses = walk::fields(cluster).into_iter().filter_map(|(_, field)| field.ty.name.as_ref());
    let types: BTreeSet<_> = uses.map(|name| name.value.clone()).collect();
    let is_used = |def: &TypeDef| types.contains(&def.name.value);
    // The newest files say it twice; what they say as features is more.
    if cluster.features.is_empty() {
        let exact = cluster.types.iter().find(|def| is_feature_bitmap(def, &name));
        let near = || cluster.types.iter().find(|def| !is_used(def) && is_nearly_feature_bitmap(def, &name));
        cluster.features = exact.or_else(near).map(features).unwrap_or_default();
    }
    cluster.types.retain(|def| {
        is_used(def) || !(is_feature_bitmap(def, &name) || is_nearly_feature_bitmap(def, &name))
    });
}

fn is_feature_bitmap(def: &TypeDef, cluster: &str) -> bool {
    let own = similar::folded(cluster) + "feature";
    matches!(def.kind, TypeKind::Bitmap { .. })
        && (def.name.value == "Feature" || similar::folded(&def.name.value) == own)
}

/// Old files are free with the name: `SceneFeatures` of `Scenes`, `PressureFeature` of `Pressure Measurement`,
/// `GroupClusterFeature` of `Groups`. What such a bitmap must have is the width of `FeatureMap`.
fn is_nearly_feature_bitmap(def: &TypeDef, cluster: &str) -> bool {
    let TypeKind::Bitmap { base: Some(base), .. } = &def.kind else {
        return false;
    };
    let name = similar::folded(&def.name.value);
    let stem = name.strip_suffix("features").or_else(|| name.strip_suffix("feature"));
    let stem = stem.map(|stem| stem.strip_suffix("cluster").unwrap_or(stem));
    base.value.eq_ignore_ascii_case("bitmap32")
        && stem.is_some_and(|stem| !stem.is_empty() && similar::folded(cluster).starts_with(stem))
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
