//! Clusters without a revision.

use super::subject::{Subject, cluster};
use crate::diagnostics::codes;

/// Reports a cluster that does not say its revision.
pub(super) fn check(subject: &mut Subject<'_>) {
    let name = &subject.located.cluster.name;
    if subject.located.cluster.revision.is_none_or(|revision| revision == 0) {
        let message = format!("cluster `{name}` does not say its revision");
        let help = "write the `ClusterRevision` that servers are to report";
        subject.report(codes::NO_REVISION, &cluster(), message, "0 is generated", help);
    }
}
