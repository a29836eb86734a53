//! The writer: containers, marks, and buffers that are too small.

use matter_tlv::{Element, Error, ErrorKind, MAX_DEPTH, Tag, Writer, decode};

use crate::support::bytes;

mod support;

const ANONYMOUS: Tag = Tag::Anonymous;

/// Writes every kind of element, several containers deep.
fn everything(out: &mut Writer<'_>) -> Result<(), Error> {
    out.start_structure(ANONYMOUS)?;
    out.uint(Tag::Context(0), 0x1_2345)?;
    out.int(Tag::Common(70_000), -1)?;
    out.start_array(Tag::Context(1))?;
    out.utf8(ANONYMOUS, "hello")?;
    out.start_list(ANONYMOUS)?;
    out.octets(Tag::FullyQualified { vendor: 1, profile: 2, tag: 3 }, &[7; 300])?;
    out.bool(ANONYMOUS, true)?;
    out.end()?;
    out.f64(ANONYMOUS, 0.5)?;
    out.end()?;
    out.f32(Tag::Context(2), 0.5)?;
    out.raw_element(Tag::Context(3), &bytes("16 14 18"))?;
    out.null(Tag::Implicit(4))?;
    out.end()
}

#[test]
fn a_buffer_of_any_length_that_is_too_small_is_full() {
    let mut buf = [0; 512];
    let mut out = Writer::new(&mut buf);
    everything(&mut out).unwrap();
    let full = out.finish().unwrap().to_vec();

    for len in 0..full.len() {
        let mut buf = [0xee; 512];
        let (small, beyond) = buf.split_at_mut(len);
        let mut out = Writer::new(small);
        assert_eq!(everything(&mut out).unwrap_err().kind, ErrorKind::BufferFull, "{len}");

        // What is there is a beginning of the whole, and what is open can still be closed.
        assert!(full.starts_with(out.as_bytes()), "{len}");
        while out.depth() > 0 {
            out.end().unwrap();
        }
        if len > 0 && !out.is_empty() {
            decode::<Element<'_>>(out.finish().unwrap()).unwrap();
        }
        assert!(beyond.iter().all(|byte| *byte == 0xee), "{len}");
    }

    let mut exact = vec![0; full.len()];
    let mut out = Writer::new(&mut exact);
    everything(&mut out).unwrap();
    assert_eq!((out.remaining(), out.len()), (0, full.len()));
}

