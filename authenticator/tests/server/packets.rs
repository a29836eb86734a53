//! Packets that are repeated, replayed, corrupted, or from the wrong hands.

use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use netim_authenticator::eap::{EapCode, EapPacket, Method};
use netim_authenticator::packet::{AttributeType, Builder, Code, Packet};
use netim_authenticator::{Options, Outcome, RadiusAuthenticator, Reason};

use crate::support::access_point::AccessPoint;
use crate::support::eapol_test::{Eapol, Ended};
use crate::support::identities::Device;
use crate::support::peer::{Conversation, Peer};
use crate::support::site::{Network, Site, local_nas};

fn site() -> (Site, Network, Device) {
    let site = Site::new();
    let (network, device) = (site.import(1), Device::number(1));
    site.add(&device);
    (site, network, device)
}

fn identity(network: &Network) -> Vec<u8> {
    EapPacket::response(1, Method::Identity(network.nai().as_bytes())).to_bytes()
}

/// How many datagrams were discarded for a reason.
fn discards(site: &Site, name: &str) -> u64 {
    site.radius.counters().discards.get(name).copied().unwrap_or_default()
}

fn from(address: &str) -> SocketAddr {
    address.parse().unwrap()
}

#[test]
fn the_wrong_shared_secret_gets_no_answer() {
    let (site, network, device) = site();
    let Some(mut eapol) = Eapol::new(&site, &network, &device) else { return };
    eapol.secret = "another secret".to_owned();
    eapol.seconds = 2;
    assert_eq!(eapol.run(), Ended::TimedOut);
    assert!(discards(&site, "wrong-message-authenticator") >= 1);
    assert_eq!(site.outcomes.take(), []);
}

#[test]
fn a_request_that_is_repeated_gets_the_same_answer_once_more() {
    let (site, network, device) = site();
    let mut nas = AccessPoint::new(site.v4(), "repeated");
    let mut conversation = Conversation::begin(&Peer::new(&network, &device), &mut nas);
    let mut replies = 1;
    while conversation.reply.code == Code::ACCESS_CHALLENGE {
        let state = conversation.reply.state.clone();
        let sent = nas.request(&network.nai(), &conversation.answer(), state.as_deref());
        conversation.reply = nas.exchange(&sent).unwrap();
        let again = nas.exchange(&sent).unwrap();
        assert_eq!(again.bytes, conversation.reply.bytes);
        replies += 1;
    }
    assert_eq!(conversation.reply.code, Code::ACCESS_ACCEPT);
    assert_eq!(site.radius.counters().repeated, replies - 1);
    assert_eq!(site.outcomes.take().len(), 1, "one attempt");
}

/// Who records what an access point sends cannot get in with it, neither during the session nor after it.
#[test]
fn a_request_that_is_replayed_gets_nobody_in() {
    let (site, network, device) = site();
    let mut nas = AccessPoint::new(site.v4(), "replayed");
    let mut conversation = Conversation::begin(&Peer::new(&network, &device), &mut nas);
    let mut recorded = Vec::new();
    while conversation.reply.code == Code::ACCESS_CHALLENGE {
        let state = conversation.reply.state.clone();
        let sent = nas.request(&network.nai(), &conversation.answer(), state.as_deref());
        conversation.reply = nas.exchange(&sent).unwrap();
        if let Some(before) = recorded.last() {
            // In the middle of the session, from another port, so that it is not a repetition.
            let mut replayer = AccessPoint::new(site.v4(), "replayed");
            replayer.socket.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
            replayer.attempts = 1;
            let answered = replayer.exchange(before);
            assert!(answered.is_none_or(|reply| reply.code == Code::ACCESS_REJECT));
        }
        recorded.push(sent);
    }
    assert_eq!(conversation.reply.code, Code::ACCESS_ACCEPT, "nobody was disturbed");
    assert!(discards(&site, "eap-identifier") >= 1);
    site.outcomes.take();
    for sent in &recorded {
        let mut replayer = AccessPoint::new(site.v6(), "replayed");
        assert_eq!(replayer.exchange(sent).unwrap().code, Code::ACCESS_REJECT);
        assert_eq!(site.outcomes.next_reason(), Reason::UnknownSession);
    }
}

