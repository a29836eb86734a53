//! The answer does not fit the message.

use netim::runtime::{StatusCode, tlv::Writer};

use crate::{case::every_command, medium::InMemory};

/// A message has room for any number of bytes, from none to more than enough: either the answer fits, or nothing has
/// changed.
#[test]
fn nothing_has_changed_or_the_answer_fits() {
    let mut refused = 0;
    every_command::<InMemory>(|undisturbed| {
        for room in (0..12).chain([137, 200]) {
            let mut case = undisturbed.template.case();
            let before = case.picture();
            let mut answer = [0; 200];
            let mut out = Writer::new(&mut answer[..room]);
            let outcome = undisturbed.command.run_into(&mut case.server, undisturbed.release, &mut out);
            let name = format!("{room} bytes for {}", undisturbed.name);
            if outcome.status == StatusCode::RESOURCE_EXHAUSTED {
                refused += 1;
                assert!(outcome.changed.is_empty() && out.as_bytes().is_empty(), "{name}");
                assert_eq!(case.picture(), before, "{name}");
                undisturbed.succeeds(&mut case);
            } else {
                assert_eq!(outcome, undisturbed.outcome, "{name}");
            }
        }
    });
    assert!(refused > 50, "{refused}");
}
