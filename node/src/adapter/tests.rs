//! The server and its reads, with a real manager in memory.

use std::{
    num::NonZeroU8,
    sync::{Arc, Barrier},
};

use clustergen_runtime::{AttributeId, CommandId, Context, Privilege, StatusCode};
use futures_lite::future::block_on;
use netim::{
    authenticator::{NoAuthenticator, ReportAuthentication as _},
    clients::{ClientIndex, HashSeed},
    clock::NoClock,
    crypto::{PrivateKey, RustCrypto, Verifier as _},
    identity::CompactIdentity,
    key_store::{SoftwareKeyStore, SysRng, Volatile},
    manager::{Changed, ClientQuery, Manager, Parts},
    network_identities::NetworkIdentityIndex,
    secret::{Nass, RawSecret},
    storage::Memory,
    tables::Tables,
    wire::Release,
};
use netim_authenticator::Owner;
use zeroize::Zeroizing;

use super::{
    invoke::{Answered, Invoke},
    read::{Found, Portion, Read},
    server::{Locked, Server, Stopped},
};

type Platform = (Memory<500>, SoftwareKeyStore<Volatile, SysRng>, RustCrypto, NoAuthenticator, NoClock);

const ADMINISTRATOR: Context = Context::case(NonZeroU8::MIN, 1, Privilege::Administer).timed();
const NOTHING: Changed = Changed { active_network_identities: false, clients: false };

fn server() -> Server<Platform, 500> {
    let parts = Parts {
        storage: Memory::new(),
        key_store: SoftwareKeyStore::open(Volatile::new()).unwrap(),
        verifier: RustCrypto,
        authenticator: NoAuthenticator,
        clock: NoClock,
    };
    let tables = Box::new(Tables::new(HashSeed::FIXED));
    Server::new(Manager::start(parts, tables).unwrap()).unwrap()
}

fn add_clients(manager: &mut Locked<Platform, 500>, count: u16) {
    for _ in 0..count {
        let _: ClientIndex = add_client(manager);
    }
}

fn add_client(manager: &mut Locked<Platform, 500>) -> ClientIndex {
    let device = PrivateKey::generate_from_os().unwrap();
    let identity = CompactIdentity::self_signed(&RustCrypto, &device).unwrap();
    manager.add_client(&identity.to_bytes()).unwrap()
}

fn import(manager: &mut Locked<Platform, 500>, created: u32) {
    let nass = Nass::new(created, RawSecret::generate_from_os().unwrap());
    manager.import_admin_secret(nass.encode(&mut [0; Nass::MAX_LEN]).unwrap()).unwrap();
}

/// Whether the bell rings now.
fn rings(server: &Server<Platform, 500>) -> bool {
    block_on(futures_lite::future::poll_once(server.changed())).is_some()
}

#[test]
fn whoever_changes_something_is_heard_once() {
    let server = server();
    assert!(!rings(&server));
    server.with(|manager| add_clients(manager, 1)).unwrap();
    block_on(server.carry_out(|manager| import(manager, 1))).unwrap();
    assert!(rings(&server) && !rings(&server), "one ring for both");
    let both = Changed { active_network_identities: true, clients: true };
    assert_eq!((server.take_changed(), server.take_changed()), (both, NOTHING));
}

#[test]
fn an_authenticator_is_heard_and_what_it_does_not_know_is_ignored() {
    let server = server();
    let client = server.with(|manager| {
        import(manager, 1);
        add_client(manager)
    });
    let first = NetworkIdentityIndex::MIN;
    server.clone().client_authenticated(client.unwrap(), first);
    server.clone().client_authenticated(ClientIndex::MAX, first);
    assert_eq!(server.with(|manager| import(manager, 2)), Ok(()));
    let _: Changed = server.take_changed();
    server.clone().client_authenticated(client.unwrap(), first.next());
    let changed = Changed { active_network_identities: true, clients: false };
    assert_eq!(server.take_changed(), changed, "it has left one that is not current");
}

#[test]
fn a_radius_server_signs_with_the_key_and_what_it_reports_is_heard() {
    let server = server();
    let (client, identity, key) = server
        .with(|manager| {
            import(manager, 1);
            let client = add_client(manager);
            let network = manager.tables().network_identities().iter().next().unwrap();
            (client, *network.identity(), *network.key())
        })
        .unwrap();
    let signature = Owner::sign(&server, &key, b"a handshake").unwrap();
    assert_eq!(RustCrypto.verify(identity.public_key(), b"a handshake", &signature), Ok(()));
    server.with(|manager| import(manager, 2)).unwrap();
    let _: Changed = server.take_changed();
    Owner::report(&server, &mut |tables| tables.client_authenticated(client, NetworkIdentityIndex::MIN));
    let changed = Changed { active_network_identities: true, clients: false };
    assert_eq!(server.take_changed(), changed, "an identity that is not current has a client");
}

#[test]
fn a_command_is_carried_out_even_when_nobody_waits_and_its_change_is_heard() {
    let server = server();
    server.with(|manager| add_clients(manager, 1)).unwrap();
    let _: Changed = server.take_changed();
    let fields = Zeroizing::new(vec![0x35, 0x01, 0x24, 0x00, 0x01, 0x18]);
    let remove = Invoke { release: Release::V1_6, cx: ADMINISTRATOR, command: CommandId(0x02), fields };
    let mut waiting = Box::pin(server.command(move |manager| remove.carry_out(manager)));
    assert!(block_on(futures_lite::future::poll_once(&mut waiting)).is_none_or(|done| done.is_ok()));
    drop(waiting);
    // The bell may still ring for what came before.
    let changed = loop {
        block_on(server.changed());
        let changed = server.take_changed();
        if changed != NOTHING {
            break changed;
        }
    };
    assert_eq!(changed, Changed { clients: true, ..NOTHING });
    assert!(server.into_manager().unwrap().tables().clients().is_empty());
}

