//! Which index a new entry gets.

use netim::runtime::StatusCode;
use netim::storage::{Change, Record, Storage as _};
use netim::wire::Release;

use crate::scenario::{self, network_entry};
use crate::server_support::answers::{self, CLIENTS};
use crate::server_support::entries;
use crate::server_support::identities::{client, generated};
use crate::server_support::requests::ACTIVE_NETWORK_IDENTITIES;
use crate::server_support::server::Server;
use crate::server_support::storage::TestStorage;
use crate::storage_support::{client_index, network_index};

everywhere!(
    an_index_is_not_used_again_at_once,
    client_indices_wrap_and_skip_those_in_use,
    the_last_free_client_index_is_found,
    refused_clients_take_no_index,
    network_identity_indices_wrap_and_skip_those_in_use,
    an_index_that_retires_is_not_taken_by_its_successor,
);

/// Adds clients that are not there yet, and expects these indices for them.
fn assert_next<S: TestStorage>(server: &mut Server<S>, expected: impl IntoIterator<Item = u16>) {
    for (position, index) in expected.into_iter().enumerate() {
        let answer = server.add_client(&client(position).0);
        assert_eq!(answer, answers::client_index(index, CLIENTS), "{}", server.release);
    }
}

fn an_index_is_not_used_again_at_once<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    assert_next(&mut server, 1..=3);
    for index in [2, 3] {
        server.remove_client_at(index).unwrap();
    }
    assert_eq!(server.add_client(&generated(0).0), answers::client_index(4, CLIENTS), "{release}");
    let mut server = server.reopened();
    assert_eq!(server.add_client(&generated(1).0), answers::client_index(5, CLIENTS), "{release}");
}

fn client_indices_wrap_and_skip_those_in_use<S: TestStorage>(release: Release) {
    let mut records = scenario::stored_clients([1, 2, 4, 2046]);
    records.push(Record::NextClientIndex(client_index(2045)));
    let mut server = Server::<S>::with_records(release, &records);
    assert_next(&mut server, [2045, 2047, 3, 5, 6]);
}

/// A table of 2,047 with one place left, behind the start of the search.
fn the_last_free_client_index_is_found<S: TestStorage>(release: Release) {
    let mut records = scenario::stored_clients((1..=2047).filter(|index| *index != 1000));
    records.push(Record::NextClientIndex(client_index(1001)));
    let mut server = Server::<S, 2047>::with_records(release, &records);
    assert_eq!(server.add_client(&client(0).0), answers::client_index(1000, CLIENTS), "{release}");
    assert_eq!(server.add_client(&client(1).0), Err(StatusCode::RESOURCE_EXHAUSTED), "{release}");
    server.remove_client_at(999).unwrap();
    assert_eq!(server.add_client(&client(1).0), answers::client_index(999, CLIENTS), "{release}");
}

fn refused_clients_take_no_index<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    assert_next(&mut server, [1]);
    server.set_ready(false);
    server.add_client(&client(1).0).unwrap_err();
    server.set_ready(true);
    server.let_storage_fail(true);
    server.add_client(&client(1).0).unwrap_err();
    server.let_storage_fail(false);
    assert_eq!(server.add_client(&client(1).0), answers::client_index(2, CLIENTS), "{release}");
}

/// The same server, whose search for a network identity's index starts here.
fn searching_from<S: TestStorage>(mut server: Server<S>, next: u16) -> Server<S> {
    let next = Record::NextNetworkIdentityIndex(network_index(next));
    server.manager.parts_mut().storage.commit(&[Change::Put(next)]).unwrap();
    server.reopened()
}

fn assert_network_identities<S: TestStorage>(server: &Server<S>, expected: &[(u16, usize, u16)]) {
    let expected: Vec<_> = expected
        .iter()
        .map(|(index, position, clients)| network_entry(*index, *position, *clients))
        .collect();
    let expected = entries::network_identities(server.release, &expected);
    assert_eq!(server.read(ACTIVE_NETWORK_IDENTITIES), expected, "{}", server.release);
}

fn network_identity_indices_wrap_and_skip_those_in_use<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::with_records(release, &scenario::stored_clients(1..=3));
    scenario::import(&mut server, 0);
    assert!(server.client_authenticated(1, 1).0);
    let mut server = searching_from(server, 65_534);
    scenario::import(&mut server, 1);
    assert!(server.client_authenticated(2, 65_534).0);
    scenario::import(&mut server, 2);
    assert_network_identities(&server, &[(1, 0, 1), (65_534, 1, 1), (2, 2, 0)]);
    scenario::import(&mut server, 3);
    assert_network_identities(&server, &[(1, 0, 1), (65_534, 1, 1), (2, 2, 0), (3, 3, 0)]);
    scenario::import(&mut server, 4);
    assert_network_identities(&server, &[(1, 0, 1), (65_534, 1, 1), (3, 3, 0), (4, 4, 0)]);
}

/// The search comes upon one that retires by this very import, and goes on.
fn an_index_that_retires_is_not_taken_by_its_successor<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::with_records(release, &scenario::stored_clients([1]));
    scenario::import(&mut server, 0);
    assert!(server.client_authenticated(1, 1).0);
    scenario::import(&mut server, 1);
    server.remove_client_at(1).unwrap();
    let mut server = searching_from(server, 1);
    scenario::import(&mut server, 2);
    assert_network_identities(&server, &[(2, 1, 0), (3, 2, 0)]);
}
