//! The reader, cursors, the walk through arrays and structures, the dump and the writer, on arbitrary bytes: they agree with
//! each other and with the independent parser; what is wrong is located; what was read can be written, and reads the same.

use std::fmt::Write as _;

use matter_tlv::{
    Dump, Element, ElementType, Elements, Error, ErrorKind, Fields, Input, Reader, Tag, Value, Writer, decode,
};

use crate::independent::tlv::{self, Item, Node};

/// Reads `bytes` in all ways.
pub fn check(bytes: &[u8]) {
    let expected = tlv::all(bytes);
    let read = read(bytes);
    let dump = dump(bytes);
    match (&expected, &read) {
        (Some(expected), Ok(read)) => {
            assert_eq!(expected, read);
            // Only at its end: a string may hold the same words, but ends in a quotation mark.
            let last = dump.rsplit_once('<').map_or("", |(_, last)| last);
            assert!(!(last.starts_with("malformed at ") && last.ends_with('>')), "{dump}");
            rewritten(bytes, read, &dump);
            for item in read {
                element(bytes, item);
            }
        }
        (None, Err(error)) => {
            let fault = format!("<malformed at {}: {}>", error.offset, error.kind);
            assert!(dump.ends_with(&fault), "{dump} does not end with {fault}");
        }
        _ => panic!("the parsers disagree: {expected:?}, {read:?}"),
    }
    whole(bytes, expected.as_deref());
}

/// Prints, which only fails if something is wrong with the dump.
fn dump(bytes: &[u8]) -> String {
    let mut dump = String::new();
    write!(dump, "{}", Dump(bytes)).expect("a dump never fails");
    dump
}

/// Reads everything into trees. On an error, the reader must stay where it is and say the same again.
fn read(bytes: &[u8]) -> Result<Vec<Item>, Error> {
    let mut reader = Reader::new(bytes);
    let items = items(&mut reader, bytes).map(|(items, _)| items).inspect_err(|error| {
        assert!(error.offset <= bytes.len());
        assert_eq!(error.offset, reader.offset(), "an error is located in front of the element at fault");
        assert_eq!(reader.next().expect_err("it does not go away"), *error);
        assert!(reader.finish().is_err());
    })?;
    assert_eq!((reader.offset(), reader.depth()), (bytes.len(), 0));
    assert_eq!(reader.finish(), Ok(()));
    Ok(items)
}

/// The elements up to the end of the container or of the input, and where that is.
fn items(reader: &mut Reader<'_>, bytes: &[u8]) -> Result<(Vec<Item>, usize), Error> {
    let mut items = Vec::new();
    loop {
        let (start, depth, before) = (reader.offset(), reader.depth(), *reader);
        let Some(element) = reader.next()? else { return Ok((items, start)) };
        assert!(start < reader.offset() && reader.offset() <= bytes.len());
        assert_eq!(element.ty() as u8, bytes[start] & 0x1f);
        let node = match element.value {
            Value::Int(value) => Node::Int(value),
            Value::UInt(value) => Node::UInt(value),
            Value::Bool(value) => Node::Bool(value),
            Value::Float32(value) => Node::Float32(value.to_bits()),
            Value::Float64(value) => Node::Float64(value.to_bits()),
            Value::Utf8(value) => Node::Utf8(value.to_owned()),
            Value::Octets(value) => Node::Octets(value.to_owned()),
            Value::Null => Node::Null,
            Value::Structure => Node::Structure(self::items(reader, bytes)?.0),
            Value::Array => Node::Array(self::items(reader, bytes)?.0),
            Value::List => Node::List(self::items(reader, bytes)?.0),
            Value::EndOfContainer => {
                assert_eq!(reader.depth() + 1, depth);
                return Ok((items, reader.offset()));
            }
        };
        assert_eq!(reader.depth(), depth);
        let end = reader.offset();
        // Skipping gets to the same place as reading.
        let mut skipping = before;
        skipping.next().expect("read before");
        if element.ty().is_container() {
            skipping.skip().expect("read before");
        }
        assert_eq!((skipping.offset(), skipping.depth()), (end, depth));
        items.push(Item { tag: element.tag, node, ty: element.ty() as u8, start, end });
    }
}

/// What was read is written again, in the smallest widths, and reads the same.
fn rewritten(bytes: &[u8], items: &[Item], dump: &str) {
    let mut buf = vec![0; bytes.len()];
    let mut out = Writer::new(&mut buf);
    items.iter().try_for_each(|item| write(item, &mut out)).expect("it never takes more room");
    let again = out.finish().expect("all is closed").to_vec();
    let read = read(&again).expect("well-formed");
    assert_eq!(items.len(), read.len());
    assert!(items.iter().zip(&read).all(|(item, again)| item.tag == again.tag && item.same_value(again)));
    assert_eq!(Dump(&again).to_string(), *dump);
    // In a buffer that is too small by a byte it does not fit, and what is open can still be closed.
    if let Some(len) = again.len().checked_sub(1) {
        let mut buf = vec![0; len];
        let mut out = Writer::new(&mut buf);
        let written = items.iter().try_for_each(|item| write(item, &mut out));
        assert_eq!(written.expect_err("too small").kind, ErrorKind::BufferFull);
        (0..out.depth()).for_each(|_| out.end().expect("room for ends is set aside"));
        self::read(out.finish().expect("all is closed")).expect("well-formed");
    }
}

