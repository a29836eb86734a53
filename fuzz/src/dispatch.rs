//! Reads, writes and invokes with arbitrary contexts and payloads, on the real server in both releases and on a model:
//! every answer is the model's, byte for byte, and so is everything that can be read then. A command that is
//! refused has changed nothing.

pub mod input;
mod model;
mod payload;
mod pool;
mod server;

use std::collections::BTreeMap;

use netim::clients::ClientIndex;
use netim::identity::CompactIdentity;
use netim::network_identities::NetworkIdentityIndex;
use netim::storage::{ClientRecord, Record};
use netim::wire::Release;

use input::{Command, Part, Payload, Run, Step, Who};
use model::Model;
use server::Server;

/// More steps than this take too long.
const MAX_STEPS: usize = 48;

/// As many clients are compared after every step.
const FEW: usize = 32;

/// Room enough for every answer, and for every attribute.
const MUCH: usize = 64 * 1024;

/// Takes the steps, and compares everything that can be seen after each.
pub fn check(run: &Run) {
    let release = if run.later_release { Release::V1_6_1 } else { Release::V1_6 };
    let mut model = Model::new(release, run.start);
    let mut server = Server::new(release, records(&model));
    for step in run.steps.iter().take(MAX_STEPS) {
        server = take(server, &mut model, step);
        // With a full table that takes its time, and once is enough.
        if model.clients.len() <= FEW {
            compare(&mut server, &model);
        }
    }
    compare(&mut server, &model);
}

/// What is stored before the first step.
fn records(model: &Model) -> impl Iterator<Item = Record> {
    let index = |index| ClientIndex::new(index).expect("an index");
    let client = move |(number, client): (&u16, &model::Client)| {
        let identity = CompactIdentity::parse(&client.identity).expect("an identity");
        Record::Client(ClientRecord { index: index(*number), identity, network_identity: None })
    };
    let next_network = NetworkIdentityIndex::new(model.next_network_identity).expect("an index");
    let next =
        [Record::NextClientIndex(index(model.next_client)), Record::NextNetworkIdentityIndex(next_network)];
    model.clients.iter().map(client).chain(next)
}

/// Takes a step on the server and on the model.
fn take(mut server: Server, model: &mut Model, step: &Step) -> Server {
    match step {
        Step::Usual(usual) => {
            let (command, payload) = usual.request();
            invoke(&mut server, model, Who::Administrator, command, &payload, MUCH);
        }
        Step::Invoke { who, command, payload, room } => {
            invoke(&mut server, model, *who, *command, payload, room.map_or(MUCH, usize::from));
        }
        Step::Read { who, attribute, part, room } => {
            let (cx, room) = (who.context(), room.map_or(MUCH, usize::from));
            let expected = model.read(&cx, attribute.id(), *part, room);
            assert_eq!(server.read(&cx, attribute.id(), *part, room), expected, "{step:?}");
        }
        Step::Write { who, attribute, data } => {
            let expected = Model::write(attribute.id());
            assert_eq!(server.write(&who.context(), attribute.id(), data), expected, "{step:?}");
        }
        Step::Authenticated(client, network_identity) => {
            let (client, entry) = (model.client_index(*client), model.network_index(*network_identity));
            let expected = model.authenticated(client, entry);
            assert_eq!(server.authenticated(client, entry), expected, "{step:?}");
        }
        Step::Clock(later) => {
            model.now = later.map(|later| model.created(later));
            server.manager.parts().clock.set(model.now);
        }
        Step::Ready(ready) => {
            model.ready = *ready;
            server.manager.parts_mut().authenticator.ready = *ready;
        }
        Step::StorageFails(fails) => {
            model.storage_fails = *fails;
            server.manager.parts_mut().storage.fails = *fails;
        }
        Step::Restart => {
            // The new authenticator is ready, and the new storage works.
            (model.ready, model.storage_fails) = (true, false);
            server = server.restarted();
        }
        Step::FactoryReset => {
            let expected = model.factory_reset();
            assert_eq!(server.manager.factory_reset().map_err(|error| error.status()), expected);
            let _ = server.manager.take_changed();
        }
    }
    server
}

/// Invokes a command on both. What is refused changes nothing.
fn invoke(
    server: &mut Server,
    model: &mut Model,
    who: Who,
    command: Command,
    payload: &Payload,
    room: usize,
) {
    let fields = payload::encoded(payload, command, model);
    if !payload::is_clear(&fields) {
        return;
    }
    let (cx, before) = (who.context(), model.clone());
    let expected = model.invoke(&cx, command.id(), &fields, room);
    assert!(expected.is_ok() || *model == before, "the model keeps to it, too");
    let answer = server.invoke(&cx, command.id(), &fields, room);
    assert_eq!(answer, expected, "{command:?} {payload:?}");
}

/// Compares all that can be seen at any time.
fn compare(server: &mut Server, model: &Model) {
    let administrator = Who::Administrator.context();
    for attribute in [0, 1, 2] {
        let expected = model.read(&administrator, attribute, Part::Whole, MUCH);
        assert_eq!(server.read(&administrator, attribute, Part::Whole, MUCH), expected);
    }
    assert_eq!(server.manager.take_changed(), Default::default(), "all changes are told");
    assert_eq!(server.manager.tables().check(), Ok(()));
    // Every network identity has a key pair and the secret is one more; no key is left over.
    assert_eq!(server.keys(), model.network_identities.len() + usize::from(model.secret.is_some()));
    let parse = |identity: &pool::Identity| CompactIdentity::parse(identity).expect("an identity");
    let clients: BTreeMap<_, _> =
        model.clients.iter().map(|(index, client)| (*index, parse(&client.identity))).collect();
    let entries = model.network_identities.iter().map(|entry| (entry.index, parse(&entry.identity)));
    let authenticator = &server.manager.parts().authenticator;
    assert_eq!(authenticator.clients, clients, "exactly the clients are in force");
    assert_eq!(authenticator.network_identities, entries.collect());
    stored(server, model);
}

/// What is stored is what is in the tables: the next start finds the same.
fn stored(server: &mut Server, model: &Model) {
    let (mut clients, mut entries, mut secret) = (BTreeMap::new(), BTreeMap::new(), None);
    let (mut next_client, mut next_entry) = (1, 1);
    for record in server.records() {
        match record {
            Record::Client(client) => {
                let network_identity = client.network_identity.map(NetworkIdentityIndex::get);
                let client_is = model::Client { identity: client.identity.to_bytes(), network_identity };
                clients.insert(client.index.get(), client_is);
            }
            Record::NetworkIdentity(entry) => {
                entries.insert(entry.order, (entry.index.get(), entry.identity.to_bytes(), entry.created));
            }
            Record::AdminSecret(record) => secret = Some(record.created),
            Record::NextClientIndex(index) => next_client = index.get(),
            Record::NextNetworkIdentityIndex(index) => next_entry = index.get(),
        }
    }
    assert_eq!(clients, model.clients);
    let expected = model.network_identities.iter();
    assert!(entries.into_values().eq(expected.map(|entry| (entry.index, entry.identity, entry.created))));
    assert_eq!(secret, model.secret.map(|(created, _)| created));
    assert_eq!((next_client, next_entry), (model.next_client, model.next_network_identity));
}
