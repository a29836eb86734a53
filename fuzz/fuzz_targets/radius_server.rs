//! The whole server on whatever comes: datagrams as they are, and EAP packets in requests that are signed right, so
//! that what is behind the signature is reached too.
#![no_main]

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use libfuzzer_sys::fuzz_target;
use netim::clients::HashSeed;
use netim::clock::ManualClock;
use netim::crypto::{PrivateKey, Ring, RustCrypto};
use netim::identity::CompactIdentity;
use netim::key_store::{SoftwareKeyStore, Volatile};
use netim::manager::{Manager, Parts};
use netim::secret::{Nass, RawSecret};
use netim::storage::Memory;
use netim::tables::Tables;
use netim_authenticator::nas::{Nas, NasClients, Secret};
use netim_authenticator::packet::{AttributeType, Builder, Code, Packet};
use netim_authenticator::{Options, RadiusAuthenticator, Server};

const SECRET: &[u8] = b"a secret of the fuzzer";

/// How a part of the input is sent.
const RAW: u8 = 0x01;
const WITH_STATE: u8 = 0x02;
const WITH_EAP_IDENTIFIER: u8 = 0x04;

/// The next request's authenticator.
static NEXT: AtomicU64 = AtomicU64::new(0);

struct Fuzzed {
    radius: RadiusAuthenticator,
    _server: Server,
}

/// A server with one network identity, that of the secret of ones, and one client.
static SERVER: LazyLock<Fuzzed> = LazyLock::new(|| {
    let mut nas = NasClients::new();
    let prefix = "192.0.2.0/24".parse().unwrap();
    nas.add(Nas { prefix, secret: Secret::new(SECRET.to_vec()), das_port: None }).unwrap();
    let radius = RadiusAuthenticator::new(Options::new(nas)).unwrap();
    let parts = Parts {
        storage: Memory::<500>::new(),
        key_store: SoftwareKeyStore::open(Volatile::new()).unwrap(),
        verifier: Ring,
        authenticator: radius.follower(),
        clock: ManualClock::new(None),
    };
    let tables = Box::new(Tables::<500>::new(HashSeed::from_os().unwrap()));
    let mut manager = Manager::<(_, _, _, _, _), _, 500>::start(parts, tables).unwrap();
    let nass = Nass::new(1, RawSecret::from_bytes(&[1; 32]));
    manager.import_admin_secret(nass.encode(&mut [0; Nass::MAX_LEN]).unwrap()).unwrap();
    let key = PrivateKey::from_bytes(&[0x5a; 32]).unwrap();
    let client = CompactIdentity::self_signed(&RustCrypto, &key).unwrap();
    manager.add_client(&client.to_bytes()).unwrap();
    let server = radius.serve(&[], Arc::new(Mutex::new(manager))).unwrap();
    Fuzzed { radius, _server: server }
});

fuzz_target!(|input: &[u8]| {
    let from: SocketAddr = ([192, 0, 2, 1], 1812).into();
    let (mut state, mut eap_identifier) = (Vec::new(), 0);
    let mut rest = input;
    // A byte of flags, two bytes of length, content.
    while let [flags, high, low, behind @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*high, *low])).min(behind.len());
        let (content, next) = behind.split_at(length);
        rest = next;
        let datagram = if flags & RAW == 0 {
            let mut eap = content.to_vec();
            if flags & WITH_EAP_IDENTIFIER != 0 && eap.len() > 1 {
                eap[1] = eap_identifier;
            }
            let mut builder = Builder::new(Code::ACCESS_REQUEST, *low)
                .attribute(AttributeType::CALLING_STATION_ID, b"02-00-00-00-00-01")
                .eap_message(&eap);
            if flags & WITH_STATE != 0 {
                builder = builder.attribute(AttributeType::STATE, &state);
            }
            // Another authenticator each time, so that it is no repetition.
            let mut authenticator = [0; 16];
            authenticator[..8].copy_from_slice(&NEXT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
            match builder.request(&authenticator, &Secret::new(SECRET.to_vec())) {
                Ok(request) => request,
                Err(_) => continue,
            }
        } else {
            content.to_vec()
        };
        let Some(reply) = SERVER.radius.handle(&datagram, from) else { continue };
        let request = Packet::parse(&datagram).expect("what was answered was a packet");
        let reply = Packet::parse(&reply).expect("the server sends packets");
        assert_eq!(reply.verify_reply(request.authenticator(), &Secret::new(SECRET.to_vec())), Ok(()));
        assert_ne!(
            (reply.code(), flags & RAW),
            (Code::ACCESS_ACCEPT, 0),
            "the fuzzer does not have the client's private key"
        );
        if let Some(value) = reply.first(AttributeType::STATE) {
            state = value.to_vec();
        }
        if let Some([_, identifier, ..]) = reply.eap_message().as_deref() {
            eap_identifier = *identifier;
        }
    }
});
