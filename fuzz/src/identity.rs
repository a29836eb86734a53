//! Identities in all their forms. An accepted one re-encodes to the same bytes; what it says agrees with the independent TLV
//! parser, and with an X.509 parser that shares no code with ours, its verification of the signature included.

use netim::crypto::{PrivateKey, PublicKey, Ring, RustCrypto, Signature};
use netim::identity::{CompactIdentity, EapIdentity, Identifier};
use x509_parser::prelude::{FromDer as _, X509Certificate, X509Version, parse_x509_pem};

use crate::independent::identity::{self, integers};
use crate::independent::in_lines;

/// Takes `bytes` for each of the forms.
pub fn check(bytes: &[u8]) {
    compact(bytes);
    der(bytes);
    if let Ok(text) = str::from_utf8(bytes) {
        pem(text);
        texts(text);
    }
    if let Some((key, signature)) = bytes.split_first_chunk::<64>() {
        put_together(key, signature);
    }
    if let Ok(key) = bytes.try_into()
        && let Ok(key) = PrivateKey::from_bytes(key)
    {
        signed(&key);
    }
}

/// Matter TLV.
fn compact(bytes: &[u8]) {
    let parsed = CompactIdentity::parse(bytes);
    let expected = identity::compact(bytes);
    match (&parsed, expected) {
        (Ok(parsed), Some((public_key, signature))) => {
            assert_eq!(parsed.to_bytes(), bytes);
            assert_eq!(parsed.public_key().as_bytes().as_slice(), public_key);
            assert_eq!(parsed.signature().as_bytes().as_slice(), signature);
            every_form(parsed);
        }
        (Err(error), None) => assert!(!error.to_string().is_empty()),
        (parsed, expected) => panic!("the parsers disagree: {parsed:?}, {expected:?}"),
    }
}

/// X.509.
fn der(bytes: &[u8]) {
    match CompactIdentity::decode_der(bytes) {
        Ok(identity) => every_form(&identity),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    // Re-encoding gives the same bytes, so nobody else's certificate gets through.
    if let Ok(identity) = CompactIdentity::decode_der(bytes) {
        assert_eq!(identity.encode_der(&mut [0; CompactIdentity::MAX_DER_LEN]), bytes);
    }
}

fn pem(text: &str) {
    let Ok(identity) = CompactIdentity::decode_pem(text) else { return };
    let (_, pem) = parse_x509_pem(in_lines(text).as_bytes()).expect("also for others");
    assert_eq!(pem.label, "CERTIFICATE");
    assert_eq!(identity.encode_der(&mut [0; CompactIdentity::MAX_DER_LEN]), pem.contents);
}

/// Identifiers as text.
fn texts(text: &str) {
    if let Ok(identifier) = text.parse::<Identifier>() {
        assert_eq!(identifier.to_string(), text.to_ascii_lowercase());
    }
    if let Ok(identity) = text.parse::<EapIdentity>() {
        assert_eq!(identity.as_str(), text);
        assert_eq!(identity.network().to_eap_identity(), identity);
    }
}

/// An identity of arbitrary numbers, most of which are no points and no signatures.
fn put_together(key: &[u8; 64], rest: &[u8]) {
    let mut point = [4; PublicKey::LEN];
    point[1..].copy_from_slice(key);
    // What there is of a signature, at the end, so that short inputs are small numbers.
    let mut signature = [0; Signature::LEN];
    let len = rest.len().min(Signature::LEN);
    signature[Signature::LEN - len..].copy_from_slice(&rest[..len]);
    let key = PublicKey::from_bytes(&point).expect("uncompressed");
    every_form(&CompactIdentity::new(key, Signature::from_bytes(&signature)));
}

/// An identity that is valid.
fn signed(key: &PrivateKey) {
    let identity = CompactIdentity::self_signed(&RustCrypto, key).expect("software does not fail");
    every_form(&identity);
    let mut buf = [0; CompactIdentity::MAX_DER_LEN];
    let (_, certificate) = X509Certificate::from_der(identity.encode_der(&mut buf)).expect("parsed before");
    verified(&identity, &certificate);
    assert!(identity.validate(&Ring).is_ok());
}

/// All forms of an identity hold the same, for us and for others.
fn every_form(identity: &CompactIdentity) {
    assert_eq!(CompactIdentity::parse(&identity.to_bytes()).as_ref(), Ok(identity));
    let mut buf = [0; CompactIdentity::MAX_DER_LEN];
    let der = identity.encode_der(&mut buf);
    assert!(der.len() >= CompactIdentity::MIN_DER_LEN);
    assert_eq!(CompactIdentity::decode_der(der).as_ref(), Ok(identity));
    let mut buf = [0; CompactIdentity::MAX_PEM_LEN];
    let pem = identity.encode_pem(&mut buf).expect("room");
    assert_eq!(CompactIdentity::decode_pem(pem).as_ref(), Ok(identity));
    assert_eq!(identity.identifier().as_bytes(), &identity::identifier(identity.public_key().as_bytes()));
    let (rest, certificate) = X509Certificate::from_der(der).expect("others parse it too");
    assert!(rest.is_empty());
    same(identity, &certificate);
    // Verifying takes a thousand times as long as all the rest, so most do without.
    let sum = identity.to_bytes().iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte));
    if sum % 16 == 0 {
        verified(identity, &certificate);
    }
}

/// Three implementations come to the same verdict about a signature.
fn verified(identity: &CompactIdentity, certificate: &X509Certificate<'_>) {
    let verdicts = [
        identity.validate(&RustCrypto).is_ok(),
        identity.validate(&Ring).is_ok(),
        certificate.verify_signature(None).is_ok(),
    ];
    assert!(verdicts.iter().all(|verdict| *verdict == verdicts[0]), "{verdicts:?}");
}

/// What others read in a certificate is what we do.
fn same(identity: &CompactIdentity, certificate: &X509Certificate<'_>) {
    let public_key = &certificate.public_key().subject_public_key;
    assert_eq!(public_key.data.as_ref(), identity.public_key().as_bytes());
    let signature = integers(&certificate.signature_value.data).expect("two integers");
    assert_eq!(signature.as_slice(), identity.signature().as_bytes());
    assert_eq!(certificate.version(), X509Version::V3);
    assert_eq!(certificate.raw_serial(), [1]);
    assert_eq!(certificate.subject().to_string(), "CN=*");
    assert_eq!(certificate.issuer().to_string(), "CN=*");
    let validity = certificate.validity();
    assert_eq!(validity.not_before.timestamp(), 946_684_801);
    assert_eq!(validity.not_after.timestamp(), 253_402_300_799);
    assert_eq!(certificate.signature_algorithm, certificate.tbs_certificate.signature);
    assert_eq!(certificate.signature_algorithm.algorithm.to_id_string(), "1.2.840.10045.4.3.2");
    assert!(certificate.extensions().len() == 3 && certificate.extensions().iter().all(|one| one.critical));
    assert!(!certificate.is_ca());
    let usage = certificate.key_usage().expect("readable").expect("there").value;
    assert_eq!(usage.flags, 1, "digital signatures");
    let usage = certificate.extended_key_usage().expect("readable").expect("there").value;
    assert!(usage.client_auth && usage.server_auth && !usage.any && usage.other.is_empty());
}
