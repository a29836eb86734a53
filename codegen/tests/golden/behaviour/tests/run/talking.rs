//! A generated client and a generated server talk to each other, blocking and awaiting.

use std::num::NonZeroU8;

use clustergen_runtime::client::ClientError;
use clustergen_runtime::limits::{ConstraintError, Limit, ShapeError};
use clustergen_runtime::tlv::{ErrorKind, Tag};
use clustergen_runtime::{CommandId, Context, EndpointId, List, Nullable, Privilege, Status, StatusCode};
use golden_behaviour::greenhouse::Client;
use golden_behaviour::greenhouse::commands::{AddZone, AddZoneResponse, Find, Vent, VentResponse};
use golden_behaviour::greenhouse::types::{SetupBitmap, WatcherStruct};

use crate::house::House;
use crate::loopback::{Awaited, Loopback, Unplugged, block_on};
use crate::owned::{Record, Zone};
use crate::wire::structure;

fn administrator() -> Context {
    Context::case(NonZeroU8::MIN, 1, Privilege::Administer)
}

fn loopback() -> Loopback {
    Loopback::new(House { full: true, ..House::default() }, administrator())
}

fn client() -> Client<Loopback> {
    Client::new(loopback(), EndpointId(5))
}

fn refused<T>(code: StatusCode) -> Result<T, ClientError<Unplugged>> {
    Err(ClientError::Status(code.into()))
}

#[test]
fn every_operation() {
    let mut client = client();
    assert_eq!(client.endpoint(), EndpointId(5));
    let mut buffer = [0; 256];
    let zone = Zone::numbered(3);
    let added = client.add_zone(AddZone { zone: zone.borrowed(), tags: None }).send(&mut buffer);
    assert_eq!(added, Ok(AddZoneResponse { count: 1, digest: Nullable::Value(&[0xD2; 4]) }));
    let zones = client.zones().send(&mut buffer).unwrap();
    assert_eq!(zones.into_iter().collect::<Result<Vec<_>, _>>(), Ok(vec![zone.borrowed()]));

    let find = Find { index: Some(3), name: None, near: None, far: Some(Nullable::Null) };
    assert_eq!(client.find(find).send(&mut buffer), Ok(()));
    assert_eq!(
        client.find(Find { index: Some(4), ..find }).send(&mut buffer),
        refused(StatusCode::NOT_FOUND)
    );
    assert_eq!(client.join().send(&mut buffer), Ok(()));
    assert_eq!(client.vent(Vent { level: 3 }).send(&mut buffer), Ok(VentResponse { level: 3 }));
    assert_eq!(client.reset().send(&mut buffer), Ok(()));

    assert_eq!(client.write_target(Nullable::Value(-50)).send(&mut buffer), Ok(()), "timed by itself");
    assert_eq!(client.target().send(&mut buffer), Ok(Nullable::Value(-50)));
    assert_eq!(client.write_target(Nullable::Null).send(&mut buffer), Ok(()));
    assert_eq!(client.target().send(&mut buffer), Ok(Nullable::Null));
    assert_eq!(client.write_label("north").send(&mut buffer), Ok(()));
    assert_eq!(client.label().send(&mut buffer), Ok("north"));
    let setup = SetupBitmap::LOCKED.with_field(SetupBitmap::LEVEL, 6);
    assert_eq!(client.write_setup(setup).send(&mut buffer), Ok(()));
    assert_eq!(client.setup().send(&mut buffer), Ok(setup));
    assert_eq!(client.write_offsets(List::from_slice(&[-5, 5])).send(&mut buffer), Ok(()));
    assert_eq!(client.offsets().send(&mut buffer), Ok(List::from_slice(&[-5, 5])));
    assert_eq!(client.write_token(&[1, 2, 3, 4]).send(&mut buffer), Ok(()));
    assert_eq!(client.transport().house.token, [1, 2, 3, 4]);
    assert_eq!(client.digest().send(&mut buffer), Ok(&[0xD1; 4]));
    assert_eq!(client.write_counter(0xFF_FFFF).send(&mut buffer), Ok(()));
    assert_eq!(client.counter().send(&mut buffer), Ok(0xFF_FFFF));
}

#[test]
fn a_fabric_is_known_from_the_session() {
    let mut client = client();
    let mut buffer = [0; 64];
    let sent = [WatcherStruct { node: 9, fabric_index: None }];
    assert_eq!(client.write_watchers(List::from_slice(&sent)).send(&mut buffer), Ok(()));
    let kept = [WatcherStruct { node: 9, fabric_index: Some(1) }];
    assert_eq!(client.watchers().send(&mut buffer), Ok(List::from_slice(&kept)));
}

#[test]
fn lists_that_may_be_null() {
    let mut client = client();
    let mut buffer = [0; 256];
    assert_eq!(client.records().send(&mut buffer), Ok(Nullable::Null));
    client.transport().house.records = Some(vec![]);
    assert_eq!(client.records().send(&mut buffer), Ok(Nullable::Value(List::default())));
    let record = Record { digest: [1; 4], ratio: 0.5, exact: Some(-0.25), fabric_index: 1 };
    client.transport().house.records = Some(vec![record.clone(), record.clone()]);
    let records = [record.borrowed(), record.borrowed()];
    assert_eq!(client.records().send(&mut buffer), Ok(Nullable::Value(List::from_slice(&records))));
}

