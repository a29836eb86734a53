//! Afterwards: every field has a number: the one it is given, else one more than the field before it, from 0. It is one
//! that a tag on the wire holds.

use std::collections::BTreeSet;

use super::walk;
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::source::{Span, Spanned};
use crate::syntax::{Cluster, Faults, Field};

/// The greatest number of a field: context tags have one byte.
const GREATEST: u32 = 0xFF;

/// Numbers the fields that have no number, and takes out what no tag can be written for.
pub(super) fn settle(cluster: &mut Cluster, faults: &mut Faults, diagnostics: &mut Diagnostics) {
    let mut untagged: BTreeSet<Span> = BTreeSet::new();
    for (owner, _, fields) in walk::field_lists(cluster) {
        let mut next = 0;
        for field in fields {
            let id = *field.id.get_or_insert(Spanned::new(next, field.span));
            next = id.value.saturating_add(1);
            if id.value > GREATEST {
                diagnostics.push(report(field, id).within(owner.field(field)));
                untagged.insert(field.span);
            }
        }
    }
    if !untagged.is_empty() {
        walk::take_out(cluster, &untagged, faults);
    }
}

fn report(field: &Field, id: Spanned<u32>) -> Diagnostic {
    let message = format!("field `{}` has the number {}", field.name.value, id.value);
    Diagnostic::new(codes::NUMBER_OUT_OF_RANGE, message)
        .at(id.span, format!("0 to {GREATEST} is possible here"))
        .with_help("check the number of digits; fields without a number are counted on from the one before")
}
