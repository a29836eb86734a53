//! What errors say.

use matter_tlv::{DecodeError, Error, ErrorKind, decode};

const KINDS: [(ErrorKind, &str); 15] = [
    (ErrorKind::Truncated, "the input ends inside an element"),
    (ErrorKind::TrailingBytes, "bytes behind the element"),
    (ErrorKind::ReservedElementType, "reserved element type"),
    (ErrorKind::UnexpectedType, "an element of another type was expected"),
    (ErrorKind::IntegerOutOfRange, "integer out of range"),
    (ErrorKind::InvalidUtf8, "invalid UTF-8"),
    (ErrorKind::WrongLength, "octet string of the wrong length"),
    (ErrorKind::MissingField, "a field is missing"),
    (ErrorKind::DuplicateField, "duplicate field"),
    (ErrorKind::UnexpectedTag, "a tag that cannot stand here"),
    (ErrorKind::UnexpectedEndOfContainer, "end of container without a container"),
    (ErrorKind::UnclosedContainer, "container not closed"),
    (ErrorKind::TooDeep, "containers nested too deep"),
    (ErrorKind::BufferFull, "the buffer is full"),
    (ErrorKind::NotInContainer, "no container is open"),
];

#[test]
fn every_kind_says_what_is_wrong() {
    for (kind, message) in KINDS {
        assert_eq!(kind.to_string(), message);
        assert_eq!(Error { kind, offset: 7 }.to_string(), format!("{message} at offset 7"));
        let error = DecodeError { kind, remaining: 3 };
        assert_eq!(error.to_string(), format!("{message}, 3 bytes before the end"));
    }
}

#[test]
fn only_a_length_is_a_constraint() {
    for (kind, _) in KINDS {
        assert_eq!(kind.is_constraint(), kind == ErrorKind::WrongLength, "{kind}");
    }
}

#[test]
fn decoding_says_where() {
    let error = decode::<u8>(&[0x05, 0x01, 0x02]).unwrap_err();
    assert_eq!(error.to_string(), "integer out of range at offset 1");
    assert_eq!(DecodeError { kind: ErrorKind::Truncated, remaining: 3 }.at(10).offset, 7);
    // One of another, longer input.
    assert_eq!(DecodeError { kind: ErrorKind::Truncated, remaining: 11 }.at(10).offset, 0);
}
