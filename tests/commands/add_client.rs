//! `AddClient`.

use netim::runtime::StatusCode;
use netim::wire::Release;

use crate::identity_support::unhex;
use crate::scenario::{self, client_entry};
use crate::server_support::answers::{self, CLIENTS, NOTHING};
use crate::server_support::entries::{self, Identity};
use crate::server_support::identities::{client, generated, test_clients, unsigned};
use crate::server_support::journal::Entry;
use crate::server_support::requests;
use crate::server_support::server::Server;
use crate::server_support::storage::TestStorage;
use crate::server_support::tlv::{octets, structure, uint};

everywhere!(
    a_client_is_durable_before_the_authenticator_hears_of_it,
    the_vectors_are_accepted,
    the_certificate_of_the_facts_is_accepted,
    the_same_identity_again_changes_nothing,
    nothing_keeps_the_same_identity_from_being_added_again,
    the_same_key_with_another_signature_is_refused,
    wrong_signatures_and_points_are_refused,
    other_layouts_are_refused,
    a_full_table_takes_none,
    an_authenticator_that_is_not_ready_is_asked_first,
    a_client_may_have_the_identity_of_the_network,
);

fn a_client_is_durable_before_the_authenticator_hears_of_it<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    for (index, identity) in (1..).zip([client(0), client(1)]) {
        assert_eq!(server.add_client(&identity.0), answers::client_index(index, CLIENTS), "{release}");
        let expected = [
            Entry::PrepareClient(identity.clone()),
            Entry::Committed(vec![format!("client {index}"), "the next client index".to_owned()]),
            Entry::ClientAdded(client_entry(index, &identity, None)),
        ];
        assert_eq!(server.journal(), expected);
    }
    let clients = [client_entry(1, &client(0), None), client_entry(2, &client(1), None)];
    assert_eq!(server.read(requests::CLIENTS), entries::clients(release, &clients));
}

fn the_vectors_are_accepted<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    let clients: Vec<_> = (1..)
        .zip(test_clients())
        .map(|(index, client)| client_entry(index, &client.identity, None))
        .collect();
    for client in &clients {
        assert_eq!(server.add_client(&client.identity.0), answers::client_index(client.index, CLIENTS));
    }
    assert_eq!(server.read(requests::CLIENTS), entries::clients(release, &clients));
}

/// Section 2 of the facts: the certificate in the compact form, and its identifier.
fn the_certificate_of_the_facts_is_accepted<S: TestStorage>(release: Release) {
    let public_key = unhex(
        "04 39ccd4ac7e5968bdf1b080111d92536494fc51624c70aa6d7308daedf3a15e38
            69177b1bf3d09047ebf06be8dd17be23f2fb3d6390c6cf82802f62d05362c008",
    );
    let signature = unhex(
        "384c1bd08fe4caa0460791660d82145dfbfe97d314d15e000d75c073af5d7c7e
         cc1a01852126184ad9ebec809b4c78fff381fe324baf881cc8249e169259bd5a",
    );
    let identity = structure(None, &[octets(Some(9), &public_key), octets(Some(11), &signature)]);
    let mut server = Server::<S>::new(release);
    assert_eq!(server.add_client(&identity), answers::client_index(1, CLIENTS));
    let identifier = unhex("3a0e71e2099a49dac974fed05ea53ebace293390");
    let query = requests::Query::Identifier(&identifier);
    assert_eq!(server.query_identity(query), answers::identity(&identity));
}

fn the_same_identity_again_changes_nothing<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    for position in 0..3 {
        server.add_client(&client(position).0).unwrap();
    }
    server.journal();
    scenario::assert_unchanged(&mut server, |server| {
        assert_eq!(server.add_client(&client(1).0), answers::client_index(2, NOTHING), "{release}");
    });
    assert_eq!(server.journal(), []);
}

fn nothing_keeps_the_same_identity_from_being_added_again<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::with_records(release, &scenario::stored_clients(1..=500));
    server.set_ready(false);
    server.let_storage_fail(true);
    server.let_key_store_fail(true);
    assert_eq!(server.add_client(&unsigned(500).0), answers::client_index(500, NOTHING), "{release}");
    assert_eq!(server.journal(), []);
}

fn the_same_key_with_another_signature_is_refused<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    for client in test_clients() {
        server.add_client(&client.identity.0).unwrap();
    }
    server.journal();
    scenario::assert_unchanged(&mut server, |server| {
        for client in test_clients() {
            assert_eq!(server.add_client(&client.collides.0), Err(StatusCode::ALREADY_EXISTS), "{release}");
        }
    });
    assert_eq!(server.journal(), []);
    // Without the first one there is nothing wrong with the other.
    server.remove_client_at(1).unwrap();
    let collides = test_clients().swap_remove(0).collides;
    assert_eq!(server.add_client(&collides.0), answers::client_index(17, CLIENTS));
}

