//! The elements of arrays and lists.
#![allow(clippy::unwrap_used, reason = "a helper of tests may fail like one")]

use matter_tlv::{Elements, ErrorKind, Input, Tag};

use crate::support::bytes;

mod support;

fn list(bytes: &[u8]) -> Elements<'_> {
    let (header, value) = Input::new(bytes).header().unwrap();
    Elements::of_list(header.ty, value).unwrap()
}

fn array(bytes: &[u8]) -> Elements<'_> {
    let (header, value) = Input::new(bytes).header().unwrap();
    Elements::of_array(header.ty, value).unwrap()
}

/// However many have been read, what is left is passed over by the rules of the container that it is in.
#[test]
fn finish_passes_over_what_is_left() {
    // [[1 = 5, 6, 2 = [[]]]], and one byte behind it.
    let list_bytes = bytes("17 240105 0406 3702 18 18 ff");
    for read in 0..=2 {
        let mut elements = list(&list_bytes);
        for expected in [(Tag::Context(1), 5), (Tag::Anonymous, 6)].into_iter().take(read) {
            assert_eq!(elements.next_tagged::<u8>(), Ok(Some(expected)));
        }
        assert_eq!(elements.finish().map(Input::as_bytes), Ok(&[0xff][..]), "{read}");
    }
    let array_bytes = bytes("16 0405 0406 18 ff");
    for read in 0..=2 {
        let mut elements = array(&array_bytes);
        for expected in [5, 6].into_iter().take(read) {
            assert_eq!(elements.next::<u8>(), Ok(Some(expected)));
        }
        assert_eq!(elements.finish().map(Input::as_bytes), Ok(&[0xff][..]), "{read}");
    }
}

#[test]
fn an_array_has_no_tagged_elements() {
    let tagged = bytes("16 0405 240106 18");
    let mut elements = array(&tagged);
    assert_eq!(elements.next::<u8>(), Ok(Some(5)));
    assert_eq!(elements.next::<u8>().unwrap_err().kind, ErrorKind::UnexpectedTag);
    assert_eq!(elements.next_tagged::<u8>().unwrap_err().kind, ErrorKind::UnexpectedTag);
    assert_eq!(elements.finish().unwrap_err().kind, ErrorKind::UnexpectedTag);
}

#[test]
fn what_ends_too_early_is_not_closed() {
    for (cut, container) in [("17 0405", "list"), ("16 0405", "array")] {
        let cut = bytes(cut);
        let mut elements = if container == "list" { list(&cut) } else { array(&cut) };
        assert_eq!(elements.next::<u8>(), Ok(Some(5)), "{container}");
        assert_eq!(elements.next::<u8>().unwrap_err().kind, ErrorKind::UnclosedContainer, "{container}");
        assert_eq!(elements.finish().unwrap_err().kind, ErrorKind::UnclosedContainer, "{container}");
    }
}
