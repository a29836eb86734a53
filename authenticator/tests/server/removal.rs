//! Clients that are removed: refused at once, and disconnected where they are.

use std::net::UdpSocket;
use std::time::{Duration, Instant};

use netim_authenticator::nas::Secret;
use netim_authenticator::packet::{AttributeType, Builder, Code, Packet};
use netim_authenticator::{Options, Reason};

use crate::support::access_point::AccessPoint;
use crate::support::identities::Device;
use crate::support::peer::{Conversation, Peer};
use crate::support::site::{SECRET, Site, local_nas};

/// Where an access point takes Disconnect-Requests.
struct Das {
    socket: UdpSocket,
    secret: Secret,
}

impl Das {
    fn new() -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        Self { socket, secret: Secret::new(SECRET.into()) }
    }

    fn options(&self) -> Options {
        Options::new(local_nas(Some(self.socket.local_addr().unwrap().port())))
    }

    /// The station that the next request is about, if there comes one; it is answered so.
    fn next(&self, seconds: f64, answer: Option<(Code, u32)>) -> Option<String> {
        self.socket.set_read_timeout(Some(Duration::from_secs_f64(seconds))).unwrap();
        let mut buffer = [0; 4096];
        let (length, from) = self.socket.recv_from(&mut buffer).ok()?;
        let packet = Packet::parse(&buffer[..length]).unwrap();
        assert_eq!(packet.code(), Code::DISCONNECT_REQUEST);
        packet.verify_reply(&[0; 16], &self.secret).unwrap();
        assert!(packet.integer(AttributeType::EVENT_TIMESTAMP).unwrap() > 1_700_000_000);
        if let Some((code, cause)) = answer {
            let builder = Builder::new(code, packet.identifier());
            let builder =
                if cause == 0 { builder } else { builder.integer(AttributeType::ERROR_CAUSE, cause) };
            let reply = builder.reply(packet.authenticator(), &self.secret).unwrap();
            self.socket.send_to(&reply, from).unwrap();
        }
        let station = packet.first(AttributeType::CALLING_STATION_ID).unwrap();
        Some(String::from_utf8(station.to_vec()).unwrap())
    }
}

const ACK: Option<(Code, u32)> = Some((Code::DISCONNECT_ACK, 0));
const NOT_FOUND: Option<(Code, u32)> = Some((Code::DISCONNECT_NAK, 503));

fn let_in(site: &Site, number: u16, stations: &[&str]) -> Device {
    let network = site.import(1);
    let device = Device::number(number);
    site.add(&device);
    for station in stations {
        let reply = Peer::new(&network, &device).authenticate(&mut AccessPoint::new(site.v4(), station));
        assert_eq!(reply.code, Code::ACCESS_ACCEPT);
    }
    site.wait_until_reported(&device, &network);
    device
}

#[test]
fn a_client_that_is_removed_during_its_handshake() {
    let site = Site::new();
    let (network, device) = (site.import(1), Device::number(1));
    for steps in 0..=2 {
        site.add(&device);
        let mut nas = AccessPoint::new(site.v4(), "removed");
        let mut conversation = Conversation::begin(&Peer::new(&network, &device), &mut nas);
        for _ in 0..steps {
            conversation.step(&mut nas);
        }
        site.remove(&device);
        while conversation.reply.code == Code::ACCESS_CHALLENGE {
            conversation.step(&mut nas);
        }
        assert_eq!(conversation.reply.code, Code::ACCESS_REJECT);
        let unknown = Reason::UnknownClient(device.identifier());
        let reason = if steps == 2 { Reason::Removed } else { unknown };
        assert_eq!(site.outcomes.next_reason(), reason, "after {steps} steps");
    }
}

#[test]
fn it_is_disconnected_wherever_it_was_seen() {
    let das = Das::new();
    let site = Site::with(das.options(), &[]);
    let device = let_in(&site, 1, &["02-00-00-00-00-01", "02-00-00-00-00-02"]);
    let_in(&site, 2, &["02-00-00-00-00-03"]);
    site.remove(&device);
    let mut stations = [das.next(5.0, ACK), das.next(5.0, ACK)];
    stations.sort();
    assert_eq!(stations, ["02-00-00-00-00-01", "02-00-00-00-00-02"].map(|station| Some(station.to_owned())));
    assert_eq!(das.next(2.5, ACK), None, "acknowledged, so not sent again");
    let counters = site.radius.counters();
    assert_eq!((counters.disconnects_sent, counters.disconnects_acknowledged), (2, 2));
}

