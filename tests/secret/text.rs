//! Base64 and PEM.

use netim::secret::{Nass, NassError, NassTextError, PemError, RawSecret};
use proptest::prelude::*;

use crate::{
    identity_support::{bytes, vectors},
    nass::{encode, equal},
};

const KNOWN: &str = "FSQBACYCgHXoMDADIAAA+TEST+VECTOR+AoPhgYAAAAAUxWnjRzQJQUERWcGGA==";

fn base64(nass: &Nass) -> String {
    nass.encode_base64(&mut [0; Nass::MAX_BASE64_LEN]).unwrap().to_owned()
}

fn pem(nass: &Nass) -> String {
    nass.encode_pem(&mut [0; Nass::MAX_PEM_LEN]).unwrap().to_owned()
}

fn longest() -> Nass {
    Nass::new(u32::MAX, RawSecret::from_bytes(&[0xff; 32]))
}

#[test]
fn the_known_secret_comes_out_and_goes_in() {
    let nass = Nass::decode_base64(KNOWN).unwrap();
    assert_eq!(base64(&nass), KNOWN);
    let expected = format!(
        "-----BEGIN MATTER NETWORK ADMINISTRATOR SHARED SECRET-----\n{KNOWN}\n\
         -----END MATTER NETWORK ADMINISTRATOR SHARED SECRET-----\n"
    );
    assert_eq!(pem(&nass), expected);
    assert!(equal(&Nass::decode_pem(&expected).unwrap(), &nass));
    assert!(equal(&Nass::decode_pem(&expected.replace('\n', "\r\n")).unwrap(), &nass));
    assert!(equal(&Nass::decode_pem(expected.trim_end()).unwrap(), &nass));
}

#[test]
fn the_longest_fits_exactly() {
    let nass = longest();
    assert_eq!(base64(&nass).len(), Nass::MAX_BASE64_LEN);
    assert_eq!(pem(&nass).len(), Nass::MAX_PEM_LEN);
    assert!(matches!(nass.encode_base64(&mut [0; Nass::MAX_BASE64_LEN - 1]), Err(NassTextError::Base64(_))));
    assert!(matches!(nass.encode_pem(&mut [0; Nass::MAX_PEM_LEN - 1]), Err(NassTextError::Pem(_))));
}

#[test]
fn wide_integers_are_read_from_text_too() {
    use base64ct::{Base64, Encoding as _};
    let wide = [
        &[0x15, 0x27, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0x27, 2, 5, 0, 0, 0, 0, 0, 0, 0, 0x30, 3, 32][..],
        &[9; 32],
        &[0x18],
    ]
    .concat();
    let mut buf = [0; 100];
    let nass = Nass::decode_base64(Base64::encode(&wide, &mut buf).unwrap()).unwrap();
    assert_eq!(nass.created(), 5);
    // One byte more cannot be a secret, and is not looked at.
    let longer = [&wide[..], &[0]].concat();
    assert!(matches!(
        Nass::decode_base64(Base64::encode(&longer, &mut buf).unwrap()),
        Err(NassTextError::Base64(_))
    ));
}

#[test]
fn base64_is_strict() {
    for (what, text) in [
        ("nothing", String::new()),
        ("no padding", KNOWN.replace('=', "")),
        ("less padding", KNOWN[..KNOWN.len() - 1].to_owned()),
        ("more padding", format!("{KNOWN}====")),
        ("URL alphabet", KNOWN.replace('+', "-")),
        ("a space in front", format!(" {KNOWN}")),
        ("a line end", format!("{KNOWN}\n")),
        ("a line end between", format!("{}\n{}", &KNOWN[..32], &KNOWN[32..])),
        ("bits that mean nothing", KNOWN.replace("GGA==", "GGB==")),
        ("not ASCII", KNOWN.replace("FSQ", "Fé")),
        ("too long", "AAAA".repeat(1000)),
        ("twice", format!("{KNOWN}{KNOWN}")),
        ("PEM", pem(&longest())),
    ] {
        assert!(Nass::decode_base64(&text).is_err(), "{what}");
    }
    let error = Nass::decode_base64("AAAA").unwrap_err();
    assert!(matches!(error, NassTextError::Nass(NassError::Layout(_))), "{error}");
}

#[test]
fn pem_is_strict() {
    let pem = pem(&longest());
    for (what, text) in [
        ("nothing", String::new()),
        ("base64", KNOWN.to_owned()),
        ("text in front", format!("Secret\n{pem}")),
        ("text behind", format!("{pem}\n")),
        ("lower case", pem.to_lowercase()),
        ("two lines", pem.replacen("FSQB", "FSQB\n", 1)),
        ("header", pem.replacen("-----\n", "-----\nName: x\n\n", 1)),
    ] {
        assert!(Nass::decode_pem(&text).is_err(), "{what}");
    }
    let other = pem.replace("MATTER NETWORK ADMINISTRATOR SHARED SECRET", "CERTIFICATE");
    let expected = "MATTER NETWORK ADMINISTRATOR SHARED SECRET";
    assert_eq!(Nass::decode_pem(&other).unwrap_err(), NassTextError::Pem(PemError::Label { expected }));
}

#[test]
fn vectors_come_out_and_go_in() {
    for vector in vectors("secrets") {
        let nass = Nass::decode(&bytes(&vector, "nass_tlv")).unwrap();
        assert_eq!(encode(&Nass::decode_base64(&base64(&nass)).unwrap()), bytes(&vector, "nass_tlv"));
        assert_eq!(encode(&Nass::decode_pem(&pem(&nass)).unwrap()), bytes(&vector, "nass_tlv"));
    }
}

proptest! {
    #[test]
    fn nothing_panics(text: String) {
        prop_assert!(Nass::decode_base64(&text).is_err());
        prop_assert!(Nass::decode_pem(&text).is_err());
    }
}
