//! The certificate in DER.

use netim::{
    crypto::Signature,
    identity::{CertificateError, CertificatePart, CompactIdentity, to_be_signed},
};
use proptest::prelude::*;

use crate::identity_support::{bytes, der, identity, unhex, vectors, with_signature};

/// The whole certificate that the facts give.
const KNOWN: &str = "3082014a3081f1a003020102020101300a06082a8648ce3d040302300c310a300806035504030c012a3020170d3030
    303130313030303030315a180f39393939313233313233353935395a300c310a300806035504030c012a3059301306072a8648ce3d020106
    082a8648ce3d0301070342000439ccd4ac7e5968bdf1b080111d92536494fc51624c70aa6d7308daedf3a15e3869177b1bf3d09047ebf06b
    e8dd17be23f2fb3d6390c6cf82802f62d05362c008a3423040300c0603551d130101ff04023000300e0603551d0f0101ff04040302078030
    200603551d250101ff0416301406082b0601050507030206082b06010505070301300a06082a8648ce3d04030203480030450220384c1bd0
    8fe4caa0460791660d82145dfbfe97d314d15e000d75c073af5d7c7e022100cc1a01852126184ad9ebec809b4c78fff381fe324baf881cc8
    249e169259bd5a";

fn decode_error(der: &[u8]) -> CertificateError {
    CompactIdentity::decode_der(der).unwrap_err()
}

#[test]
fn vectors_come_out_and_go_in() {
    for vector in vectors("secrets").iter().chain(&vectors("clients")) {
        assert_eq!(der(&identity(vector)), bytes(vector, "x509_der"));
        assert_eq!(CompactIdentity::decode_der(&bytes(vector, "x509_der")), Ok(identity(vector)));
    }
}

#[test]
fn the_known_certificate_is_valid() {
    let known = unhex(KNOWN);
    assert_eq!(known.len(), 334);
    let identity = CompactIdentity::decode_der(&known).unwrap();
    assert_eq!(der(&identity), known);
    assert_eq!(to_be_signed(identity.public_key())[..], known[4..248]);
    let valid = identity.validate(&netim::crypto::RustCrypto).unwrap();
    assert_eq!(valid.identifier().to_string(), "3a0e71e2099a49dac974fed05ea53ebace293390");
}

/// Whatever is accepted is what would be written, so nothing but the key and the signature can differ.
#[test]
fn every_byte_counts() {
    let known = unhex(KNOWN);
    let identity = CompactIdentity::decode_der(&known).unwrap();
    for at in 0..known.len() {
        for bit in 0..8 {
            let mut altered = known.clone();
            altered[at] ^= 1 << bit;
            let Ok(accepted) = CompactIdentity::decode_der(&altered) else { continue };
            let key_or_signature = [116..180, 267..299, 302..334].iter().any(|range| range.contains(&at));
            assert!(key_or_signature, "bit {bit} of byte {at}");
            assert_ne!(accepted, identity);
            assert_eq!(der(&accepted), altered);
        }
    }
}

/// The bits of the key and the signature that are left are verified.
#[test]
fn what_is_accepted_is_not_valid() {
    let known = unhex(KNOWN);
    for at in (115..180).chain(260..334).step_by(3) {
        let mut altered = known.clone();
        altered[at] ^= 1;
        if let Ok(identity) = CompactIdentity::decode_der(&altered) {
            assert!(identity.validate(&netim::crypto::RustCrypto).is_err(), "byte {at}");
        }
    }
}

#[test]
fn errors_name_the_part() {
    for (offset, part, name) in [
        (0, CertificatePart::Header, "header"),
        (6, CertificatePart::Header, "header"),
        (11, CertificatePart::Version, "version"),
        (14, CertificatePart::SerialNumber, "serial number"),
        (26, CertificatePart::SignatureAlgorithm, "signature algorithm"),
        (40, CertificatePart::Issuer, "issuer"),
        (50, CertificatePart::Validity, "validity"),
        (88, CertificatePart::Subject, "subject"),
        (110, CertificatePart::SubjectPublicKeyInfo, "subject public key info"),
        (183, CertificatePart::Extensions, "extensions"),
        (190, CertificatePart::BasicConstraints, "basic constraints"),
        (210, CertificatePart::KeyUsage, "key usage"),
        (247, CertificatePart::ExtendedKeyUsage, "extended key usage"),
        (250, CertificatePart::SignatureAlgorithm, "signature algorithm"),
    ] {
        let mut altered = unhex(KNOWN);
        let expected = altered[offset];
        altered[offset] ^= 0x10;
        let found = altered[offset];
        let error = decode_error(&altered);
        assert_eq!(error, CertificateError::Template { part, offset, expected, found });
        let text = format!(
            "the certificate's {name} is not that of an identity: \
             0x{found:02x} at offset {offset}, not 0x{expected:02x}"
        );
        assert_eq!(error.to_string(), text);
    }
    let mut compressed = unhex(KNOWN);
    compressed[115] = 2;
    assert!(matches!(decode_error(&compressed), CertificateError::PublicKey(error) if error.first == 2));
}

