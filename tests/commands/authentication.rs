//! What an authenticator reports: a client has authenticated.

use netim::authenticator::ReportAuthentication;
use netim::wire::Release;

use crate::scenario::{self, client_entry, network_entry};
use crate::server_support::answers::{NETWORK_IDENTITIES, NOTHING};
use crate::server_support::entries;
use crate::server_support::identities::unsigned;
use crate::server_support::journal::Entry;
use crate::server_support::requests;
use crate::server_support::server::Server;
use crate::server_support::storage::TestStorage;
use crate::storage_support::{client_index, network_index};

everywhere!(
    a_first_authentication,
    moving_between_network_identities,
    the_same_again_is_not_stored_again,
    unknown_indices_are_ignored,
    a_storage_that_fails_leaves_everything_as_it_was,
    an_authenticator_needs_to_know_no_more_than_the_trait,
);

fn a_first_authentication<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::with_records(release, &scenario::stored_clients([1, 2]));
    scenario::import(&mut server, 0);
    server.journal();
    // The current network identity shows no count.
    assert_eq!(server.client_authenticated(2, 1), (true, NOTHING), "{release}");
    let committed = [Entry::Committed(vec!["client 2".to_owned()])];
    assert_eq!(server.journal(), committed, "the authenticator knows it already");
    let clients = [client_entry(1, &unsigned(1), None), client_entry(2, &unsigned(2), Some(1))];
    assert_eq!(server.read(requests::CLIENTS), entries::clients(release, &clients));
    let identities = entries::network_identities(release, &[network_entry(1, 0, 1)]);
    assert_eq!(server.read(requests::ACTIVE_NETWORK_IDENTITIES), identities);
    // Nor has it got one when it is not current any more.
    scenario::import(&mut server, 1);
    let identities = [network_entry(1, 0, 1), network_entry(2, 1, 0)];
    let identities = entries::network_identities(release, &identities);
    assert_eq!(server.read(requests::ACTIVE_NETWORK_IDENTITIES), identities);
}

/// Network identity 4 is current; what is left for the others is reported.
fn moving_between_network_identities<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    let mut counts = [1, 1, 1, 1];
    for (client, from, to) in [(1, 1, 2), (2, 2, 4), (4, 4, 3), (1, 2, 4), (1, 4, 1)] {
        counts[from - 1] -= 1;
        counts[to - 1] += 1;
        let to = u16::try_from(to).unwrap();
        assert_eq!(
            server.client_authenticated(client, to),
            (true, NETWORK_IDENTITIES),
            "{release}: {client} to {to}"
        );
        let expected: Vec<_> = (1..)
            .zip(0..)
            .zip(counts)
            .map(|((index, position), clients)| network_entry(index, position, clients))
            .collect();
        let expected = entries::network_identities(release, &expected);
        assert_eq!(server.read(requests::ACTIVE_NETWORK_IDENTITIES), expected);
    }
}

fn the_same_again_is_not_stored_again<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    for index in 1..=4 {
        scenario::assert_unchanged(&mut server, |server| {
            assert_eq!(server.client_authenticated(index, index), (true, NOTHING), "{release}");
        });
    }
    assert_eq!(server.journal(), []);
}

fn unknown_indices_are_ignored<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    scenario::assert_unchanged(&mut server, |server| {
        for (client, network_identity) in [(5, 1), (2047, 4), (1, 5), (1, 65_534), (9, 9)] {
            assert_eq!(server.client_authenticated(client, network_identity), (false, NOTHING), "{release}");
        }
    });
    assert_eq!(server.journal(), []);
}

fn a_storage_that_fails_leaves_everything_as_it_was<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    server.let_storage_fail(true);
    scenario::assert_unchanged(&mut server, |server| {
        assert_eq!(server.client_authenticated(1, 4), (false, NOTHING), "{release}");
    });
    server.let_storage_fail(false);
    assert_eq!(server.client_authenticated(1, 4), (true, NETWORK_IDENTITIES));
}

fn an_authenticator_needs_to_know_no_more_than_the_trait<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    let ear: &mut dyn ReportAuthentication = &mut server.manager;
    ear.client_authenticated(client_index(1), network_index(9));
    ear.client_authenticated(client_index(9), network_index(1));
    ear.client_authenticated(client_index(1), network_index(2));
    assert_eq!(server.manager.take_changed(), NETWORK_IDENTITIES, "{release}");
    assert_eq!(server.journal(), [Entry::Committed(vec!["client 1".to_owned()])], "{release}");
}
