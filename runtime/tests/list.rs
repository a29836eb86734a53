//! Lists: of a slice or as they were received.

#![cfg(test)]

use clustergen_runtime::limits::{ShapeError, Validate};
use clustergen_runtime::tlv::{self, Element, Encode, ErrorKind, MAX_DEPTH, Tag, Writer};
use clustergen_runtime::{List, Nullable};

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

/// Whoever decodes an entry does not know how deep it stands; whoever writes it does.
#[test]
fn an_entry_that_is_too_deep_in_its_list_is_not_passed_on() {
    for (depth, outcome) in [(MAX_DEPTH - 1, Ok(())), (MAX_DEPTH, Err(ErrorKind::TooDeep))] {
        let bytes = [&[0x16].repeat(1 + depth)[..], &[0x18].repeat(1 + depth)].concat();
        let list: List<'_, Element<'_>> = tlv::decode(&bytes).unwrap();
        assert!(list.iter().all(|entry| entry.is_ok()), "{depth}");
        let mut buffer = [0; 256];
        let mut out = Writer::new(&mut buffer);
        assert_eq!(list.encode(Tag::Anonymous, &mut out).map_err(|error| error.kind), outcome, "{depth}");
        assert_eq!(out.as_bytes(), if outcome.is_ok() { &bytes[..] } else { &[] }, "{depth}");
    }
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

/// A list that is all of the input has not been walked when it is received: whoever walks it finds what is wrong.
#[test]
fn what_is_wrong_with_a_list_is_found_by_walking_it() {
    let found = |bytes| tlv::decode::<List<'_, u8>>(bytes).unwrap();
    let trailing = found(&[0x16, 0x04, 0x01, 0x18, 0x04, 0x02, 0x18]);
    let entries: Vec<_> = trailing.iter().collect();
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[0], Ok(1));
    // Counted from the first entry.
    assert_eq!(entries[1].map_err(|error| (error.kind, error.offset)), Err((ErrorKind::TrailingBytes, 3)));
    assert_eq!(trailing.count(), 1);
    assert!(!found(&[0x16, 0x18, 0x18]).is_empty());

    let mut buffer = [0; 16];
    let mut out = Writer::new(&mut buffer);
    assert_eq!(trailing.encode(Tag::Anonymous, &mut out).unwrap_err().kind, ErrorKind::TrailingBytes);
    assert!(out.is_empty());

    assert_ne!(found(&[0x16, 0x04, 0x01, 0x18]), trailing);
    assert!(trailing.check_shape().is_err());
    assert!(found(&[0x16, 0x04, 0x01, 0x15, 0x18]).check_shape().is_err(), "an end too few");
}

#[test]
fn null_is_no_list_and_nothing_follows_it() {
    let found = |bytes| tlv::decode::<Nullable<List<'_, u8>>>(bytes);
    assert_eq!(found(&[0x14]), Ok(Nullable::Null));
    assert_eq!(found(&[0x14, 0x14]).map_err(|error| error.kind), Err(ErrorKind::TrailingBytes));
    assert_eq!(found(&[0x16, 0x18]).map(|list| list.value().map(|list| list.count())), Ok(Some(0)));
    assert_eq!(found(&[0x15, 0x18]).map_err(|error| error.kind), Err(ErrorKind::UnexpectedType));
}
