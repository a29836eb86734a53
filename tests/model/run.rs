//! A sequence of steps, on a server and on the model.

use netim::clients::ClientIndex;
use netim::network_identities::NetworkIdentityIndex;
use netim::runtime::StatusCode;
use netim::runtime::serve::{AttributeWriter, EntryKey};
use netim::runtime::tlv::{Tag, Writer};
use netim::storage::Record;
use netim::wire::Release;

use crate::cluster::{COMMIT, Cluster};
use crate::pool;
use crate::server_support::answers::{self, Answer, NOTHING};
use crate::server_support::entries::{self, DATA};
use crate::server_support::identities::{stored_client, unsigned};
use crate::server_support::journal::Entry;
use crate::server_support::requests::{self, Query};
use crate::server_support::server::{ADMINISTRATOR, Server};
use crate::server_support::storage::TestStorage;
use crate::server_support::tlv;
use crate::steps::{Pick, Start, Step, Wanted};
use crate::storage_support::{client_index, network_index};

/// Takes the steps, and compares everything that can be seen after each.
pub(crate) fn run<S: TestStorage>(release: Release, start: Start, steps: &[Step]) {
    let mut cluster = Cluster::new(release, start);
    let mut server = Server::<S>::with_records(release, &stored(start));
    for (number, step) in steps.iter().enumerate() {
        let answer = take(&mut server, &mut cluster, step);
        if matches!(step, Step::Reopen) {
            server = server.reopened();
        }
        let expected = cluster.apply(step);
        assert_eq!(answer, expected.answer, "step {number}: {step:?}");
        assert_eq!(events(&server), expected.events, "step {number}: {step:?}");
        compare(&server, &cluster);
    }
}

fn stored(start: Start) -> Vec<Record> {
    let clients = (1..=start.clients).map(|index| stored_client(index, &unsigned(index.into())));
    let next = [
        Record::NextClientIndex(client_index(start.next_client)),
        Record::NextNetworkIdentityIndex(network_index(start.next_network_identity)),
    ];
    clients.chain(next).collect()
}

/// Takes a step on the server. The model, as it was before, says what is meant.
fn take<S: TestStorage>(server: &mut Server<S>, cluster: &mut Cluster, step: &Step) -> Answer {
    match *step {
        Step::Add(number) => server.add_client(&pool::candidate(number).identity.0),
        Step::AddAgain(position) => {
            let client = cluster.client(Pick::Position(position));
            server.add_client(&client.map_or(&pool::candidate(0).identity, |client| &client.identity).0)
        }
        Step::Remove(pick) => server.remove_client_at(cluster.client_index(pick)),
        Step::RemoveByIdentifier(pick) => server.remove_client(&client_identifier(cluster, pick)),
        Step::Query(wanted) => query(server, cluster, wanted),
        Step::Import(number, later) => {
            server.import_admin_secret(&pool::secret(number).nass(cluster.created(later)))
        }
        Step::ImportAgain => {
            let (created, secret) = cluster.secret.unwrap_or((0, pool::secret(0)));
            server.import_admin_secret(&requests::wide_nass(created, &secret.raw))
        }
        Step::Export => server.export_admin_secret(),
        Step::Authenticate(client, network_identity) => authenticate(
            server,
            cluster.client_index(client),
            cluster.network_identity_index(network_identity),
        ),
        Step::SetClock(later) => {
            server.set_clock(later.map(|later| cluster.created(later)));
            answers::success(NOTHING)
        }
        Step::SetReady(ready) => {
            server.set_ready(ready);
            answers::success(NOTHING)
        }
        Step::Read(size) => {
            read_on(server, cluster, size);
            answers::success(NOTHING)
        }
        Step::Reopen => answers::success(NOTHING),
    }
}

/// The identifier of a client, or one that nobody has.
fn client_identifier(cluster: &Cluster, pick: Pick) -> [u8; 20] {
    cluster.client(pick).map_or([0; 20], |client| client.identity.identifier())
}

