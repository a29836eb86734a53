//! Lists: of a slice or as they were received.

#![cfg(test)]

use clustergen_runtime::List;
use clustergen_runtime::limits::{ShapeError, Validate};
use clustergen_runtime::tlv::{self, Encode, ErrorKind, Tag, Writer};

/// An array of the entries that are written.
fn array(entries: impl FnOnce(&mut Writer<'_>) -> Result<(), tlv::Error>) -> Vec<u8> {
    let mut buffer = [0; 256];
    let mut out = Writer::new(&mut buffer);
    out.start_array(Tag::Anonymous).unwrap();
    entries(&mut out).unwrap();
    out.end().unwrap();
    out.as_bytes().to_vec()
}

fn encoded(list: &impl Encode) -> Vec<u8> {
    let mut buffer = [0; 256];
    tlv::encode(list, Tag::Anonymous, &mut buffer).unwrap().to_vec()
}

/// 1, then text where a number belongs, then 3.
fn malformed() -> Vec<u8> {
    array(|out| {
        out.uint(Tag::Anonymous, 1)?;
        out.utf8(Tag::Anonymous, "two")?;
        out.uint(Tag::Anonymous, 3)
    })
}

#[test]
fn where_a_list_stands_makes_no_difference() {
    let of_slice = List::from_slice(&[1_u16, 2, 300]);
    let bytes = encoded(&of_slice);
    let received: List<'_, u16> = tlv::decode(&bytes).unwrap();
    assert_eq!(received, of_slice);
    assert_ne!(received, List::from_slice(&[1, 2]));
    assert_ne!(received, List::from_slice(&[1, 2, 301]));
    assert_eq!(format!("{received:?} {of_slice:?}"), "[1, 2, 300] [1, 2, 300]");
    assert_eq!((received.count(), received.is_empty()), (3, false));
    for _ in 0..2 {
        assert_eq!(received.iter().map(Result::unwrap).collect::<Vec<_>>(), [1, 2, 300], "each time");
    }
    assert_eq!(encoded(&received), bytes);
}

#[test]
fn empty_lists() {
    let bytes = encoded(&List::<u8>::default());
    let received: List<'_, u8> = tlv::decode(&bytes).unwrap();
    assert_eq!(received, List::default());
    assert!(received.is_empty() && received.count() == 0 && format!("{received:?}") == "[]");
}

#[test]
fn a_malformed_entry_is_the_last() {
    let bytes = malformed();
    let list: List<'_, u16> = tlv::decode(&bytes).unwrap();
    let mut entries = list.iter();
    assert_eq!(entries.next(), Some(Ok(1)));
    let error = entries.next().unwrap().unwrap_err();
    assert_eq!(
        (error.kind, error.offset),
        (ErrorKind::UnexpectedType, 3),
        "behind the first entry and a header"
    );
    assert_eq!(entries.next(), None);
    assert_eq!(list.check_shape(), Err(ShapeError::Malformed(error)));
    assert_eq!(format!("{list:?}"), "[1, <an element of another type was expected at offset 3>]");
    assert_eq!(list, list);
    assert_ne!(list, List::from_slice(&[1]));
}

#[test]
fn entries_are_passed_on_as_they_came() {
    let bytes = malformed();
    let list: List<'_, u16> = tlv::decode(&bytes).unwrap();
    assert_eq!(encoded(&list), bytes);
}

#[test]
fn what_does_not_fit_leaves_nothing() {
    let mut buffer = [0; 6];
    let mut out = Writer::new(&mut buffer);
    let error = List::from_slice(&["a", "b", "c"]).encode(Tag::Anonymous, &mut out).unwrap_err();
    assert_eq!((error.kind, out.len(), out.depth()), (ErrorKind::BufferFull, 0, 0));
}

#[test]
fn only_arrays_are_lists() {
    for bytes in [&[0x15, 0x18][..], &[0x17, 0x18], &[0x04, 0x01]] {
        let error = tlv::decode::<List<'_, u8>>(bytes).unwrap_err();
        assert_eq!(error.kind, ErrorKind::UnexpectedType);
    }
    assert_eq!(
        tlv::decode::<List<'_, u8>>(&[0x16, 0x04, 0x01]).unwrap_err().kind,
        ErrorKind::UnclosedContainer
    );
}
