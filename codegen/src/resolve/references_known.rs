//! Afterwards: a limit that refers to an attribute refers to one of this cluster. Others are only told.

use std::collections::BTreeSet;

use crate::model::{Bound, Bounds, Cluster, Constraint, Field, Shape};

/// Turns references to attributes of other clusters, and to removed ones, into text.
pub(super) fn check(cluster: &mut Cluster) {
    let known: BTreeSet<_> =
        cluster.attributes.iter().map(|attribute| attribute.field.name.clone()).collect();
    let Cluster { structs, attributes, commands, events, .. } = cluster;
    let fields = structs.iter_mut().flat_map(|item| &mut item.fields);
    let fields = fields.chain(attributes.iter_mut().map(|item| &mut item.field));
    let fields = fields.chain(commands.iter_mut().flat_map(|item| &mut item.fields));
    for field in fields.chain(events.iter_mut().flat_map(|item| &mut item.fields)) {
        check_field(field, &known);
    }
}

fn check_field(field: &mut Field, known: &BTreeSet<String>) {
    check_constraint(&mut field.constraint, known);
    if let Shape::List { entry_constraint, .. } = &mut field.ty.shape {
        check_constraint(entry_constraint, known);
    }
}

fn check_constraint(constraint: &mut Constraint, known: &BTreeSet<String>) {
    let Constraint { value, length, count, .. } = constraint;
    for Bounds { min, max } in [value, length, count].into_iter().flatten() {
        for bound in [min, max].into_iter().flatten() {
            if let Bound::Attribute(name) = bound
                && !known.contains(name)
            {
                *bound = Bound::Expression(name.clone());
            }
        }
    }
}