#[test]
fn a_factory_reset_takes_with_it_what_queued_commands_do() {
    let server = server();
    for count in 0..20 {
        let mut command = Box::pin(server.carry_out(move |manager| {
            std::thread::sleep(std::time::Duration::from_millis(2));
            add_clients(manager, u16::from(count % 2 == 0));
        }));
        // It is in the queue from the first look on.
        let _ = block_on(futures_lite::future::poll_once(&mut command));
    }
    assert_eq!(server.factory_reset(), Ok(Ok(())));
    assert!(server.into_manager().unwrap().tables().clients().is_empty());
}

#[test]
fn a_look_waits_behind_what_holds_the_lock() {
    let server = server();
    let (held, other) = (Arc::new(Barrier::new(2)), server.clone());
    let begun = Arc::clone(&held);
    let holding = std::thread::spawn(move || {
        other.with(|manager| {
            begun.wait();
            std::thread::sleep(std::time::Duration::from_millis(50));
            add_clients(manager, 1);
        })
    });
    held.wait();
    assert_eq!(block_on(server.look(|manager| manager.tables().clients().len())), Ok(1));
    holding.join().unwrap().unwrap();
}

#[test]
fn after_a_panic_nothing_is_done_any_more() {
    let server = server();
    let panicking = server.carry_out(|_| -> () { std::panic::resume_unwind(Box::new("test")) });
    assert_eq!(block_on(panicking), Err(Stopped));
    assert_eq!(server.with(|_| ()), Err(Stopped));
    assert_eq!(block_on(server.look(|_| ())), Err(Stopped));
    let mut reports = 0;
    Owner::report(&server, &mut |tables| {
        tables.client_authenticated(ClientIndex::MAX, NetworkIdentityIndex::MIN);
        reports += 1;
    });
    assert_eq!(reports, 1, "who reports comes to an end");
    assert!(server.into_manager().is_none());
}

fn read(server: &Server<Platform, 500>, attribute: u32, portion: Portion) -> Result<Found, StatusCode> {
    let attribute = AttributeId(attribute);
    let read = Read { release: Release::V1_6_1, cx: ADMINISTRATOR, attribute, portion };
    server.with(|manager| read.read(manager)).unwrap().map_err(|status| status.code)
}

#[test]
fn a_long_list_is_too_long_and_its_entries_are_read_one_by_one() {
    let server = server();
    server.with(|manager| add_clients(manager, 40)).unwrap();
    assert_eq!(read(&server, 1, Portion::Whole), Ok(Found::TooLong));
    let (mut entries, mut after) = (Vec::new(), None);
    while let Found::Value(entry, key) = read(&server, 1, Portion::After(after)).unwrap() {
        assert!(entry.starts_with(&[0x35, 0x02]), "a structure under the tag of the data");
        // Clients come and go behind and before the place that the read has got to.
        if entries.len() == 10 {
            let gone = server.with(|manager| manager.remove_client(ClientQuery::Index(5)));
            assert_eq!(gone, Ok(Ok(())));
        }
        entries.push(key);
        after = key;
    }
    let expected: Vec<_> = (1..=40).map(Some).collect();
    assert_eq!(entries, expected, "each once, in order");
    let by_position = |position| match read(&server, 1, Portion::At(position)) {
        Ok(Found::Value(_, key)) => key,
        _ => None,
    };
    assert_eq!(
        (by_position(0), by_position(4), by_position(38), by_position(39)),
        (Some(1), Some(6), Some(40), None)
    );
}

#[test]
fn what_is_no_list_or_not_there() {
    let server = server();
    // ClientTableSize, 500, as AttributeDataIB has it.
    assert_eq!(read(&server, 2, Portion::Whole), Ok(Found::Value(vec![0x25, 0x02, 0xF4, 0x01], None)));
    assert_eq!(read(&server, 1, Portion::Whole), Ok(Found::Value(vec![0x36, 0x02, 0x18], None)));
    assert_eq!(read(&server, 1, Portion::After(None)), Ok(Found::NoEntry));
    assert_eq!(read(&server, 9, Portion::Whole), Err(StatusCode::UNSUPPORTED_ATTRIBUTE));
}

#[test]
fn what_a_command_answers_stands_under_the_tag_of_its_fields() {
    let server = server();
    server.with(|manager| import(manager, 7)).unwrap();
    let export = Invoke {
        release: Release::V1_6,
        cx: ADMINISTRATOR,
        command: CommandId(0x41),
        fields: Zeroizing::default(),
    };
    let Ok(Answered::Response(id, fields)) =
        block_on(server.command(move |manager| export.carry_out(manager))).unwrap()
    else {
        unreachable!("there is a secret");
    };
    assert_eq!(id, CommandId(0x42));
    assert!(fields.starts_with(&[0x35, 0x01, 0x30, 0x00]));
    let unknown = Invoke {
        release: Release::V1_6,
        cx: ADMINISTRATOR,
        command: CommandId(9),
        fields: Zeroizing::default(),
    };
    let refused = block_on(server.command(move |manager| unknown.carry_out(manager))).unwrap();
    assert_eq!(refused.err().map(|status| status.code), Some(StatusCode::UNSUPPORTED_COMMAND));
}
