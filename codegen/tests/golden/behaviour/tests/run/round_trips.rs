//! Whatever has the right shape comes back as it went, limits or not.

use std::fmt::Debug;

use clustergen_runtime::tlv::{self, Decode, Encode, Tag};
use clustergen_runtime::{List, Nullable};
use golden_behaviour::greenhouse::commands::{
    AddZone, AddZoneResponse, Find, Join, Reset, Vent, VentResponse,
};
use golden_behaviour::greenhouse::events::{Alarm, Watered};
use golden_behaviour::greenhouse::types::{
    DaysBitmap, Features, PointStruct, ReasonEnum, SetupBitmap, StateEnum, WatcherStruct,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Strategy, any, prop_assert_eq, proptest};

use crate::owned::{nullable, record, zone};
use crate::wire::bytes;

/// Decodes what was encoded, and encodes that: the same value, the same bytes.
fn round_trip<'b, T>(value: &T, buffer: &'b mut [u8])
where
    T: Decode<'b> + Encode + PartialEq + Debug,
{
    let encoded: &'b [u8] = tlv::encode(value, Tag::Anonymous, buffer).unwrap();
    let decoded: T = tlv::decode(encoded).unwrap();
    assert_eq!(&decoded, value);
    assert_eq!(bytes(&decoded), encoded);
}

proptest! {
    #[test]
    fn structures(zone in zone(), record in record(), (x, y) in any::<(i16, i16)>(), node in any::<u64>(), fabric_index in any::<Option<u8>>()) {
        round_trip(&zone.borrowed(), &mut [0; 512]);
        round_trip(&record.borrowed(), &mut [0; 64]);
        round_trip(&PointStruct { x, y }, &mut [0; 64]);
        round_trip(&WatcherStruct { node, fabric_index }, &mut [0; 64]);
    }

    #[test]
    fn lists_of_structures(zones in vec(zone(), 0..4)) {
        let zones: Vec<_> = zones.iter().map(|zone| zone.borrowed()).collect();
        round_trip(&List::from_slice(&zones), &mut [0; 2048]);
        round_trip(&Nullable::Value(List::from_slice(&zones)), &mut [0; 2048]);
    }

    #[test]
    fn requests(zone in zone(), tags in option::of(vec(vec(any::<u8>(), 0..4), 0..4)), find in find()) {
        let tags: Option<Vec<_>> = tags.as_ref().map(|tags| tags.iter().map(Vec::as_slice).collect());
        let tags = tags.as_deref().map(List::from_slice);
        round_trip(&AddZone { zone: zone.borrowed(), tags }, &mut [0; 1024]);
        let (index, name, near, far) = &find;
        round_trip(&Find { index: *index, name: name.as_deref(), near: *near, far: *far }, &mut [0; 256]);
        round_trip(&Vent { level: zone.serial.first().copied().unwrap_or(0) }, &mut [0; 16]);
    }

    #[test]
    fn responses(count in any::<u16>(), digest in any::<Option<[u8; 4]>>(), level in any::<u8>()) {
        round_trip(&AddZoneResponse { count, digest: digest.as_ref().into() }, &mut [0; 64]);
        round_trip(&VentResponse { level }, &mut [0; 16]);
    }

    #[test]
    fn events(zone in zone(), amount in any::<Option<u32>>(), reason in any::<u16>(), fabric_index in any::<u8>()) {
        round_trip(&Watered { zone: zone.borrowed(), amount }, &mut [0; 512]);
        round_trip(&Alarm { reason: ReasonEnum(reason), fabric_index }, &mut [0; 32]);
    }

    #[test]
    fn values_that_this_release_does_not_name(state in any::<u8>(), reason in any::<u16>(), days in any::<u8>(), setup in any::<u32>()) {
        round_trip(&StateEnum(state), &mut [0; 8]);
        round_trip(&ReasonEnum(reason), &mut [0; 8]);
        round_trip(&DaysBitmap(days), &mut [0; 8]);
        round_trip(&SetupBitmap(setup), &mut [0; 8]);
        round_trip(&Features(setup), &mut [0; 8]);
        prop_assert_eq!(StateEnum(state).is_known(), [0, 1, 4].contains(&state));
        // All other bits stay as they are.
        let raised = SetupBitmap(setup).with_field(SetupBitmap::LEVEL, 5);
        prop_assert_eq!((raised.field(SetupBitmap::LEVEL), raised.0 & !0b1110), (5, setup & !0b1110));
    }
}

type Choices = (Option<u16>, Option<String>, Option<bool>, Option<Nullable<bool>>);

fn find() -> impl Strategy<Value = Choices> {
    (any::<Option<u16>>(), option::of(".{0,12}"), any::<Option<bool>>(), option::of(nullable(any::<bool>())))
}

#[test]
fn structures_without_fields() {
    round_trip(&Reset {}, &mut [0; 8]);
    round_trip(&Join {}, &mut [0; 8]);
    assert_eq!(bytes(&Reset {}), [0x15, 0x18]);
}

#[test]
fn debug_shows_names() {
    let zone =
        crate::owned::Zone { state: Some(9), days: Some(0x81), reason: 1, ..crate::owned::Zone::numbered(7) };
    assert_eq!(
        format!("{:?}", zone.borrowed()),
        "ZoneStruct { zone_id: 7, name: \"zone 7\", serial: [1, 2, 3, 4], state: StateEnum(9), \
         days: Some(DaysBitmap(Monday | 0x80)), point: None, type: Manual, readings: Some([-1, 2]) }"
    );
}
