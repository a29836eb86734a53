//! Invokes, and the order of their checks.

use std::num::NonZeroU8;

use clustergen_runtime::serve::{Answer, CommandWriter};
use clustergen_runtime::tlv::{Tag, Writer};
use clustergen_runtime::{Command, CommandId, Context, Privilege, Status, StatusCode};
use golden_behaviour::greenhouse;
use golden_behaviour::greenhouse::commands::{AddZone, AddZoneResponse, Find, Join, Reset, Vent};

use crate::house::House;
use crate::owned::Zone;
use crate::wire::bytes;

fn requester(privilege: Privilege) -> Context {
    Context::case(NonZeroU8::MIN, 1, privilege)
}

fn refused(code: StatusCode) -> Result<Answer, Status> {
    Err(code.into())
}

/// Invokes, and sees that the server was called only if it is the one who answers, and that a refusal leaves nothing.
fn invoke(house: &mut House, cx: &Context, command: CommandId, fields: &[u8]) -> Result<Answer, Status> {
    let mut buffer = [0; 64];
    let mut out = Writer::new(&mut buffer);
    let outcome =
        greenhouse::invoke(house, cx, command, fields, &mut CommandWriter::new(&mut out, Tag::Context(1)));
    assert_eq!(out.is_empty(), !matches!(outcome, Ok(Answer::Response(_))));
    outcome
}

/// Each step mends what was refused in the step before, and nothing else.
#[test]
fn the_order_of_checks() {
    let mut house = House::default();
    let mut invoke = |cx: &Context, command, fields: &[u8]| invoke(&mut house, cx, command, fields);
    let (operator, manager) = (requester(Privilege::Operate), requester(Privilege::Manage));
    let (zone, wrong) = (Zone::numbered(1), Zone { number: 0, ..Zone::numbered(1) });
    let fields = |zone: &Zone| bytes(&AddZone { zone: zone.borrowed(), tags: None });
    let malformed = [0xFF];

    assert_eq!(invoke(&operator, CommandId(0x77), &malformed), refused(StatusCode::UNSUPPORTED_COMMAND));
    assert_eq!(
        invoke(&operator, CommandId(0x05), &malformed),
        refused(StatusCode::UNSUPPORTED_COMMAND),
        "a response"
    );
    assert_eq!(
        invoke(&operator, Vent::ID, &malformed),
        refused(StatusCode::UNSUPPORTED_COMMAND),
        "not provided"
    );
    assert_eq!(invoke(&operator, AddZone::ID, &malformed), refused(StatusCode::UNSUPPORTED_ACCESS));
    assert_eq!(invoke(&manager, AddZone::ID, &malformed), refused(StatusCode::NEEDS_TIMED_INTERACTION));
    let timed = manager.timed();
    assert_eq!(invoke(&timed, AddZone::ID, &malformed), refused(StatusCode::INVALID_COMMAND));
    assert_eq!(invoke(&timed, AddZone::ID, &fields(&wrong)), refused(StatusCode::CONSTRAINT_ERROR));
    assert_eq!(invoke(&timed, AddZone::ID, &fields(&zone)), Ok(Answer::Response(AddZoneResponse::ID)));
    assert_eq!(house.calls, 1);
}

#[test]
fn a_fabric_scoped_command_needs_a_fabric() {
    let mut house = House::default();
    let commissioner = Context::pase();
    assert_eq!(invoke(&mut house, &commissioner, Join::ID, &[]), refused(StatusCode::UNSUPPORTED_ACCESS));
    assert_eq!(invoke(&mut house, &commissioner, Reset::ID, &[]), Ok(Answer::Success));
    let with_fabric = Context { fabric_index: Some(NonZeroU8::MIN), ..commissioner };
    assert_eq!(invoke(&mut house, &with_fabric, Join::ID, &[]), Ok(Answer::Success));
}

#[test]
fn what_is_provided_is_accepted() {
    let mut house = House { full: true, ..House::default() };
    let operator = requester(Privilege::Operate);
    let vented = invoke(&mut house, &operator, Vent::ID, &bytes(&Vent { level: 1 }));
    assert_eq!(vented, Ok(Answer::Response(CommandId(5))));
}

#[test]
fn requests_without_fields_are_still_structures() {
    let mut house = House::default();
    let operator = requester(Privilege::Operate);
    assert_eq!(invoke(&mut house, &operator, Reset::ID, &[0x15, 0x18]), Ok(Answer::Success));
    assert_eq!(invoke(&mut house, &operator, Reset::ID, &[]), Ok(Answer::Success), "no fields at all");
    assert_eq!(invoke(&mut house, &operator, Reset::ID, &[0x04, 0x00]), refused(StatusCode::INVALID_COMMAND));
    assert_eq!(house.calls, 2);
}

#[test]
fn a_failure_takes_back_the_reply() {
    let mut house = House::default();
    let zone = Zone::numbered(999);
    let fields = bytes(&AddZone { zone: zone.borrowed(), tags: None });
    let timed = requester(Privilege::Manage).timed();
    assert_eq!(invoke(&mut house, &timed, AddZone::ID, &fields), Err(Status::of_cluster(7)));
    let choice = Find { index: Some(1), name: Some(""), near: Some(true), far: None };
    assert_eq!(invoke(&mut house, &timed, Find::ID, &bytes(&choice)), refused(StatusCode::INVALID_COMMAND));
}