#[test]
fn truncations_and_additions_are_refused() {
    let known = unhex(KNOWN);
    for len in 0..known.len() {
        let expected = match len {
            0..4 => CertificateError::Truncated { len, part: CertificatePart::Header },
            _ => CertificateError::Length { expected: 334, found: len },
        };
        assert_eq!(decode_error(&known[..len]), expected);
    }
    let longer = [&known[..], &[0]].concat();
    assert_eq!(decode_error(&longer), CertificateError::Length { expected: 334, found: 335 });

    // Truncated, with a header that says so.
    for len in 260..known.len() {
        let mut shorter = known[..len].to_vec();
        shorter[3] = u8::try_from(len - 260).unwrap();
        assert!(CompactIdentity::decode_der(&shorter).is_err(), "{len} bytes");
    }
}

/// The certificate with another signature value, its header corrected.
fn with_value(signature_value: &[u8]) -> Vec<u8> {
    let mut certificate = unhex(KNOWN)[..260].to_vec();
    certificate.extend(signature_value);
    certificate[3] = u8::try_from(certificate.len() - 260).unwrap();
    certificate
}

fn value(numbers: &[u8]) -> Vec<u8> {
    let mut value = vec![0x03, 0, 0, 0x30, 0];
    value.extend(numbers);
    value[1] = u8::try_from(numbers.len() + 3).unwrap();
    value[4] = u8::try_from(numbers.len()).unwrap();
    value
}

#[test]
fn signatures_are_strict_der() {
    let accepted = CompactIdentity::decode_der(&with_value(&value(b"\x02\x01\x01\x02\x02\x00\x80"))).unwrap();
    let mut expected = [0; 64];
    (expected[31], expected[63]) = (1, 0x80);
    assert_eq!(accepted.signature(), &Signature::from_bytes(&expected));

    let long_form = [&[0x03, 0x81, 9, 0, 0x30, 6][..], b"\x02\x01\x01\x02\x01\x01"].concat();
    for (what, value) in [
        ("nothing", vec![]),
        ("not a bit string", [&[0x04], &value(b"\x02\x01\x01\x02\x01\x01")[1..]].concat()),
        ("long form of a length", long_form),
        ("empty sequence", value(b"")),
        ("one number", value(b"\x02\x01\x01")),
        ("three numbers", value(b"\x02\x01\x01\x02\x01\x01\x02\x01\x01")),
        ("empty number", value(b"\x02\x00\x02\x01\x01")),
        ("leading zero", value(b"\x02\x02\x00\x01\x02\x01\x01")),
        ("negative", value(b"\x02\x01\x80\x02\x01\x01")),
        ("not a number", value(b"\x02\x01\x01\x05\x00")),
        ("bytes behind", [&value(b"\x02\x01\x01\x02\x01\x01")[..], &[0]].concat()),
        ("bytes behind the sequence", b"\x03\x0a\x00\x30\x06\x02\x01\x01\x02\x01\x01\x00".to_vec()),
    ] {
        let error = decode_error(&with_value(&value));
        assert!(matches!(error, CertificateError::Signature { offset: 260, .. }), "{what}: {error}");
    }

    let mut bits = value(b"\x02\x01\x01\x02\x01\x08");
    bits[2] = 3;
    assert_eq!(decode_error(&with_value(&bits)), CertificateError::SignatureBits { offset: 260, unused: 3 });
    let too_large = [&[0x02, 33, 1][..], &[0; 32], &[0x02, 1, 1]].concat();
    assert_eq!(decode_error(&with_value(&value(&too_large))), CertificateError::SignatureNumber { len: 33 });
}

#[test]
fn lengths_are_as_said() {
    let shortest = with_signature(&[0; 64]);
    assert_eq!(der(&shortest).len(), CompactIdentity::MIN_DER_LEN);
    assert_eq!(CompactIdentity::decode_der(&der(&shortest)), Ok(shortest));
    let longest = with_signature(&[0xff; 64]);
    assert_eq!(der(&longest).len(), CompactIdentity::MAX_DER_LEN);
    assert_eq!(CompactIdentity::decode_der(&der(&longest)), Ok(longest));
}

/// Numbers with any number of leading zeros, and the highest bit set or not.
fn signature() -> impl Strategy<Value = [u8; 64]> {
    let half = (any::<[u8; 32]>(), 0_usize..=32).prop_map(|(mut number, zeros)| {
        number[..zeros].fill(0);
        number
    });
    [half.clone(), half].prop_map(|halves| halves.concat()[..].try_into().unwrap())
}

proptest! {
    #[test]
    fn whatever_is_written_is_read(signature in signature()) {
        let identity = with_signature(&signature);
        prop_assert_eq!(CompactIdentity::decode_der(&der(&identity)), Ok(identity));
    }

    #[test]
    fn whatever_is_read_would_be_written(signature in signature(), at in 248_usize..335, value: u8) {
        let mut altered = der(&with_signature(&signature));
        let at = at % altered.len();
        altered[at] = value;
        if let Ok(identity) = CompactIdentity::decode_der(&altered) {
            prop_assert_eq!(der(&identity), altered);
        }
    }

    #[test]
    fn nothing_panics(tail: Vec<u8>) {
        let mut certificate = unhex(KNOWN)[..260].to_vec();
        certificate.extend(&tail);
        certificate[3] = u8::try_from(tail.len() % 256).unwrap();
        prop_assert!(CompactIdentity::decode_der(&tail).is_err());
        prop_assert!(CompactIdentity::decode_der(&certificate).is_err());
    }
}
