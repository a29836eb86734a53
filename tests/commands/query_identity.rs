//! `QueryIdentity`.

use netim::runtime::StatusCode;
use netim::wire::Release;

use crate::scenario;
use crate::server_support::answers::{self, CLIENTS};
use crate::server_support::entries::{Identity, ecdsa};
use crate::server_support::identities::{secret, test_clients, unsigned};
use crate::server_support::requests::Query;
use crate::server_support::server::Server;
use crate::server_support::storage::TestStorage;

everywhere!(
    network_identities_by_index,
    the_current_network_identity_by_type,
    clients_by_index,
    both_by_identifier,
    network_identities_come_before_clients,
    it_changes_nothing,
);

const NOT_FOUND: answers::Answer = Err(StatusCode::NOT_FOUND);

fn network_identities_by_index<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    for (index, position) in (1..=4).zip(0..) {
        let found = answers::identity(&secret(position).identity.0);
        assert_eq!(server.query_identity(Query::NetworkIdentity(index)), found, "{release}");
    }
    // The first and the last of these are no index at all, which the releases do not count as a limit.
    for index in [0, 5, 65_534, 65_535] {
        assert_eq!(server.query_identity(Query::NetworkIdentity(index)), NOT_FOUND, "{release}");
    }
}

fn the_current_network_identity_by_type<S: TestStorage>(release: Release) {
    let query = Query::Type(ecdsa(release));
    let mut server = Server::<S>::new(release);
    assert_eq!(server.query_identity(query), NOT_FOUND, "{release}");
    for position in 0..2 {
        scenario::import(&mut server, position);
        assert_eq!(
            server.query_identity(query),
            answers::identity(&secret(position).identity.0),
            "{release}"
        );
    }
}

fn clients_by_index<S: TestStorage>(release: Release) {
    if release != Release::V1_6_1 {
        return;
    }
    let mut server = Server::<S>::with_records(release, &scenario::stored_clients([1, 2047]));
    for index in [1, 2047] {
        let found = answers::identity(&unsigned(index.into()).0);
        assert_eq!(server.query_identity(Query::Client(index)), found);
    }
    for index in [0, 2, 2048, 65_535] {
        assert_eq!(server.query_identity(Query::Client(index)), NOT_FOUND);
    }
}

fn both_by_identifier<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    for Identity(identity) in (0..4).map(|position| secret(position).identity).chain((1..=4).map(unsigned)) {
        let identifier = Identity(identity.clone()).identifier();
        let answer = server.query_identity(Query::Identifier(&identifier));
        assert_eq!(answer, answers::identity(&identity), "{release}");
    }
    for unknown in [secret(4).identity, unsigned(5)] {
        assert_eq!(server.query_identity(Query::Identifier(&unknown.identifier())), NOT_FOUND);
    }
}

/// A client with the network's key but another signature: the identifier is the same.
fn network_identities_come_before_clients<S: TestStorage>(release: Release) {
    let client = test_clients().swap_remove(0);
    let network = secret(0).identity;
    let mut server = Server::<S>::new(release);
    scenario::import(&mut server, 0);
    server.add_client(&client.identity.0).unwrap();
    assert_eq!(
        server.add_client(&other_signature(&network).0),
        answers::client_index(2, CLIENTS),
        "{release}"
    );
    let query = Query::Identifier(&network.identifier());
    assert_eq!(server.query_identity(query), answers::identity(&network.0));
    // Once that has retired, the client is found: with the import after the one that replaces it.
    scenario::import(&mut server, 1);
    assert_eq!(server.query_identity(query), answers::identity(&network.0));
    scenario::import(&mut server, 2);
    assert_eq!(server.query_identity(query), answers::identity(&other_signature(&network).0));
}

/// The same key, signed by the other of the two signatures that each signature stands for: `s` and `n - s`.
fn other_signature(Identity(identity): &Identity) -> Identity {
    const ORDER: [u8; 32] = [
        0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc,
        0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
    ];
    let mut other = identity.clone();
    let mut borrow = false;
    for (digit, order) in other[104..136].iter_mut().zip(ORDER).rev() {
        let (difference, first) = order.overflowing_sub(*digit);
        let (difference, second) = difference.overflowing_sub(borrow.into());
        (*digit, borrow) = (difference, first || second);
    }
    Identity(other)
}

fn it_changes_nothing<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    scenario::assert_unchanged(&mut server, |server| {
        server.query_identity(Query::Type(ecdsa(release))).unwrap();
        server.query_identity(Query::Identifier(&unsigned(1).identifier())).unwrap();
    });
    assert_eq!(server.journal(), []);
}
