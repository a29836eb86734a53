//! What is malformed, what is only out of its limits, and what is neither.

use clustergen_runtime::limits::{ConstraintError, Limit, ShapeError, Validate};
use clustergen_runtime::serve;
use clustergen_runtime::tlv::{Encode, Error, ErrorKind, Tag, Writer};
use clustergen_runtime::{List, Nullable, Status, StatusCode};
use golden_behaviour::greenhouse::commands::{AddZone, AddZoneResponse, Find};
use golden_behaviour::greenhouse::types::{PointStruct, WatcherStruct, ZoneStruct};

use crate::owned::Zone;
use crate::wire::{bytes, decode, element, structure};

fn field<T: Encode>(out: &mut Writer<'_>, number: u8, value: &T) -> Result<(), Error> {
    value.encode(Tag::Context(number), out)
}

/// The mandatory fields of a zone.
fn mandatory(out: &mut Writer<'_>) -> Result<(), Error> {
    field(out, 0, &7_u16)?;
    field(out, 1, &"seven")?;
    field(out, 2, &[1_u8; 4].as_slice())?;
    field(out, 3, &Nullable::<u8>::Null)?;
    field(out, 6, &1_u16)
}

#[test]
fn absent_null_and_there_are_three_things() {
    let absent = structure(mandatory);
    let null = structure(|out| {
        mandatory(out)?;
        out.null(Tag::Context(5))
    });
    let point = PointStruct { x: 1, y: -1 };
    let there = structure(|out| {
        mandatory(out)?;
        field(out, 5, &point)
    });
    let point_of = |bytes| decode::<ZoneStruct<'_>>(bytes).unwrap().point;
    assert_eq!(point_of(&absent), None);
    assert_eq!(point_of(&null), Some(Nullable::Null));
    assert_eq!(point_of(&there), Some(Nullable::Value(point)));

    let null_where_none_belongs = structure(|out| {
        mandatory(out)?;
        out.null(Tag::Context(4))
    });
    assert_eq!(decode::<ZoneStruct<'_>>(&null_where_none_belongs), Err(ErrorKind::UnexpectedType));
}

#[test]
fn any_order_and_unknown_fields_are_fine() {
    let turned = structure(|out| {
        field(out, 99, &"a field of a later release")?;
        field(out, 1, &2_i16)?;
        out.start_structure(Tag::Context(50))?;
        field(out, 0, &0_u8)?;
        out.end()?;
        field(out, 0, &1_i16)
    });
    assert_eq!(decode(&turned), Ok(PointStruct { x: 1, y: 2 }));
}

#[test]
fn missing_fields_duplicates_and_other_types_are_malformed() {
    let missing = structure(|out| field(out, 0, &1_i16));
    assert_eq!(decode::<PointStruct>(&missing), Err(ErrorKind::MissingField));
    let duplicate = structure(|out| {
        field(out, 0, &1_i16)?;
        field(out, 1, &1_i16)?;
        field(out, 0, &1_i16)
    });
    assert_eq!(decode::<PointStruct>(&duplicate), Err(ErrorKind::DuplicateField));
    let other = structure(|out| {
        field(out, 0, &1_u16)?;
        field(out, 1, &1_i16)
    });
    assert_eq!(decode::<PointStruct>(&other), Err(ErrorKind::UnexpectedType));
    let wide = structure(|out| {
        field(out, 0, &40_000_i32)?;
        field(out, 1, &1_i16)
    });
    assert_eq!(decode::<PointStruct>(&wide), Err(ErrorKind::IntegerOutOfRange));
    assert_eq!(decode::<PointStruct>(&bytes(&1_u8)), Err(ErrorKind::UnexpectedType));
}

#[test]
fn the_index_of_the_fabric_may_be_left_out_by_a_client() {
    let without = structure(|out| field(out, 1, &9_u64));
    assert_eq!(decode(&without), Ok(WatcherStruct { node: 9, fabric_index: None }));
}

#[test]
fn validate_names_the_field_and_the_limit() {
    let broken = |change: fn(&mut Zone)| {
        let mut zone = Zone::numbered(1);
        change(&mut zone);
        zone.borrowed().validate().map_err(|ConstraintError { field, limit }| (field, limit))
    };
    assert_eq!(broken(|_| ()), Ok(()));
    assert_eq!(broken(|zone| zone.number = 0), Err(("ZoneID", Limit::Range)));
    assert_eq!(broken(|zone| zone.number = 1001), Err(("ZoneID", Limit::Range)));
    assert_eq!(broken(|zone| zone.name = "nine byte".into()), Err(("Name", Limit::Length)));
    assert_eq!(broken(|zone| zone.serial = vec![0; 5]), Err(("Serial", Limit::Length)));
    assert_eq!(broken(|zone| zone.state = Some(2)), Err(("State", Limit::Known)));
    assert_eq!(broken(|zone| zone.state = None), Ok(()));
    assert_eq!(broken(|zone| zone.reason = 2), Err(("Type", Limit::Known)));
    assert_eq!(broken(|zone| zone.days = Some(0xFF)), Ok(()), "bitmaps are open");
    assert_eq!(
        broken(|zone| zone.readings = Some(Nullable::Value(vec![0; 5]))),
        Err(("Readings", Limit::Count))
    );
    assert_eq!(broken(|zone| zone.readings = Some(Nullable::Null)), Ok(()));
}

#[test]
fn limits_inside_of_others_are_found() {
    let zone = Zone { number: 0, ..Zone::numbered(1) };
    let request = AddZone { zone: zone.borrowed(), tags: None };
    assert_eq!(request.validate().map_err(|error| error.field), Err("ZoneID"));
    let zone = Zone::numbered(1);
    let tags = [[1, 2].as_slice(), &[3]];
    let request = AddZone { zone: zone.borrowed(), tags: Some(List::from_slice(&tags)) };
    assert_eq!(request.validate(), Err(ConstraintError { field: "Tags", limit: Limit::Length }));
}

#[test]
fn choices_are_about_shape() {
    let one = Find { index: Some(1), name: None, near: Some(true), far: None };
    assert_eq!(one.check_shape(), Ok(()));
    let null_is_there = Find { near: None, far: Some(Nullable::Null), ..one };
    assert_eq!(null_is_there.check_shape(), Ok(()));
    let more = Find { far: Some(Nullable::Value(false)), ..one };
    assert_eq!(more.check_shape(), Ok(()));

    let choice = |group, present| Err(ShapeError::Choice { group, present });
    assert_eq!(Find { name: Some(""), ..one }.check_shape(), choice("a", 2));
    assert_eq!(Find { index: None, ..one }.check_shape(), choice("a", 0));
    assert_eq!(Find { near: None, ..one }.check_shape(), choice("b", 0));
}

/// A request with a zone, and whatever stands in its list of tags.
fn add_zone(zone: &Zone, tags: impl FnOnce(&mut Writer<'_>) -> Result<(), Error>) -> Vec<u8> {
    structure(|out| {
        field(out, 0, &zone.borrowed())?;
        out.start_array(Tag::Context(1))?;
        tags(out)?;
        out.end()
    })
}

#[test]
fn malformed_comes_before_out_of_limits() {
    let request = |bytes: &[u8]| serve::request::<AddZone<'_>>(bytes).map(|_| ());
    let refused = |code: StatusCode| Err(Status::from(code));
    let fine = Zone::numbered(1);
    let wrong = Zone { number: 0, ..Zone::numbered(1) };
    let tag = |out: &mut Writer<'_>| [1_u8, 2].as_slice().encode(Tag::Anonymous, out);
    let number = |out: &mut Writer<'_>| 1_u8.encode(Tag::Anonymous, out);

    assert_eq!(request(&add_zone(&fine, tag)), Ok(()));
    assert_eq!(request(&add_zone(&wrong, tag)), refused(StatusCode::CONSTRAINT_ERROR));
    assert_eq!(request(&add_zone(&wrong, number)), refused(StatusCode::INVALID_COMMAND));
    assert_eq!(request(&add_zone(&fine, number)), refused(StatusCode::INVALID_COMMAND));
    assert_eq!(request(&[]), refused(StatusCode::INVALID_COMMAND), "an empty structure lacks the zone");
    assert_eq!(request(&[0x15]), refused(StatusCode::INVALID_COMMAND));
    let trailing = [add_zone(&fine, tag), vec![0x04, 0]].concat();
    assert_eq!(request(&trailing), refused(StatusCode::INVALID_COMMAND));
}

#[test]
fn choices_come_before_limits() {
    let both = Find { index: Some(99), name: Some("far too long"), near: Some(true), far: None };
    let refused = serve::request::<Find<'_>>(&bytes(&both)).unwrap_err();
    assert_eq!(refused.code, StatusCode::INVALID_COMMAND);
}

#[test]
fn a_malformed_entry_is_found_when_the_list_is_walked() {
    let list = element(|out| {
        out.start_array(Tag::Anonymous)?;
        PointStruct { x: 1, y: 2 }.encode(Tag::Anonymous, out)?;
        true.encode(Tag::Anonymous, out)?;
        out.end()
    });
    let points: List<'_, PointStruct> = decode(&list).unwrap();
    let walked: Vec<_> = points.into_iter().map(|point| point.map_err(|error| error.kind)).collect();
    assert_eq!(walked, [Ok(PointStruct { x: 1, y: 2 }), Err(ErrorKind::UnexpectedType)]);
    assert!(matches!(points.check_shape(), Err(ShapeError::Malformed(_))));
}

#[test]
fn fixed_lengths_of_what_a_server_sends_are_part_of_the_type() {
    let response = structure(|out| {
        field(out, 0, &1_u16)?;
        field(out, 1, &[0_u8; 5].as_slice())
    });
    assert_eq!(decode::<AddZoneResponse<'_>>(&response), Err(ErrorKind::WrongLength));
}
