//! Containers that are there as a whole or not at all.
#![allow(clippy::unwrap_used, reason = "a helper of tests may fail like one")]

use matter_tlv::{ErrorKind, MAX_DEPTH, Tag, Writer};

use crate::support::hex;

mod support;

const ANONYMOUS: Tag = Tag::Anonymous;

#[test]
fn both_ways_of_writing_a_container_write_the_same() {
    let (mut one, mut other) = ([0; 32], [0; 32]);
    let mut out = Writer::new(&mut one);
    {
        let mut out = out.structure(ANONYMOUS).unwrap();
        out.uint(Tag::Context(0), 0x1234).unwrap();
        let mut list = out.array(Tag::Context(1)).unwrap();
        list.utf8(ANONYMOUS, "a").unwrap();
        assert_eq!(list.depth(), 2);
        list.end().unwrap();
        out.null(Tag::Context(2)).unwrap();
        out.end().unwrap();
    }
    let one = hex(out.finish().unwrap());

    let mut out = Writer::new(&mut other);
    out.start_structure(ANONYMOUS).unwrap();
    out.uint(Tag::Context(0), 0x1234).unwrap();
    out.start_array(Tag::Context(1)).unwrap();
    out.utf8(ANONYMOUS, "a").unwrap();
    out.end().unwrap();
    out.null(Tag::Context(2)).unwrap();
    out.end().unwrap();
    assert_eq!(one, hex(out.finish().unwrap()));
    assert_eq!(one, "152500341236010c0161183402".to_owned() + "18");
}

#[test]
fn a_container_that_is_not_ended_was_never_there() {
    let mut buf = [0; 32];
    let mut out = Writer::new(&mut buf);
    out.start_structure(ANONYMOUS).unwrap();
    let before = out.mark();
    let mut inner = out.array(Tag::Context(1)).unwrap();
    inner.bool(ANONYMOUS, true).unwrap();
    drop(inner);
    assert_eq!(out.mark(), before);
    assert_eq!(out.depth(), 1);
    out.end().unwrap();
    assert_eq!(hex(out.finish().unwrap()), "1518");
}

#[test]
fn what_is_open_in_a_container_must_end_before_it() {
    let mut buf = [0; 32];
    let mut out = Writer::new(&mut buf);
    let mut container = out.structure(ANONYMOUS).unwrap();
    container.start_array(Tag::Context(0)).unwrap();
    assert_eq!(container.end().unwrap_err().kind, ErrorKind::UnclosedContainer);
    assert!(out.is_empty());

    // Nor may somebody else have written its own end.
    let mut container = out.structure(ANONYMOUS).unwrap();
    (*container).end().unwrap();
    assert!(container.end().is_err());
    assert!(out.is_empty());
}

#[test]
fn at_every_length_the_buffer_is_enough_or_nothing_is_written() {
    let write = |out: &mut Writer<'_>| {
        let mut out = out.structure(Tag::Context(7))?;
        out.uint(Tag::Context(0), 300)?;
        let mut list = out.array(Tag::Context(1))?;
        list.octets(ANONYMOUS, &[1, 2, 3])?;
        list.end()?;
        out.uint(Tag::Context(2), 0x1_0000)?;
        out.end()
    };
    let mut whole = [0; 64];
    let mut out = Writer::new(&mut whole);
    out.start_structure(ANONYMOUS).unwrap();
    let before = out.len();
    write(&mut out).unwrap();
    let needed = out.len() + 1;
    for len in before + 1..=needed {
        let mut buf = [0; 64];
        let mut out = Writer::new(&mut buf[..len]);
        out.start_structure(ANONYMOUS).unwrap();
        match write(&mut out) {
            Ok(()) => assert_eq!(len, needed),
            Err(error) => {
                assert_eq!((error.kind, out.len(), out.depth()), (ErrorKind::BufferFull, before, 1));
                assert!(len < needed);
            }
        }
        out.end().unwrap();
    }
}

#[test]
fn containers_keep_the_rules_of_tags_and_depth() {
    let mut buf = [0; 256];
    let mut out = Writer::new(&mut buf);
    let mut array = out.array(ANONYMOUS).unwrap();
    assert_eq!(array.structure(Tag::Context(0)).unwrap_err().kind, ErrorKind::UnexpectedTag);
    let mut structure = array.structure(ANONYMOUS).unwrap();
    assert_eq!(structure.array(ANONYMOUS).unwrap_err().kind, ErrorKind::UnexpectedTag);
    assert_eq!(structure.uint(ANONYMOUS, 1).unwrap_err().kind, ErrorKind::UnexpectedTag);

    for _ in 2..MAX_DEPTH {
        structure.start_structure(Tag::Context(0)).unwrap();
    }
    assert_eq!(structure.structure(Tag::Context(0)).unwrap_err().kind, ErrorKind::TooDeep);
}
