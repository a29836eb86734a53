//! `ImportAdminSecret`: which secrets are accepted.

use netim::runtime::StatusCode;
use netim::wire::Release;

use crate::identity_support::unhex;
use crate::scenario::{self, created, network_entry};
use crate::server_support::answers::{self, NETWORK_IDENTITIES, NOTHING};
use crate::server_support::entries::{self, ecdsa};
use crate::server_support::identities::{secret, test_secrets};
use crate::server_support::journal::Entry;
use crate::server_support::requests::{self, Query, nass, wide_nass};
use crate::server_support::server::Server;
use crate::server_support::storage::TestStorage;
use crate::server_support::tlv::{octets, structure, uint, wide_uint};

everywhere!(
    the_first_secret,
    the_vectors_give_their_network_identities,
    a_secret_whose_first_candidate_is_out_of_range,
    other_layouts_are_refused,
    integers_may_be_wide,
    the_same_secret_again_changes_nothing,
    nothing_keeps_the_same_secret_from_being_imported_again,
    a_secret_must_be_newer,
    the_clock_allows_a_minute,
    an_old_secret_in_new_clothes_is_refused,
    an_authenticator_that_is_not_ready_is_asked_first,
    a_key_store_that_fails_leaves_everything_as_it_was,
    a_storage_that_fails_leaves_no_keys_behind,
);

const REFUSED: answers::Answer = Err(StatusCode::DYNAMIC_CONSTRAINT_ERROR);

fn the_first_secret<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    let answer = server.import_admin_secret(&secret(0).nass(created(0)));
    assert_eq!(answer, answers::success(NETWORK_IDENTITIES), "{release}");
    let records = ["network identity 1", "the next network identity index", "the administrator secret"];
    let expected = [
        Entry::PrepareNetworkIdentity,
        Entry::KeyMade,
        Entry::KeyMade,
        Entry::Committed(records.map(str::to_owned).to_vec()),
        Entry::NetworkIdentityAdded(network_entry(1, 0, 0)),
    ];
    assert_eq!(server.journal(), expected);
    assert_eq!(server.keys().len(), 2);
}

fn the_vectors_give_their_network_identities<S: TestStorage>(release: Release) {
    for secret in test_secrets() {
        let mut server = Server::<S>::new(release);
        assert_eq!(server.import_admin_secret(&secret.encoded), answers::success(NETWORK_IDENTITIES));
        let entry = entries::NetworkEntry {
            index: 1,
            identity: secret.identity,
            created: secret.created,
            clients: 0,
        };
        let query = Query::Type(ecdsa(release));
        assert_eq!(server.query_identity(query), answers::identity(&entry.identity.0), "{release}");
        let attribute = server.read(requests::ACTIVE_NETWORK_IDENTITIES);
        assert_eq!(attribute, entries::network_identities(release, &[entry]));
        assert_eq!(server.export_admin_secret(), answers::admin_secret(&secret.encoded));
    }
}

/// Section 2 of the facts.
fn a_secret_whose_first_candidate_is_out_of_range<S: TestStorage>(release: Release) {
    let secret = unhex(
        "15 240100 26028075e830 3003200000f931124fe544093391f80a0f8606000000005315a78d1cd025050445670618",
    );
    let mut server = Server::<S>::new(release);
    assert_eq!(server.import_admin_secret(&secret), answers::success(NETWORK_IDENTITIES), "{release}");
    let identifier = unhex("efa8ce8739f9cffd6dfbd208a406f77b9b5ba8ce");
    let found = server.query_identity(Query::Identifier(&identifier)).unwrap();
    assert_eq!(found, server.query_identity(Query::NetworkIdentity(1)).unwrap());
    // Outer structure and octet string, key, tag and length of the signature.
    let (_, response) = found.response.unwrap();
    assert_eq!(response[2 + 3 + 72..][..8], unhex("ba5d500e929f364c"));
}

