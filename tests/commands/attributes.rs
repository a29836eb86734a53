//! What the attributes show.

use netim::identity::Identifier;
use netim::wire::Release;

use crate::identity_support::unhex;
use crate::scenario::{self, client_entry, network_entry};
use crate::server_support::entries::{self, DATA};
use crate::server_support::identities::unsigned;
use crate::server_support::requests::{ACTIVE_NETWORK_IDENTITIES, CLIENT_TABLE_SIZE, CLIENTS};
use crate::server_support::server::Server;
use crate::server_support::storage::{InMemory, TestStorage};
use crate::server_support::tlv::{array, uint};

everywhere!(
    of_a_new_server,
    the_oldest_network_identity_first_and_clients_in_order,
    no_count_for_the_current_network_identity,
    the_size_of_the_table,
    global_attributes,
);

fn of_a_new_server<S: TestStorage>(release: Release) {
    let server = Server::<S>::new(release);
    assert_eq!(server.read(ACTIVE_NETWORK_IDENTITIES), array(DATA, &[]), "{release}");
    assert_eq!(server.read(CLIENTS), array(DATA, &[]), "{release}");
    assert_eq!(server.read(CLIENT_TABLE_SIZE), uint(DATA, 500), "{release}");
}

fn the_oldest_network_identity_first_and_clients_in_order<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::with_records(release, &scenario::stored_clients([2047, 3, 700, 1]));
    scenario::import(&mut server, 5);
    assert!(server.client_authenticated(700, 1).0);
    scenario::import(&mut server, 6);
    let clients = [1, 3, 700, 2047]
        .map(|index| client_entry(index, &unsigned(index.into()), (index == 700).then_some(1)));
    assert_eq!(server.read(CLIENTS), entries::clients(release, &clients), "{release}");
    let identities = [network_entry(1, 5, 1), network_entry(2, 6, 0)];
    let identities = entries::network_identities(release, &identities);
    assert_eq!(server.read(ACTIVE_NETWORK_IDENTITIES), identities, "{release}");
}

/// Not even 0.
fn no_count_for_the_current_network_identity<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    for index in [1, 4] {
        server.remove_client_at(index).unwrap();
    }
    let identities = [(1, 0), (2, 1), (3, 1), (4, 0)]
        .map(|(index, clients)| network_entry(index, usize::from(index) - 1, clients));
    let read = server.read(ACTIVE_NETWORK_IDENTITIES);
    assert_eq!(read, entries::network_identities(release, &identities), "{release}");
    assert!(read.ends_with(&unhex("29 04 34 05 18 18")), "{release}: current, null, two ends");
}

fn the_size_of_the_table<S: TestStorage>(release: Release) {
    assert_eq!(Server::<S, 501>::new(release).read(CLIENT_TABLE_SIZE), uint(DATA, 501), "{release}");
    assert_eq!(Server::<S, 2047>::new(release).read(CLIENT_TABLE_SIZE), uint(DATA, 2047), "{release}");
}

fn global_attributes<S: TestStorage>(release: Release) {
    let server = Server::<S>::new(release);
    let list = |entries: &[u64]| {
        let entries: Vec<_> = entries.iter().map(|entry| uint(None, *entry)).collect();
        array(DATA, &entries)
    };
    assert_eq!(server.read(0xfffd), uint(DATA, 1), "{release}: ClusterRevision");
    assert_eq!(server.read(0xfffc), uint(DATA, 0), "{release}: FeatureMap");
    let attributes = [0, 1, 2, 0xfff8, 0xfff9, 0xfffb, 0xfffc, 0xfffd];
    assert_eq!(server.read(0xfffb), list(&attributes), "{release}: AttributeList");
    assert_eq!(server.read(0xfff9), list(&[0, 2, 3, 0x40, 0x41]), "{release}: AcceptedCommandList");
    assert_eq!(server.read(0xfff8), list(&[1, 4, 0x42]), "{release}: GeneratedCommandList");
}

/// The bytes of both tables, spelt out once.
#[test]
fn the_bytes_of_each_release() {
    for (release, ty, client) in [
        (Release::V1_6, "24 01 00", "15 24 00 01 30 01 14 {} 24 02 01 18"),
        (Release::V1_6_1, "24 01 01", "15 24 00 01 30 01 14 {} 24 02 01 24 03 01 18"),
    ] {
        let mut server = Server::<InMemory>::with_records(release, &scenario::stored_clients([1]));
        scenario::import(&mut server, 0);
        assert!(server.client_authenticated(1, 1).0);
        scenario::import(&mut server, 1);
        let hex = |identity: &entries::Identity| Identifier::from_bytes(&identity.identifier()).to_string();
        let clients = client.replace("{}", &hex(&unsigned(1)));
        assert_eq!(server.read(CLIENTS), unhex(&format!("36 02 {clients} 18")), "{release}");
        let [first, second] = [0, 1].map(|position| hex(&network_entry(1, position, 0).identity));
        let identities = format!(
            "36 02 15 24 00 01 {ty} 30 02 14 {first} 25 03 e803 28 04 24 05 01 18
                   15 24 00 02 {ty} 30 02 14 {second} 25 03 e903 29 04 34 05 18 18"
        );
        assert_eq!(server.read(ACTIVE_NETWORK_IDENTITIES), unhex(&identities), "{release}");
    }
}
