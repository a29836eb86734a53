//! Events by their id, and what all clusters have in common by its client.

use std::num::NonZeroU8;

use clustergen_runtime::client::ClusterClient;
use clustergen_runtime::metadata::EventPriority;
use clustergen_runtime::tlv::ErrorKind;
use clustergen_runtime::{Context, EndpointId, Event, EventId, List, Privilege};
use golden_behaviour::greenhouse::events::{Alarm, AnyEvent, Watered};
use golden_behaviour::greenhouse::types::{Features, ReasonEnum};
use golden_behaviour::greenhouse::{self, Client, METADATA};

use crate::house::House;
use crate::loopback::Loopback;
use crate::owned::Zone;
use crate::wire::bytes;

#[test]
fn an_event_is_decoded_by_its_id() {
    let zone = Zone::numbered(7);
    let watered = Watered { zone: zone.borrowed(), amount: Some(3) };
    let data = bytes(&watered);
    assert_eq!(AnyEvent::decode(Watered::ID, &data), Ok(Some(AnyEvent::Watered(watered))));
    let alarm = Alarm { reason: ReasonEnum::FROST, fabric_index: 2 };
    assert_eq!(AnyEvent::decode(EventId(1), &bytes(&alarm)), Ok(Some(AnyEvent::Alarm(alarm))));
    assert_eq!(AnyEvent::decode(EventId(9), &data), Ok(None), "no such event");
    let malformed = AnyEvent::decode(Alarm::ID, &data).unwrap_err();
    assert_eq!(malformed.kind, ErrorKind::UnexpectedType);
}

#[test]
fn an_event_says_what_its_table_says() {
    let entry = METADATA.event(Watered::ID).unwrap();
    assert_eq!((entry.priority, Watered::PRIORITY), (EventPriority::Critical, EventPriority::Critical));
    assert_eq!((Watered::CLUSTER, Alarm::ID), (greenhouse::ID, EventId(1)));
}

#[test]
fn a_client_reads_what_every_cluster_has() {
    let house = House { full: true, ..House::default() };
    let requester = Context::case(NonZeroU8::MIN, 1, Privilege::View);
    let mut client = Client::new(Loopback::new(house, requester), EndpointId(5));
    let mut buffer = [0; 256];
    assert_eq!(client.feature_map().send(&mut buffer), Ok(Features::VENTILATION));
    assert_eq!(client.cluster_revision().send(&mut buffer), Ok(greenhouse::REVISION));
    let list = |list: List<'_, u32>| list.iter().map(Result::unwrap).collect::<Vec<_>>();
    assert_eq!(list(client.accepted_command_list().send(&mut buffer).unwrap()), [0, 1, 2, 3, 4]);
    assert_eq!(list(client.generated_command_list().send(&mut buffer).unwrap()), [1, 5]);
    let attributes = list(client.attribute_list().send(&mut buffer).unwrap());
    assert!(attributes.is_sorted() && attributes.contains(&0xFFFB) && !attributes.contains(&0xFFFA));
}
