//! `ImportAdminSecret`: which network identities stay, and which retire.

use netim::runtime::StatusCode;
use netim::wire::Release;

use crate::scenario::{self, created, network_entry};
use crate::server_support::answers::{self, BOTH, NETWORK_IDENTITIES};
use crate::server_support::entries;
use crate::server_support::identities::secret;
use crate::server_support::journal::Entry;
use crate::server_support::requests::{self, Query};
use crate::server_support::server::Server;
use crate::server_support::storage::TestStorage;

everywhere!(
    one_without_clients_retires_with_the_import_after_the_one_that_replaces_it,
    those_with_clients_stay_up_to_four,
    one_that_is_left_by_its_last_client_makes_room,
    all_but_the_current_one_may_retire_at_once,
);

fn import_fifth<S: TestStorage>(server: &mut Server<S>) -> answers::Answer {
    server.import_admin_secret(&secret(4).nass(created(4)))
}

/// What becomes durable when these retire and the one with this index comes.
fn committed(retired: &[u16], added: u16) -> Entry {
    let removals = retired.iter().map(|index| format!("no network identity {index}"));
    let additions = [
        format!("network identity {added}"),
        "the next network identity index".to_owned(),
        "the administrator secret".to_owned(),
    ];
    Entry::Committed(removals.chain(additions).collect())
}

fn one_without_clients_retires_with_the_import_after_the_one_that_replaces_it<S: TestStorage>(
    release: Release,
) {
    let mut server = Server::<S>::new(release);
    scenario::import(&mut server, 0);
    server.journal();
    scenario::import(&mut server, 1);
    let expected = [
        Entry::PrepareNetworkIdentity,
        Entry::KeyMade,
        Entry::KeyMade,
        committed(&[], 2),
        Entry::KeyDestroyed,
        Entry::NetworkIdentityAdded(network_entry(2, 1, 0)),
    ];
    assert_eq!(server.journal(), expected, "{release}: the first one was current until now");
    scenario::import(&mut server, 2);
    let expected = [
        Entry::PrepareNetworkIdentity,
        Entry::KeyMade,
        Entry::KeyMade,
        committed(&[1], 3),
        Entry::NetworkIdentityRemoved(network_entry(1, 0, 0)),
        Entry::KeyDestroyed,
        Entry::KeyDestroyed,
        Entry::NetworkIdentityAdded(network_entry(3, 2, 0)),
    ];
    assert_eq!(server.journal(), expected, "{release}");
    assert_eq!(server.keys().len(), 3, "those of the retired one and of the old secrets are gone");
    let left = [network_entry(2, 1, 0), network_entry(3, 2, 0)];
    let attribute = server.read(requests::ACTIVE_NETWORK_IDENTITIES);
    assert_eq!(attribute, entries::network_identities(release, &left));
    let retired = server.query_identity(Query::NetworkIdentity(1));
    assert_eq!(retired, Err(StatusCode::NOT_FOUND));
}

fn those_with_clients_stay_up_to_four<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    assert_eq!(server.keys().len(), 5, "four key pairs and a secret");
    scenario::assert_unchanged(&mut server, |server| {
        assert_eq!(import_fifth(server), Err(StatusCode::RESOURCE_EXHAUSTED), "{release}");
    });
    assert_eq!(server.journal(), [], "the authenticator was not asked");
    // That the current one has no clients makes no room either.
    assert_eq!(server.remove_client_at(4), answers::success(answers::CLIENTS));
    assert_eq!(import_fifth(&mut server), Err(StatusCode::RESOURCE_EXHAUSTED), "{release}");
}

fn one_that_is_left_by_its_last_client_makes_room<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    assert_eq!(server.remove_client_at(2), answers::success(BOTH));
    server.journal();
    assert_eq!(import_fifth(&mut server), answers::success(NETWORK_IDENTITIES), "{release}");
    let expected = [
        Entry::PrepareNetworkIdentity,
        Entry::KeyMade,
        Entry::KeyMade,
        committed(&[2], 5),
        Entry::NetworkIdentityRemoved(network_entry(2, 1, 0)),
        Entry::KeyDestroyed,
        Entry::KeyDestroyed,
        Entry::NetworkIdentityAdded(network_entry(5, 4, 0)),
    ];
    assert_eq!(server.journal(), expected);
    let left = [(1, 1), (3, 1), (4, 1), (5, 0)]
        .map(|(index, clients)| network_entry(index, usize::from(index) - 1, clients));
    let attribute = server.read(requests::ACTIVE_NETWORK_IDENTITIES);
    assert_eq!(attribute, entries::network_identities(release, &left));
}

fn all_but_the_current_one_may_retire_at_once<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    for index in [3, 1] {
        server.remove_client_at(index).unwrap();
    }
    assert_eq!(server.client_authenticated(2, 4), (true, NETWORK_IDENTITIES));
    server.journal();
    assert_eq!(import_fifth(&mut server), answers::success(NETWORK_IDENTITIES), "{release}");
    let retired = [1, 2, 3].map(|index| network_entry(index, usize::from(index) - 1, 0));
    let destroyed = std::iter::repeat_n(Entry::KeyDestroyed, 4);
    let [first, second, third] = retired.map(Entry::NetworkIdentityRemoved);
    let mut expected =
        vec![Entry::PrepareNetworkIdentity, Entry::KeyMade, Entry::KeyMade, committed(&[1, 2, 3], 5)];
    expected.extend([first, second, third].into_iter().chain(destroyed));
    expected.push(Entry::NetworkIdentityAdded(network_entry(5, 4, 0)));
    assert_same_events(server.journal(), expected);
    let left = [network_entry(4, 3, 2), network_entry(5, 4, 0)];
    let attribute = server.read(requests::ACTIVE_NETWORK_IDENTITIES);
    assert_eq!(attribute, entries::network_identities(release, &left));
    assert_eq!(server.keys().len(), 3);
}

/// When a key is destroyed between two events does not matter, as long as it is after the commit.
fn assert_same_events(journal: Vec<Entry>, expected: Vec<Entry>) {
    let key_destroyed = |entry: &Entry| *entry == Entry::KeyDestroyed;
    let split = |entries: Vec<Entry>| {
        let (destroyed, rest): (Vec<_>, Vec<_>) = entries.into_iter().partition(key_destroyed);
        (destroyed.len(), rest)
    };
    let commit = journal.iter().position(|entry| matches!(entry, Entry::Committed(_)));
    assert!(journal.iter().position(key_destroyed) > commit);
    assert_eq!(split(journal), split(expected));
}
