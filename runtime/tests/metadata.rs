//! What is told of a cluster. Generated code does so in constants, which the compiler evaluates; here it is done at run time.

#![cfg(test)]

use clustergen_runtime::conformance::{Conformance, Requirement, Term};
use clustergen_runtime::limits::{ConstraintError, Limit, ShapeError};
use clustergen_runtime::metadata::{
    AttributeMetadata, CommandMetadata, Direction, EventMetadata, EventPriority, FeatureMetadata, Quality,
};
use clustergen_runtime::tlv::{Error, ErrorKind};
use clustergen_runtime::{AttributeId, CommandId, EventId, Privilege};

const CONDITION: Conformance = Conformance::MandatoryIf(Term::Feature(4));

#[test]
fn an_attribute_has_what_was_said_of_it_and_nothing_else() {
    let plain = AttributeMetadata::new(7, "OnTime");
    assert_eq!((plain.id, plain.name), (AttributeId(7), "OnTime"));
    assert_eq!((plain.read, plain.write, plain.timed_write), (None, None, false));
    assert_eq!((plain.conformance, plain.quality), (Conformance::Mandatory, Quality::NONE));

    let read = plain.read(Privilege::View);
    assert_eq!(read, AttributeMetadata { read: Some(Privilege::View), ..plain });
    let written = read.write(Privilege::Manage).timed_write();
    let expected = AttributeMetadata { write: Some(Privilege::Manage), timed_write: true, ..read };
    assert_eq!(written, expected);
    assert_eq!(plain.optional(), AttributeMetadata { conformance: Conformance::Optional, ..plain });
    assert_eq!(plain.when(CONDITION), AttributeMetadata { conformance: CONDITION, ..plain });
}

#[test]
fn qualities_add_up() {
    let both = Quality::NULLABLE.union(Quality::FIXED);
    let attribute = AttributeMetadata::new(1, "A").quality(Quality::NULLABLE).quality(Quality::FIXED);
    assert_eq!(attribute.quality, both);
    assert!(both.contains(Quality::FIXED) && both.contains(Quality::NONE) && both.contains(both));
    assert!(!both.contains(Quality::LIST) && !both.contains(Quality::LIST.union(Quality::FIXED)));
    assert_eq!(format!("{both:?} {:?}", Quality::NONE), "Quality(NULLABLE | FIXED) Quality()");
}

#[test]
fn a_command_has_what_was_said_of_it_and_nothing_else() {
    let plain = CommandMetadata::request(2, "Toggle", Privilege::Operate);
    assert_eq!((plain.id, plain.name, plain.privilege), (CommandId(2), "Toggle", Privilege::Operate));
    assert_eq!((plain.direction, plain.response), (Direction::ToServer, None));
    assert_eq!((plain.timed, plain.fabric_scoped, plain.case_only), (false, false, false));
    assert_eq!(plain.conformance, Conformance::Mandatory);

    assert_eq!(plain.timed(), CommandMetadata { timed: true, ..plain });
    assert_eq!(plain.fabric_scoped(), CommandMetadata { fabric_scoped: true, ..plain });
    assert_eq!(plain.case_only(), CommandMetadata { case_only: true, ..plain });
    assert_eq!(plain.optional(), CommandMetadata { conformance: Conformance::Optional, ..plain });
    assert_eq!(plain.when(CONDITION), CommandMetadata { conformance: CONDITION, ..plain });
    assert_eq!(plain.answered_by(3), CommandMetadata { response: Some(CommandId(3)), ..plain });

    let response = CommandMetadata::response(3, "ToggleResponse");
    assert_eq!((response.id, response.direction), (CommandId(3), Direction::ToClient));
}

#[test]
fn an_event_has_what_was_said_of_it_and_nothing_else() {
    let plain = EventMetadata::new(4, "Tripped", EventPriority::Critical, Privilege::View);
    assert_eq!((plain.id, plain.name, plain.read), (EventId(4), "Tripped", Privilege::View));
    assert_eq!((plain.priority, plain.fabric_sensitive), (EventPriority::Critical, false));
    assert_eq!(plain.conformance, Conformance::Mandatory);

    assert_eq!(plain.fabric_sensitive(), EventMetadata { fabric_sensitive: true, ..plain });
    assert_eq!(plain.optional(), EventMetadata { conformance: Conformance::Optional, ..plain });
    assert_eq!(plain.when(CONDITION), EventMetadata { conformance: CONDITION, ..plain });
}

#[test]
fn a_feature_is_optional_unless_it_is_said() {
    let plain = FeatureMetadata::new(4, "LT", "Lighting");
    assert_eq!((plain.mask, plain.code, plain.name), (4, "LT", "Lighting"));
    assert_eq!(plain.conformance, Conformance::Optional);
    assert_eq!(plain.when(CONDITION), FeatureMetadata { conformance: CONDITION, ..plain });
}

#[test]
fn exactly_one_of_several_holds_or_that_is_not_known() {
    const FEATURES: &[Term] = &[Term::Feature(1), Term::Feature(2)];
    const OTHERS: &[Term] = &[Term::Feature(1), Term::Other("a hub")];
    let exactly_one = Conformance::MandatoryIf(Term::Xor(FEATURES));
    for (features, requirement) in [
        (0, Requirement::NotAllowed),
        (1, Requirement::Mandatory),
        (2, Requirement::Mandatory),
        (3, Requirement::NotAllowed),
    ] {
        assert_eq!(exactly_one.given(features), requirement, "{features}");
    }
    // One that is not known leaves open what the others do not settle.
    assert_eq!(Conformance::MandatoryIf(Term::Xor(OTHERS)).given(1), Requirement::Unknown);
    assert_eq!(Conformance::MandatoryIf(Term::Or(OTHERS)).given(1), Requirement::Mandatory);
    assert_eq!(Conformance::MandatoryIf(Term::Or(OTHERS)).given(0), Requirement::Unknown);
    assert_eq!(Conformance::MandatoryIf(Term::And(OTHERS)).given(0), Requirement::NotAllowed);
    assert_eq!(Conformance::MandatoryIf(Term::And(OTHERS)).given(1), Requirement::Unknown);
}

#[test]
fn what_breaks_a_limit_is_named() {
    for (limit, what) in [
        (Limit::Range, "value out of range"),
        (Limit::Length, "length out of range"),
        (Limit::Count, "number of entries out of range"),
        (Limit::Known, "value not defined"),
    ] {
        assert_eq!(ConstraintError { field: "OnTime", limit }.to_string(), format!("OnTime: {what}"));
    }
    let error = Error { kind: ErrorKind::Truncated, offset: 3 };
    assert_eq!(ShapeError::Malformed(error).to_string(), format!("list entry: {error}"));
    let choice = ShapeError::Choice { group: "a", present: 2 };
    assert_eq!(choice.to_string(), "2 fields of choice group a are present");
}
