//! `RemoveClient`.

use netim::runtime::StatusCode;
use netim::wire::Release;

use crate::scenario::{self, client_entry};
use crate::server_support::answers::{self, BOTH, CLIENTS};
use crate::server_support::entries;
use crate::server_support::identities::{client, unsigned};
use crate::server_support::journal::Entry;
use crate::server_support::requests;
use crate::server_support::server::Server;
use crate::server_support::storage::TestStorage;

everywhere!(
    by_index_and_by_identifier,
    the_authenticator_hears_of_the_entry_as_it_was_when_it_is_gone,
    what_is_not_there_is_not_found,
    a_client_of_an_old_network_identity_changes_its_count,
    the_next_client_can_have_the_same_identity,
);

fn by_index_and_by_identifier<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::with_records(release, &scenario::stored_clients([1, 5, 9, 2047]));
    assert_eq!(server.remove_client_at(5), answers::success(CLIENTS), "{release}");
    assert_eq!(server.remove_client(&unsigned(1).identifier()), answers::success(CLIENTS));
    assert_eq!(server.remove_client_at(2047), answers::success(CLIENTS));
    let left = [client_entry(9, &unsigned(9), None)];
    assert_eq!(server.read(requests::CLIENTS), entries::clients(release, &left));
}

fn the_authenticator_hears_of_the_entry_as_it_was_when_it_is_gone<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    for (index, changed) in [(4, CLIENTS), (2, BOTH)] {
        assert_eq!(server.remove_client_at(index), answers::success(changed), "{release}");
        let expected = [
            Entry::Committed(vec![format!("no client {index}")]),
            Entry::ClientRemoved(client_entry(index, &unsigned(index.into()), Some(index))),
        ];
        assert_eq!(server.journal(), expected);
    }
}

fn what_is_not_there_is_not_found<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::with_records(release, &scenario::stored_clients(1..=3));
    server.remove_client_at(2).unwrap();
    server.journal();
    scenario::assert_unchanged(&mut server, |server| {
        for index in [2, 4, 500, 2047] {
            assert_eq!(server.remove_client_at(index), Err(StatusCode::NOT_FOUND), "{release}");
        }
        for identity in [unsigned(2), unsigned(4)] {
            assert_eq!(server.remove_client(&identity.identifier()), Err(StatusCode::NOT_FOUND));
        }
    });
    assert_eq!(server.journal(), []);
}

fn a_client_of_an_old_network_identity_changes_its_count<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    assert_eq!(server.remove_client_at(1), answers::success(BOTH), "{release}");
    let left = [(1, 0), (2, 1), (3, 1), (4, 1)]
        .map(|(index, clients)| scenario::network_entry(index, usize::from(index) - 1, clients));
    let attribute = server.read(requests::ACTIVE_NETWORK_IDENTITIES);
    assert_eq!(attribute, entries::network_identities(release, &left));
}

fn the_next_client_can_have_the_same_identity<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    for index in 1..=4 {
        assert_eq!(server.add_client(&client(0).0), answers::client_index(index, CLIENTS), "{release}");
        assert_eq!(server.remove_client_at(index), answers::success(CLIENTS));
    }
}