fn other_layouts_are_refused<S: TestStorage>(release: Release) {
    let (version, time, raw) = (uint(Some(1), 0), uint(Some(2), 1000), octets(Some(3), &[7; 32]));
    let of = |members: &[&Vec<u8>]| structure(None, &members.iter().copied().cloned().collect::<Vec<_>>());
    let valid = of(&[&version, &time, &raw]);
    let wrong = [
        ("nothing", vec![]),
        ("empty", of(&[])),
        ("tagged", structure(Some(0), &[version.clone(), time.clone(), raw.clone()])),
        ("no end", valid[..valid.len() - 1].to_vec()),
        ("something behind", [&valid[..], &[0x14]].concat()),
        ("version 1", of(&[&uint(Some(1), 1), &time, &raw])),
        ("version 256", of(&[&uint(Some(1), 256), &time, &raw])),
        ("no version", of(&[&time, &raw])),
        ("no time", of(&[&version, &raw])),
        ("no secret", of(&[&version, &time])),
        ("another order", of(&[&time, &version, &raw])),
        ("time twice", of(&[&version, &time, &time, &raw])),
        ("secret twice", of(&[&version, &time, &raw, &octets(Some(3), &[])])),
        ("one more", of(&[&version, &time, &raw, &uint(Some(4), 0)])),
        ("one before", of(&[&uint(Some(0), 0), &version, &time, &raw])),
        ("signed time", of(&[&version, &vec![0x20, 2, 1], &raw])),
        ("33 bits of time", of(&[&version, &wide_uint(Some(2), 1 << 32, 3), &raw])),
        ("31 bytes", of(&[&version, &time, &octets(Some(3), &[7; 31])])),
        ("33 bytes", of(&[&version, &time, &octets(Some(3), &[7; 33])])),
        ("text", of(&[&version, &time, &[&[0x2c, 3, 32][..], &[b'7'; 32]].concat()])),
    ];
    let mut server = Server::<S>::new(release);
    scenario::assert_unchanged(&mut server, |server| {
        for (name, wrong) in wrong {
            let answer = server.import_admin_secret(&wrong);
            assert_eq!(answer, Err(StatusCode::INVALID_COMMAND), "{release}: {name}");
        }
    });
    assert_eq!(server.journal(), []);
    assert_eq!(server.import_admin_secret(&valid), answers::success(NETWORK_IDENTITIES));
}

fn integers_may_be_wide<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    let wide = wide_nass(14, &secret(0).raw);
    assert_eq!(server.import_admin_secret(&wide), answers::success(NETWORK_IDENTITIES), "{release}");
    let narrow = nass(14, &secret(0).raw);
    assert!(narrow.len() < wide.len());
    assert_eq!(server.export_admin_secret(), answers::admin_secret(&narrow));
    assert_eq!(server.import_admin_secret(&narrow), answers::success(NOTHING));
}

fn the_same_secret_again_changes_nothing<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    scenario::assert_unchanged(&mut server, |server| {
        let current = secret(3);
        assert_eq!(
            server.import_admin_secret(&current.nass(created(3))),
            answers::success(NOTHING),
            "{release}"
        );
        let wide = wide_nass(created(3), &current.raw);
        assert_eq!(server.import_admin_secret(&wide), answers::success(NOTHING));
    });
    assert_eq!(server.journal(), []);
}

/// Not the clock, not the full table, nor anything that fails.
fn nothing_keeps_the_same_secret_from_being_imported_again<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    server.set_clock(Some(0));
    server.set_ready(false);
    server.let_storage_fail(true);
    server.let_key_store_fail(true);
    let answer = server.import_admin_secret(&secret(3).nass(created(3)));
    assert_eq!(answer, answers::success(NOTHING), "{release}");
    assert_eq!(server.journal(), []);
}

fn a_secret_must_be_newer<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    server.import_admin_secret(&secret(0).nass(1000)).unwrap();
    server.journal();
    scenario::assert_unchanged(&mut server, |server| {
        for (position, created) in [(1, 1000), (1, 999), (1, 0), (0, 999)] {
            let answer = server.import_admin_secret(&secret(position).nass(created));
            assert_eq!(answer, REFUSED, "{release}: secret {position} of {created}");
        }
    });
    assert_eq!(server.journal(), []);
    assert_eq!(server.import_admin_secret(&secret(1).nass(1001)), answers::success(NETWORK_IDENTITIES));
    assert_eq!(server.import_admin_secret(&secret(0).nass(1000)), REFUSED, "an old one played again");
    let last = secret(2).nass(u32::MAX);
    assert_eq!(server.import_admin_secret(&last), answers::success(NETWORK_IDENTITIES));
    assert_eq!(server.import_admin_secret(&last), answers::success(NOTHING));
    assert_eq!(server.import_admin_secret(&secret(3).nass(u32::MAX)), REFUSED, "nothing is newer");
}

