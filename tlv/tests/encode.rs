//! What single elements look like when written.
#![allow(clippy::unwrap_used, reason = "a helper of tests may fail like one")]

use matter_tlv::{Encode, Error, ErrorKind, Tag, Writer, encode};

use crate::support::{bytes, hex};

mod support;

const ANONYMOUS: Tag = Tag::Anonymous;

/// What `write` writes.
fn written(write: impl FnOnce(&mut Writer<'_>) -> Result<(), Error>) -> String {
    let mut buf = vec![0; 0x1_0020];
    let mut out = Writer::new(&mut buf);
    write(&mut out).unwrap();
    hex(out.finish().unwrap())
}

fn encoded<T: Encode + ?Sized>(value: &T) -> String {
    hex(encode(value, ANONYMOUS, &mut [0; 64]).unwrap())
}

#[test]
fn integers_take_the_smallest_width() {
    for (value, expected) in [
        (0, "0400"),
        (0xff, "04ff"),
        (0x100, "050001"),
        (0xffff, "05ffff"),
        (0x1_0000, "0600000100"),
        (0xffff_ffff, "06ffffffff"),
        (0x1_0000_0000, "070000000001000000"),
        (u64::MAX, "07ffffffffffffffff"),
    ] {
        assert_eq!(written(|out| out.uint(ANONYMOUS, value)), expected, "{value}");
        assert_eq!(encoded(&value), expected, "{value}");
    }
    for (value, expected) in [
        (0, "0000"),
        (-0x80, "0080"),
        (0x80, "018000"),
        (-0x8000, "010080"),
        (0x8000, "0200800000"),
        (-0x8000_0000, "0200000080"),
        (0x8000_0000, "030000008000000000"),
        (i64::MIN, "030000000000000080"),
    ] {
        assert_eq!(written(|out| out.int(ANONYMOUS, value)), expected, "{value}");
        assert_eq!(encoded(&value), expected, "{value}");
    }
}

#[test]
fn every_type_encodes() {
    assert_eq!(encoded(&42_u8), "042a");
    assert_eq!(encoded(&42_u16), "042a");
    assert_eq!(encoded(&0x1234_u16), "053412");
    assert_eq!(encoded(&42_u32), "042a");
    assert_eq!(encoded(&-17_i8), "00ef");
    assert_eq!(encoded(&-17_i16), "00ef");
    assert_eq!(encoded(&-170_i16), "0156ff");
    assert_eq!(encoded(&-17_i32), "00ef");
    assert_eq!(encoded(&true), "09");
    assert_eq!(encoded(&false), "08");
    assert_eq!(encoded(&1.5_f32), "0a0000c03f");
    assert_eq!(encoded(&1.5_f64), "0b000000000000f83f");
    assert_eq!(encoded("hi"), "0c026869");
    assert_eq!(encoded(&"hi"), "0c026869");
    assert_eq!(encoded(&[3_u8, 4]), "10020304");
    assert_eq!(encoded(&&[3_u8, 4]), "10020304");
    assert_eq!(encoded(&[3_u8, 4][..]), "10020304");
    assert_eq!(written(|out| out.null(ANONYMOUS)), "14");
}

#[test]
fn strings_take_the_smallest_length() {
    for (len, octets, text) in [
        (0, "1000", "0c00"),
        (0xff, "10ff", "0cff"),
        (0x100, "110001", "0d0001"),
        (0xffff, "11ffff", "0dffff"),
        (0x1_0000, "1200000100", "0e00000100"),
    ] {
        let value = "a".repeat(len);
        let body = hex(value.as_bytes());
        assert_eq!(written(|out| out.octets(ANONYMOUS, value.as_bytes())), format!("{octets}{body}"));
        assert_eq!(written(|out| out.utf8(ANONYMOUS, &value)), format!("{text}{body}"));
    }
}

#[test]
fn every_byte_of_a_string_is_where_it_was() {
    let value: Vec<u8> = (0..=u8::MAX).collect();
    for len in 0..=value.len() {
        let value = value.get(..len).unwrap();
        let text = written(|out| out.octets(ANONYMOUS, value));
        assert!(text.ends_with(&hex(value)), "{len}: {text}");
    }
}

#[test]
fn tags_take_the_smallest_form() {
    let qualified = |tag| Tag::FullyQualified { vendor: 0xfff1, profile: 0xdeed, tag };
    for (tag, expected) in [
        (Tag::Anonymous, "14"),
        (Tag::Context(255), "34ff"),
        (Tag::Common(0xffff), "54ffff"),
        (Tag::Common(0x1_0000), "7400000100"),
        (Tag::Implicit(1), "940100"),
        (Tag::Implicit(0x1_0000), "b400000100"),
        (qualified(1), "d4f1ffedde0100"),
        (qualified(0xaa55_feed), "f4f1ffeddeedfe55aa"),
    ] {
        assert_eq!(written(|out| out.null(tag)), expected, "{tag}");
    }
}

#[test]
fn raw_elements_change_their_tag_and_nothing_else() {
    // A 2 byte 42 stays one; the tag in front goes.
    for element in ["05 2a00", "2505 2a00", "c5f1ffedde0100 2a00"] {
        assert_eq!(written(|out| out.raw_element(Tag::Context(7), &bytes(element))), "25072a00");
    }
    assert_eq!(written(|out| out.raw_element(ANONYMOUS, &bytes("350024012a18"))), "1524012a18");
}

#[test]
fn raw_elements_are_exactly_one() {
    for (element, kind, offset) in [
        ("", ErrorKind::Truncated, 0),
        ("05 2a", ErrorKind::Truncated, 1),
        ("04 2a 14", ErrorKind::TrailingBytes, 2),
        ("1518 18", ErrorKind::TrailingBytes, 2),
        ("18", ErrorKind::UnexpectedEndOfContainer, 1),
        ("15 14 18", ErrorKind::UnexpectedTag, 1),
        ("15 3400", ErrorKind::UnclosedContainer, 3),
        ("1f", ErrorKind::ReservedElementType, 0),
    ] {
        let mut buf = [0; 16];
        let mut out = Writer::new(&mut buf);
        assert_eq!(out.raw_element(ANONYMOUS, &bytes(element)), Err(Error { kind, offset }), "{element}");
        assert!(out.is_empty(), "{element}");
    }
}
