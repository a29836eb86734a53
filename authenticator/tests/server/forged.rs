//! Certificates that look right. To a library that looks for issuers by their names, everybody's issuer is everybody.

use netim::identity::{CertificateError, CertificatePart};
use netim_authenticator::tls::{CipherSuites, crypto_provider};
use netim_authenticator::{Outcome, Reason};

use crate::support::access_point::AccessPoint;
use crate::support::eapol_test::{Eapol, Ended};
use crate::support::identities::{Device, replace};
use crate::support::peer::Peer;
use crate::support::site::Site;

/// Why OpenSSL's peer is refused with these certificates and the private key of `holder`; device 1 is registered.
fn refused(chain: Vec<Vec<u8>>, holder: &Device) -> Option<Reason> {
    let site = Site::new();
    let (network, registered) = (site.import(1), Device::number(1));
    site.add(&registered);
    let mut eapol = Eapol::new(&site, &network, &registered)?;
    eapol.chain = chain;
    eapol.private_key = holder.private_key_pem();
    assert_eq!(eapol.run(), Ended::Rejected);
    Some(site.outcomes.next_reason())
}

fn is_refused_for(part: CertificatePart, certificate: Vec<u8>) {
    let Some(reason) = refused(vec![certificate], &Device::number(1)) else { return };
    let Reason::Certificate(CertificateError::Template { part: found, .. }) = reason else {
        panic!("{reason:?}")
    };
    assert_eq!(found, part);
}

#[test]
fn signed_by_a_registered_key() {
    let (registered, forger) = (Device::number(1), Device::number(2));
    let Some(reason) = refused(vec![forger.signed_by(&registered)], &forger) else { return };
    assert_eq!(reason, Reason::UnknownClient(forger.identifier()));
}

#[test]
fn the_same_with_the_registered_certificate_behind_it() {
    let (registered, forger) = (Device::number(1), Device::number(2));
    let chain = vec![forger.signed_by(&registered), registered.certificate()];
    let Some(reason) = refused(chain, &forger) else { return };
    assert_eq!(reason, Reason::CertificateChain(2));
}

#[test]
fn a_registered_certificate_with_another_behind_it() {
    let (registered, other) = (Device::number(1), Device::number(2));
    let site = Site::new();
    let network = site.import(1);
    site.add(&registered);
    let provider = crypto_provider(CipherSuites::PerDeviceCredentials).into();
    let chain = vec![registered.certificate(), other.certificate()];
    let peer = Peer::with(&network, chain, &registered.key, provider);
    peer.authenticate(&mut AccessPoint::new(site.v4(), "chain"));
    assert_eq!(site.outcomes.next_reason(), Reason::CertificateChain(2));
}

#[test]
fn a_registered_key_that_has_signed_again() {
    let registered = Device::number(1);
    let Some(reason) = refused(vec![registered.signed_again()], &registered) else { return };
    assert_eq!(reason, Reason::OtherCertificate(registered.identifier()));
}

#[test]
fn another_common_name() {
    let altered = Device::number(1).altered(|tbs| replace(tbs, b"\x0c\x01*", b"\x0c\x01+"));
    is_refused_for(CertificatePart::Issuer, altered);
}

#[test]
fn expired() {
    let altered = Device::number(1).altered(|tbs| replace(tbs, b"99991231235959Z", b"20240101000000Z"));
    is_refused_for(CertificatePart::Validity, altered);
}

#[test]
fn another_serial_number() {
    let altered =
        Device::number(1).altered(|tbs| replace(tbs, b"\x02\x01\x01\x30\x0a", b"\x02\x01\x02\x30\x0a"));
    is_refused_for(CertificatePart::SerialNumber, altered);
}

#[test]
fn other_extensions() {
    // keyAgreement too
    let altered = Device::number(1).altered(|tbs| replace(tbs, b"\x03\x02\x07\x80", b"\x03\x02\x03\x88"));
    is_refused_for(CertificatePart::KeyUsage, altered);
}

fn own_peer(chain: Vec<Vec<u8>>, holder: &Device) -> Outcome {
    let site = Site::new();
    let network = site.import(1);
    site.add(&Device::number(1));
    let provider = crypto_provider(CipherSuites::PerDeviceCredentials).into();
    let peer = Peer::with(&network, chain, &holder.key, provider);
    peer.authenticate(&mut AccessPoint::new(site.v4(), "forged"));
    site.outcomes.next().outcome
}

/// OpenSSL's peer does not even start with a key that is not the certificate's.
#[test]
fn a_registered_certificate_in_the_hands_of_another() {
    let outcome = own_peer(vec![Device::number(1).certificate()], &Device::number(2));
    assert_eq!(outcome, Outcome::Rejected(Reason::HandshakeSignature));
}

#[test]
fn no_certificate() {
    assert_eq!(own_peer(Vec::new(), &Device::number(1)), Outcome::Rejected(Reason::NoCertificate));
}

/// A certificate of zeros, of nothing, and one that is cut off.
#[test]
fn no_certificates_at_all() {
    let device = Device::number(1);
    for certificate in [vec![0; 300], vec![0], device.certificate()[..200].to_vec()] {
        let outcome = own_peer(vec![certificate], &device);
        let Outcome::Rejected(reason) = outcome else { panic!("accepted") };
        assert!(matches!(reason, Reason::Certificate(_) | Reason::Tls(_)), "{reason:?}");
    }
}
