//! The small types that everything is made of.

#![cfg(test)]

use clustergen_runtime::client::ClientError;
use clustergen_runtime::limits::{ConstraintError, Limit, ShapeError};
use clustergen_runtime::serve::{Answer, Provided};
use clustergen_runtime::tlv::{self, ErrorKind, Tag};
use clustergen_runtime::{AuthMode, CommandId, Context, Nullable, Privilege, Status, StatusCode};

#[test]
fn null_is_a_value_of_its_own() {
    let (null, five) = (Nullable::<u8>::Null, Nullable::Value(5_u8));
    assert_eq!((null.value(), five.value()), (None, Some(5)));
    assert_eq!((null.as_option(), five.as_option()), (None, Some(&5)));
    assert_eq!((null.map(u16::from), five.map(u16::from)), (Nullable::Null, Nullable::Value(5)));
    assert_eq!((null.is_null(), five.is_null()), (true, false));
    assert_eq!((Nullable::from(None), Nullable::from(Some(5))), (null, five));
    assert_eq!((Option::from(null), Option::from(five)), (None::<u8>, Some(5)));
    assert_eq!(format!("{null:?} {five:?} {:?}", Some(null)), "null 5 Some(null)");
    assert_eq!(Nullable::<u8>::default(), null);
    assert!(null < Nullable::Value(0));

    let mut buffer = [0; 4];
    assert_eq!(tlv::encode(&null, Tag::Anonymous, &mut buffer), Ok(&[0x14][..]));
    assert_eq!(tlv::decode::<Nullable<u8>>(&[0x14]), Ok(null));
    assert_eq!(tlv::decode::<Nullable<u8>>(&[0x04, 5]), Ok(five));
    assert_eq!(tlv::decode::<u8>(&[0x14]).map_err(|error| error.kind), Err(ErrorKind::UnexpectedType));
}

#[test]
fn nothing_is_provided_unless_it_is_said() {
    assert_eq!(Provided::default(), Provided::NOTHING);
    assert_eq!(
        (Provided::NOTHING.features, Provided::NOTHING.attributes, Provided::NOTHING.commands),
        (0, &[][..], &[][..])
    );
}

#[test]
fn status_codes_have_the_specifications_numbers() {
    for (code, number, name) in [
        (StatusCode::SUCCESS, 0x00, "SUCCESS"),
        (StatusCode::UNSUPPORTED_ACCESS, 0x7E, "UNSUPPORTED_ACCESS"),
        (StatusCode::UNSUPPORTED_COMMAND, 0x81, "UNSUPPORTED_COMMAND"),
        (StatusCode::INVALID_COMMAND, 0x85, "INVALID_COMMAND"),
        (StatusCode::UNSUPPORTED_ATTRIBUTE, 0x86, "UNSUPPORTED_ATTRIBUTE"),
        (StatusCode::CONSTRAINT_ERROR, 0x87, "CONSTRAINT_ERROR"),
        (StatusCode::UNSUPPORTED_WRITE, 0x88, "UNSUPPORTED_WRITE"),
        (StatusCode::RESOURCE_EXHAUSTED, 0x89, "RESOURCE_EXHAUSTED"),
        (StatusCode::INVALID_DATA_TYPE, 0x8D, "INVALID_DATA_TYPE"),
        (StatusCode::UNSUPPORTED_READ, 0x8F, "UNSUPPORTED_READ"),
        (StatusCode::NEEDS_TIMED_INTERACTION, 0xC6, "NEEDS_TIMED_INTERACTION"),
    ] {
        assert_eq!((code.0, code.name()), (number, Some(name)));
    }
    assert!(StatusCode::ALL.iter().all(|code| code.name().is_some()));
    assert_eq!(StatusCode(0x02).name(), None);
}

#[test]
fn answers_and_errors_say_what_they_are() {
    assert_eq!(Answer::from(()), Answer::Success);
    let tlv = tlv::Error { kind: ErrorKind::MissingField, offset: 1 };
    let constraint = ConstraintError { field: "Name", limit: Limit::Length };
    let choice = ShapeError::Choice { group: "a", present: 2 };
    let errors: [(ClientError<&str>, &str); 8] = [
        (ClientError::Constraint(constraint), "the request breaks a limit: Name: length out of range"),
        (
            ClientError::Shape(choice),
            "the request is not well-formed: 2 fields of choice group a are present",
        ),
        (ClientError::Encode(tlv), "the request does not fit: a field is missing at offset 1"),
        (
            ClientError::Status(Status::of_cluster(2)),
            "the server answered FAILURE (0x01), cluster status 0x02",
        ),
        (ClientError::Decode(tlv), "the answer is malformed: a field is missing at offset 1"),
        (ClientError::UnexpectedAnswer(Some(CommandId(4))), "the answer is another command: 0x04"),
        (ClientError::UnexpectedAnswer(None), "the answer is a mere status"),
        (ClientError::Transport("unplugged"), "the transport failed: unplugged"),
    ];
    for (error, text) in errors {
        assert_eq!(error.to_string(), text);
    }
}

#[test]
fn a_commissioner_administers_without_a_fabric() {
    let cx = Context::pase();
    assert_eq!((cx.auth_mode, cx.fabric_index, cx.privilege), (AuthMode::Pase, None, Privilege::Administer));
    assert!(!cx.timed && cx.timed().timed);
}
