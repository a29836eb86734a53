//! The compact form, and what it takes to be valid.

use matter_tlv::{Tag, Writer};
use netim::{
    crypto::{
        CryptoError, GenerateError, PrivateKey, PublicKey, RustCrypto, Signature, Signer, Verifier,
        VerifyError,
    },
    identity::{
        CompactIdentity, CompactIdentityError, Identifier, LayoutError, PublicKeyError, SelfSignError,
        ValidIdentity,
    },
};
use proptest::prelude::*;

use crate::identity_support::{Repeatable, bytes, identity, private_key, public_key, text, unhex, vectors};

fn parse_error(bytes: &[u8]) -> CompactIdentityError {
    CompactIdentity::parse(bytes).unwrap_err()
}

fn layout_error(bytes: &[u8]) -> LayoutError {
    match parse_error(bytes) {
        CompactIdentityError::Layout(error) => error,
        CompactIdentityError::PublicKey(error) => panic!("{error}"),
    }
}

fn valid() -> Vec<u8> {
    bytes(&vectors("clients")[0], "compact_identity")
}

#[test]
fn vectors_are_valid_and_come_out_again() {
    for vector in vectors("secrets").iter().chain(&vectors("clients")) {
        let identity = identity(vector);
        assert_eq!(identity.to_bytes()[..], bytes(vector, "compact_identity"));
        assert_eq!(identity.public_key(), &public_key(vector));
        assert_eq!(identity.identifier().to_string(), text(vector, "identifier"));
        let valid = identity.validate(&RustCrypto).unwrap();
        assert_eq!(*valid.compact(), identity);
        assert_eq!(CompactIdentity::from(valid), identity);
        assert_eq!(*valid.identifier(), identity.identifier());
        assert_eq!(*valid.public_key(), public_key(vector));
    }
}

#[test]
fn keys_of_vectors_sign_for_themselves() {
    for vector in vectors("secrets") {
        let signed = ValidIdentity::self_signed(&RustCrypto, &private_key(&vector)).unwrap();
        assert_eq!(*signed.compact(), identity(&vector));
    }
}

#[test]
fn generated_identities_are_valid() {
    let mut rng = Repeatable(1);
    let key: Result<_, GenerateError<_>> = PrivateKey::generate(&mut rng);
    let signed = CompactIdentity::self_signed(&RustCrypto, &key.unwrap()).unwrap();
    let parsed = CompactIdentity::parse(&signed.to_bytes()).unwrap();
    assert_eq!(parsed, signed);
    assert!(parsed.validate(&RustCrypto).is_ok());
}

#[test]
fn colliding_identities_are_valid_and_others() {
    for vector in vectors("clients") {
        let collides = CompactIdentity::parse(&bytes(&vector, "collides")).unwrap();
        assert_eq!(collides.validate(&RustCrypto).unwrap().identifier(), &identity(&vector).identifier());
        assert_ne!(collides, identity(&vector));
    }
}

#[test]
fn bad_signatures_and_points_are_refused() {
    for vector in vectors("clients") {
        let bad = CompactIdentity::parse(&bytes(&vector, "bad_signature")).unwrap();
        assert_eq!(bad.validate(&RustCrypto), Err(VerifyError::BadSignature));
        let off_curve = CompactIdentity::parse(&bytes(&vector, "off_curve")).unwrap();
        assert_eq!(off_curve.validate(&RustCrypto), Err(VerifyError::NotOnCurve));
    }
}

#[test]
fn every_byte_counts() {
    for at in 0..CompactIdentity::LEN {
        let mut altered = valid();
        altered[at] ^= 0x01;
        let frame = [0..5, 69..72, 136..137].iter().any(|range| range.contains(&at));
        match CompactIdentity::parse(&altered) {
            Err(_) => assert!(frame, "byte {at}"),
            Ok(identity) => {
                assert!(!frame, "byte {at}");
                assert!(identity.validate(&RustCrypto).is_err(), "byte {at}");
            }
        }
    }
}

#[test]
fn every_value_of_the_frame_counts() {
    for at in (0..5).chain(69..72).chain([136]) {
        for value in (0..=255).filter(|value| *value != valid()[at]) {
            let mut altered = valid();
            altered[at] = value;
            assert!(CompactIdentity::parse(&altered).is_err(), "byte {at} = {value}");
        }
    }
}

