//! Afterwards: it is known which structures a client can send.

use std::collections::BTreeSet;

use super::fabric_index_added::FABRIC_INDEX;
use crate::model::{Cluster, Conformance, DataType, Direction, Field, Shape};

/// Marks the structures that are reachable from a request or from an attribute that can be written.
///
/// A client leaves the index of its fabric out of what it sends: the server knows it from the session.
pub(super) fn mark(cluster: &mut Cluster) {
    let requests = cluster.commands.iter().filter(|command| command.direction == Direction::ToServer);
    let writes = cluster.attributes.iter().filter(|attribute| attribute.write.is_some());
    let sent = requests.flat_map(|command| &command.fields).chain(writes.map(|attribute| &attribute.field));
    let mut waiting: Vec<_> = sent.filter_map(structure).collect();
    let mut incoming = BTreeSet::new();
    while let Some(name) = waiting.pop() {
        if incoming.insert(name.clone()) {
            let fields = cluster.structure(&name).into_iter().flat_map(|found| &found.fields);
            waiting.extend(fields.filter_map(structure));
        }
    }
    for item in &mut cluster.structs {
        item.incoming = incoming.contains(&item.name);
        if item.incoming && item.fabric_scoped {
            let index = item.fields.iter_mut().find(|field| field.id == FABRIC_INDEX);
            if let Some(field) = index {
                field.conformance = Conformance::OPTIONAL;
            }
        }
    }
}

fn structure(field: &Field) -> Option<String> {
    named(&field.ty)
}

fn named(ty: &DataType) -> Option<String> {
    match &ty.shape {
        Shape::Struct(name) => Some(name.clone()),
        Shape::List { entry, .. } => named(entry),
        _ => None,
    }
}