#[test]
fn the_same_awaited() {
    let mut client = Client::new(Awaited(loopback()), EndpointId(5));
    let mut buffer = [0; 256];
    let zone = Zone::numbered(3);
    let added =
        block_on(client.add_zone(AddZone { zone: zone.borrowed(), tags: None }).send_async(&mut buffer));
    assert_eq!(added, Ok(AddZoneResponse { count: 1, digest: Nullable::Value(&[0xD2; 4]) }));
    let zones = block_on(client.zones().send_async(&mut buffer)).unwrap();
    assert_eq!(zones.into_iter().collect::<Result<Vec<_>, _>>(), Ok(vec![zone.borrowed()]));
    assert_eq!(block_on(client.write_label("south").send_async(&mut buffer)), Ok(()));
    assert_eq!(block_on(client.label().send_async(&mut buffer)), Ok("south"));
    assert_eq!(
        block_on(client.vent(Vent { level: 10 }).send_async(&mut buffer)),
        Ok(VentResponse { level: 10 })
    );

    client.transport().0.unplugged = true;
    assert_eq!(block_on(client.reset().send_async(&mut buffer)), Err(ClientError::Transport(Unplugged)));
}

#[test]
fn what_is_wrong_with_a_request_is_found_before_it_is_sent() {
    let mut client = client();
    client.transport().unplugged = true;
    let mut buffer = [0; 256];
    let broken = |field, limit| ClientError::Constraint(ConstraintError { field, limit });
    assert_eq!(client.vent(Vent { level: 11 }).send(&mut buffer), Err(broken("Level", Limit::Range)));
    assert_eq!(client.write_label("far too long").send(&mut buffer), Err(broken("Label", Limit::Length)));
    assert_eq!(client.write_counter(0x100_0000).send(&mut buffer), Err(broken("Counter", Limit::Range)));
    let none = Find { index: None, name: None, near: Some(true), far: None };
    let choice = ShapeError::Choice { group: "a", present: 0 };
    assert_eq!(client.find(none).send(&mut buffer), Err(ClientError::Shape(choice)));

    let full = |error: ClientError<_>| matches!(error, ClientError::Encode(error) if error.kind == ErrorKind::BufferFull);
    assert!(full(client.write_label("north").send(&mut [0; 4]).unwrap_err()));
    assert!(full(client.join().send(&mut []).unwrap_err()));
    assert_eq!(client.join().send(&mut buffer), Err(ClientError::Transport(Unplugged)));
    assert_eq!(client.label().send(&mut buffer), Err(ClientError::Transport(Unplugged)));
    assert_eq!(client.write_label("").send(&mut buffer), Err(ClientError::Transport(Unplugged)));
}

#[test]
fn what_is_wrong_with_an_answer_is_told() {
    let mut client = client();
    let mut buffer = [0; 64];
    let count_only = structure(|out| out.uint(Tag::Context(0), 1));
    client.transport().instead = Some((Some(CommandId(1)), count_only.clone()));
    let zone = Zone::numbered(1);
    let request = AddZone { zone: zone.borrowed(), tags: None };
    let error = client.add_zone(request).send(&mut buffer).unwrap_err();
    assert!(matches!(error, ClientError::Decode(error) if error.kind == ErrorKind::MissingField));

    client.transport().instead = Some((Some(CommandId(5)), count_only));
    let unexpected = |id| Err(ClientError::UnexpectedAnswer(id));
    assert_eq!(client.add_zone(request).send(&mut buffer), unexpected(Some(CommandId(5))));
    assert_eq!(client.join().send(&mut buffer), Err(ClientError::UnexpectedAnswer(Some(CommandId(5)))));
    client.transport().instead = Some((None, Vec::new()));
    assert_eq!(client.add_zone(request).send(&mut buffer), unexpected(None));
}

#[test]
fn a_refusal_is_the_servers_status() {
    let mut client = client();
    let mut buffer = [0; 64];
    let zone = Zone::numbered(999);
    let added = client.add_zone(AddZone { zone: zone.borrowed(), tags: None }).send(&mut buffer);
    assert_eq!(added, Err(ClientError::Status(Status::of_cluster(7))));
    client.transport().requester.privilege = Privilege::View;
    assert_eq!(client.reset().send(&mut buffer), refused(StatusCode::UNSUPPORTED_ACCESS));
    assert_eq!(client.records().send(&mut buffer), refused(StatusCode::UNSUPPORTED_ACCESS));
}

#[test]
fn long_lists_come_in_chunks() {
    let mut client = client();
    client.transport().house.zones = (1..=200).map(Zone::numbered).collect();
    client.transport().message = 300;
    let mut buffer = vec![0; 16 * 1024];
    let zones = client.zones().send(&mut buffer).unwrap();
    let numbers: Vec<_> = zones.into_iter().map(|zone| zone.unwrap().zone_id).collect();
    assert_eq!(numbers, (1..=200).collect::<Vec<_>>());
    assert!(client.transport().messages > 10);
    let (messages, offered) = (client.transport().messages, client.transport().house.offered.get());
    assert!(offered <= 200 + messages, "no entry is offered in vain but the one that did not fit");
}

#[test]
fn wherever_a_message_ends() {
    let mut client = client();
    client.transport().house.zones = (1..=9).map(Zone::numbered).collect();
    let mut buffer = vec![0; 1024];
    let mut too_short = 0;
    for message in 0..400 {
        client.transport().message = message;
        match client.zones().send(&mut buffer) {
            Ok(zones) => assert_eq!(zones.count(), 9, "with messages of {message} bytes"),
            error => {
                assert_eq!(error.map(|_| ()), refused(StatusCode::RESOURCE_EXHAUSTED));
                too_short = message;
            }
        }
    }
    let longest = crate::wire::bytes(&Zone::numbered(9).borrowed()).len();
    assert_eq!(too_short, longest + 1, "a message has room for one entry and the array around it");
}
