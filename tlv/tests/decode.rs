//! Typed decoding: every type in every width, by hand.

use matter_tlv::{Decode, Element, Elements, ErrorKind, Input, Mode, Tag, Value, decode};

use crate::support::bytes;

mod support;

/// Decodes `hex` as a `T`; the error without its place.
macro_rules! decoded {
    ($ty:ty, $hex:expr) => {
        decode::<$ty>(&bytes($hex)).map_err(|error| error.kind)
    };
}

#[test]
fn unsigned_integers_are_taken_in_any_width() {
    for hex in ["042a", "052a00", "062a000000", "072a00000000000000"] {
        assert_eq!(decoded!(u8, hex), Ok(42), "{hex}");
        assert_eq!(decoded!(u16, hex), Ok(42), "{hex}");
        assert_eq!(decoded!(u32, hex), Ok(42), "{hex}");
        assert_eq!(decoded!(u64, hex), Ok(42), "{hex}");
    }
    assert_eq!(decoded!(u64, "07ffffffffffffffff"), Ok(u64::MAX));
    assert_eq!(decoded!(u32, "06ffffffff"), Ok(u32::MAX));
    assert_eq!(decoded!(u16, "05ffff"), Ok(u16::MAX));
}

#[test]
fn signed_integers_are_taken_in_any_width() {
    for hex in ["00ef", "01efff", "02efffffff", "03efffffffffffffff"] {
        assert_eq!(decoded!(i8, hex), Ok(-17), "{hex}");
        assert_eq!(decoded!(i16, hex), Ok(-17), "{hex}");
        assert_eq!(decoded!(i32, hex), Ok(-17), "{hex}");
        assert_eq!(decoded!(i64, hex), Ok(-17), "{hex}");
    }
    assert_eq!(decoded!(i64, "030000000000000080"), Ok(i64::MIN));
}

#[test]
fn integers_that_do_not_fit_are_out_of_range() {
    assert_eq!(decoded!(u8, "050001"), Err(ErrorKind::IntegerOutOfRange));
    assert_eq!(decoded!(u16, "0600000100"), Err(ErrorKind::IntegerOutOfRange));
    assert_eq!(decoded!(u32, "070000000001000000"), Err(ErrorKind::IntegerOutOfRange));
    assert_eq!(decoded!(i8, "018000"), Err(ErrorKind::IntegerOutOfRange));
    assert_eq!(decoded!(i16, "020080ffff").map(drop), Ok(()));
    assert_eq!(decoded!(i16, "02ff7fffff"), Err(ErrorKind::IntegerOutOfRange));
    assert_eq!(decoded!(i32, "030000008000000000"), Err(ErrorKind::IntegerOutOfRange));
}

#[test]
fn signed_and_unsigned_are_different_types() {
    for hex in ["002a", "012a00", "022a000000", "032a00000000000000"] {
        assert_eq!(decoded!(u8, hex), Err(ErrorKind::UnexpectedType), "{hex}");
        assert_eq!(decoded!(u64, hex), Err(ErrorKind::UnexpectedType), "{hex}");
    }
    for hex in ["042a", "052a00", "062a000000", "072a00000000000000"] {
        assert_eq!(decoded!(i8, hex), Err(ErrorKind::UnexpectedType), "{hex}");
        assert_eq!(decoded!(i64, hex), Err(ErrorKind::UnexpectedType), "{hex}");
    }
}

#[test]
fn booleans_are_types_of_their_own() {
    assert_eq!(decoded!(bool, "08"), Ok(false));
    assert_eq!(decoded!(bool, "09"), Ok(true));
    assert_eq!(decoded!(bool, "0401"), Err(ErrorKind::UnexpectedType));
    assert_eq!(decoded!(u8, "09"), Err(ErrorKind::UnexpectedType));
}

#[test]
fn double_precision_takes_single_but_not_the_reverse() {
    assert_eq!(decoded!(f32, "0a0000c03f"), Ok(1.5));
    assert_eq!(decoded!(f64, "0a0000c03f"), Ok(1.5));
    assert_eq!(decoded!(f64, "0b000000000000f83f"), Ok(1.5));
    assert_eq!(decoded!(f32, "0b000000000000f83f"), Err(ErrorKind::UnexpectedType));
    assert_eq!(decoded!(f64, "0401"), Err(ErrorKind::UnexpectedType));
}

#[test]
fn strings_are_taken_behind_lengths_of_any_width() {
    for (text, octets) in [
        ("0c026869", "10020304"),
        ("0d02006869", "1102000304"),
        ("0e020000006869", "12020000000304"),
        ("0f02000000000000006869", "1302000000000000000304"),
    ] {
        assert_eq!(decode::<&str>(&bytes(text)), Ok("hi"), "{text}");
        assert_eq!(decode::<&[u8]>(&bytes(octets)), Ok(&[3, 4][..]), "{octets}");
        assert_eq!(decode::<&[u8; 2]>(&bytes(octets)), Ok(&[3, 4]), "{octets}");
        assert_eq!(decoded!(&[u8; 3], octets).map(drop), Err(ErrorKind::WrongLength), "{octets}");
        assert_eq!(decoded!(&[u8], text).map(drop), Err(ErrorKind::UnexpectedType), "{text}");
        assert_eq!(decoded!(&str, octets).map(drop), Err(ErrorKind::UnexpectedType), "{octets}");
        for bytes in [bytes(text), bytes(octets)] {
            for len in 1..bytes.len() {
                let error = decode::<Element<'_>>(&bytes[..len]).unwrap_err();
                assert_eq!(error.kind, ErrorKind::Truncated, "{len} of {bytes:?}");
            }
        }
    }
}

