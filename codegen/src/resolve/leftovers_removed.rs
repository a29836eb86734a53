//! Afterwards: what has no type is what somebody forgot to give one.

use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::model::Conformance;
use crate::syntax::{Cluster, Field};

use super::walk;

/// Takes out what has no type because it is on its way out, and what only keeps a number free.
pub(super) fn remove(cluster: &mut Cluster, diagnostics: &mut Diagnostics) {
    walk::retain(cluster, |path, field| {
        if field.ty.name.is_some() {
            return true;
        }
        let is_reserved = field.name.value.eq_ignore_ascii_case("reserved");
        if is_reserved {
            diagnostics.push(report(field).within(path));
        }
        !is_reserved && !field.conformance.as_ref().is_some_and(is_leaving)
    });
}

/// Whether an item is deprecated, if only where other conditions do not hold.
fn is_leaving(conformance: &Conformance) -> bool {
    match conformance {
        Conformance::Otherwise(parts) => parts.iter().any(is_leaving),
        other => other.is_gone(),
    }
}

fn report(field: &Field) -> Diagnostic {
    Diagnostic::new(codes::LEFT_UNSAID, format!("`{}` has no type", field.name.value))
        .at(field.span, "taken to keep its number free, and left out")
        .with_help("give it a type if it is more than that")
}