#[test]
fn truncations_and_additions_are_refused() {
    for len in 0..CompactIdentity::LEN {
        assert!(CompactIdentity::parse(&valid()[..len]).is_err(), "{len} bytes");
    }
    for extra in 0..=255 {
        let longer = [&valid()[..], &[extra]].concat();
        assert_eq!(layout_error(&longer), LayoutError::TrailingBytes { offset: 137 });
    }
}

/// Writes a structure of octet strings.
fn structure(fields: &[(u8, &[u8])]) -> Vec<u8> {
    let mut buf = [0; 400];
    let mut out = Writer::new(&mut buf);
    out.start_structure(Tag::Anonymous).unwrap();
    for (tag, octets) in fields {
        out.octets(Tag::Context(*tag), octets).unwrap();
    }
    out.end().unwrap();
    out.finish().unwrap().to_vec()
}

#[test]
fn errors_name_the_field() {
    use LayoutError::{Extra, Missing, NotAnonymousStructure, Unexpected, WrongLength, WrongType};

    let (key, signature) = (&valid()[4..69], &valid()[72..136]);
    assert!(CompactIdentity::parse(&structure(&[(9, key), (11, signature)])).is_ok());

    for (fields, error) in [
        (&[][..], Missing { field: 9, offset: 1 }),
        (&[(9, key)], Missing { field: 11, offset: 69 }),
        (&[(11, signature)], Unexpected { field: 9, found: Some(11), offset: 1 }),
        (&[(11, signature), (9, key)], Unexpected { field: 9, found: Some(11), offset: 1 }),
        (&[(9, key), (9, key), (11, signature)], Unexpected { field: 11, found: Some(9), offset: 69 }),
        (&[(9, key), (10, b""), (11, signature)], Unexpected { field: 11, found: Some(10), offset: 69 }),
        (&[(9, key), (11, signature), (12, b"")], Extra { found: Some(12), offset: 136 }),
        (&[(9, key), (11, signature), (11, signature)], Extra { found: Some(11), offset: 136 }),
        (&[(9, &key[1..]), (11, signature)], WrongLength { field: 9, expected: 65, found: 64, offset: 1 }),
        (&[(9, key), (11, &signature[1..])], WrongLength { field: 11, expected: 64, found: 63, offset: 69 }),
    ] {
        assert_eq!(layout_error(&structure(fields)), error);
    }

    assert_eq!(
        layout_error(b"\x15\x24\x09\x01\x18"),
        WrongType { field: 9, expected: "an octet string", offset: 1 }
    );
    for other in [&b"\x16\x18"[..], b"\x17\x18", b"\x18", b"\x10\x01a", b"\x35\x01\x18", b""] {
        let error = parse_error(other);
        assert!(
            matches!(error, CompactIdentityError::Layout(NotAnonymousStructure | LayoutError::Tlv(_))),
            "{other:?}: {error}"
        );
    }
    assert_eq!(layout_error(b"\x16\x18"), NotAnonymousStructure);
    assert_eq!(layout_error(b"\x35\x01\x18"), NotAnonymousStructure);
    assert_eq!(layout_error(b""), NotAnonymousStructure);

    let compressed = [&[2], &key[1..]].concat();
    let error = parse_error(&structure(&[(9, &compressed), (11, signature)]));
    assert_eq!(error, CompactIdentityError::PublicKey(PublicKeyError { first: 2 }));

    let error = parse_error(&structure(&[(9, key), (10, b""), (11, signature)]));
    assert_eq!(
        error.to_string(),
        "not a compact identity: field 11 was expected at offset 69, found field 10"
    );
}

#[test]
fn lengths_take_one_byte() {
    let (before, after) = (valid()[..3].to_vec(), valid()[4..].to_vec());
    for (control, length) in
        [(0x31, &[65, 0][..]), (0x32, &[65, 0, 0, 0]), (0x33, &[65, 0, 0, 0, 0, 0, 0, 0])]
    {
        let mut wide = [&before[..], length, &after].concat();
        wide[1] = control;
        assert_eq!(layout_error(&wide), LayoutError::WideLength { field: 9, offset: 1 });
    }
}

