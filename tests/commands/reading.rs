//! Lists that are longer than a message, and lists read entry by entry.

use std::collections::BTreeMap;

use netim::runtime::StatusCode;
use netim::runtime::serve::{AttributeWriter, EntryKey};
use netim::runtime::tlv::{Tag, Writer};
use netim::storage::Record;
use netim::wire::Release;

use crate::scenario::{self, client_entry, network_entry};
use crate::server_support::entries::{self, ClientEntry, DATA, Identity};
use crate::server_support::identities::{client, generated, unsigned};
use crate::server_support::requests::{ACTIVE_NETWORK_IDENTITIES, CLIENTS};
use crate::server_support::server::{ADMINISTRATOR, Server};
use crate::server_support::storage::TestStorage;
use crate::server_support::tlv::{array, uint};
use crate::storage_support::{client_index, network_index};

everywhere!(
    all_clients_in_messages_of_1200_bytes,
    clients_that_come_and_go_between_messages,
    network_identities_that_come_and_go_between_messages,
    network_identities_whose_indices_have_wrapped,
    a_message_without_room_for_an_entry,
    clients_one_by_one,
    network_identities_one_by_one,
    global_lists_one_by_one,
);

/// The room for data in a message.
const MESSAGE: usize = 1200;

/// A server whose table is full, but for the last `free` indices.
fn full_server<S: TestStorage>(release: Release, free: u16) -> Server<S, 2047> {
    let mut records = scenario::stored_clients(1..=2047 - free);
    records.push(Record::NextClientIndex(client_index((2047 - free) % 2047 + 1)));
    Server::with_records(release, &records)
}

/// The next message of a list.
fn next_message<S: TestStorage, const MAX: usize>(
    server: &Server<S, MAX>,
    attribute: u32,
    size: usize,
    after: Option<EntryKey>,
) -> (Vec<u8>, Option<EntryKey>) {
    let mut buffer = vec![0; size];
    let mut out = Writer::new(&mut buffer);
    let mut writer = match after {
        None => AttributeWriter::new(&mut out, Tag::Context(2)),
        Some(key) => AttributeWriter::after(&mut out, Tag::Context(2), key),
    };
    server.read_into(&mut writer, &ADMINISTRATOR, attribute).unwrap();
    let rest = writer.rest();
    (out.as_bytes().to_vec(), rest)
}

/// The clients behind an index that fit one message, by the table as it is now.
fn expected_message(release: Release, table: &BTreeMap<u16, ClientEntry>, after: u16) -> (Vec<u8>, Vec<u16>) {
    let mut entries = Vec::new();
    let mut indices = Vec::new();
    // The head of the array and its end.
    let mut room = MESSAGE - 3;
    for entry in table.range(after + 1..).map(|(_, entry)| entry) {
        let encoded = entries::client(release, None, entry);
        if encoded.len() > room {
            break;
        }
        room -= encoded.len();
        entries.push(encoded);
        indices.push(entry.index);
    }
    (array(DATA, &entries), indices)
}

/// Reads all clients; `between` changes server and table after each message, and is told which one it was.
fn read_all<S: TestStorage>(
    server: &mut Server<S, 2047>,
    mut between: impl FnMut(&mut Server<S, 2047>, &mut BTreeMap<u16, ClientEntry>, usize),
) -> Vec<u16> {
    let mut table: BTreeMap<_, _> = server
        .manager
        .tables()
        .clients()
        .iter()
        .map(|client| (client.index().get(), client.into()))
        .collect();
    let (mut seen, mut after) = (Vec::new(), None);
    for number in 0.. {
        let (message, rest) = next_message(server, CLIENTS, MESSAGE, after);
        let last = seen.last().copied().unwrap_or(0);
        let (expected, indices) = expected_message(server.release, &table, last);
        assert_eq!(message, expected, "{}: message {number}", server.release);
        seen.extend(indices);
        assert!(rest.is_none_or(|key| Some(key) == seen.last().copied().map(EntryKey::from)));
        after = rest;
        if rest.is_none() {
            break;
        }
        between(server, &mut table, number);
    }
    seen
}

