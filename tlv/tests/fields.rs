//! Structures: members in any order, unknown, twice, missing, nested.
#![allow(clippy::unwrap_used, reason = "a helper of tests may fail like one")]

use matter_tlv::{Decode, Decoded, ElementType, ErrorKind, Fields, Input, Mode, decode};

use crate::support::bytes;

mod support;

/// Two required members around an optional one, and a structure inside.
#[derive(Debug, PartialEq)]
struct Sample<'a> {
    number: u16,
    label: Option<&'a str>,
    id: &'a [u8; 2],
    inner: Option<Inner>,
}

#[derive(Debug, PartialEq)]
struct Inner {
    on: bool,
}

impl<'a> Decode<'a> for Sample<'a> {
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        let mut fields = Fields::of_structure(ty, input)?;
        let value = Self {
            number: fields.required(0)?,
            label: fields.optional(1)?,
            id: fields.required(2)?,
            inner: fields.optional(200)?,
        };
        Ok((value, fields.finish()?))
    }
}

impl<'a> Decode<'a> for Inner {
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        let mut fields = Fields::of_structure(ty, input)?;
        let value = Self { on: fields.required(0)? };
        Ok((value, fields.finish()?))
    }
}

const NUMBER: &str = "24002a";
const LABEL: &str = "2c01026869";
const ID: &str = "3002020304";
const INNER: &str = "35c8290018";

fn structure(members: &[&str]) -> Vec<u8> {
    bytes(&format!("15{}18", members.concat()))
}

fn full() -> Sample<'static> {
    Sample { number: 42, label: Some("hi"), id: &[3, 4], inner: Some(Inner { on: true }) }
}

fn fault(members: &[&str]) -> (ErrorKind, usize) {
    let error = decode::<Sample<'_>>(&structure(members)).unwrap_err();
    (error.kind, error.offset)
}

/// Every order of `items`.
fn permutations<'a>(items: &[&'a str]) -> Vec<Vec<&'a str>> {
    let Some((first, rest)) = items.split_first() else {
        return vec![vec![]];
    };
    let mut orders = Vec::new();
    for order in permutations(rest) {
        for at in 0..=order.len() {
            let mut longer = order.clone();
            longer.insert(at, *first);
            orders.push(longer);
        }
    }
    orders
}