#[test]
fn a_request_that_is_changed_on_its_way_gets_no_answer() {
    let (site, network, _) = site();
    let mut nas = AccessPoint::new(site.v4(), "corrupted");
    let sent = nas.request(&network.nai(), &identity(&network), None);
    for position in 0..sent.bytes.len() {
        let mut bytes = sent.bytes.clone();
        bytes[position] ^= 0x10;
        assert_eq!(site.radius.handle(&bytes, from("127.0.0.1:9")), None, "byte {position}");
        assert_eq!(site.radius.handle(&sent.bytes[..position], from("127.0.0.1:9")), None);
    }
    assert!(site.radius.handle(&sent.bytes, from("127.0.0.1:9")).is_some());
    let counters = site.radius.counters();
    let all: u64 = counters.discards.values().sum();
    assert_eq!(all, 2 * u64::try_from(sent.bytes.len()).unwrap());
    for name in ["packet", "wrong-message-authenticator", "code"] {
        assert!(counters.discards.contains_key(name), "{name}: {counters:?}");
    }
    assert_eq!(site.outcomes.take(), []);
}

#[test]
fn a_request_without_message_authenticator_gets_no_answer() {
    let (site, network, _) = site();
    let eap = identity(&network);
    let length = u16::try_from(20 + 2 + eap.len()).unwrap().to_be_bytes();
    let attribute = [79, u8::try_from(2 + eap.len()).unwrap()];
    let bytes = [&[1, 1][..], &length, &[7; 16], &attribute, &eap].concat();
    assert_eq!(site.radius.handle(&bytes, from("127.0.0.1:9")), None);
    assert_eq!(discards(&site, "no-message-authenticator"), 1);
}

#[test]
fn an_access_point_that_is_not_in_the_list_gets_no_answer() {
    let (site, network, _) = site();
    let mut nas = AccessPoint::new(site.v4(), "unknown");
    let sent = nas.request(&network.nai(), &identity(&network), None);
    for address in ["192.0.2.1:9", "[2001:db8::1]:9"] {
        assert_eq!(site.radius.handle(&sent.bytes, from(address)), None);
    }
    assert_eq!(discards(&site, "unknown-nas"), 2);
    // What IPv6 sockets make of IPv4.
    assert!(site.radius.handle(&sent.bytes, from("[::ffff:127.0.0.1]:9")).is_some());
}

#[test]
fn a_session_belongs_to_its_access_point() {
    let (site, network, device) = site();
    let mut nas = AccessPoint::new(site.v4(), "mine");
    let mut conversation = Conversation::begin(&Peer::new(&network, &device), &mut nas);
    let state = conversation.reply.state.clone();
    let sent = nas.request(&network.nai(), &conversation.answer(), state.as_deref());
    let mut other = AccessPoint::new(site.v6(), "mine");
    assert_eq!(other.exchange(&sent).unwrap().code, Code::ACCESS_REJECT);
    assert_eq!(site.outcomes.next_reason(), Reason::UnknownSession);
    assert_eq!(nas.exchange(&sent).unwrap().code, Code::ACCESS_CHALLENGE);
}

#[test]
fn what_is_no_eap_is_rejected() {
    let (site, ..) = site();
    let nas = AccessPoint::new(site.v4(), "pap");
    let password = Builder::new(Code::ACCESS_REQUEST, 1).attribute(AttributeType(2), &[0; 16]);
    let reply = AccessPoint::new(site.v4(), "pap").exchange(&nas.sign(password)).unwrap();
    assert_eq!(reply.code, Code::ACCESS_REJECT);
    assert_eq!(site.outcomes.next_reason(), Reason::NotEap);
}

