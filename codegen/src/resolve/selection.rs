//! What of the inputs is wanted.

use super::draft;
use super::releases_grouped::Group;
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::selector::ClusterSelector;
use crate::similar;
use crate::syntax::Cluster;

/// What of the inputs is wanted.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The clusters; none means all.
    pub clusters: Vec<ClusterSelector>,
    /// The releases, in the order in which they are wanted; none means all, in natural order of their names.
    pub releases: Vec<String>,
}

impl Selection {
    /// Whether a cluster is wanted.
    pub(super) fn wants(&self, cluster: &Cluster) -> bool {
        self.clusters.is_empty() || self.clusters.iter().any(|selector| is(selector, cluster))
    }

    /// Reports selectors that select nothing: most likely a slip of the pen.
    pub(super) fn report_unused(&self, groups: &[Group<'_>], diagnostics: &mut Diagnostics) {
        if self.clusters.is_empty() {
            return;
        }
        let known: Vec<_> = groups.iter().flat_map(Group::clusters).collect();
        for selector in &self.clusters {
            if known.iter().any(|(id, name)| id.is_some_and(|id| selector.matches(id, name))) {
                continue;
            }
            let names = known.iter().map(|(_, name)| name.as_str());
            let message = format!("no cluster `{selector}` in the selected inputs");
            let diagnostic = Diagnostic::new(codes::NO_SUCH_CLUSTER, message);
            diagnostics.push(diagnostic.with_help(similar::help(&selector.to_string(), names)));
        }
    }
}

/// Whether a selector means this cluster, by either of the names that it may have.
pub(super) fn is(selector: &ClusterSelector, cluster: &Cluster) -> bool {
    draft::id(cluster).is_some_and(|id| selector.matches(id, &cluster.name.value))
}