fn write(item: &Item, out: &mut Writer<'_>) -> Result<(), Error> {
    let tag = item.tag;
    match &item.node {
        Node::Int(value) => out.int(tag, *value),
        Node::UInt(value) => out.uint(tag, *value),
        Node::Bool(value) => out.bool(tag, *value),
        Node::Float32(bits) => out.f32(tag, f32::from_bits(*bits)),
        Node::Float64(bits) => out.f64(tag, f64::from_bits(*bits)),
        Node::Utf8(value) => out.utf8(tag, value),
        Node::Octets(value) => out.octets(tag, value),
        Node::Null => out.null(tag),
        Node::Structure(_) | Node::Array(_) | Node::List(_) => {
            match item.node {
                Node::Structure(_) => out.start_structure(tag),
                Node::Array(_) => out.start_array(tag),
                _ => out.start_list(tag),
            }?;
            item.items().iter().try_for_each(|item| write(item, out))?;
            out.end()
        }
    }
}

/// One well-formed element, and those in it: copied whole, pulled apart, looked up by tag.
fn element(bytes: &[u8], item: &Item) {
    let own = &bytes[item.start..item.end];
    let element: Element<'_> = decode(own).expect("well-formed");
    // Under another tag; byte for byte behind it.
    let mut buf = vec![0; own.len() + 2];
    let copy = matter_tlv::encode(&element, Tag::Context(7), &mut buf).expect("room").to_vec();
    let mut raw = vec![0; own.len() + 2];
    let mut out = Writer::new(&mut raw);
    out.raw_element(Tag::Context(7), own).expect("one element");
    assert_eq!(out.as_bytes(), copy);
    let again = tlv::one(&copy).expect("well-formed");
    assert!(again.tag == Tag::Context(7) && again.ty == item.ty && again.same_value(item));
    let behind_header = |bytes: &[u8]| {
        bytes[Input::new(bytes).header().map_or(0, |(_, rest)| bytes.len() - rest.remaining())..].to_vec()
    };
    assert_eq!(behind_header(&copy), behind_header(own));
    match &item.node {
        Node::Array(_) => elements(Elements::of_array(element.ty(), element.input()), item),
        Node::List(_) => elements(Elements::of_list(element.ty(), element.input()), item),
        Node::Structure(_) => fields(element.ty(), element.input(), item),
        _ => {}
    }
    item.items().iter().for_each(|inner| self::element(bytes, inner));
}

/// The elements of an array or a list, one by one.
fn elements(elements: Result<Elements<'_>, matter_tlv::DecodeError>, item: &Item) {
    let mut elements = elements.expect("the right container");
    let rest = elements.finish().expect("well-formed");
    assert!(rest.is_empty());
    for inner in item.items() {
        let (tag, element): (_, Element<'_>) = elements.next_tagged().expect("well-formed").expect("another");
        assert_eq!((tag, element.ty() as u8), (inner.tag, inner.ty));
    }
    for _ in 0..2 {
        assert!(elements.next::<Element<'_>>().expect("well-formed").is_none());
    }
}

/// The members of a structure by their tags: in their order, backwards, and none of them.
fn fields(ty: ElementType, input: Input<'_>, item: &Item) {
    let context = |item: &Item| match item.tag {
        Tag::Context(tag) => Some(tag),
        _ => None,
    };
    let all: Vec<u8> = item.items().iter().filter_map(context).collect();
    // A member is asked for once.
    let mut tags = all.clone();
    tags.sort_unstable();
    tags.dedup();
    let unique = tags.len() == all.len();
    tags.sort_unstable_by_key(|tag| all.iter().position(|other| other == tag));
    let ask = |tags: &mut dyn Iterator<Item = u8>| {
        let mut fields = Fields::of_structure(ty, input).expect("a structure");
        for tag in tags {
            let found: Option<Element<'_>> = fields.optional(tag).expect("well-formed");
            let first = item.items().iter().find(|inner| inner.tag == Tag::Context(tag));
            assert_eq!(found.is_some(), first.is_some());
            if let (Some(found), Some(first)) = (found, first)
                && unique
            {
                assert_eq!(found.ty() as u8, first.ty);
            }
        }
        let finished = fields.finish();
        match finished {
            Ok(rest) => assert!(rest.is_empty() && unique),
            Err(error) => assert_eq!((error.kind, unique), (ErrorKind::DuplicateField, false)),
        }
    };
    ask(&mut tags.iter().copied());
    ask(&mut tags.iter().rev().copied());
    ask(&mut std::iter::empty());
    let absent = (0..=u8::MAX).find(|tag| !tags.contains(tag));
    ask(&mut absent.into_iter().chain(tags.iter().copied()));
}

/// Typed decoding of the bytes as one element, of whatever type.
fn whole(bytes: &[u8], expected: Option<&[Item]>) {
    let one = match expected {
        Some([one]) => Some(one),
        _ => None,
    };
    let element = decode::<Element<'_>>(bytes);
    assert_eq!(element.is_ok(), one.is_some());
    if let Err(error) = element {
        assert!(error.offset <= bytes.len());
    }
    let node = one.map(|item| &item.node);
    assert_eq!(
        decode::<u64>(bytes).ok(),
        node.and_then(|node| if let Node::UInt(value) = node { Some(*value) } else { None })
    );
    assert_eq!(
        decode::<i16>(bytes).ok(),
        node.and_then(|node| if let Node::Int(value) = node { i16::try_from(*value).ok() } else { None })
    );
    assert_eq!(
        decode::<bool>(bytes).ok(),
        node.and_then(|node| if let Node::Bool(value) = node { Some(*value) } else { None })
    );
    assert_eq!(
        decode::<&str>(bytes).ok(),
        node.and_then(|node| if let Node::Utf8(value) = node { Some(value.as_str()) } else { None })
    );
    assert_eq!(
        decode::<&[u8]>(bytes).ok(),
        node.and_then(|node| if let Node::Octets(value) = node { Some(value.as_slice()) } else { None })
    );
    assert_eq!(decode::<f64>(bytes).is_ok(), matches!(node, Some(Node::Float32(_) | Node::Float64(_))));
}
