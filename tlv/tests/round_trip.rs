//! Random trees, written and read back.
#![allow(clippy::unwrap_used, reason = "a helper of tests may fail like one")]

use matter_tlv::{Element, Encode, Error, ErrorKind, Reader, Tag, Value, Writer, decode};
use proptest::prelude::*;

use crate::support::{accepts, rewrite};

mod support;

/// Any TLV value; floating point as its bits, so that equal is equal.
#[derive(Clone, Debug, PartialEq)]
enum Tree {
    Int(i64),
    UInt(u64),
    Bool(bool),
    Float32(u32),
    Float64(u64),
    Utf8(String),
    Octets(Vec<u8>),
    Null,
    Structure(Vec<(Tag, Tree)>),
    Array(Vec<Tree>),
    List(Vec<(Tag, Tree)>),
}

impl Encode for Tree {
    fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
        match self {
            Self::Int(value) => value.encode(tag, out),
            Self::UInt(value) => value.encode(tag, out),
            Self::Bool(value) => value.encode(tag, out),
            Self::Float32(bits) => f32::from_bits(*bits).encode(tag, out),
            Self::Float64(bits) => f64::from_bits(*bits).encode(tag, out),
            Self::Utf8(value) => value.as_str().encode(tag, out),
            Self::Octets(value) => value.as_slice().encode(tag, out),
            Self::Null => out.null(tag),
            Self::Structure(members) => {
                out.start_structure(tag)?;
                members.iter().try_for_each(|(tag, member)| member.encode(*tag, out))?;
                out.end()
            }
            Self::Array(elements) => {
                out.start_array(tag)?;
                elements.iter().try_for_each(|element| element.encode(Tag::Anonymous, out))?;
                out.end()
            }
            Self::List(elements) => {
                out.start_list(tag)?;
                elements.iter().try_for_each(|(tag, element)| element.encode(*tag, out))?;
                out.end()
            }
        }
    }
}

/// Reads up to the end of the container, or of the input.
fn read(reader: &mut Reader<'_>) -> Vec<(Tag, Tree)> {
    let mut elements = Vec::new();
    while let Some(element) = reader.next().unwrap() {
        let tree = match element.value {
            Value::Int(value) => Tree::Int(value),
            Value::UInt(value) => Tree::UInt(value),
            Value::Bool(value) => Tree::Bool(value),
            Value::Float32(value) => Tree::Float32(value.to_bits()),
            Value::Float64(value) => Tree::Float64(value.to_bits()),
            Value::Utf8(value) => Tree::Utf8(value.to_owned()),
            Value::Octets(value) => Tree::Octets(value.to_owned()),
            Value::Null => Tree::Null,
            Value::Structure => Tree::Structure(read(reader)),
            Value::Array => Tree::Array(read(reader).into_iter().map(|(_, element)| element).collect()),
            Value::List => Tree::List(read(reader)),
            Value::EndOfContainer => return elements,
        };
        elements.push((element.tag, tree));
    }
    elements
}

fn any_name() -> impl Strategy<Value = Tag> {
    let number = || prop_oneof![any::<u16>().prop_map(u32::from), any::<u32>()];
    prop_oneof![
        4 => any::<u8>().prop_map(Tag::Context),
        1 => number().prop_map(Tag::Common),
        1 => number().prop_map(Tag::Implicit),
        1 => (any::<u16>(), any::<u16>(), number())
            .prop_map(|(vendor, profile, tag)| Tag::FullyQualified { vendor, profile, tag }),
    ]
}

fn any_tag() -> impl Strategy<Value = Tag> {
    prop_oneof![Just(Tag::Anonymous), any_name()]
}

fn any_tree() -> impl Strategy<Value = Tree> {
    let scalar = prop_oneof![
        (any::<i64>(), 0..64).prop_map(|(value, shift)| Tree::Int(value >> shift)),
        (any::<u64>(), 0..64).prop_map(|(value, shift)| Tree::UInt(value >> shift)),
        any::<bool>().prop_map(Tree::Bool),
        any::<u32>().prop_map(Tree::Float32),
        any::<u64>().prop_map(Tree::Float64),
        ".{0,20}".prop_map(Tree::Utf8),
        prop::collection::vec(any::<u8>(), 0..300).prop_map(Tree::Octets),
        Just(Tree::Null),
    ];
    scalar.prop_recursive(6, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec((any_name(), inner.clone()), 0..6).prop_map(Tree::Structure),
            prop::collection::vec(inner.clone(), 0..6).prop_map(Tree::Array),
            prop::collection::vec((any_tag(), inner), 0..6).prop_map(Tree::List),
        ]
    })
}

fn encoded(tree: &Tree, tag: Tag) -> Vec<u8> {
    let mut buf = vec![0; 0x1_0000];
    matter_tlv::encode(tree, tag, &mut buf).unwrap().to_vec()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_is_read(tree in any_tree(), tag in any_tag()) {
        let bytes = encoded(&tree, tag);
        prop_assert_eq!(accepts(&bytes), Ok(()));
        prop_assert_eq!(read(&mut Reader::new(&bytes)), vec![(tag, tree)]);
        prop_assert_eq!(rewrite(&bytes), bytes);
    }

    #[test]
    fn elements_are_copied_whole(tree in any_tree(), tag in any_tag(), other in any_tag()) {
        let bytes = encoded(&tree, tag);
        let expected = encoded(&tree, other);
        let element: Element<'_> = decode(&bytes).unwrap();
        let mut buf = vec![0; expected.len()];
        prop_assert_eq!(matter_tlv::encode(&element, other, &mut buf).unwrap(), &expected);

        // Also the ones a reader comes by, where they stand and what is in them.
        let mut reader = Reader::new(&bytes);
        while let Some(element) = reader.next().unwrap() {
            if element.value != Value::EndOfContainer {
                let mut buf = vec![0; bytes.len() + 8];
                let copy = matter_tlv::encode(&element, element.tag, &mut buf).unwrap();
                prop_assert!(bytes.windows(copy.len()).any(|window| window == copy));
            }
        }
    }

    #[test]
    fn no_part_of_it_is_whole(tree in any_tree(), tag in any_tag(), cut in any::<prop::sample::Index>()) {
        let bytes = encoded(&tree, tag);
        prop_assert!(accepts(&bytes[..cut.index(bytes.len())]).is_err());
    }

    #[test]
    fn it_fits_exactly_where_it_fits(tree in any_tree(), tag in any_tag(), cut in any::<prop::sample::Index>()) {
        let bytes = encoded(&tree, tag);
        let mut buf = vec![0; bytes.len()];
        prop_assert_eq!(matter_tlv::encode(&tree, tag, &mut buf).unwrap(), &bytes);
        let small = &mut buf[..cut.index(bytes.len())];
        let error = matter_tlv::encode(&tree, tag, small).unwrap_err();
        prop_assert_eq!(error.kind, ErrorKind::BufferFull);
    }
}