#[test]
fn it_is_tried_again_until_it_is_answered() {
    let das = Das::new();
    let site = Site::with(das.options(), &[]);
    let device = let_in(&site, 1, &["again"]);
    site.remove(&device);
    let start = Instant::now();
    assert_eq!(das.next(5.0, None).as_deref(), Some("again"));
    assert_eq!(das.next(5.0, Some((Code::DISCONNECT_NAK, 506))).as_deref(), Some("again"), "no resources");
    assert!(start.elapsed() > Duration::from_millis(900));
    // The answer that lets it in may be overtaken.
    assert_eq!(das.next(5.0, NOT_FOUND).as_deref(), Some("again"));
    assert_eq!(das.next(9.0, NOT_FOUND).as_deref(), Some("again"), "after more than five seconds it counts");
    assert_eq!(das.next(10.0, ACK), None);
}

#[test]
fn an_answer_from_others_counts_for_nothing() {
    let das = Das::new();
    let site = Site::with(das.options(), &[]);
    let device = let_in(&site, 1, &["forged"]);
    site.remove(&device);
    let forger =
        Das { socket: das.socket.try_clone().unwrap(), secret: Secret::new(b"not the secret".to_vec()) };
    let mut buffer = [0; 4096];
    forger.socket.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    let (length, from) = forger.socket.recv_from(&mut buffer).unwrap();
    let packet = Packet::parse(&buffer[..length]).unwrap();
    let reply = Builder::new(Code::DISCONNECT_ACK, packet.identifier());
    forger.socket.send_to(&reply.reply(packet.authenticator(), &forger.secret).unwrap(), from).unwrap();
    assert_eq!(das.next(5.0, ACK).as_deref(), Some("forged"));
}

/// The tables change while nobody follows: another program, a crash before the request was answered.
#[test]
fn it_is_disconnected_after_a_restart() {
    let das = Das::new();
    let site = Site::with(das.options(), &[]);
    let device = let_in(&site, 1, &["restart"]);
    let_in(&site, 2, &["stays"]);
    site.remove(&device);
    assert_eq!(das.next(5.0, None).as_deref(), Some("restart"), "and no answer");
    let site = site.restarted(das.options());
    assert_eq!(das.next(5.0, ACK).as_deref(), Some("restart"));
    assert_eq!(das.next(2.5, ACK), None);
    let site = site.restarted(das.options());
    assert_eq!(das.next(1.5, ACK), None, "that it was acknowledged is remembered too");
    drop(site);
}

#[test]
fn one_that_was_added_again_may_stay() {
    let das = Das::new();
    let site = Site::with(das.options(), &[]);
    let device = let_in(&site, 1, &["back"]);
    site.remove(&device);
    assert_eq!(das.next(5.0, None).as_deref(), Some("back"));
    site.add(&device);
    assert_eq!(das.next(4.0, ACK), None);
}

/// A reply that lets somebody in is not repeated for somebody who was removed.
#[test]
fn a_repeated_request_does_not_let_it_in() {
    let site = Site::new();
    let (network, device) = (site.import(1), Device::number(1));
    site.add(&device);
    let mut nas = AccessPoint::new(site.v4(), "repeated");
    let peer = Peer::new(&network, &device);
    let mut conversation = Conversation::begin(&peer, &mut nas);
    let mut last = None;
    while conversation.reply.code == Code::ACCESS_CHALLENGE {
        let answer = conversation.answer();
        let sent = nas.request(&peer.nai, &answer, conversation.reply.state.as_deref());
        conversation.reply = nas.exchange(&sent).unwrap();
        last = Some(sent);
    }
    let last = last.unwrap();
    assert_eq!(conversation.reply.code, Code::ACCESS_ACCEPT);
    assert_eq!(nas.exchange(&last).unwrap().bytes, conversation.reply.bytes);
    site.remove(&device);
    nas.socket.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
    assert!(nas.exchange(&last).is_none(), "it was removed");
}

#[test]
fn one_that_is_removed_again_is_disconnected_at_once() {
    let das = Das::new();
    let site = Site::with(das.options(), &[]);
    let device = let_in(&site, 1, &["twice"]);
    site.remove(&device);
    for _ in 0..2 {
        assert_eq!(das.next(5.0, None).as_deref(), Some("twice"));
    }
    // The next attempt would be two seconds later.
    site.add(&device);
    site.remove(&device);
    assert_eq!(das.next(1.0, ACK).as_deref(), Some("twice"));
}

/// Only so many places are remembered; at what is forgotten, nobody stays whom a removal would not find.
#[test]
fn it_is_disconnected_where_it_is_forgotten() {
    let das = Das::new();
    let site = Site::with(das.options(), &[]);
    let device = let_in(&site, 1, &["1", "2", "3", "4", "5", "6", "7", "8"]);
    assert_eq!(das.next(0.5, ACK), None);
    let network = site.import(1);
    for (station, forgotten) in [("9", "1"), ("1", "2")] {
        let reply = Peer::new(&network, &device).authenticate(&mut AccessPoint::new(site.v4(), station));
        assert_eq!(reply.code, Code::ACCESS_ACCEPT);
        assert_eq!(das.next(5.0, ACK).as_deref(), Some(forgotten), "it is still a client, but not there");
    }
}
