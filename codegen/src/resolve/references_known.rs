//! Afterwards: a limit that refers to an attribute refers to one of this cluster. Others are only told.

use std::collections::BTreeSet;

use super::facts;
use crate::model::{Bound, Bounds, Cluster, Constraint, Field, Shape};

/// Turns references to attributes of other clusters, and to removed ones, into text. Says which these are: the item, by
/// its key, and the name. What a field with a field's name beside it refers to is that.
pub(super) fn check(cluster: &mut Cluster) -> Vec<(String, String)> {
    let known: BTreeSet<_> =
        cluster.attributes.iter().map(|attribute| attribute.field.name.clone()).collect();
    let mut check = Check { known, siblings: BTreeSet::new(), stale: Vec::new() };
    for attribute in &mut cluster.attributes {
        check.field(&facts::attribute(attribute.field.id), &mut attribute.field);
    }
    for item in &mut cluster.structs {
        check.fields(&facts::type_def(&item.name), &mut item.fields);
    }
    for item in &mut cluster.commands {
        check.fields(&facts::command(item.direction, item.id), &mut item.fields);
    }
    for item in &mut cluster.events {
        check.fields(&facts::event(item.id), &mut item.fields);
    }
    check.stale
}

struct Check {
    known: BTreeSet<String>,
    /// The names of the fields beside the one that is looked at.
    siblings: BTreeSet<String>,
    stale: Vec<(String, String)>,
}

impl Check {
    fn fields(&mut self, owner: &str, fields: &mut [Field]) {
        self.siblings = fields.iter().map(|field| field.name.clone()).collect();
        for field in fields {
            self.field(&facts::field(owner, field.id), field);
        }
        self.siblings.clear();
    }

    fn field(&mut self, key: &str, field: &mut Field) {
        self.constraint(key, &mut field.constraint);
        if let Shape::List { entry_constraint, .. } = &mut field.ty.shape {
            self.constraint(key, entry_constraint);
        }
    }

    fn constraint(&mut self, key: &str, constraint: &mut Constraint) {
        let Constraint { value, length, count, .. } = constraint;
        for Bounds { min, max } in [value, length, count].into_iter().flatten() {
            for bound in [min, max].into_iter().flatten() {
                if let Bound::Attribute(name) = bound
                    && !self.known.contains(name)
                {
                    if !self.siblings.contains(name) {
                        self.stale.push((key.to_owned(), name.clone()));
                    }
                    *bound = Bound::Expression(name.clone());
                }
            }
        }
    }
}
