//! What a server knows after a restart.

use netim::key_store::KeyStore as _;
use netim::runtime::StatusCode;
use netim::wire::Release;

use crate::scenario::{self, client_entry, created};
use crate::server_support::answers::{self, Answer, BOTH, CLIENTS, NETWORK_IDENTITIES, NOTHING};
use crate::server_support::entries::ecdsa;
use crate::server_support::identities::{client, secret, test_clients, unsigned};
use crate::server_support::journal::Entry;
use crate::server_support::requests::Query;
use crate::server_support::server::Server;
use crate::server_support::storage::TestStorage;

everywhere!(
    nothing_is_lost,
    the_same_answers,
    the_authenticator_reconciles,
    keys_that_nothing_refers_to_are_destroyed,
    keys_that_could_not_be_destroyed_are_destroyed_later,
);

/// Four network identities, clients 1 to 5, of which 2 is gone.
fn server<S: TestStorage>(release: Release) -> Server<S> {
    let mut server = scenario::four_network_identities(release);
    server.add_client(&client(0).0).unwrap();
    server.remove_client_at(2).unwrap();
    server
}

fn nothing_is_lost<S: TestStorage>(release: Release) {
    let mut server = server::<S>(release);
    let before = server.snapshot();
    let mut server = server.reopened();
    assert_eq!(server.snapshot(), before, "{release}");
    assert!(server.manager.take_changed().is_empty(), "starting changes nothing");
    assert_eq!(server.manager.tables().check(), Ok(()));
}

fn the_same_answers<S: TestStorage>(release: Release) {
    let mut here = server::<S>(release);
    let mut there = server::<S>(release).reopened();
    let mut both = |ask: &dyn Fn(&mut Server<S>) -> Answer, expected: &Answer| {
        assert_eq!(ask(&mut here), *expected, "{release}");
        assert_eq!(ask(&mut there), *expected, "{release}: reopened");
    };
    let current = answers::identity(&secret(3).identity.0);
    both(&|server| server.query_identity(Query::Type(ecdsa(release))), &current);
    both(&|server| server.export_admin_secret(), &answers::admin_secret(&secret(3).nass(created(3))));
    both(&|server| server.import_admin_secret(&secret(3).nass(created(3))), &answers::success(NOTHING));
    both(&|server| server.add_client(&client(0).0), &answers::client_index(5, NOTHING));
    let collides = test_clients().swap_remove(0).collides;
    both(&|server| server.add_client(&collides.0), &Err(StatusCode::ALREADY_EXISTS));
    both(&|server| server.remove_client_at(2), &Err(StatusCode::NOT_FOUND));
    both(&|server| server.add_client(&client(1).0), &answers::client_index(6, CLIENTS));
    both(&|server| server.remove_client_at(1), &answers::success(BOTH));
    both(
        &|server| server.import_admin_secret(&secret(4).nass(created(4))),
        &answers::success(NETWORK_IDENTITIES),
    );
    assert_eq!(here.read(0), there.read(0), "{release}");
    assert_eq!(here.read(1), there.read(1), "{release}");
}

fn the_authenticator_reconciles<S: TestStorage>(release: Release) {
    let server = server::<S>(release).reopened();
    assert_eq!(server.journal(), [Entry::Reconciled { clients: 4, network_identities: 4 }], "{release}");
    let mut server = server.reopened();
    server.journal();
    server.remove_client_at(1).unwrap();
    let removed = Entry::ClientRemoved(client_entry(1, &unsigned(1), Some(1)));
    assert_eq!(server.journal().last(), Some(&removed), "with the reference that was stored");
}

/// As a crash between making a key and storing its handle leaves them.
fn keys_that_nothing_refers_to_are_destroyed<S: TestStorage>(release: Release) {
    let mut server = server::<S>(release);
    let keys = server.keys();
    for _ in 0..2 {
        server.manager.parts_mut().key_store.generate_key_pair().unwrap();
    }
    let server = server.reopened();
    assert_eq!(server.keys(), keys, "{release}");
    let reconciled = Entry::Reconciled { clients: 4, network_identities: 4 };
    assert_eq!(server.journal(), [Entry::KeyDestroyed, Entry::KeyDestroyed, reconciled]);
}

fn keys_that_could_not_be_destroyed_are_destroyed_later<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    scenario::import(&mut server, 0);
    server.manager.parts_mut().key_store.keeping = true;
    scenario::import(&mut server, 1);
    assert_eq!(server.keys().len(), 4, "{release}: that of the old secret is left over");
    server.manager.parts_mut().key_store.keeping = false;
    server.journal();
    scenario::import(&mut server, 2);
    let begin = [Entry::PrepareNetworkIdentity, Entry::KeyDestroyed, Entry::KeyMade];
    assert!(server.journal().starts_with(&begin), "{release}: before the import needs the room");
    assert_eq!(server.keys().len(), 3, "{release}");
    server.manager.parts_mut().key_store.keeping = true;
    scenario::import(&mut server, 3);
    assert_eq!(
        server.keys().len(),
        5,
        "{release}: of the old secret, and of a network identity that retired"
    );
    assert_eq!(server.reopened().keys().len(), 3, "{release}");
}
