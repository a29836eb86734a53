//! Reading quickly: never anything else than reading thoroughly, and enough for what is usual.
#![allow(clippy::unwrap_used, reason = "a helper of tests may fail like one")]

use std::cell::Cell;

use matter_tlv::{
    Decode, DecodeError, Decoded, ElementType, Elements, Encode, Error, ErrorKind, Fields, Input, Mode,
    Quick, Tag, Thorough, Writer, encode,
};
use proptest::prelude::*;

use crate::support::bytes;

mod support;

/// Something of everything.
#[derive(Clone, Debug, PartialEq)]
struct Everything<'a> {
    unsigned: (u8, u16, u32, u64),
    signed: (i8, i16, i32, i64),
    floats: (f32, f64),
    text: Option<&'a str>,
    octets: &'a [u8],
    array: &'a [u8; 3],
    list: usize,
    inner: Option<Inner>,
}

#[derive(Clone, Debug, PartialEq)]
struct Inner {
    on: bool,
    level: Option<u16>,
}

impl<'a> Decode<'a> for Everything<'a> {
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        let mut fields = Fields::of_structure(ty, input)?;
        let value = Self {
            unsigned: (fields.required(0)?, fields.required(1)?, fields.required(2)?, fields.required(3)?),
            signed: (fields.required(4)?, fields.required(5)?, fields.required(6)?, fields.required(7)?),
            floats: (fields.required(8)?, fields.required(9)?),
            text: fields.optional(10)?,
            octets: fields.required(11)?,
            array: fields.required(12)?,
            list: fields.required::<Length>(13)?.0,
            inner: fields.optional(14)?,
        };
        Ok((value, fields.finish()?))
    }
}

impl Encode for Everything<'_> {
    fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
        let (context, (u8, u16, u32, u64), (i8, i16, i32, i64)) = (Tag::Context, self.unsigned, self.signed);
        let mut out = out.structure(tag)?;
        u8.encode(context(0), &mut out)?;
        u16.encode(context(1), &mut out)?;
        u32.encode(context(2), &mut out)?;
        u64.encode(context(3), &mut out)?;
        i8.encode(context(4), &mut out)?;
        i16.encode(context(5), &mut out)?;
        i32.encode(context(6), &mut out)?;
        i64.encode(context(7), &mut out)?;
        self.floats.0.encode(context(8), &mut out)?;
        self.floats.1.encode(context(9), &mut out)?;
        if let Some(text) = self.text {
            text.encode(context(10), &mut out)?;
        }
        self.octets.encode(context(11), &mut out)?;
        self.array.encode(context(12), &mut out)?;
        let mut list = out.array(context(13))?;
        for _ in 0..self.list {
            list.structure(Tag::Anonymous)?.end()?;
        }
        list.end()?;
        if let Some(inner) = &self.inner {
            let mut out = out.structure(context(14))?;
            inner.on.encode(context(0), &mut out)?;
            if let Some(level) = inner.level {
                level.encode(context(1), &mut out)?;
            }
            out.end()?;
        }
        out.end()
    }
}

impl<'a> Decode<'a> for Inner {
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        let mut fields = Fields::of_structure(ty, input)?;
        let value = Self { on: fields.required(0)?, level: fields.optional(1)? };
        Ok((value, fields.finish()?))
    }
}

/// How many elements an array has.
struct Length(usize);

impl<'a> Decode<'a> for Length {
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        let mut elements = Elements::of_array(ty, input)?;
        let mut length = 0;
        while elements.next::<matter_tlv::Element<'_>>()?.is_some() {
            length += 1;
        }
        Ok((Self(length), elements.finish()?))
    }
}

/// What comes of a structure and the input behind it.
fn read<'a, T: Decode<'a>, M: Mode>(bytes: &'a [u8], _: M) -> Result<(T, &'a [u8]), DecodeError> {
    let (header, value) = Input::new(bytes).header()?;
    T::decode(header.ty, value.with_mode::<M>()).map(|(value, rest)| (value, rest.as_bytes()))
}

fn everything<'a>() -> impl Strategy<Value = (Everything<'a>, String, Vec<u8>)> {
    let inner = (any::<bool>(), any::<Option<u16>>()).prop_map(|(on, level)| Inner { on, level });
    let numbers = (any::<(u8, u16, u32, u64)>(), any::<(i8, i16, i32, i64)>(), any::<(f32, f64)>());
    let others = (0..4_usize, proptest::option::of(inner));
    let strings = (".{0,40}", proptest::collection::vec(any::<u8>(), 0..=255));
    (numbers, others, strings).prop_map(|((unsigned, signed, floats), (list, inner), (text, octets))| {
        let everything =
            Everything { unsigned, signed, floats, text: None, octets: &[], array: &[1, 2, 3], list, inner };
        (everything, text, octets)
    })
}

