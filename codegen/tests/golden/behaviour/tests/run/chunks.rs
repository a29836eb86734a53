//! Lists that are written in parts: the first replaces, the others append.

use std::num::NonZeroU8;

use clustergen_runtime::serve::Chunk;
use clustergen_runtime::{Attribute, AttributeId, Context, ListAttribute, Privilege, Status, StatusCode};
use golden_behaviour::greenhouse::{self, attributes};

use crate::house::{House, array};
use crate::wire::bytes;

fn write(house: &mut House, attribute: AttributeId, chunk: Chunk, data: &[u8]) -> Result<(), Status> {
    let cx = Context::case(NonZeroU8::MIN, 1, Privilege::Operate);
    greenhouse::write_chunk(house, &cx, attribute, chunk, data)
}

#[test]
fn the_first_part_may_be_empty_and_the_rest_follows_entry_by_entry() {
    let mut house = House::default();
    let offsets = attributes::Offsets::ID;
    assert_eq!(write(&mut house, offsets, Chunk::First, &array::<i8>(&[])), Ok(()));
    assert!(house.offsets.is_empty(), "replaced");
    for entry in [1_i8, -5, 5] {
        assert_eq!(write(&mut house, offsets, Chunk::Append, &bytes(&entry)), Ok(()));
    }
    assert_eq!(house.offsets, [1, -5, 5]);
    assert_eq!(attributes::Offsets::MAX_COUNT, 3);
    let full = write(&mut house, offsets, Chunk::Append, &bytes(&0_i8));
    assert_eq!(full, Err(StatusCode::RESOURCE_EXHAUSTED.into()), "the server counts");
}

#[test]
fn every_part_is_checked() {
    let mut house = House::default();
    let mut write = |attribute, chunk, data: &[u8]| write(&mut house, attribute, chunk, data);
    let refused = |code: StatusCode| Err(Status::from(code));
    let offsets = attributes::Offsets::ID;
    let constraint_error = refused(StatusCode::CONSTRAINT_ERROR);
    assert_eq!(write(offsets, Chunk::First, &array(&[0_i8; 4])), constraint_error, "too many");
    assert_eq!(write(offsets, Chunk::First, &array(&[6_i8])), constraint_error, "too great");
    assert_eq!(write(offsets, Chunk::Append, &bytes(&6_i8)), constraint_error);
    let invalid = refused(StatusCode::INVALID_DATA_TYPE);
    assert_eq!(write(offsets, Chunk::Append, &array(&[1_i8])), invalid, "one entry, not a list of one");
    assert_eq!(write(offsets, Chunk::First, &bytes(&1_i8)), invalid);
    let setup = write(attributes::Setup::ID, Chunk::First, &array::<i8>(&[]));
    assert_eq!(setup, refused(StatusCode::UNSUPPORTED_WRITE), "no list");
    assert_eq!((house.offsets.as_slice(), house.calls), ([0].as_slice(), 0), "nothing was written");
}

#[test]
fn who_may_not_write_may_not_write_parts() {
    let mut house = House::default();
    let viewer = Context::case(NonZeroU8::MIN, 1, Privilege::View);
    let outcome =
        greenhouse::write_chunk(&mut house, &viewer, attributes::Offsets::ID, Chunk::Append, &bytes(&1_i8));
    assert_eq!(outcome, Err(StatusCode::UNSUPPORTED_ACCESS.into()));
}
