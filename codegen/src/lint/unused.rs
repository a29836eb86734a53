//! Structures that nothing uses.
//!
//! Enumerations and bitmaps are not looked at: many stand only for numbers that prose is about, such as status codes.

use std::collections::BTreeSet;

use super::subject::{Subject, fields, type_def};
use crate::diagnostics::{Diagnostics, codes};
use crate::model::{DataType, Shape};
use crate::resolve::Located;
use crate::resolve::facts;
use crate::source::Span;

/// Reports the structures of the wanted clusters that no cluster uses: several may share one definition.
pub(super) fn check(located: &[Located], is_wanted: impl Fn(&&Located) -> bool, findings: &mut Diagnostics) {
    let used: BTreeSet<Span> = located.iter().flat_map(used).collect();
    for one in located.iter().filter(is_wanted) {
        for def in &one.cluster.structs {
            let place = one.places.find(&facts::type_def(&def.name));
            if place.is_none_or(|place| used.contains(&place)) {
                continue;
            }
            let message = format!("nothing uses `{}`", def.name);
            let help = "remove it, or let what is of this type say so";
            let mut subject = Subject { located: one, findings };
            subject.report(codes::UNUSED_TYPE, &type_def(&def.name), message, "of no use", help);
        }
    }
}

/// The places of the structures that a cluster uses.
fn used(one: &Located) -> Vec<Span> {
    let types = fields(&one.cluster).into_iter().filter_map(|(_, field)| structure(&field.ty));
    types.filter_map(|name| one.places.find(&facts::type_def(name))).collect()
}

fn structure(ty: &DataType) -> Option<&str> {
    match &ty.shape {
        Shape::Struct(name) => Some(name),
        Shape::List { entry, .. } => structure(entry),
        _ => None,
    }
}
