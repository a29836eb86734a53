//! Afterwards: every field has a number: the one it is given, else one more than the field before it, from 0.

use super::walk;
use crate::source::Spanned;
use crate::syntax::Cluster;

/// Numbers the fields that have no number.
pub(super) fn settle(cluster: &mut Cluster) {
    for (_, fields) in walk::field_lists(cluster) {
        let mut next = 0;
        for field in fields {
            let id = *field.id.get_or_insert(Spanned::new(next, field.span));
            next = id.value.saturating_add(1);
        }
    }
}
