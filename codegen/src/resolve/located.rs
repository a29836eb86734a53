//! Clusters with the places of their parts, for those who look at what is written and where.

use super::overrides_applied::Effects;
use super::places::Places;
use super::{Input, Selection, clusters, groups_split, releases_grouped};
use crate::diagnostics::Diagnostics;
use crate::model::Cluster;
use crate::source::Dialect;

/// A cluster as one dialect describes it.
pub(crate) struct Located {
    /// What it comes to.
    pub(crate) cluster: Cluster,
    /// Where its parts are written.
    pub(crate) places: Places,
    /// Whether parts of it had to be left out.
    pub(crate) faulty: bool,
    /// Limits that refer to attributes that it does not have: the item, by its key, and the name.
    pub(crate) stale_limits: Vec<(String, String)>,
}

/// Resolves each dialect on its own. What is wrong is for [`super::resolve`] to say.
pub(crate) fn locate(inputs: &[Input], selection: &Selection) -> Vec<Located> {
    let mut located = Vec::new();
    let mut unheard = Diagnostics::default();
    for dialect in [Dialect::Zap, Dialect::Spec] {
        for group in releases_grouped::group(inputs, &[dialect], selection, &mut unheard) {
            let documents = if dialect == Dialect::Zap { &group.zap } else { &group.spec };
            let world = groups_split::split(documents);
            let resolved = clusters(&world, selection, |_| Effects::default(), &mut unheard);
            located.extend(resolved.into_iter().map(|(one, _)| Located {
                cluster: one.cluster,
                places: one.places,
                faulty: one.faulty,
                stale_limits: one.stale_limits,
            }));
        }
    }
    located
}