struct Faulty;

impl Signer for Faulty {
    fn public_key(&self, key: &PrivateKey) -> Result<PublicKey, CryptoError> {
        RustCrypto.public_key(key)
    }

    fn sign(&self, key: &PrivateKey, message: &[u8]) -> Result<Signature, CryptoError> {
        let mut signature = *RustCrypto.sign(key, message)?.as_bytes();
        signature[40] ^= 1;
        Ok(Signature::from_bytes(&signature))
    }

    fn hkdf_sha256(&self, _: &[u8], _: &[u8], _: &mut [u8]) -> Result<(), CryptoError> {
        Err(CryptoError { operation: "HKDF", reason: "never used" })
    }
}

impl Verifier for Faulty {
    fn check_public_key(&self, key: &PublicKey) -> Result<(), VerifyError> {
        RustCrypto.check_public_key(key)
    }

    fn verify(&self, key: &PublicKey, message: &[u8], signature: &Signature) -> Result<(), VerifyError> {
        RustCrypto.verify(key, message, signature)
    }
}

#[test]
fn a_faulty_signature_is_not_given_out() {
    let error = ValidIdentity::self_signed(&Faulty, &private_key(&vectors("clients")[0])).unwrap_err();
    assert_eq!(error, SelfSignError::Verify(VerifyError::BadSignature));
    assert_eq!(
        error.to_string(),
        "the signer made a mistake: the signature does not verify under the public key"
    );
}

#[test]
fn identifiers_read_both_cases() {
    let identifier = identity(&vectors("clients")[0]).identifier();
    let lower = identifier.to_string();
    assert_eq!(lower.parse(), Ok(identifier));
    assert_eq!(lower.to_uppercase().parse(), Ok(identifier));
    assert_eq!(Identifier::from_bytes(identifier.as_bytes()), identifier);
    assert_eq!(format!("{identifier:?}"), format!("Identifier({lower})"));

    let error = |text: &str| text.parse::<Identifier>().unwrap_err().to_string();
    assert_eq!(error(&lower[1..]), "an identifier has 40 hexadecimal digits; this is 39 bytes of text");
    assert_eq!(
        error(&format!("{lower}0")),
        "an identifier has 40 hexadecimal digits; this is 41 bytes of text"
    );
    for wrong in ["g", " ", "-", "+", ":", "\0"] {
        let text = format!("{}{wrong}", &lower[1..]);
        assert_eq!(error(&text), "an identifier has 40 hexadecimal digits; something here is none");
    }
    assert_eq!(
        error(&format!("{}é", &lower[2..])),
        "an identifier has 40 hexadecimal digits; something here is none"
    );
}

#[test]
fn the_known_answer_is_right() {
    let key = "0439ccd4ac7e5968bdf1b080111d92536494fc51624c70aa6d7308daedf3a15e38
        69177b1bf3d09047ebf06be8dd17be23f2fb3d6390c6cf82802f62d05362c008";
    let key = PublicKey::from_bytes(unhex(key)[..].try_into().unwrap()).unwrap();
    assert_eq!(Identifier::of(&key).to_string(), "3a0e71e2099a49dac974fed05ea53ebace293390");
}

proptest! {
    #[test]
    fn whatever_is_parsed_comes_out_again(key: [[u8; 32]; 2], signature: [[u8; 32]; 2]) {
        let point = [&[4][..], &key.concat()].concat();
        let signature = Signature::from_bytes(signature.concat()[..].try_into().unwrap());
        let identity = CompactIdentity::new(PublicKey::from_bytes(point[..].try_into().unwrap()).unwrap(), signature);
        let bytes = identity.to_bytes();
        prop_assert_eq!(CompactIdentity::parse(&bytes), Ok(identity));
        prop_assert_eq!(&bytes[..], &structure(&[(9, &point), (11, signature.as_bytes())]));
    }

    #[test]
    fn nothing_panics(bytes: Vec<u8>) {
        prop_assert!(CompactIdentity::parse(&bytes).is_err());
    }
}
