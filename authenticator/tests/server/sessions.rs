//! Many sessions at once, and those that nobody ends.

use std::thread;
use std::time::{Duration, Instant};

use netim::identity::CompactIdentity;
use netim_authenticator::eap::{EapPacket, Method};
use netim_authenticator::packet::Code;
use netim_authenticator::{Limits, Options, Outcome, Reason};

use crate::support::access_point::AccessPoint;
use crate::support::identities::Device;
use crate::support::peer::{Conversation, Peer};
use crate::support::site::{Site, local_nas};

#[test]
fn peers_that_stop_answering_are_forgotten_with_the_reason() {
    let mut options = Options::new(local_nas(None));
    options.limits.quiet = Duration::from_millis(1500);
    let site = Site::with(options, &[]);
    let (network, device) = (site.import(1), Device::number(1));
    let mut nas = AccessPoint::new(site.v4(), "quiet");
    let mut conversation = Conversation::begin(&Peer::new(&network, &device), &mut nas);
    assert_eq!(site.radius.counters().sessions, 1);
    assert_eq!(site.outcomes.next_reason(), Reason::Expired);
    assert_eq!(site.radius.counters().sessions, 0);
    conversation.step(&mut nas);
    assert_eq!(site.outcomes.next_reason(), Reason::UnknownSession);
    // One that was told why it is not let in, and goes away without a word.
    let mut conversation = Conversation::begin(&Peer::new(&network, &device), &mut nas);
    conversation.step(&mut nas);
    conversation.step(&mut nas);
    assert_eq!(conversation.reply.code, Code::ACCESS_CHALLENGE, "the alert");
    let ended = site.outcomes.next();
    assert_eq!(ended.outcome, Outcome::Rejected(Reason::UnknownClient(device.identifier())));
    assert_eq!(ended.identifier, Some(device.identifier()));
}

#[test]
fn a_session_does_not_last_for_ever_however_busy() {
    let mut options = Options::new(local_nas(None));
    options.limits.lifetime = Duration::from_millis(1500);
    let site = Site::with(options, &[]);
    let (network, device) = (site.import(1), Device::number(1));
    let mut nas = AccessPoint::new(site.v4(), "busy");
    nas.mtu = Some(64);
    let mut peer = Peer::new(&network, &device);
    peer.fragment_size = 1;
    let start = Instant::now();
    let mut conversation = Conversation::begin(&peer, &mut nas);
    while conversation.reply.code == Code::ACCESS_CHALLENGE {
        thread::sleep(Duration::from_millis(50));
        conversation.step(&mut nas);
        assert!(start.elapsed() < Duration::from_secs(30));
    }
    assert_eq!(site.outcomes.next_reason(), Reason::Expired);
}

/// Somebody opens sessions all the time and never goes on with them.
#[test]
fn ten_thousand_half_open_sessions_do_not_stop_others() {
    let site = Site::new();
    let (network, device) = (site.import(1), Device::number(1));
    site.add(&device);
    let identity = EapPacket::response(1, Method::Identity(network.nai().as_bytes())).to_bytes();
    let mut nas = AccessPoint::new(site.v4(), "half-open");
    let mut inside = AccessPoint::new(site.v4(), "inside");
    for number in 0..10_000_u32 {
        let sent = nas.request(&network.nai(), &identity, None);
        let from = ([127, 0, 0, 1], u16::try_from(number / 250 + 1).unwrap()).into();
        assert!(site.radius.handle(&sent.bytes, from).is_some());
        if number % 1000 == 999 {
            let reply = Peer::new(&network, &device).authenticate(&mut inside);
            assert_eq!(reply.code, Code::ACCESS_ACCEPT);
        }
    }
    let counters = site.radius.counters();
    // The last session was that of the client, which is over.
    let limit = Limits::default().sessions;
    assert_eq!(counters.sessions, limit - 1);
    assert_eq!(counters.accepts, 10);
    assert!(counters.rejects["too-many-sessions"] >= u64::try_from(10_000 - limit).unwrap());
}

#[test]
fn a_full_table_and_two_hundred_at_once() {
    const CLIENTS: u16 = 2047;
    const AT_ONCE: u16 = 200;
    let last: Vec<Device> = (CLIENTS - AT_ONCE..CLIENTS).map(Device::number).collect();
    let mut identities: Vec<CompactIdentity> =
        (0..CLIENTS - AT_ONCE).map(|number| unsigned(number.into())).collect();
    identities.extend(last.iter().map(|device| device.identity));
    let site = Site::with(Options::new(local_nas(None)), &identities);
    let network = site.import(1);
    thread::scope(|scope| {
        for device in &last {
            let (peer, address) = (Peer::new(&network, device), site.v4());
            scope.spawn(move || {
                let station = device.identifier().to_string();
                let reply = peer.authenticate(&mut AccessPoint::new(address, &station));
                assert_eq!(reply.code, Code::ACCESS_ACCEPT);
            });
        }
    });
    let counters = site.radius.counters();
    assert_eq!((counters.accepts, counters.rejected()), (AT_ONCE.into(), 0));
    for device in &last {
        site.wait_until_reported(device, &network);
    }
}

/// In the form of an identity, but no key has signed it; in a table it takes the same room.
fn unsigned(number: u32) -> CompactIdentity {
    let identity = Device::number(0).identity;
    let mut bytes = *identity.public_key().as_bytes();
    bytes[61..].copy_from_slice(&number.to_be_bytes());
    CompactIdentity::new(netim::crypto::PublicKey::from_bytes(&bytes).unwrap(), *identity.signature())
}
