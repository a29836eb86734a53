//! Reads: who may, what is there, and what stays in the buffer.

use std::num::NonZeroU8;

use clustergen_runtime::serve::AttributeWriter;
use clustergen_runtime::tlv::{Tag, Writer};
use clustergen_runtime::{Attribute, AttributeId, Context, Privilege, Status, StatusCode};
use golden_behaviour::greenhouse::{self, attributes, types::Features};

use crate::house::{House, array};
use crate::owned::{Record, Zone};
use crate::wire::bytes;

fn viewer() -> Context {
    Context::case(NonZeroU8::MIN, 1, Privilege::View)
}

/// What a read writes, or why it is refused. Then nothing is left in the buffer.
fn read(house: &House, cx: &Context, attribute: AttributeId) -> Result<Vec<u8>, Status> {
    let mut buffer = [0; 512];
    let mut out = Writer::new(&mut buffer);
    let outcome = greenhouse::read(house, cx, attribute, &mut AttributeWriter::new(&mut out, Tag::Anonymous));
    match outcome {
        Ok(()) => Ok(out.finish().unwrap().to_vec()),
        Err(status) => {
            assert!(out.is_empty());
            Err(status)
        }
    }
}

fn refused<T>(code: StatusCode) -> Result<T, Status> {
    Err(code.into())
}

#[test]
fn path_then_privilege() {
    let (house, viewer) = (House::default(), viewer());
    assert_eq!(read(&house, &viewer, AttributeId(0x1234)), refused(StatusCode::UNSUPPORTED_ATTRIBUTE));
    assert_eq!(read(&house, &viewer, attributes::Token::ID), refused(StatusCode::UNSUPPORTED_READ));
    assert_eq!(read(&house, &viewer, attributes::Records::ID), refused(StatusCode::UNSUPPORTED_ACCESS));
    let manager = Context { privilege: Privilege::Manage, ..viewer };
    assert_eq!(read(&house, &manager, attributes::Records::ID), Ok(vec![0x14]));
    assert_eq!(read(&house, &viewer, attributes::Setup::ID), Ok(bytes(&house.setup)));
}

#[test]
fn what_is_not_provided_is_not_there() {
    let (bare, full) = (House::default(), House { full: true, ..House::default() });
    assert_eq!(read(&bare, &viewer(), attributes::Label::ID), refused(StatusCode::UNSUPPORTED_ATTRIBUTE));
    assert_eq!(read(&full, &viewer(), attributes::Label::ID), Ok(bytes("")));
}

#[test]
fn global_attributes_tell_what_is_provided() {
    let global = |house: &House, id| read(house, &viewer(), AttributeId(id)).unwrap();
    let (bare, full) = (House::default(), House { full: true, ..House::default() });
    let globals = [0xFFF8_u32, 0xFFF9, 0xFFFB, 0xFFFC, 0xFFFD];
    assert_eq!(global(&bare, 0xFFF8), array(&[1_u32]), "AddZoneResponse");
    assert_eq!(global(&full, 0xFFF8), array(&[1_u32, 5]));
    assert_eq!(global(&bare, 0xFFF9), array(&[0_u32, 1, 2, 3]));
    assert_eq!(global(&full, 0xFFF9), array(&[0_u32, 1, 2, 3, 4]));
    assert_eq!(global(&bare, 0xFFFB), array(&[&[0_u32, 1, 2, 4, 5, 6, 7, 9], &globals[..]].concat()));
    assert_eq!(global(&full, 0xFFFB), array(&[&[0_u32, 1, 2, 3, 4, 5, 6, 7, 8, 9], &globals[..]].concat()));
    assert_eq!(global(&bare, 0xFFFC), bytes(&0_u32));
    assert_eq!(global(&full, 0xFFFC), bytes(&Features::VENTILATION));
    assert_eq!(global(&bare, 0xFFFD), bytes(&2_u16));
}

#[test]
fn null_leaves_nothing_of_the_entries_that_were_written() {
    let record = Record { digest: [1; 4], ratio: 0.5, exact: None, fabric_index: 1 };
    let house = House { records: Some(vec![record; 100]), second_thoughts: true, ..House::default() };
    let manager = Context { privilege: Privilege::Manage, ..viewer() };
    let mut buffer = [0; 64];
    let mut out = Writer::new(&mut buffer);
    let mut writer = AttributeWriter::new(&mut out, Tag::Anonymous);
    assert_eq!(greenhouse::read(&house, &manager, attributes::Records::ID, &mut writer), Ok(()));
    assert_eq!(writer.rest(), None, "a list that is null has no rest");
    assert_eq!(out.as_bytes(), [0x14]);
}

#[test]
fn one_entry_at_a_time() {
    let house = House { zones: [3, 5, 8].map(Zone::numbered).to_vec(), ..House::default() };
    let mut after = None;
    let mut read = Vec::new();
    loop {
        let mut buffer = [0; 64];
        let mut out = Writer::new(&mut buffer);
        let mut writer = AttributeWriter::entry(&mut out, Tag::Anonymous, after);
        greenhouse::read(&house, &viewer(), attributes::Zones::ID, &mut writer).unwrap();
        after = writer.rest();
        if after.is_none() {
            assert!(out.is_empty());
            break;
        }
        read.push(out.as_bytes().to_vec());
    }
    assert_eq!(read, [3, 5, 8].map(|number| bytes(&Zone::numbered(number).borrowed())));
}
