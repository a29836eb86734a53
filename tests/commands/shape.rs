//! Shape, choices and limits of requests.

use netim::runtime::StatusCode;
use netim::wire::Release;

use crate::scenario;
use crate::server_support::answers::{self, CLIENTS, NETWORK_IDENTITIES};
use crate::server_support::entries::ecdsa;
use crate::server_support::identities::{client, secret, unsigned};
use crate::server_support::requests::{
    self, ADD_CLIENT, EXPORT_ADMIN_SECRET, IMPORT_ADMIN_SECRET, QUERY_IDENTITY, Query, REMOVE_CLIENT,
};
use crate::server_support::server::{ADMINISTRATOR, Server};
use crate::server_support::storage::TestStorage;
use crate::server_support::tlv::{array, octets, structure, uint, wide_uint};

everywhere!(
    requests_that_are_no_structure,
    octets_of_add_client,
    octets_of_import_admin_secret,
    fields_of_remove_client,
    fields_of_query_identity,
    fields_of_query_identity_by_release,
    export_admin_secret_has_no_fields,
    integers_of_any_width,
    outer_tags_and_unknown_fields,
);

/// What refuses a request.
const MALFORMED: StatusCode = StatusCode::INVALID_COMMAND;
const LIMIT: StatusCode = StatusCode::CONSTRAINT_ERROR;

/// A signed integer of one byte.
fn signed(tag: u8, value: u8) -> Vec<u8> {
    vec![0x20, tag, value]
}

/// A server with client 1 and network identity 1.
fn server<S: TestStorage>(release: Release) -> Server<S> {
    let mut server = Server::with_records(release, &scenario::stored_clients([1]));
    scenario::import(&mut server, 0);
    server
}