#[test]
fn lengths_up_to_the_largest_do_not_overflow() {
    for hex in ["0fffffffffffffffff", "13ffffffffffffffff", "0effffffff", "12ffffffff", "13f7ffffffffffffff"]
    {
        assert_eq!(
            decoded!(Element<'_>, &format!("{hex}0000")).map(drop),
            Err(ErrorKind::Truncated),
            "{hex}"
        );
    }
}

#[test]
fn text_is_strictly_utf8() {
    // A lone continuation, an overlong slash, a surrogate, beyond U+10FFFF, and one cut off.
    for hex in ["0c0180", "0c02c0af", "0c03eda080", "0c04f4908080", "0c02e282"] {
        assert_eq!(decoded!(&str, hex).map(drop), Err(ErrorKind::InvalidUtf8), "{hex}");
        assert_eq!(decoded!(Element<'_>, hex).map(drop), Err(ErrorKind::InvalidUtf8), "{hex}");
    }
}

#[test]
fn every_tag_form_is_read() {
    for (hex, tag) in [
        ("14", Tag::Anonymous),
        ("34ff", Tag::Context(255)),
        ("540100", Tag::Common(1)),
        ("7401000000", Tag::Common(1)),
        ("940100", Tag::Implicit(1)),
        ("b401000100", Tag::Implicit(65537)),
        ("d4f1ffedde0100", Tag::FullyQualified { vendor: 0xfff1, profile: 0xdeed, tag: 1 }),
        ("f4f1ffedde01000100", Tag::FullyQualified { vendor: 0xfff1, profile: 0xdeed, tag: 65537 }),
    ] {
        let bytes = bytes(hex);
        let (header, rest) = Input::new(&bytes).header().unwrap();
        assert_eq!((header.tag, rest.remaining()), (tag, 0), "{hex}");
        for len in 0..bytes.len() {
            let error = Input::new(&bytes[..len]).header().unwrap_err().at(len);
            assert_eq!((error.kind, error.offset), (ErrorKind::Truncated, 0), "{len} of {hex}");
        }
    }
}

#[test]
fn one_element_and_nothing_else() {
    let fault = |hex| decode::<u8>(&bytes(hex)).map_err(|error| (error.kind, error.offset));
    assert_eq!(fault("24052a"), Ok(42));
    assert_eq!(fault(""), Err((ErrorKind::Truncated, 0)));
    assert_eq!(fault("042a14"), Err((ErrorKind::TrailingBytes, 2)));
    assert_eq!(fault("18"), Err((ErrorKind::UnexpectedEndOfContainer, 0)));
    assert_eq!(fault("1f"), Err((ErrorKind::ReservedElementType, 0)));
    assert_eq!(fault("2405"), Err((ErrorKind::Truncated, 2)));
}

#[test]
fn an_element_holds_what_it_is_and_what_is_in_it() {
    let bytes = bytes("1524002a18");
    let element: Element<'_> = decode(&bytes).unwrap();
    assert_eq!((element.tag, element.value), (Tag::Anonymous, Value::Structure));
    let mut fields = matter_tlv::Fields::of_structure(element.ty(), element.input()).unwrap();
    assert_eq!(fields.required(0), Ok(42_u8));
    assert_eq!(element.decode::<u8>().unwrap_err().kind, ErrorKind::UnexpectedType);
}

/// The sum of an array of numbers.
#[derive(Debug, PartialEq)]
struct Sum(u32);

impl<'a> Decode<'a> for Sum {
    fn decode<M: Mode>(ty: matter_tlv::ElementType, input: Input<'a, M>) -> matter_tlv::Decoded<'a, Self, M> {
        let mut elements = Elements::of_array(ty, input)?;
        let mut sum = 0;
        while let Some(number) = elements.next::<u32>()? {
            sum += number;
        }
        assert_eq!(elements.next::<u32>(), Ok(None));
        Ok((Self(sum), elements.finish()?))
    }
}

#[test]
fn arrays_are_pulled_apart() {
    let fault = |hex| decode::<Sum>(&bytes(hex)).map_err(|error| (error.kind, error.offset));
    assert_eq!(fault("1618"), Ok(Sum(0)));
    assert_eq!(fault("160401050002040318"), Ok(Sum(516)));
    assert_eq!(fault("17040118"), Err((ErrorKind::UnexpectedType, 1)));
    assert_eq!(fault("160401"), Err((ErrorKind::UnclosedContainer, 3)));
    assert_eq!(fault("16040124000118"), Err((ErrorKind::UnexpectedTag, 3)));
    assert_eq!(fault("16040100ff18"), Err((ErrorKind::UnexpectedType, 4)));
    assert_eq!(fault("16040119"), Err((ErrorKind::ReservedElementType, 3)));
}

#[test]
fn lists_have_tags_and_can_be_left_early() {
    let bytes = bytes("1724012a042b1504011818");
    let (header, input) = Input::new(&bytes).header().unwrap();
    let mut elements = Elements::of_list(header.ty, input).unwrap();
    assert_eq!(elements.next_tagged::<u8>(), Ok(Some((Tag::Context(1), 42))));
    // What is left holds a structure with an anonymous member.
    let error = elements.finish().unwrap_err().at(bytes.len());
    assert_eq!((error.kind, error.offset), (ErrorKind::UnexpectedTag, 7));
    assert_eq!(elements.next::<u8>(), Ok(Some(43)));
    assert!(Elements::of_array(header.ty, input).is_err());
    assert!(Elements::of_list(matter_tlv::ElementType::Array, input).is_err());
}
