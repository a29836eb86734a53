//! Bits that belong to two fields of a bitmap.

use super::subject::{Subject, value};
use crate::diagnostics::codes;

/// Reports fields that share bits with an earlier one.
pub(super) fn check(subject: &mut Subject<'_>) {
    for def in &subject.located.cluster.bitmaps {
        for (index, field) in def.fields.iter().enumerate() {
            let before = def.fields.iter().take(index);
            let Some(first) = before.into_iter().find(|other| other.mask & field.mask != 0) else {
                continue;
            };
            let shared = first.mask & field.mask;
            let message = format!("`{}` and `{}` share the bits 0x{shared:X}", first.name, field.name);
            let items =
                [value(&def.name, field.mask, &field.name), value(&def.name, first.mask, &first.name)];
            let help = "mend one of the two masks";
            let [second, first] = &items;
            subject.report_pair(codes::SHARED_BITS, [second, first], message, "bits of another field", help);
        }
    }
}