fn query<S: TestStorage>(server: &mut Server<S>, cluster: &Cluster, wanted: Wanted) -> Answer {
    let by_identifier =
        |server: &mut Server<S>, identifier: [u8; 20]| server.query_identity(Query::Identifier(&identifier));
    match wanted {
        Wanted::NetworkIdentity(pick) => {
            server.query_identity(Query::NetworkIdentity(cluster.network_identity_index(pick)))
        }
        Wanted::Type(number) => server.query_identity(Query::Type(number)),
        Wanted::Client(pick) if cluster.release == Release::V1_6_1 => {
            server.query_identity(Query::Client(cluster.client_index(pick)))
        }
        Wanted::Client(pick) | Wanted::ClientIdentifier(pick) => {
            by_identifier(server, client_identifier(cluster, pick))
        }
        Wanted::NetworkIdentifier(pick) => {
            let entry = cluster.network_identity(pick);
            by_identifier(server, entry.map_or([0; 20], |entry| entry.identity.identifier()))
        }
        Wanted::SecretIdentifier(number) => by_identifier(server, pool::secret(number).identity.identifier()),
        Wanted::CandidateIdentifier(number) => {
            by_identifier(server, pool::candidate(number).identity.identifier())
        }
    }
}

fn authenticate<S: TestStorage>(server: &mut Server<S>, client: u16, network_identity: u16) -> Answer {
    // The authenticator cannot even name others.
    if ClientIndex::new(client).is_none() || NetworkIdentityIndex::new(network_identity).is_none() {
        return Err(StatusCode::NOT_FOUND);
    }
    match server.client_authenticated(client, network_identity) {
        (true, changed) => answers::success(changed),
        (false, changed) => {
            assert_eq!(changed, NOTHING);
            Err(StatusCode::NOT_FOUND)
        }
    }
}

/// The next message of a read of all clients: as many of those behind the last one as fit, and no more.
fn read_on<S: TestStorage>(server: &Server<S>, cluster: &mut Cluster, size: usize) {
    let mut buffer = vec![0; size];
    let mut out = Writer::new(&mut buffer);
    let mut writer = match cluster.cursor {
        None => AttributeWriter::new(&mut out, Tag::Context(2)),
        Some(index) => AttributeWriter::after(&mut out, Tag::Context(2), index.into()),
    };
    server.read_into(&mut writer, &ADMINISTRATOR, requests::CLIENTS).unwrap();
    let rest = writer.rest();
    let mut entries = Vec::new();
    let mut room = size - tlv::array(DATA, &[]).len();
    let mut last = None;
    for client in
        cluster.clients.range(cluster.cursor.map_or(0, |index| index + 1)..).map(|(_, client)| client)
    {
        let entry = entries::client(cluster.release, None, client);
        let Some(left) = room.checked_sub(entry.len()) else {
            break;
        };
        room = left;
        entries.push(entry);
        last = Some(client.index);
    }
    assert_eq!(out.as_bytes(), tlv::array(DATA, &entries));
    let is_cut = last.is_some_and(|last| cluster.clients.range(last + 1..).next().is_some());
    cluster.cursor = last.filter(|_| is_cut);
    assert_eq!(rest, cluster.cursor.map(EntryKey::from));
}

/// What the authenticator and storage saw.
fn events<S: TestStorage>(server: &Server<S>) -> Vec<Entry> {
    let of_keys = |entry: &Entry| matches!(entry, Entry::KeyMade | Entry::KeyDestroyed);
    let without_records = |entry| if matches!(entry, Entry::Committed(_)) { COMMIT } else { entry };
    server.journal().into_iter().filter(|entry| !of_keys(entry)).map(without_records).collect()
}

/// Compares all that can be seen at any time.
fn compare<S: TestStorage>(server: &Server<S>, cluster: &Cluster) {
    let release = cluster.release;
    assert_eq!(server.read(requests::CLIENTS), entries::clients(release, cluster.clients.values()));
    let network_identities = entries::network_identities(release, &cluster.network_identities);
    assert_eq!(server.read(requests::ACTIVE_NETWORK_IDENTITIES), network_identities);
    assert_eq!(server.read(requests::CLIENT_TABLE_SIZE), tlv::uint(DATA, 500));
    let tables = server.manager.tables();
    assert_eq!(tables.check(), Ok(()));
    assert_eq!(server.keys().len(), tables.key_handles().count(), "no key is left over");
}