fn the_clock_allows_a_minute<S: TestStorage>(release: Release) {
    let accepted = || answers::success(NETWORK_IDENTITIES);
    for (now, created, expected) in [
        (Some(10_000), 10_000, accepted()),
        (Some(10_000), 1, accepted()),
        (Some(10_000), 10_060, accepted()),
        (Some(10_000), 10_061, REFUSED),
        (Some(10_000), u32::MAX, REFUSED),
        (Some(0), 60, accepted()),
        (Some(0), 61, REFUSED),
        (Some(u32::MAX - 60), u32::MAX, accepted()),
        (Some(u32::MAX - 61), u32::MAX, REFUSED),
        (Some(u32::MAX), u32::MAX, accepted()),
        (None, 10_061, accepted()),
        (None, u32::MAX, accepted()),
    ] {
        let mut server = Server::<S>::new(release);
        server.set_clock(now);
        let answer = server.import_admin_secret(&secret(0).nass(created));
        assert_eq!(answer, expected, "{release}: {created} at {now:?}");
        assert_eq!(server.keys().len(), if expected.is_ok() { 2 } else { 0 });
    }
}

/// Its network identity is in the table: as the current one, as one with clients, as one that would retire now.
fn an_old_secret_in_new_clothes_is_refused<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    server.remove_client_at(2).unwrap();
    server.journal();
    scenario::assert_unchanged(&mut server, |server| {
        for position in [0, 1, 2, 3] {
            let answer = server.import_admin_secret(&secret(position).nass(2000));
            assert_eq!(answer, REFUSED, "{release}: secret {position}");
        }
    });
    // Network identity 2 retires with the next one; then its secret may come again.
    server.import_admin_secret(&secret(4).nass(2000)).unwrap();
    server.remove_client_at(1).unwrap();
    let answer = server.import_admin_secret(&secret(1).nass(2001));
    assert_eq!(answer, answers::success(NETWORK_IDENTITIES), "{release}");
}

fn an_authenticator_that_is_not_ready_is_asked_first<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    server.set_ready(false);
    scenario::assert_unchanged(&mut server, |server| {
        let answer = server.import_admin_secret(&secret(0).nass(1000));
        assert_eq!(answer, Err(StatusCode::FAILURE), "{release}");
    });
    assert_eq!(server.journal(), [Entry::PrepareNetworkIdentity], "no key was made");
    server.set_ready(true);
    scenario::import(&mut server, 0);
}

fn a_key_store_that_fails_leaves_everything_as_it_was<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    scenario::import(&mut server, 0);
    server.journal();
    server.let_key_store_fail(true);
    scenario::assert_unchanged(&mut server, |server| {
        let answer = server.import_admin_secret(&secret(1).nass(created(1)));
        assert_eq!(answer, Err(StatusCode::FAILURE), "{release}");
    });
    assert_eq!(server.journal(), [Entry::PrepareNetworkIdentity]);
    server.let_key_store_fail(false);
    scenario::import(&mut server, 1);
}

fn a_storage_that_fails_leaves_no_keys_behind<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    scenario::import(&mut server, 0);
    server.journal();
    server.let_storage_fail(true);
    scenario::assert_unchanged(&mut server, |server| {
        let answer = server.import_admin_secret(&secret(1).nass(created(1)));
        assert_eq!(answer, Err(StatusCode::FAILURE), "{release}");
    });
    let made_and_destroyed = [
        Entry::PrepareNetworkIdentity,
        Entry::KeyMade,
        Entry::KeyMade,
        Entry::KeyDestroyed,
        Entry::KeyDestroyed,
    ];
    assert_eq!(server.journal(), made_and_destroyed);
    server.let_storage_fail(false);
    scenario::import(&mut server, 1);
}