proptest! {
    #[test]
    fn what_we_write_is_read_quickly((mut value, text, octets) in everything(), with_text: bool) {
        value.text = with_text.then_some(text.as_str());
        value.octets = &octets;
        let mut buf = [0; 1024];
        let bytes = encode(&value, Tag::Anonymous, &mut buf).unwrap();
        // Small code has no quick ways.
        let read = if cfg!(small) { read(bytes, Thorough) } else { read(bytes, Quick) };
        let quick: (Everything<'_>, _) = read.unwrap();
        // Not a number is not equal to itself, and looks the same.
        prop_assert_eq!(format!("{quick:?}"), format!("{:?}", (&value, [0_u8; 0])));
    }

    /// Whatever is done to it, and wherever it ends.
    #[test]
    fn reading_quickly_is_right_or_fails(
        (mut value, _, octets) in everything(),
        faults in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>(), 0..3_u8), 1..4),
    ) {
        value.octets = octets.get(..octets.len().min(8)).unwrap();
        let mut buf = [0; 1024];
        let mut bytes = encode(&value, Tag::Anonymous, &mut buf).unwrap().to_vec();
        for (at, byte, kind) in faults {
            let at = at.index(bytes.len());
            match kind {
                0 => *bytes.get_mut(at).unwrap() = byte,
                1 => bytes.insert(at, byte % 32),
                _ => drop(bytes.remove(at)),
            }
            if bytes.is_empty() { return Ok(()) }
        }
        if let Ok(quick) = read::<Everything<'_>, _>(&bytes, Quick) {
            let thorough = read::<Everything<'_>, _>(&bytes, Thorough);
            prop_assert_eq!(format!("{:?}", Ok::<_, DecodeError>(quick)), format!("{thorough:?}"));
        }
    }
}

/// Two members of the usual kinds.
#[derive(Debug, PartialEq)]
struct Pair<'a> {
    number: u16,
    octets: Option<&'a [u8]>,
}

impl<'a> Decode<'a> for Pair<'a> {
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        let mut fields = Fields::of_structure(ty, input)?;
        let value = Self { number: fields.required(0)?, octets: fields.optional(1)? };
        Ok((value, fields.finish()?))
    }
}

#[test]
fn what_is_unusual_takes_reading_thoroughly() {
    let pair = |octets| Ok((Pair { number: 7, octets }, [].as_slice()));
    for (hex, expected) in [
        ("1530010109240007 18", pair(Some([9].as_slice()))),
        ("15240007240900 18", pair(None)),
        ("15260007000000 18", pair(None)),
        ("15240007310101000918", pair(Some(&[9]))),
    ] {
        let bytes = bytes(hex);
        assert!(read::<Pair<'_>, _>(&bytes, Quick).is_err(), "{hex}");
        assert_eq!(read(&bytes, Thorough), expected, "{hex}");
    }
}

#[test]
fn what_is_wrong_is_not_read_quickly() {
    for (hex, kind) in [
        ("1524090024090024000718", ErrorKind::DuplicateField),
        ("1524000724000718", ErrorKind::DuplicateField),
        ("152400073001", ErrorKind::Truncated),
        ("1524000704", ErrorKind::UnexpectedTag),
        ("15240007", ErrorKind::UnclosedContainer),
        ("1518", ErrorKind::MissingField),
        ("1624000718", ErrorKind::UnexpectedType),
    ] {
        let bytes = bytes(hex);
        assert!(read::<Pair<'_>, _>(&bytes, Quick).is_err(), "{hex}");
        assert_eq!(read::<Pair<'_>, _>(&bytes, Thorough).unwrap_err().kind, kind, "{hex}");
    }
}

thread_local! {
    static DECODED: Cell<usize> = const { Cell::new(0) };
}

/// How deep structures are inside each other, each in an array of the one around it.
struct Depth(usize);

impl<'a> Decode<'a> for Depth {
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        DECODED.set(DECODED.get() + 1);
        let mut fields = Fields::of_structure(ty, input)?;
        let inner = fields.optional::<Deepest>(0)?.map_or(0, |deepest| deepest.0);
        Ok((Self(inner + 1), fields.finish()?))
    }
}

/// The depth of the deepest of an array.
struct Deepest(usize);

impl<'a> Decode<'a> for Deepest {
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        let mut elements = Elements::of_array(ty, input)?;
        let mut deepest = 0;
        while let Some(Depth(depth)) = elements.next()? {
            deepest = deepest.max(depth);
        }
        Ok((Self(deepest), elements.finish()?))
    }
}

#[test]
fn trying_quickly_first_does_not_double_with_each_depth() {
    const DEPTH: usize = 15;
    // Each with an unknown field at its end, so that trying always fails, and as late as it can.
    let bytes = (0..DEPTH)
        .fold(Vec::new(), |inner, _| [&[0x15, 0x36, 0][..], &inner, &[0x18, 0x24, 9, 9, 0x18][..]].concat());
    DECODED.set(0);
    assert_eq!(matter_tlv::decode::<Depth>(&bytes).unwrap().0, DEPTH);
    assert!(DECODED.get() <= (DEPTH + 1) * (DEPTH + 1), "{}", DECODED.get());
}
