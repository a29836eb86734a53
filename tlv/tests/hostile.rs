//! Input that means no good: deep, random, every short one.

use matter_tlv::{
    Decode, Decoded, Dump, Element, ElementType, Error, ErrorKind, Fields, Input, MAX_DEPTH, Mode, Reader,
    decode,
};
use proptest::prelude::*;

use crate::support::{accepts, bytes, read_all, skip_all, skip_by_cursor};

mod support;

/// A structure that wants nothing, so that all its members are unknown.
#[derive(Debug)]
struct Nothing;

impl<'a> Decode<'a> for Nothing {
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        Fields::of_structure(ty, input)?.finish().map(|rest| (Self, rest))
    }
}

/// A structure that wants a member no one sends.
#[derive(Debug)]
struct Absent;

impl<'a> Decode<'a> for Absent {
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        let mut fields = Fields::of_structure(ty, input)?;
        fields.optional::<u8>(255)?;
        fields.finish().map(|rest| (Self, rest))
    }
}

fn nested(start: &str, depth: usize) -> Vec<u8> {
    let mut nested = bytes(start).repeat(depth);
    nested.extend(vec![0x18; depth]);
    nested
}

#[test]
fn nesting_is_bounded() {
    for start in ["16", "17", "3500", "3700"] {
        assert_eq!(accepts(&nested(start, MAX_DEPTH)), Ok(()), "{start}");
        for depth in [MAX_DEPTH + 1, 10_000] {
            let bytes = nested(start, depth);
            let at = |offset| Err(Error { kind: ErrorKind::TooDeep, offset });
            let limit = MAX_DEPTH * start.len() / 2;
            assert_eq!(read_all(&bytes), at(limit), "{start}");
            assert_eq!(skip_all(&bytes), at(limit), "{start}");
            assert_eq!(skip_by_cursor(&bytes), at(limit), "{start}");
            assert_eq!(decode::<Element<'_>>(&bytes).map(|_| 1), at(limit), "{start}");
            let dump = Dump(&bytes).to_string();
            assert!(dump.ends_with(&format!("<malformed at {limit}: containers nested too deep>")), "{dump}");
        }
    }
}

#[test]
fn structures_refuse_deep_members() {
    let bytes = nested("3500", 10_000);
    assert_eq!(decode::<Nothing>(&bytes).unwrap_err().kind, ErrorKind::TooDeep);
    assert_eq!(decode::<Absent>(&bytes).unwrap_err().kind, ErrorKind::TooDeep);
}

#[test]
fn an_error_does_not_go_away() {
    let bytes = bytes("14 19 14");
    let mut reader = Reader::new(&bytes);
    assert!(reader.next().unwrap().is_some());
    for _ in 0..3 {
        let expected = Error { kind: ErrorKind::ReservedElementType, offset: 1 };
        assert_eq!(reader.next().unwrap_err(), expected);
        assert_eq!((reader.offset(), reader.depth()), (1, 0));
    }
    assert_eq!(reader.skip().unwrap_err().kind, ErrorKind::NotInContainer);
    assert_eq!(reader.finish().unwrap_err(), Error { kind: ErrorKind::TrailingBytes, offset: 1 });
}

#[test]
fn skipping_leaves_one_container() {
    let bytes = bytes("15 3600 042a 1718 18 3401 18 14");
    let mut reader = Reader::new(&bytes);
    reader.next().unwrap();
    reader.next().unwrap();
    reader.next().unwrap();
    assert_eq!((reader.depth(), reader.offset()), (2, 5));
    reader.skip().unwrap();
    assert_eq!((reader.depth(), reader.offset()), (1, 8));
    assert_eq!(reader.finish().unwrap_err(), Error { kind: ErrorKind::UnclosedContainer, offset: 8 });
    reader.skip().unwrap();
    assert_eq!((reader.depth(), reader.offset()), (0, 11));
    assert!(reader.next().unwrap().is_some());
    assert!(reader.next().unwrap().is_none());
    reader.finish().unwrap();
}

/// Reads `bytes` in every way there is and holds the ways against each other.
fn check(bytes: &[u8]) {
    let verdict = accepts(bytes);
    let read = read_all(bytes);
    assert_eq!(read, skip_all(bytes));
    assert_eq!(Dump(bytes).to_string().contains("<malformed at "), read.is_err());

    // A structure is lenient about nothing but unknown members, and twice the same is none.
    let nothing = decode::<Nothing>(bytes).map(drop).map_err(|error| error.kind);
    let absent = decode::<Absent>(bytes).map(drop).map_err(|error| error.kind);
    let structure = bytes.first().is_some_and(|control| control & 0x1f == 0x15);
    if structure && nothing != Err(ErrorKind::DuplicateField) {
        assert_eq!(nothing.is_ok(), verdict.is_ok());
    }
    if absent.is_ok() {
        assert_eq!(nothing, Ok(()));
    }
    for result in [
        decode::<u64>(bytes).map(drop),
        decode::<i8>(bytes).map(drop),
        decode::<bool>(bytes).map(drop),
        decode::<f64>(bytes).map(drop),
        decode::<&str>(bytes).map(drop),
        decode::<&[u8]>(bytes).map(drop),
    ] {
        assert!(result.is_err() || verdict.is_ok());
    }
}

#[test]
fn every_input_of_up_to_two_bytes() {
    check(&[]);
    for first in 0..=u8::MAX {
        check(&[first]);
        for second in 0..=u8::MAX {
            check(&[first, second]);
        }
    }
}

/// Bytes that often are TLV: control bytes of all kinds, small numbers, ends.
fn plausible() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![
        4 => prop::sample::select(vec![0x04, 0x24, 0x05, 0x2c, 0x30, 0x15, 0x35, 0x16, 0x36, 0x17, 0x14, 0x34]),
        4 => Just(0x18),
        4 => 0..4_u8,
        1 => any::<u8>(),
    ];
    prop::collection::vec(byte, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        check(&bytes);
    }

    #[test]
    fn plausible_bytes_do_no_harm(bytes in plausible()) {
        check(&bytes);
        let mut structure = bytes;
        structure.insert(0, 0x15);
        structure.push(0x18);
        check(&structure);
    }
}
