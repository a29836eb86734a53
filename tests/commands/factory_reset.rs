//! Factory reset.

use netim::runtime::StatusCode;
use netim::wire::Release;

use crate::scenario::{self, client_entry, network_entry};
use crate::server_support::answers::{self, BOTH, CLIENTS, NOTHING};
use crate::server_support::identities::{client, secret, unsigned};
use crate::server_support::journal::Entry;
use crate::server_support::server::Server;
use crate::server_support::storage::TestStorage;

everywhere!(
    nothing_is_left_and_indices_begin_anew,
    the_authenticator_hears_of_each_when_it_is_durable,
    one_that_fails_can_be_repeated,
    a_server_that_knows_nobody_forgets_where_it_would_search,
);

fn nothing_is_left_and_indices_begin_anew<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    server.manager.factory_reset().unwrap();
    assert_eq!(server.manager.take_changed(), BOTH);
    let fresh = Server::<S>::new(release).snapshot();
    assert_eq!(server.snapshot(), fresh, "{release}");
    assert_eq!(server.manager.tables().check(), Ok(()));
    let mut server = server.reopened();
    assert_eq!(server.snapshot(), fresh, "{release}: after a restart too");
    assert_eq!(server.export_admin_secret(), Err(StatusCode::NOT_FOUND));
    // Not newer than what was there: nobody remembers that.
    scenario::import(&mut server, 0);
    assert_eq!(server.query_identity(crate::server_support::requests::Query::NetworkIdentity(1)), {
        answers::identity(&secret(0).identity.0)
    });
    assert_eq!(server.add_client(&client(0).0), answers::client_index(1, CLIENTS));
}

fn the_authenticator_hears_of_each_when_it_is_durable<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::with_records(release, &scenario::stored_clients(1..=2));
    scenario::import(&mut server, 0);
    server.journal();
    server.manager.factory_reset().unwrap();
    let forgotten = [
        "no network identity 1",
        "no the next network identity index",
        "no the next client index",
        "no the administrator secret",
    ];
    let expected = [
        Entry::Committed(vec!["no client 1".to_owned()]),
        Entry::ClientRemoved(client_entry(1, &unsigned(1), None)),
        Entry::Committed(vec!["no client 2".to_owned()]),
        Entry::ClientRemoved(client_entry(2, &unsigned(2), None)),
        Entry::Committed(forgotten.map(str::to_owned).to_vec()),
        Entry::NetworkIdentityRemoved(network_entry(1, 0, 0)),
        Entry::KeyDestroyed,
        Entry::KeyDestroyed,
    ];
    assert_eq!(server.journal(), expected, "{release}");
}

fn one_that_fails_can_be_repeated<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    server.let_storage_fail(true);
    scenario::assert_unchanged(&mut server, |server| assert!(server.manager.factory_reset().is_err()));
    server.let_storage_fail(false);
    server.manager.parts_mut().key_store.keeping = true;
    assert!(server.manager.factory_reset().is_err(), "{release}: the keys are still there");
    assert_eq!(server.keys().len(), 5);
    assert!(server.manager.tables().clients().is_empty());
    server.manager.parts_mut().key_store.keeping = false;
    server.manager.factory_reset().unwrap();
    assert_eq!(server.snapshot(), Server::<S>::new(release).snapshot(), "{release}");
}

fn a_server_that_knows_nobody_forgets_where_it_would_search<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    server.add_client(&client(0).0).unwrap();
    server.remove_client_at(1).unwrap();
    server.manager.factory_reset().unwrap();
    assert_eq!(server.manager.take_changed(), NOTHING, "{release}");
    assert_eq!(server.add_client(&client(0).0), answers::client_index(1, CLIENTS));
}