#[test]
fn access_points_may_ask_whether_anybody_is_there() {
    let (site, ..) = site();
    let mut nas = AccessPoint::new(site.v4(), "status");
    let sent = nas.sign(Builder::new(Code::STATUS_SERVER, 200));
    assert_eq!(nas.exchange(&sent).unwrap().code, Code::ACCESS_ACCEPT);
    let accounting = nas.sign(Builder::new(Code(4), 201));
    nas.attempts = 1;
    nas.socket.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    assert!(nas.exchange(&accounting).is_none());
    assert_eq!(discards(&site, "code"), 1);
}

/// `EAP-Start`, and a peer that wants another method.
#[test]
fn the_server_asks_for_the_identity_and_offers_nothing_but_eap_tls() {
    let (site, network, _) = site();
    let mut nas = AccessPoint::new(site.v4(), "start");
    let start = nas.sign(Builder::new(Code::ACCESS_REQUEST, 1).attribute(AttributeType::EAP_MESSAGE, b""));
    let asked = nas.exchange(&start).unwrap();
    let expected = EapPacket::request(0, Method::Identity(b""));
    assert_eq!(EapPacket::parse(&asked.eap), Ok(expected));
    let sent = nas.request(&network.nai(), &identity(&network), None);
    let offered = nas.exchange(&sent).unwrap();
    let EapPacket { identifier, .. } = EapPacket::parse(&offered.eap).unwrap();
    let nak = EapPacket::response(identifier, Method::Nak(&[25])).to_bytes();
    let sent = nas.request(&network.nai(), &nak, offered.state.as_deref());
    let reply = nas.exchange(&sent).unwrap();
    assert_eq!(reply.code, Code::ACCESS_REJECT);
    assert_eq!(EapPacket::parse(&reply.eap).unwrap().code, EapCode::Failure);
    assert_eq!(site.outcomes.next_reason(), Reason::Nak);
}

#[test]
fn those_on_the_way_get_their_state_back() {
    let (site, network, _) = site();
    let mut nas = AccessPoint::new(site.v4(), "proxy");
    let sent = nas.request(&network.nai(), &identity(&network), None);
    let reply = nas.exchange(&sent).unwrap();
    let packet = Packet::parse(&reply.bytes).unwrap();
    assert_eq!(packet.all(AttributeType::PROXY_STATE).collect::<Vec<_>>(), [b"proxy"]);
}

#[test]
fn nobody_talks_inside_the_tunnel() {
    let (site, network, device) = site();
    let mut nas = AccessPoint::new(site.v4(), "inside");
    let mut conversation = Conversation::begin(&Peer::new(&network, &device), &mut nas);
    conversation.step(&mut nas);
    conversation.step(&mut nas);
    conversation.write_inside(b"psst");
    while conversation.reply.code == Code::ACCESS_CHALLENGE {
        conversation.step(&mut nas);
    }
    assert_eq!(site.outcomes.next().outcome, Outcome::Rejected(Reason::UnexpectedMethod));
}

/// A packet that makes the server panic is not answered; the next one is.
#[test]
fn a_panic_ends_no_thread() {
    let site = Site::new();
    let options =
        Options::new(local_nas(None)).with_listener(|_| std::panic::resume_unwind(Box::new("test")));
    let radius = RadiusAuthenticator::new(options).unwrap();
    let server = radius.serve(&[from("127.0.0.1:0")], site.manager.clone()).unwrap();
    let mut nas = AccessPoint::new(server.addresses()[0], "panic");
    // More than there are threads.
    for identifier in 0..200 {
        let no_eap =
            Builder::new(Code::ACCESS_REQUEST, identifier).attribute(AttributeType::USER_NAME, b"user");
        nas.socket.send(&nas.sign(no_eap).bytes).unwrap();
    }
    let status = nas.sign(Builder::new(Code::STATUS_SERVER, 255));
    assert_eq!(nas.exchange(&status).unwrap().code, Code::ACCESS_ACCEPT);
    // Another thread than the one that answered may still be at the last of them.
    let deadline = Instant::now() + Duration::from_secs(10);
    while radius.counters().rejected() < 200 && Instant::now() < deadline {
        thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(radius.counters().rejected(), 200);
}
