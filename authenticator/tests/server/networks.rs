//! Network identities, several at once.

use netim_authenticator::{Outcome, Reason};

use crate::support::access_point::AccessPoint;
use crate::support::eapol_test::{Eapol, Ended};
use crate::support::identities::Device;
use crate::support::peer::Peer;
use crate::support::site::{Network, Site};

/// Four network identities, each with a client that has authenticated against it.
fn four(site: &Site) -> Vec<(Network, Device)> {
    let network = |number: u8| {
        let (network, device) = (site.import(number), Device::number(number.into()));
        site.add(&device);
        let reply = Peer::new(&network, &device).authenticate(&mut AccessPoint::new(site.v4(), "networks"));
        assert!(reply.keys.is_some());
        site.wait_until_reported(&device, &network);
        (network, device)
    };
    let networks = (1..=4).map(network).collect();
    site.outcomes.take();
    networks
}

#[test]
fn four_at_once_each_by_its_name() {
    let site = Site::new();
    let networks = four(&site);
    for (network, _) in &networks {
        // Each trusts one certificate only; any client may join by any network identity.
        let Some(eapol) = Eapol::new(&site, network, &networks[0].1) else { return };
        assert_eq!(eapol.run(), Ended::Accepted);
        assert_eq!(site.outcomes.next().network_identity, Some(network.index));
        site.wait_until_reported(&networks[0].1, network);
    }
}

#[test]
fn an_old_one_goes_on_until_it_retires() {
    let site = Site::new();
    let networks = four(&site);
    let [(first, device), .., (last, _)] = &networks[..] else { panic!("four") };
    let mut nas = AccessPoint::new(site.v4(), "retires");
    assert!(Peer::new(first, device).authenticate(&mut nas).keys.is_some());
    // Its only client moves on, so that it may retire; but it has not yet.
    assert!(Peer::new(last, device).authenticate(&mut nas).keys.is_some());
    site.wait_until_reported(device, last);
    assert!(Peer::new(first, &networks[1].1).authenticate(&mut nas).keys.is_some());
    site.wait_until_reported(&networks[1].1, first);
    assert!(Peer::new(&networks[1].0, &networks[1].1).authenticate(&mut nas).keys.is_some());
    site.wait_until_reported(&networks[1].1, &networks[1].0);
    assert!(site.outcomes.take().iter().all(|ended| ended.outcome == Outcome::Accepted));
    let fifth = site.import(5);
    assert!(Peer::new(first, device).authenticate(&mut nas).keys.is_none());
    assert_eq!(site.outcomes.next_reason(), Reason::UnknownNetwork);
    for network in [&networks[1].0, &networks[2].0, last, &fifth] {
        assert!(Peer::new(network, device).authenticate(&mut nas).keys.is_some());
    }
}

#[test]
fn one_that_retires_during_a_handshake() {
    use crate::support::peer::Conversation;
    let site = Site::new();
    let (network, device) = (site.import(1), Device::number(1));
    site.add(&device);
    let mut nas = AccessPoint::new(site.v4(), "retires");
    let mut conversation = Conversation::begin(&Peer::new(&network, &device), &mut nas);
    conversation.step(&mut nas);
    conversation.step(&mut nas);
    // The current one stays at the first import, and goes at the next, since no client refers to it.
    site.import(2);
    site.import(3);
    conversation.step(&mut nas);
    assert_eq!(site.outcomes.next_reason(), Reason::NetworkRetired);
    assert!(conversation.reply.keys.is_none());
}
