//! Peers that are in the table, that are not, and that speak another TLS.

use netim_authenticator::{Options, Outcome, Reason};
use rustls::AlertDescription;

use crate::support::access_point::AccessPoint;
use crate::support::eapol_test::{Eapol, Ended, TLS_1_2};
use crate::support::identities::{Device, der};
use crate::support::peer::Peer;
use crate::support::site::{Site, local_nas};

/// What becomes of a peer that is registered and right in everything but one thing.
fn eapol(change: impl FnOnce(&mut Eapol)) -> Option<(Ended, Outcome)> {
    let site = Site::new();
    let (network, device) = (site.import(1), Device::number(1));
    site.add(&device);
    let mut eapol = Eapol::new(&site, &network, &device)?;
    change(&mut eapol);
    Some((eapol.run(), site.outcomes.next().outcome))
}

#[track_caller]
fn is_rejected(ended: Option<(Ended, Outcome)>, reason: &Reason) {
    if let Some(ended) = ended {
        assert_eq!(ended, (Ended::Rejected, Outcome::Rejected(reason.clone())));
    }
}

#[test]
fn a_registered_client_is_let_in_and_reported() {
    let site = Site::new();
    let (network, device) = (site.import(1), Device::number(1));
    let index = site.add(&device);
    let Some(eapol) = Eapol::new(&site, &network, &device) else { return };
    assert_eq!(eapol.run(), Ended::Accepted);
    let ended = site.outcomes.next();
    assert_eq!(ended.outcome, Outcome::Accepted);
    assert_eq!((ended.client, ended.identifier), (Some(index), Some(device.identifier())));
    assert_eq!(ended.network_identity, Some(network.index));
    assert_eq!(ended.station.unwrap().to_string(), "02-00-00-00-00-01");
    site.wait_until_reported(&device, &network);
}

#[test]
fn so_it_is_in_small_fragments() {
    let site = Site::new();
    let (network, device) = (site.import(1), Device::number(1));
    site.add(&device);
    let Some(mut eapol) = Eapol::new(&site, &network, &device) else { return };
    eapol.mtu = Some(100);
    assert_eq!(eapol.run(), Ended::Accepted);
    assert_eq!(site.outcomes.next().outcome, Outcome::Accepted);
}

#[test]
fn an_unregistered_client_is_not() {
    let site = Site::new();
    let (network, device) = (site.import(1), Device::number(1));
    site.add(&Device::number(2));
    let Some(eapol) = Eapol::new(&site, &network, &device) else { return };
    assert_eq!(eapol.run(), Ended::Rejected);
    let ended = site.outcomes.next();
    assert_eq!(ended.outcome, Outcome::Rejected(Reason::UnknownClient(device.identifier())));
    assert_eq!((ended.client, ended.identifier), (None, Some(device.identifier())));
}

#[test]
fn added_and_removed_clients_count_from_the_next_handshake_on() {
    let site = Site::new();
    let (network, device) = (site.import(1), Device::number(1));
    let Some(eapol) = Eapol::new(&site, &network, &device) else { return };
    assert_eq!(eapol.run(), Ended::Rejected);
    site.add(&device);
    assert_eq!(eapol.run(), Ended::Accepted);
    site.remove(&device);
    assert_eq!(eapol.run(), Ended::Rejected);
    let unknown = Outcome::Rejected(Reason::UnknownClient(device.identifier()));
    let outcomes: Vec<_> = site.outcomes.take().into_iter().map(|ended| ended.outcome).collect();
    assert_eq!(outcomes, [unknown.clone(), Outcome::Accepted, unknown]);
}

#[test]
fn a_network_that_is_not_in_the_table() {
    let other = Device::number(9).identifier().to_eap_identity().to_string();
    is_rejected(eapol(|eapol| eapol.nai = other), &Reason::UnknownNetwork);
}

#[test]
fn an_identity_that_is_none() {
    for (nai, error) in [
        ("somebody".to_owned(), netim::identity::EapIdentityError::Prefix),
        (format!("@{}.pdc.csa-iot.org", "ab".repeat(20)), netim::identity::EapIdentityError::Identifier),
    ] {
        is_rejected(eapol(|eapol| eapol.nai = nai), &Reason::Identity(error));
    }
}

/// It trusts another network identity than the one that it names.
#[test]
fn a_client_of_another_network_refuses_ours() {
    let other = der(&Device::number(9).identity);
    let ended = eapol(|eapol| eapol.trusts = other);
    // What the peer says is OpenSSL's choice.
    if let Some((ended, outcome)) = ended {
        assert_eq!(ended, Ended::Rejected);
        let Outcome::Rejected(Reason::PeerRefused(alert)) = outcome else { panic!("{outcome:?}") };
        let said =
            [AlertDescription::UnknownCA, AlertDescription::BadCertificate, AlertDescription::DecryptError];
        assert!(said.contains(&alert), "{alert:?}");
    }
}

#[test]
fn tls_1_2() {
    is_rejected(eapol(|eapol| eapol.phase1 = TLS_1_2.to_owned()), &Reason::TlsVersion);
}

#[test]
fn another_cipher_suite() {
    for suite in ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_AES_128_CCM_8_SHA256"] {
        is_rejected(eapol(|eapol| eapol.ciphersuites = suite.to_owned()), &Reason::CipherSuite);
    }
}

#[test]
fn another_curve() {
    for group in ["P-384", "X25519"] {
        is_rejected(eapol(|eapol| eapol.groups = group.to_owned()), &Reason::Curve);
    }
}

/// It takes another round then: the server asks for a key of the other curve.
#[test]
fn the_curve_need_not_be_the_first_that_a_peer_thinks_of() {
    if let Some(ended) = eapol(|eapol| eapol.groups = "X25519:P-384:P-256".to_owned()) {
        assert_eq!(ended, (Ended::Accepted, Outcome::Accepted));
    }
}

#[test]
fn laboratories_may_use_gcm() {
    let mut options = Options::new(local_nas(None));
    options.cipher_suites = netim_authenticator::tls::CipherSuites::Laboratory;
    let site = Site::with(options, &[]);
    let (network, device) = (site.import(1), Device::number(1));
    site.add(&device);
    let Some(mut eapol) = Eapol::new(&site, &network, &device) else { return };
    assert_eq!(eapol.run(), Ended::Accepted);
    for suite in ["TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"] {
        eapol.ciphersuites = suite.to_owned();
        assert_eq!(eapol.run(), Ended::Accepted, "{suite}");
    }
}

#[test]
fn a_peer_of_our_own_over_both_families() {
    let site = Site::new();
    let (network, device) = (site.import(1), Device::number(1));
    site.add(&device);
    for (address, station) in [(site.v4(), "4"), (site.v6(), "6")] {
        let mut nas = AccessPoint::new(address, station);
        for mtu in [None, Some(64), Some(1400)] {
            nas.mtu = mtu;
            let mut peer = Peer::new(&network, &device);
            peer.fragment_size = if mtu == Some(64) { 50 } else { 1000 };
            let reply = peer.authenticate(&mut nas);
            assert!(reply.keys.is_some());
            assert_eq!(reply.session_timeout, Some(3600));
            let ended = site.outcomes.next();
            assert_eq!((ended.outcome, ended.nas), (Outcome::Accepted, address.ip()));
        }
    }
}
