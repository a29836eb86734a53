//! The shared vectors, checked against the C++ SDK's codec.
#![allow(clippy::unwrap_used, reason = "a helper of tests may fail like one")]

use matter_tlv::{Dump, Element, Encode, Reader, Writer, decode};
use serde_json::Value as Json;

use crate::support::{accepts, bytes, read_all, rewrite, skip_all, skip_by_cursor};

mod support;

/// The one vector that is not in the smallest width, and what it becomes.
const WIDE: [(&str, &str); 1] = [("012a00", "002a")];

/// Name, bytes and printed value of the vectors in `group`.
fn vectors(group: &str) -> Vec<(String, Vec<u8>, String)> {
    let all: Json = serde_json::from_str(include_str!("vectors/tlv.json")).unwrap();
    let vectors = all.get(group).and_then(Json::as_array).unwrap();
    assert!(!vectors.is_empty());
    let text = |vector: &Json, key| vector.get(key).and_then(Json::as_str).unwrap_or_default().to_owned();
    vectors
        .iter()
        .map(|vector| (text(vector, "name"), bytes(&text(vector, "hex")), text(vector, "value")))
        .collect()
}

#[test]
fn valid_ones_print_as_expected() {
    for (name, bytes, value) in vectors("valid") {
        assert_eq!(Dump(&bytes).to_string(), value, "{name}");
        assert_eq!(accepts(&bytes), Ok(()), "{name}");
    }
}

#[test]
fn valid_ones_are_written_in_the_smallest_widths() {
    for (name, encoded, _) in vectors("valid") {
        let wide = WIDE.iter().find(|(wide, _)| bytes(wide) == encoded);
        let expected = wide.map_or_else(|| encoded.clone(), |(_, narrow)| bytes(narrow));
        assert_eq!(rewrite(&encoded), expected, "{name}");
    }
}

#[test]
fn valid_ones_are_copied_byte_for_byte() {
    for (name, bytes, _) in vectors("valid") {
        let tag = Reader::new(&bytes).next().unwrap().unwrap().tag;

        let mut buf = vec![0; bytes.len()];
        let mut out = Writer::new(&mut buf);
        out.raw_element(tag, &bytes).unwrap();
        assert_eq!(out.finish().unwrap(), bytes, "{name}");

        let mut buf = vec![0; bytes.len()];
        let mut out = Writer::new(&mut buf);
        decode::<Element<'_>>(&bytes).unwrap().encode(tag, &mut out).unwrap();
        assert_eq!(out.finish().unwrap(), bytes, "{name}");
    }
}

#[test]
fn every_truncation_of_a_valid_one_is_refused() {
    for (name, bytes, _) in vectors("valid") {
        for len in 0..bytes.len() {
            assert!(accepts(&bytes[..len]).is_err(), "{name}, {len} bytes");
        }
        let mut longer = bytes.clone();
        longer.push(0x18);
        assert!(accepts(&longer).is_err(), "{name}, with an end too many");
    }
}

#[test]
fn invalid_ones_are_refused() {
    for (name, bytes, _) in vectors("invalid") {
        assert!(read_all(&bytes).is_err(), "{name}");
        assert!(skip_all(&bytes).is_err(), "{name}");
        assert!(skip_by_cursor(&bytes).is_err(), "{name}");
        assert!(decode::<Element<'_>>(&bytes).is_err(), "{name}");
        assert!(Dump(&bytes).to_string().contains("<malformed at "), "{name}");

        let mut buf = [0; 64];
        let mut out = Writer::new(&mut buf);
        assert!(out.raw_element(matter_tlv::Tag::Anonymous, &bytes).is_err(), "{name}");
        assert!(out.is_empty(), "{name}");
    }
}