#[test]
fn a_call_that_fails_changes_nothing() {
    type Call = fn(&mut Writer<'_>) -> Result<(), Error>;
    let calls: [Call; 9] = [
        |out| out.uint(Tag::Context(1), u64::MAX),
        |out| out.int(Tag::Context(1), -1_000_000),
        |out| out.f32(Tag::Context(1), 1.0),
        |out| out.utf8(Tag::Context(1), "too long"),
        |out| out.octets(Tag::Context(1), &[1; 300]),
        |out| out.null(Tag::FullyQualified { vendor: 1, profile: 2, tag: 3 }),
        |out| out.raw_element(Tag::Context(1), &[0x10, 4, 1, 2, 3, 4]),
        |out| out.start_list(Tag::Common(1)),
        |out| out.null(Tag::Anonymous),
    ];
    for (number, call) in calls.into_iter().enumerate() {
        let mut buf = [0xee; 6];
        let mut out = Writer::new(&mut buf);
        out.start_structure(ANONYMOUS).unwrap();
        out.null(Tag::Context(0)).unwrap();
        let (mark, remaining) = (out.mark(), out.remaining());
        assert_eq!(remaining, 2);

        call(&mut out).unwrap_err();
        assert_eq!((out.mark(), out.remaining()), (mark, remaining), "call {number}");
        out.end().unwrap();
        out.finish().unwrap();
        assert_eq!(buf, [0x15, 0x34, 0, 0x18, 0xee, 0xee], "call {number}");
    }
}

#[test]
fn a_container_needs_room_for_its_end() {
    assert_eq!(Writer::new(&mut []).start_array(ANONYMOUS).unwrap_err().kind, ErrorKind::BufferFull);
    assert_eq!(Writer::new(&mut [0; 1]).start_array(ANONYMOUS).unwrap_err().kind, ErrorKind::BufferFull);
    let mut buf = [0; 2];
    let mut out = Writer::new(&mut buf);
    out.start_array(ANONYMOUS).unwrap();
    assert_eq!((out.remaining(), out.depth()), (0, 1));
    assert_eq!(out.null(ANONYMOUS).unwrap_err(), Error { kind: ErrorKind::BufferFull, offset: 1 });
    out.end().unwrap();
    assert_eq!(out.finish().unwrap(), [0x16, 0x18]);
}

#[test]
fn rollback_restores_bytes_and_containers() {
    let mut buf = [0; 32];
    let mut out = Writer::new(&mut buf);
    let start = out.mark();
    out.start_structure(ANONYMOUS).unwrap();
    out.start_array(Tag::Context(0)).unwrap();
    let inside = out.mark();
    let remaining = out.remaining();

    // Forward out of the array and into a deeper one, then back into it.
    out.end().unwrap();
    out.start_list(Tag::Context(1)).unwrap();
    out.start_structure(ANONYMOUS).unwrap();
    out.rollback(inside);
    assert_eq!((out.depth(), out.len(), out.remaining()), (2, 3, remaining));
    assert_eq!(out.null(Tag::Context(0)).unwrap_err().kind, ErrorKind::UnexpectedTag);
    out.uint(ANONYMOUS, 5).unwrap();

    let ahead = out.mark();
    out.rollback(start);
    assert_eq!((out.depth(), out.remaining()), (0, 32));
    out.rollback(ahead);
    assert!(out.is_empty());
    out.bool(ANONYMOUS, true).unwrap();
    assert_eq!(out.finish().unwrap(), [9]);
}

#[test]
fn containers_cannot_be_misused() {
    let kind = |result: Result<(), Error>| result.unwrap_err().kind;
    let mut buf = [0; 64];
    let mut out = Writer::new(&mut buf);
    assert_eq!(kind(out.end()), ErrorKind::NotInContainer);

    out.start_array(ANONYMOUS).unwrap();
    for tag in [Tag::Context(0), Tag::Common(0), Tag::Implicit(0)] {
        assert_eq!(kind(out.null(tag)), ErrorKind::UnexpectedTag);
        assert_eq!(kind(out.start_array(tag)), ErrorKind::UnexpectedTag);
        assert_eq!(kind(out.raw_element(tag, &[0x14])), ErrorKind::UnexpectedTag);
    }
    out.start_structure(ANONYMOUS).unwrap();
    assert_eq!(kind(out.utf8(ANONYMOUS, "")), ErrorKind::UnexpectedTag);
    assert_eq!(kind(out.start_list(ANONYMOUS)), ErrorKind::UnexpectedTag);
    out.start_list(Tag::Context(9)).unwrap();
    out.null(ANONYMOUS).unwrap();
    out.null(Tag::Context(0)).unwrap();
    assert_eq!(out.as_bytes(), bytes("161537 09 14 3400"));
    assert_eq!(out.finish().unwrap_err(), Error { kind: ErrorKind::UnclosedContainer, offset: 7 });
}

#[test]
fn nesting_ends_where_readers_end() {
    let mut buf = [0; 256];
    let mut out = Writer::new(&mut buf);
    for _ in 1..MAX_DEPTH {
        out.start_list(ANONYMOUS).unwrap();
    }
    assert_eq!(out.raw_element(ANONYMOUS, &bytes("16161818")).unwrap_err().kind, ErrorKind::TooDeep);
    out.raw_element(ANONYMOUS, &bytes("1618")).unwrap();
    out.start_list(ANONYMOUS).unwrap();
    assert_eq!(out.start_list(ANONYMOUS).unwrap_err().kind, ErrorKind::TooDeep);
    assert_eq!(out.raw_element(ANONYMOUS, &bytes("1618")).unwrap_err().kind, ErrorKind::TooDeep);
    for _ in 0..MAX_DEPTH {
        out.end().unwrap();
    }
    decode::<Element<'_>>(out.finish().unwrap()).unwrap();
}

#[test]
fn a_writer_knows_how_much_is_written() {
    let mut buf = [0; 8];
    let mut out = Writer::new(&mut buf);
    assert_eq!((out.len(), out.is_empty(), out.remaining()), (0, true, 8));
    let mark = out.mark();
    out.start_array(Tag::Anonymous).unwrap();
    assert_eq!((out.len(), out.is_empty(), out.remaining()), (1, false, 6));
    out.rollback(mark);
    assert_eq!((out.len(), out.is_empty(), out.remaining()), (0, true, 8));
}