fn all_clients_in_messages_of_1200_bytes<S: TestStorage>(release: Release) {
    let mut server = full_server::<S>(release, 0);
    let mut messages = 1;
    let seen = read_all(&mut server, |_, _, _| messages += 1);
    assert!(seen.into_iter().eq(1..=2047), "{release}");
    assert!((50..=80).contains(&messages), "{release}: {messages}");
}

/// Behind each message one client goes that was told, one that was not, and one comes where there is room: now before,
/// now behind the end of the message.
fn clients_that_come_and_go_between_messages<S: TestStorage>(release: Release) {
    let mut server = full_server::<S>(release, 10);
    let mut gone = Vec::new();
    let mut come = Vec::new();
    let seen = read_all(&mut server, |server, table, number| {
        let number = u16::try_from(number).unwrap();
        if number >= 24 {
            return;
        }
        for index in [2 + number, 2000 - 3 * number] {
            server.remove_client_at(index).unwrap();
            table.remove(&index);
            gone.push(index);
        }
        let identity = generated(number.try_into().unwrap());
        let done = server.add_client(&identity.0).unwrap();
        let added = table_difference(server, table);
        assert!(done.response.is_some());
        table.insert(added, client_entry(added, &identity, None));
        come.push(added);
    });
    assert!(seen.is_sorted_by(|a, b| a < b), "{release}: in order, none twice");
    for index in (1..=2037).filter(|index| !gone.contains(index)) {
        assert!(seen.binary_search(&index).is_ok(), "{release}: {index} was there all the time");
    }
    // The first ten took the last indices, which are read last; then the indices wrap to those that were told and gone.
    assert!(come.starts_with(&(2038..=2047).collect::<Vec<_>>()), "{release}: {come:?}");
    assert!(come[10..].iter().all(|index| *index < 30), "{release}: {come:?}");
    assert!(seen.ends_with(&(2038..=2047).collect::<Vec<_>>()));
}

/// The index of the client that is not in `table` yet.
fn table_difference<S: TestStorage>(server: &Server<S, 2047>, table: &BTreeMap<u16, ClientEntry>) -> u16 {
    let mut indices = server.manager.tables().clients().iter().map(|client| client.index().get());
    indices.find(|index| !table.contains_key(index)).unwrap()
}

/// One entry fits a message. Between the second and the third message network identity 2, which was told, retires, and
/// 5 comes.
fn network_identities_that_come_and_go_between_messages<S: TestStorage>(release: Release) {
    let mut server = scenario::four_network_identities::<S>(release);
    let entries =
        [1, 2, 3, 4, 5].map(|index| network_entry(index, usize::from(index) - 1, u16::from(index < 5)));
    let mut after = None;
    for (number, entry) in (1..).zip(&entries) {
        let (message, rest) = next_message(&server, ACTIVE_NETWORK_IDENTITIES, 60, after);
        let expected = entries::network_identity(release, None, entry, entry.index == 5);
        assert_eq!(message, array(DATA, &[expected]), "{release}: message {number}");
        assert_eq!(rest.is_none(), number == 5, "{release}: message {number}");
        after = rest;
        if number == 2 {
            server.remove_client_at(2).unwrap();
            scenario::import(&mut server, 4);
        }
    }
}

/// Their order is that of their age, not of their indices.
fn network_identities_whose_indices_have_wrapped<S: TestStorage>(release: Release) {
    let mut records = scenario::stored_clients([1]);
    records.push(Record::NextNetworkIdentityIndex(network_index(65_534)));
    let mut server = Server::<S>::with_records(release, &records);
    scenario::import(&mut server, 0);
    assert!(server.client_authenticated(1, 65_534).0);
    scenario::import(&mut server, 1);
    let (old, current) = (network_entry(65_534, 0, 1), network_entry(1, 1, 0));
    let encoded = |tag, entry, is_current| entries::network_identity(release, tag, entry, is_current);
    let (first, rest) = next_message(&server, ACTIVE_NETWORK_IDENTITIES, 60, None);
    assert_eq!(first, array(DATA, &[encoded(None, &old, false)]), "{release}");
    let last = next_message(&server, ACTIVE_NETWORK_IDENTITIES, 60, rest);
    assert_eq!(last, (array(DATA, &[encoded(None, &current, true)]), None), "{release}");
    let seen = one_by_one(&mut server, ACTIVE_NETWORK_IDENTITIES, |_, _| {});
    assert_eq!(seen, [encoded(DATA, &old, false), encoded(DATA, &current, true)], "{release}");
}