/// Tries requests, each with the members of its structure; none of them changes anything.
fn assert_refused<S: TestStorage>(
    release: Release,
    command: u32,
    requests: impl IntoIterator<Item = (&'static str, Vec<Vec<u8>>, StatusCode)>,
) {
    let mut server = server::<S>(release);
    for (name, members, expected) in requests {
        let fields = requests::fields(&members);
        let answer =
            scenario::assert_unchanged(&mut server, |server| server.invoke(&ADMINISTRATOR, command, &fields));
        assert_eq!(answer, Err(expected), "{release}: {name}");
    }
}

fn requests_that_are_no_structure<S: TestStorage>(release: Release) {
    let mut server = server::<S>(release);
    let commands = [ADD_CLIENT, REMOVE_CLIENT, QUERY_IDENTITY, IMPORT_ADMIN_SECRET, EXPORT_ADMIN_SECRET];
    let payloads: [&[u8]; 9] = [
        &[0x00],             // not all of a number
        &[0x04, 0x01],       // a number
        &[0x16, 0x18],       // an array
        &[0x17, 0x18],       // a list
        &[0x15],             // no end
        &[0x18],             // nothing but an end
        &[0x15, 0x18, 0x18], // two ends
        &[0x15, 0x18, 0x00], // something behind
        &[0x1f],             // no type
    ];
    for command in commands {
        for payload in payloads {
            let answer = server.invoke(&ADMINISTRATOR, command, payload);
            assert_eq!(answer, Err(MALFORMED), "{release}: {command:#x} {payload:02x?}");
        }
    }
    // Nothing at all is an empty structure, which lacks what is mandatory or chosen.
    for command in [ADD_CLIENT, REMOVE_CLIENT, QUERY_IDENTITY, IMPORT_ADMIN_SECRET] {
        for payload in [&[][..], &[0x15, 0x18], &[0x35, 0x01, 0x18]] {
            assert_eq!(server.invoke(&ADMINISTRATOR, command, payload), Err(MALFORMED), "{command:#x}");
        }
    }
}

/// What is refused of a request whose one field is an octet string of at most `max` bytes.
fn octets_at_most(max: usize) -> Vec<(&'static str, Vec<Vec<u8>>, StatusCode)> {
    let too_long = octets(Some(0), &vec![0; max + 1]);
    vec![
        ("other field", vec![octets(Some(1), &[0; 20])], MALFORMED),
        ("number", vec![uint(Some(0), 1)], MALFORMED),
        ("text", vec![vec![0x2c, 0, 1, b'a']], MALFORMED),
        ("null", vec![vec![0x34, 0]], MALFORMED),
        ("array", vec![array(Some(0), &[uint(None, 1)])], MALFORMED),
        ("twice, and too long", vec![too_long.clone(), too_long.clone()], MALFORMED),
        ("too long", vec![too_long], LIMIT),
    ]
}

fn octets_of_add_client<S: TestStorage>(release: Release) {
    assert_refused::<S>(release, ADD_CLIENT, octets_at_most(140));
    let invalid = StatusCode::DYNAMIC_CONSTRAINT_ERROR;
    let longest = vec![octets(Some(0), &[0; 140])];
    assert_refused::<S>(release, ADD_CLIENT, [("longest", longest, invalid)]);
    assert_refused::<S>(release, ADD_CLIENT, [("empty", vec![octets(Some(0), &[])], invalid)]);
}

fn octets_of_import_admin_secret<S: TestStorage>(release: Release) {
    assert_refused::<S>(release, IMPORT_ADMIN_SECRET, octets_at_most(64));
    let longest = vec![octets(Some(0), &[0; 64])];
    assert_refused::<S>(release, IMPORT_ADMIN_SECRET, [("longest, no secret", longest, MALFORMED)]);
}

fn fields_of_remove_client<S: TestStorage>(release: Release) {
    let requests = [
        ("neither", vec![], MALFORMED),
        ("neither, something unknown", vec![uint(Some(2), 1)], MALFORMED),
        ("both", vec![uint(Some(0), 1), octets(Some(1), &unsigned(1).identifier())], MALFORMED),
        ("both, out of their limits", vec![uint(Some(0), 2048), octets(Some(1), &[0; 19])], MALFORMED),
        ("signed", vec![signed(0, 1)], MALFORMED),
        ("out of its type", vec![uint(Some(0), 70_000)], MALFORMED),
        ("octets for a number", vec![octets(Some(0), &[1])], MALFORMED),
        ("number for octets", vec![uint(Some(1), 1)], MALFORMED),
        ("null", vec![vec![0x34, 0]], MALFORMED),
        ("twice", vec![uint(Some(0), 1), uint(Some(0), 2)], MALFORMED),
        ("index 0", vec![uint(Some(0), 0)], LIMIT),
        ("index 2048", vec![uint(Some(0), 2048)], LIMIT),
        ("index 65535", vec![uint(Some(0), 65_535)], LIMIT),
        ("19 bytes", vec![octets(Some(1), &unsigned(1).identifier()[..19])], LIMIT),
        ("21 bytes", vec![octets(Some(1), &[0; 21])], LIMIT),
        ("no bytes", vec![octets(Some(1), &[])], LIMIT),
    ];
    assert_refused::<S>(release, REMOVE_CLIENT, requests);
}

fn fields_of_query_identity<S: TestStorage>(release: Release) {
    let identifier = |len| Query::Identifier(&[0; 21][..len]).field(release);
    let requests = [
        ("none", vec![], MALFORMED),
        ("two", vec![uint(Some(0), 1), uint(Some(1), ecdsa(release))], MALFORMED),
        ("two, both out of their limits", vec![uint(Some(1), 7), identifier(19)], MALFORMED),
        ("index and identifier", vec![uint(Some(0), 1), identifier(20)], MALFORMED),
        ("signed index", vec![signed(0, 1)], MALFORMED),
        ("signed type", vec![signed(1, 1)], MALFORMED),
        ("index out of its type", vec![uint(Some(0), 65_536)], MALFORMED),
        ("type out of its type", vec![uint(Some(1), 256)], MALFORMED),
        ("null", vec![vec![0x34, 0]], MALFORMED),
        ("twice", vec![uint(Some(0), 1), uint(Some(0), 1)], MALFORMED),
        ("unknown type", vec![uint(Some(1), 1 - ecdsa(release))], LIMIT),
        ("type 2", vec![uint(Some(1), 2)], LIMIT),
        ("type 255", vec![uint(Some(1), 255)], LIMIT),
        ("19 bytes", vec![identifier(19)], LIMIT),
        ("21 bytes", vec![identifier(21)], LIMIT),
        ("no bytes", vec![identifier(0)], LIMIT),
    ];
    assert_refused::<S>(release, QUERY_IDENTITY, requests);
}

/// Field 2 is the identifier of the one release and the client's index of the other.
fn fields_of_query_identity_by_release<S: TestStorage>(release: Release) {
    let identifier = secret(0).identity.identifier();
    let requests = match release {
        Release::V1_6 => [
            ("a client's index", vec![uint(Some(2), 1)], MALFORMED),
            ("the other release's identifier", vec![octets(Some(3), &identifier)], MALFORMED),
            ("index and identifier", vec![uint(Some(0), 1), octets(Some(2), &identifier)], MALFORMED),
            ("type and identifier", vec![uint(Some(1), 0), octets(Some(2), &identifier)], MALFORMED),
        ],
        Release::V1_6_1 => [
            ("the other release's identifier", vec![octets(Some(2), &identifier)], MALFORMED),
            ("client out of its type", vec![uint(Some(2), 65_536)], MALFORMED),
            ("index and client", vec![uint(Some(0), 1), uint(Some(2), 1)], MALFORMED),
            ("client and identifier", vec![uint(Some(2), 1), octets(Some(3), &identifier)], MALFORMED),
        ],
    };
    assert_refused::<S>(release, QUERY_IDENTITY, requests);
}

fn export_admin_secret_has_no_fields<S: TestStorage>(release: Release) {
    let mut server = server::<S>(release);
    let expected = answers::admin_secret(&secret(0).nass(scenario::created(0)));
    let unknown = structure(None, &[uint(Some(0), 1), structure(Some(1), &[])]);
    for fields in [&[][..], &[0x15, 0x18], &[0x35, 0x01, 0x18], &unknown] {
        assert_eq!(server.invoke(&ADMINISTRATOR, EXPORT_ADMIN_SECRET, fields), expected, "{release}");
    }
}

fn integers_of_any_width<S: TestStorage>(release: Release) {
    let mut server = server::<S>(release);
    let mut invoke = |command, field| server.invoke(&ADMINISTRATOR, command, &requests::fields(&[field]));
    for width in 0..=3 {
        let network_identity = answers::identity(&secret(0).identity.0);
        assert_eq!(invoke(QUERY_IDENTITY, wide_uint(Some(0), 1, width)), network_identity, "{release}");
        assert_eq!(invoke(QUERY_IDENTITY, wide_uint(Some(1), ecdsa(release), width)), network_identity);
        if release == Release::V1_6_1 {
            let client = answers::identity(&unsigned(1).0);
            assert_eq!(invoke(QUERY_IDENTITY, wide_uint(Some(2), 1, width)), client);
        }
        assert_eq!(invoke(REMOVE_CLIENT, wide_uint(Some(0), 2, width)), Err(StatusCode::NOT_FOUND));
    }
    assert_eq!(invoke(REMOVE_CLIENT, wide_uint(Some(0), 1, 3)), answers::success(CLIENTS));
}

fn outer_tags_and_unknown_fields<S: TestStorage>(release: Release) {
    let mut server = server::<S>(release);
    // Null under a tag of vendor 1, profile 2, number 3.
    let profile_null = vec![0xd4, 1, 0, 2, 0, 3, 0];
    let unknown = [uint(Some(200), 1), structure(Some(7), &[array(Some(0), &[])]), profile_null];
    let with_unknown = |field: Vec<u8>| [&[field][..], &unknown].concat();
    let client = client(0);
    let add = with_unknown(octets(Some(0), &client.0));
    assert_eq!(
        server.invoke(&ADMINISTRATOR, ADD_CLIENT, &structure(None, &add)),
        answers::client_index(2, CLIENTS)
    );
    let remove = with_unknown(octets(Some(1), &client.identifier()));
    assert_eq!(
        server.invoke(&ADMINISTRATOR, REMOVE_CLIENT, &structure(Some(9), &remove)),
        answers::success(CLIENTS)
    );
    let import = with_unknown(octets(Some(0), &secret(1).nass(scenario::created(1))));
    assert_eq!(
        server.invoke(&ADMINISTRATOR, IMPORT_ADMIN_SECRET, &structure(None, &import)),
        answers::success(NETWORK_IDENTITIES)
    );
    let query = with_unknown(uint(Some(0), 2));
    assert_eq!(
        server.invoke(&ADMINISTRATOR, QUERY_IDENTITY, &structure(Some(0), &query)),
        answers::identity(&secret(1).identity.0)
    );
}
