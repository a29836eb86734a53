//! A secret's life, printed at every step.

use std::num::NonZeroU8;

use netim::{
    authenticator::NoAuthenticator,
    clients::HashSeed,
    clock::NoClock,
    cluster::v1_6,
    crypto::{PrivateKey, RustCrypto},
    key_store::{KeyFile, KeyStore, Persistence, SoftwareKeyStore, SysRng, Volatile},
    manager::{Manager, Parts},
    runtime::{
        CommandId, Context, EndpointId, Privilege,
        serve::CommandWriter,
        tlv::{Tag, Writer},
    },
    secret::Nass,
    storage::Memory,
    tables::Tables,
    wire::{self, Release},
};

use crate::{
    secret_support::forms::{Form, Pieces},
    secret_support::secrets::Secret,
    server::{Print, Talkative},
};

type Platform = (Memory<500>, SoftwareKeyStore<Volatile, SysRng>, RustCrypto, NoAuthenticator, NoClock);

/// What of a secret was printed.
fn printed(print: &Print, secret: &Secret) -> Vec<(&'static str, Form)> {
    let all = print.take();
    assert!(!all.is_empty(), "nothing was printed");
    let pieces = Pieces::of(&[secret]);
    let found = (0..all.len()).flat_map(|at| pieces.at(&all.as_bytes()[at..]));
    let mut found: Vec<_> = found.map(|piece| (piece.value.name.1, piece.form)).collect();
    found.sort();
    found.dedup();
    found
}

#[track_caller]
fn assert_hidden(print: &Print, secret: &Secret) {
    let text = print.clone();
    assert_eq!(printed(&text, secret), []);
}

#[test]
fn what_is_printed_is_found() {
    let (print, secret) = (Print::default(), Secret::new("secret"));
    print.value(secret.bytes());
    assert_eq!(printed(&print, &secret), [("secret", Form::List)]);
    print.value(&format!("{:x}", base16ct::HexDisplay(secret.bytes())));
    assert_eq!(printed(&print, &secret), [("secret", Form::Hex)]);
    let mut text = [0; Nass::MAX_BASE64_LEN];
    print.value(&Nass::decode(&secret.nass(9)).unwrap().encode_base64(&mut text).unwrap());
    assert_eq!(printed(&print, &secret), [("secret", Form::Base64)]);
}

#[test]
fn secrets_and_keys() {
    let (print, secret) = (Print::default(), Secret::new("secret"));
    let nass = Nass::decode(&secret.nass(9)).unwrap();
    print.value(&nass);
    print.value(nass.secret());
    let key = nass.secret().network_key(&RustCrypto).unwrap();
    print.value(&key);
    print.value(&PrivateKey::from_bytes(key.expose_secret()));
    print.value(&nass.secret().network_identity(&RustCrypto).unwrap());
    assert_hidden(&print, &secret);
}

#[test]
fn what_is_wrong_with_a_secret() {
    let (print, secret) = (Print::default(), Secret::new("secret"));
    let nass = secret.nass(9);
    for len in 0..nass.len() {
        let error = Nass::decode(&nass[..len]).unwrap_err();
        print.value(&(&error, error.to_string()));
    }
    for at in 0..nass.len() {
        let mut changed = nass.clone();
        changed[at] ^= 0x10;
        let decoded = Nass::decode(&changed);
        print.value(&(decoded.as_ref().map_err(ToString::to_string), &decoded));
        let text = String::from_utf8_lossy(&changed).into_owned();
        let (pem, base64) = (Nass::decode_pem(&text), Nass::decode_base64(&text));
        print.value(&(
            pem.as_ref().map_err(ToString::to_string),
            base64.as_ref().map_err(ToString::to_string),
        ));
        print.value(&(&pem, &base64));
    }
    // A secret of which a part was changed is still one: where its bytes are printed is what is asked.
    assert_hidden(&print, &secret);
}

fn print_store<P: Persistence + std::fmt::Debug>(print: &Print, secret: &Secret, persistence: P) {
    let mut store = SoftwareKeyStore::open(persistence).unwrap();
    let handle = store.import_secret(Nass::decode(&secret.nass(9)).unwrap().secret()).unwrap();
    let pair = store.derive_network_key(&handle).unwrap();
    print.value(&store);
    print.value(&(
        store.kind(&handle),
        store.kind(&pair),
        store.public_key(&pair),
        store.export_secret(&handle),
    ));
    print.value(&(store.sign(&handle, b""), store.export_secret(&pair), store.sign(&pair, b"message")));
    print.value(&store.into_persistence());
}

#[test]
fn key_stores() {
    let (print, secret) = (Print::default(), Secret::new("secret"));
    let folder = tempfile::tempdir().unwrap();
    print_store(&print, &secret, Volatile::new());
    print_store(&print, &secret, KeyFile::open(folder.path().join("keys")).unwrap());
    assert_hidden(&print, &secret);
}

#[test]
fn a_server_and_its_answers() {
    let (print, secret) = (Print::default(), Secret::new("secret"));
    let parts = Parts::<Platform> {
        storage: Memory::default(),
        key_store: SoftwareKeyStore::open(Volatile::new()).unwrap(),
        verifier: RustCrypto,
        authenticator: NoAuthenticator,
        clock: NoClock,
    };
    let tables = Box::new(Tables::<500>::new(HashSeed::from_os().unwrap()));
    let mut manager = Manager::start(parts, tables).unwrap();
    let cx = Context::case(NonZeroU8::MIN, 1, Privilege::Administer).timed();
    let nass = secret.nass(9);
    let import = [&[0x35, 1, 0x30, 0, u8::try_from(nass.len()).unwrap()], &nass[..], &[0x18]].concat();
    for release in Release::ALL {
        for (command, fields) in [(0x40, &import[..]), (0x40, &import[..20]), (0x41, &[])] {
            let mut buffer = [0; 256];
            let mut out = Writer::new(&mut buffer);
            let mut writer = CommandWriter::new(&mut out, Tag::Context(1));
            let invoked = wire::invoke(release, &mut manager, &cx, CommandId(command), fields, &mut writer);
            print.value(&(&invoked, &writer));
            print.value(&out);
        }
    }
    print.value(&manager.import_admin_secret(&secret.nass(8)));
    print.value(&manager.export_admin_secret());
    print.value(&manager);
    print.value(manager.parts());
    assert_hidden(&print, &secret);
}

#[test]
fn a_client_and_the_other_side() {
    let (print, secret) = (Print::default(), Secret::new("secret"));
    let nass = secret.nass(9);
    let talkative = Talkative { nass: nass.clone(), print: print.clone() };
    let mut client = v1_6::Client::new(talkative, EndpointId(1));
    let request = v1_6::commands::ImportAdminSecret { network_administrator_shared_secret: &nass };
    let invoke = client.import_admin_secret(request);
    print.value(&invoke);
    print.value(&invoke.send(&mut [0; 256]));
    let mut buffer = [0; 256];
    let exported = client.export_admin_secret().send(&mut buffer);
    assert_eq!(exported.unwrap().network_administrator_shared_secret, nass);
    print.value(&exported);
    print.value(&client.export_admin_secret().send(&mut [0; 50]));
    print.value(&client.clients().send(&mut [0; 50]).map(|_| ()));
    assert_hidden(&print, &secret);
}
