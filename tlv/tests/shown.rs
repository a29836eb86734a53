//! What is printed of those that work on bytes.
#![allow(clippy::unwrap_used, reason = "a test that goes wrong has to stop")]

use std::fmt::Debug;

use matter_tlv::{ElementType, Elements, Fields, Input, Reader, Tag, Writer};

/// A structure of an octet string, and a number behind it.
const MESSAGE: [u8; 13] = [0x15, 0x30, 3, 8, 222, 173, 190, 239, 222, 173, 190, 239, 0x18];

/// Asserts that nothing of the octet string is printed, and that something is.
fn assert_hidden(value: &dyn Debug) {
    for shown in [format!("{value:?}"), format!("{value:#?}"), format!("{value:02x?}"), format!("{value:X?}")]
    {
        assert!(shown.len() > 5, "{shown}");
        for digits in ["222", "173", "190", "239", "de", "AD", "ad", "be, ", "ef"] {
            // Names of types and fields have letters too.
            let numbers: Vec<_> = shown.split(|char: char| !char.is_ascii_alphanumeric()).collect();
            assert!(!numbers.contains(&digits.trim_end_matches(", ")), "{digits} is in {shown}");
        }
    }
}

#[test]
fn readers_show_where_they_are_and_not_what_they_read() {
    let reader = Reader::new(&MESSAGE);
    assert_hidden(&reader);
    let input = Input::new(&MESSAGE[1..]);
    assert_hidden(&input);
    assert_eq!(format!("{input:?}"), "Input(12 left)");
    assert_hidden(&Fields::of_structure(ElementType::Structure, input).unwrap());
    assert_hidden(&Elements::of_list(ElementType::List, input).unwrap());
}

#[test]
fn writers_show_how_far_they_are_and_not_what_they_wrote() {
    let mut buf = [173; 64];
    let mut writer = Writer::new(&mut buf);
    writer.start_structure(Tag::Anonymous).unwrap();
    writer.octets(Tag::Context(3), &MESSAGE[4..12]).unwrap();
    assert_hidden(&writer);
    // Of the rest, one is for the end of the structure.
    assert_eq!(format!("{writer:?}"), "Writer { len: 12, remaining: 51, depth: 1, .. }");
}