#[test]
fn any_order_will_do() {
    let orders = permutations(&[NUMBER, LABEL, ID, INNER]);
    assert_eq!(orders.len(), 24);
    for order in orders {
        assert_eq!(decode::<Sample<'_>>(&structure(&order)), Ok(full()), "{order:?}");
    }
}

#[test]
fn absent_optionals_are_none_in_any_order() {
    for order in permutations(&[NUMBER, ID]) {
        let expected = Sample { label: None, inner: None, ..full() };
        assert_eq!(decode::<Sample<'_>>(&structure(&order)), Ok(expected), "{order:?}");
    }
    for order in permutations(&[NUMBER, ID, INNER]) {
        let expected = Sample { label: None, ..full() };
        assert_eq!(decode::<Sample<'_>>(&structure(&order)), Ok(expected), "{order:?}");
    }
}

#[test]
fn unknown_members_are_skipped_anywhere() {
    for unknown in [
        "240307",                   // a scalar
        "350324000130020103342018", // a structure that itself has members 0 and 2
        "3603040115340218040218",   // an array of several types
        "45000000ff",               // a common profile tag with the number of a member
        "c5000000000200ffff",       // a fully qualified one
    ] {
        for order in permutations(&[NUMBER, LABEL, ID, INNER, unknown]) {
            assert_eq!(decode::<Sample<'_>>(&structure(&order)), Ok(full()), "{order:?}");
        }
    }
}

#[test]
fn duplicates_are_refused_wherever_they_stand() {
    for duplicate in [NUMBER, LABEL, ID, INNER, "2400ff"] {
        for order in permutations(&[NUMBER, LABEL, ID, INNER, duplicate]) {
            let error = decode::<Sample<'_>>(&structure(&order)).unwrap_err();
            assert_eq!(error.kind, ErrorKind::DuplicateField, "{order:?}");
        }
    }
    // The second one is to blame.
    assert_eq!(fault(&[NUMBER, ID, NUMBER]), (ErrorKind::DuplicateField, 9));
    // So are unknown ones, up to the last tag.
    for tag in 3..200 {
        let unknown = format!("34{tag:02x}");
        assert_eq!(fault(&[NUMBER, ID, &unknown, &unknown]), (ErrorKind::DuplicateField, 11));
    }
    assert_eq!(fault(&[NUMBER, ID, "34ff", "34ff"]), (ErrorKind::DuplicateField, 11));
}

#[test]
fn every_tag_once_is_no_duplicate() {
    let mut members = vec![NUMBER.to_owned(), ID.to_owned()];
    members.extend((3..=255).filter(|tag| *tag != 200).map(|tag| format!("34{tag:02x}")));
    let members: Vec<&str> = members.iter().map(String::as_str).collect();
    assert_eq!(decode::<Sample<'_>>(&structure(&members)).unwrap().number, 42);
}

#[test]
fn required_members_must_be_there() {
    assert_eq!(fault(&[]), (ErrorKind::MissingField, 1));
    assert_eq!(fault(&[NUMBER]), (ErrorKind::MissingField, 1));
    assert_eq!(fault(&[LABEL, ID, INNER]), (ErrorKind::MissingField, 1));
    assert_eq!(fault(&[INNER, LABEL, NUMBER]), (ErrorKind::MissingField, 1));
    // One level down, the inner structure is to blame.
    assert_eq!(fault(&[NUMBER, ID, "35c818"]), (ErrorKind::MissingField, 11));
}

#[test]
fn members_have_tags() {
    for order in permutations(&[NUMBER, LABEL, ID, INNER, "14"]) {
        let error = decode::<Sample<'_>>(&structure(&order)).unwrap_err();
        assert_eq!(error.kind, ErrorKind::UnexpectedTag, "{order:?}");
    }
}

#[test]
fn faults_in_a_member_are_found_where_they_are() {
    assert_eq!(fault(&["20002a", ID]), (ErrorKind::UnexpectedType, 3));
    assert_eq!(fault(&["260000000100", ID]), (ErrorKind::IntegerOutOfRange, 3));
    assert_eq!(fault(&[NUMBER, "30020103"]), (ErrorKind::WrongLength, 6));
    assert_eq!(fault(&["30020103", NUMBER]), (ErrorKind::WrongLength, 3));
    assert_eq!(fault(&[NUMBER, LABEL, ID, "35c824000118"]), (ErrorKind::UnexpectedType, 18));
    assert_eq!(fault(&[NUMBER, ID, "2c0302c328"]), (ErrorKind::InvalidUtf8, 11));
    assert_eq!(fault(&[NUMBER, "3f02"]), (ErrorKind::ReservedElementType, 4));
    assert_eq!(fault(&[NUMBER, "3802"]), (ErrorKind::UnexpectedTag, 4));
    assert!(ErrorKind::WrongLength.is_constraint());
    assert!(!ErrorKind::IntegerOutOfRange.is_constraint());
}

#[test]
fn only_a_structure_is_one() {
    for hex in ["1618", "1718", "14", "042a", "09"] {
        assert_eq!(decode::<Sample<'_>>(&bytes(hex)).unwrap_err().kind, ErrorKind::UnexpectedType, "{hex}");
    }
}

#[test]
fn every_truncation_is_refused() {
    for order in permutations(&[NUMBER, LABEL, ID, INNER, "36030401040218"]) {
        let bytes = structure(&order);
        for len in 0..bytes.len() {
            assert!(decode::<Sample<'_>>(&bytes[..len]).is_err(), "{len} of {order:?}");
        }
    }
}
