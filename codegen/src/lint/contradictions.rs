//! Attributes of which two things are said that cannot both be so.

use super::subject::{self, Subject};
use crate::diagnostics::codes;
use crate::model::{Attribute, Persistence};

/// Reports contradictions.
pub(super) fn check(subject: &mut Subject<'_>) {
    let cluster = &subject.located.cluster;
    for attribute in &cluster.attributes {
        let name = &attribute.field.name;
        for (contradicts, message, help) in contradictions(attribute) {
            if contradicts {
                let item = subject::attribute(&attribute.field);
                let message = format!("`{name}` {message}");
                subject.report(codes::CONTRADICTION, &item, message, "one of the two is wrong", help);
            }
        }
    }
}

fn contradictions(attribute: &Attribute) -> [(bool, &'static str, &'static str); 3] {
    let quality = attribute.quality;
    [
        (
            quality.persistence == Some(Persistence::Fixed) && attribute.write.is_some(),
            "never changes, but can be written",
            "remove the quality `fixed` or the right to write",
        ),
        (
            attribute.timed_write && attribute.write.is_none(),
            "needs a timed write, but cannot be written",
            "remove what asks for a timed write, or let it be written",
        ),
        (
            attribute.read.is_none() && attribute.write.is_none(),
            "can neither be read nor written",
            "say who may read it",
        ),
    ]
}