fn wrong_signatures_and_points_are_refused<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    scenario::assert_unchanged(&mut server, |server| {
        for client in test_clients() {
            for Identity(wrong) in [client.bad_signature, client.off_curve] {
                assert_eq!(server.add_client(&wrong), Err(StatusCode::DYNAMIC_CONSTRAINT_ERROR), "{release}");
            }
        }
    });
    assert_eq!(server.journal(), [], "the authenticator is not asked about them");
}

fn other_layouts_are_refused<S: TestStorage>(release: Release) {
    let Identity(valid) = client(0);
    let (key, signature) = (octets(Some(9), &valid[4..69]), octets(Some(11), &valid[72..136]));
    assert_eq!(structure(None, &[key.clone(), signature.clone()]), valid);
    let compressed = octets(Some(9), &[&[0x02], &valid[5..69]].concat());
    let wide = [&[0x31, 9, 65, 0], &valid[4..69]].concat();
    let wrong = [
        ("nothing", vec![]),
        ("empty", structure(None, &[])),
        ("tagged", structure(Some(1), &[key.clone(), signature.clone()])),
        ("array", [&[0x16], &valid[1..]].concat()),
        ("no end", valid[..136].to_vec()),
        ("two ends", [&valid[..], &[0x18]].concat()),
        ("zeros behind", [&valid[..], &[0; 3]].concat()),
        ("another order", structure(None, &[signature.clone(), key.clone()])),
        ("no key", structure(None, std::slice::from_ref(&signature))),
        ("no signature", structure(None, std::slice::from_ref(&key))),
        ("one more", structure(None, &[key.clone(), signature.clone(), vec![0x14]])),
        ("unknown first", structure(None, &[vec![0x14], key.clone(), signature.clone()])),
        ("other tag", structure(None, &[octets(Some(8), &valid[4..69]), signature.clone()])),
        ("number", structure(None, &[uint(Some(9), 1), signature.clone()])),
        ("short key", structure(None, &[octets(Some(9), &valid[4..68]), signature.clone()])),
        ("short signature", structure(None, &[key.clone(), octets(Some(11), &valid[72..135])])),
        ("compressed", structure(None, &[compressed, signature.clone()])),
        ("length of two bytes", structure(None, &[wide, signature.clone()])),
        ("no signature at all", structure(None, &[key, octets(Some(11), &[0; 64])])),
    ];
    let mut server = Server::<S>::new(release);
    scenario::assert_unchanged(&mut server, |server| {
        for (name, wrong) in wrong {
            let refused = Err(StatusCode::DYNAMIC_CONSTRAINT_ERROR);
            assert_eq!(server.add_client(&wrong), refused, "{release}: {name}");
        }
    });
    assert_eq!(server.journal(), []);
}

fn a_full_table_takes_none<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::with_records(release, &scenario::stored_clients(1..=499));
    assert_eq!(server.add_client(&client(0).0), answers::client_index(500, CLIENTS), "{release}");
    server.journal();
    scenario::assert_unchanged(&mut server, |server| {
        assert_eq!(server.add_client(&client(1).0), Err(StatusCode::RESOURCE_EXHAUSTED));
    });
    assert_eq!(server.journal(), [Entry::PrepareClient(client(1))]);
    server.remove_client_at(7).unwrap();
    assert_eq!(server.add_client(&client(1).0), answers::client_index(501, CLIENTS));
}

fn an_authenticator_that_is_not_ready_is_asked_first<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    server.set_ready(false);
    scenario::assert_unchanged(&mut server, |server| {
        assert_eq!(server.add_client(&client(0).0), Err(StatusCode::FAILURE), "{release}");
    });
    assert_eq!(server.journal(), [Entry::PrepareClient(client(0))]);
    server.set_ready(true);
    assert_eq!(server.add_client(&client(0).0), answers::client_index(1, CLIENTS));
}

/// Nothing forbids it; the two tables do not know each other's identifiers.
fn a_client_may_have_the_identity_of_the_network<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    scenario::import(&mut server, 0);
    let network_identity = scenario::network_entry(1, 0, 0).identity;
    assert_eq!(server.add_client(&network_identity.0), answers::client_index(1, CLIENTS), "{release}");
    assert_eq!(server.add_client(&generated(0).0), answers::client_index(2, CLIENTS));
    assert_eq!(server.remove_client(&network_identity.identifier()), answers::success(CLIENTS));
    let query = requests::Query::NetworkIdentity(1);
    assert_eq!(server.query_identity(query), answers::identity(&network_identity.0));
}
