//! Types of clusters that are not there.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::resolve::Input;
use crate::source::Dialect;

/// Reports types all of whose clusters are in no file of their release.
pub(super) fn check(inputs: &[Input], findings: &mut Diagnostics) {
    let releases: BTreeSet<_> = inputs.iter().map(|input| input.release.as_deref()).collect();
    for release in releases {
        let documents = || {
            let of_release = inputs.iter().filter(move |input| input.release.as_deref() == release);
            of_release.map(|input| &input.document).filter(|document| document.dialect == Dialect::Zap)
        };
        let clusters = documents().flat_map(|document| &document.clusters);
        let ids = clusters.flat_map(|cluster| &cluster.ids).filter_map(|id| id.id);
        let known: BTreeSet<u32> = ids.map(|id| id.value).collect();
        // Files with types alone go with clusters that are elsewhere.
        if known.is_empty() {
            continue;
        }
        for def in documents().flat_map(|document| &document.types) {
            let of_nobody = def.clusters.iter().all(|id| !known.contains(&id.value));
            let Some(first) = def.clusters.first().filter(|_| of_nobody) else {
                continue;
            };
            let ids: Vec<_> = def.clusters.iter().map(|id| format!("0x{:04X}", id.value)).collect();
            let message =
                format!("`{}` belongs to clusters that are in no input: {}", def.name.value, ids.join(", "));
            findings.push(
                Diagnostic::new(codes::TYPE_OF_NO_CLUSTER, message)
                    .at(first.span, "no such cluster")
                    .with_related(def.name.span, "this type is used by nobody")
                    .within(def.name.value.clone())
                    .with_help("mend the id, remove the type, or add the file of the cluster to the inputs"),
            );
        }
    }
}
