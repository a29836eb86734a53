//! Which attributes changed is told to whoever comes next, if not to whoever changed them.

use netim::runtime::StatusCode;
use netim::wire::Release;

use crate::scenario;
use crate::server_support::answers::{self, BOTH, CLIENTS, NOTHING};
use crate::server_support::identities::client;
use crate::server_support::requests::{self, Query};
use crate::server_support::server::{ADMINISTRATOR, Server};
use crate::server_support::storage::TestStorage;
use crate::server_support::tlv::octets;
use crate::storage_support::{client_index, network_index};

everywhere!(
    a_report_of_the_authenticator_waits_for_the_next_answer,
    a_refusal_swallows_no_changes,
    an_answer_that_does_not_fit_is_known_before_anything_changes,
);

/// Client 1 leaves an old network identity for the current one.
fn authenticate<S: TestStorage>(server: &mut Server<S>) {
    server.manager.client_authenticated(client_index(1), network_index(4)).unwrap();
}

fn a_report_of_the_authenticator_waits_for_the_next_answer<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    authenticate(&mut server);
    assert_eq!(server.add_client(&client(0).0), answers::client_index(5, BOTH), "{release}");
    assert_eq!(server.query_identity(Query::NetworkIdentity(1)).unwrap().changed, NOTHING);
}

fn a_refusal_swallows_no_changes<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    authenticate(&mut server);
    assert_eq!(server.remove_client_at(9), Err(StatusCode::NOT_FOUND), "{release}");
    assert_eq!(server.remove_client_at(0), Err(StatusCode::CONSTRAINT_ERROR), "{release}");
    assert_eq!(server.manager.take_changed(), answers::NETWORK_IDENTITIES, "{release}");
}

fn an_answer_that_does_not_fit_is_known_before_anything_changes<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    let request = requests::fields(&[octets(Some(0), &client(0).0)]);
    scenario::assert_unchanged(&mut server, |server| {
        for room in 0..6 {
            let answer =
                server.invoke_into(&mut [0; 6][..room], &ADMINISTRATOR, requests::ADD_CLIENT, &request);
            assert_eq!(answer, Err(StatusCode::RESOURCE_EXHAUSTED), "{release}: {room}");
        }
    });
    assert_eq!(server.journal(), []);
    assert_eq!(server.add_client(&client(0).0), answers::client_index(1, CLIENTS), "{release}");
    // Nothing else is changed by a command that has a response.
    scenario::import(&mut server, 0);
    for (command, request) in [
        (requests::EXPORT_ADMIN_SECRET, Vec::new()),
        (requests::QUERY_IDENTITY, requests::fields(&[Query::NetworkIdentity(1).field(release)])),
    ] {
        let answer = server.invoke_into(&mut [0; 30], &ADMINISTRATOR, command, &request);
        assert_eq!(answer, Err(StatusCode::RESOURCE_EXHAUSTED), "{release}: {command:#x}");
    }
}
