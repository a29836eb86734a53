//! Writes, and the order of their checks.

use std::num::NonZeroU8;

use clustergen_runtime::tlv::{Encode, Tag};
use clustergen_runtime::{Attribute, AttributeId, Context, Privilege, Status, StatusCode};
use golden_behaviour::greenhouse::{self, attributes};

use crate::house::{House, array};
use crate::wire::{bytes, element, structure};

fn requester(privilege: Privilege) -> Context {
    Context::case(NonZeroU8::MIN, 1, privilege)
}

fn refused(code: StatusCode) -> Result<(), Status> {
    Err(code.into())
}

/// Writes, and sees that the server was called if and only if that succeeded.
fn write(house: &mut House, cx: &Context, attribute: AttributeId, data: &[u8]) -> Result<(), Status> {
    let calls = house.calls;
    let outcome = greenhouse::write(house, cx, attribute, data);
    assert_eq!(house.calls, calls + usize::from(outcome.is_ok()));
    outcome
}

/// Each step mends what was refused in the step before, and nothing else.
#[test]
fn the_order_of_checks() {
    let mut house = House::default();
    let mut write = |cx: &Context, attribute, data: &[u8]| write(&mut house, cx, attribute, data);
    let viewer = requester(Privilege::View);
    let administrator = requester(Privilege::Administer);
    let target = attributes::Target::ID;
    let (malformed, too_great) = (bytes(&true), bytes(&51_i16));

    assert_eq!(write(&viewer, AttributeId(0x1234), &malformed), refused(StatusCode::UNSUPPORTED_ATTRIBUTE));
    assert_eq!(write(&viewer, attributes::Digest::ID, &malformed), refused(StatusCode::UNSUPPORTED_WRITE));
    assert_eq!(write(&viewer, AttributeId(0xFFFD), &malformed), refused(StatusCode::UNSUPPORTED_WRITE));
    assert_eq!(write(&viewer, target, &malformed), refused(StatusCode::UNSUPPORTED_ACCESS));
    assert_eq!(write(&administrator, target, &malformed), refused(StatusCode::NEEDS_TIMED_INTERACTION));
    let timed = administrator.timed();
    assert_eq!(write(&timed, target, &malformed), refused(StatusCode::INVALID_DATA_TYPE));
    assert_eq!(write(&timed, target, &too_great), refused(StatusCode::CONSTRAINT_ERROR));
    assert_eq!(write(&timed, target, &bytes(&50_i16)), Ok(()));
}

#[test]
fn what_is_not_provided_cannot_be_written() {
    let label = bytes("north");
    let manager = requester(Privilege::Manage);
    let mut bare = House::default();
    let outcome = write(&mut bare, &manager, attributes::Label::ID, &label);
    assert_eq!(outcome, refused(StatusCode::UNSUPPORTED_ATTRIBUTE));
    let mut full = House { full: true, ..House::default() };
    assert_eq!(write(&mut full, &manager, attributes::Label::ID, &label), Ok(()));
    assert_eq!(full.label, "north");
}

#[test]
fn lists_are_checked_entry_by_entry() {
    let mut house = House::default();
    let mut write =
        |data: &[u8]| write(&mut house, &requester(Privilege::Operate), attributes::Offsets::ID, data);
    assert_eq!(write(&array(&[1_i8, -5, 5])), Ok(()));
    assert_eq!(write(&array::<i8>(&[])), refused(StatusCode::CONSTRAINT_ERROR), "too few");
    assert_eq!(write(&array(&[0_i8; 4])), refused(StatusCode::CONSTRAINT_ERROR), "too many");
    assert_eq!(write(&array(&[0_i8, 6])), refused(StatusCode::CONSTRAINT_ERROR), "too great");
    let mixed = element(|out| {
        out.start_array(Tag::Anonymous)?;
        6_i8.encode(Tag::Anonymous, out)?;
        "six".encode(Tag::Anonymous, out)?;
        out.end()
    });
    assert_eq!(write(&mixed), refused(StatusCode::INVALID_DATA_TYPE), "shape comes before limits");
}

#[test]
fn limits_of_lengths_widths_and_structures() {
    let mut house = House { full: true, ..House::default() };
    let mut write =
        |attribute, data: &[u8]| write(&mut house, &requester(Privilege::Operate), attribute, data);
    let constraint_error = refused(StatusCode::CONSTRAINT_ERROR);
    assert_eq!(write(attributes::Token::ID, &bytes(&[0_u8; 4].as_slice())), Ok(()));
    assert_eq!(write(attributes::Token::ID, &bytes(&[0_u8; 5].as_slice())), constraint_error);
    assert_eq!(write(attributes::Counter::ID, &bytes(&0xFF_FFFF_u32)), Ok(()));
    assert_eq!(write(attributes::Counter::ID, &bytes(&0x100_0000_u32)), constraint_error, "24 bits");
    let no_array = structure(|out| out.uint(Tag::Context(1), 9));
    assert_eq!(write(attributes::Watchers::ID, &no_array), refused(StatusCode::INVALID_DATA_TYPE));
}
