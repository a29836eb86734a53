//! Afterwards: the id of a vendor's item carries the vendor's code in its upper half.

use crate::source::Spanned;
use crate::syntax::Cluster;

/// Joins the vendor's code and the id of a cluster, where they are written apart.
pub(super) fn join_cluster(cluster: &mut Cluster) {
    let vendor = cluster.manufacturer;
    for id in &mut cluster.ids {
        id.id = id.id.map(|id| joined(id, vendor));
    }
}

/// The same for the attributes and commands of a cluster.
pub(super) fn join(cluster: &mut Cluster) {
    for attribute in &mut cluster.attributes {
        let vendor = attribute.manufacturer;
        attribute.field.id = attribute.field.id.map(|id| joined(id, vendor));
    }
    for command in &mut cluster.commands {
        command.id = joined(command.id, command.manufacturer);
    }
}

fn joined(id: Spanned<u32>, vendor: Option<Spanned<u32>>) -> Spanned<u32> {
    match vendor {
        // An id of more than 16 bits has a code of its own already.
        Some(vendor) if id.value <= 0xFFFF && vendor.value <= 0xFFFF => {
            id.map(|id| (vendor.value << 16) | id)
        }
        _ => id,
    }
}