fn a_message_without_room_for_an_entry<S: TestStorage>(release: Release) {
    let server = Server::<S>::with_records(release, &scenario::stored_clients([1]));
    let needed = server.read(CLIENTS).len();
    for size in 0..needed {
        let mut buffer = vec![0; size];
        let mut out = Writer::new(&mut buffer);
        let mut writer = AttributeWriter::new(&mut out, Tag::Context(2));
        let read = server.read_into(&mut writer, &ADMINISTRATOR, CLIENTS);
        assert_eq!(read, Err(StatusCode::RESOURCE_EXHAUSTED), "{release}: {size}");
        assert!(out.is_empty(), "{release}: {size}");
    }
    assert_eq!(next_message(&server, CLIENTS, needed, None), (server.read(CLIENTS), None), "{release}");
}

/// The entries of a list, each in a message of its own, and their keys.
fn one_by_one<S: TestStorage>(
    server: &mut Server<S>,
    attribute: u32,
    mut between: impl FnMut(&mut Server<S>, EntryKey),
) -> Vec<Vec<u8>> {
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let mut buffer = [0; 64];
        let mut out = Writer::new(&mut buffer);
        let mut writer = AttributeWriter::entry(&mut out, Tag::Context(2), after);
        server.read_into(&mut writer, &ADMINISTRATOR, attribute).unwrap();
        let Some(key) = writer.rest() else {
            assert!(out.is_empty(), "behind the last entry there is nothing");
            return seen;
        };
        seen.push(out.as_bytes().to_vec());
        between(server, key);
        after = Some(key);
    }
}

fn clients_one_by_one<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::with_records(release, &scenario::stored_clients([1, 3, 700, 2047]));
    let entry =
        |index, identity: &Identity| entries::client(release, DATA, &client_entry(index, identity, None));
    let stored = |index: u16| entry(index, &unsigned(index.into()));
    let seen = one_by_one(&mut server, CLIENTS, |_, _| {});
    assert_eq!(seen, [1, 3, 700, 2047].map(stored), "{release}");
    // 3 goes when it has been told, and 700 before; 2 comes too late.
    let seen = one_by_one(&mut server, CLIENTS, |server, key| {
        if key == 3 {
            for index in [3, 700] {
                server.remove_client_at(index).unwrap();
            }
            server.add_client(&client(0).0).unwrap();
        }
    });
    assert_eq!(seen, [stored(1), stored(3), stored(2047)], "{release}");
    let seen = one_by_one(&mut server, CLIENTS, |_, _| {});
    assert_eq!(seen, [stored(1), entry(2, &client(0)), stored(2047)], "{release}");
}

fn network_identities_one_by_one<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    assert!(one_by_one(&mut server, ACTIVE_NETWORK_IDENTITIES, |_, _| {}).is_empty(), "{release}");
    let mut server = scenario::four_network_identities::<S>(release);
    let seen = one_by_one(&mut server, ACTIVE_NETWORK_IDENTITIES, |_, _| {});
    let expected = [1, 2, 3, 4].map(|index| {
        let entry = network_entry(index, usize::from(index) - 1, 1);
        entries::network_identity(release, DATA, &entry, index == 4)
    });
    assert_eq!(seen, expected, "{release}");
}

fn global_lists_one_by_one<S: TestStorage>(release: Release) {
    let mut server = Server::<S>::new(release);
    let seen = one_by_one(&mut server, 0xfff9, |_, _| {});
    assert_eq!(seen, [0, 2, 3, 0x40, 0x41].map(|command| uint(DATA, command)), "{release}");
}
