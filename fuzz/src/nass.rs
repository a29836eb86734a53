//! The secret of administrators in all its forms: what is accepted holds the values that the independent parser finds,
//! comes back from every form, and is never shown.

use data_encoding::BASE64;
use netim::secret::{Nass, RawSecret};
use subtle::ConstantTimeEq as _;
use x509_parser::pem::parse_x509_pem;

use crate::independent::{in_lines, nass};

/// Takes `bytes` for each of the forms.
pub fn check(bytes: &[u8]) {
    let decoded = Nass::decode(bytes);
    let expected = nass::nass(bytes);
    match (&decoded, &expected) {
        (Ok(decoded), Some((created, secret))) => {
            assert_eq!((decoded.created(), decoded.secret().expose_secret()), (*created, secret));
            every_form(decoded);
        }
        (Err(error), None) => assert!(!error.to_string().is_empty() && !format!("{error:?}").is_empty()),
        _ => panic!("the parsers disagree: {decoded:?}, {expected:?}"),
    }
    if let Ok(text) = str::from_utf8(bytes) {
        texts(text);
    }
    if let Some((created, rest)) = bytes.split_first_chunk()
        && let Ok(secret) = rest.try_into()
    {
        every_form(&Nass::new(u32::from_le_bytes(*created), RawSecret::from_bytes(secret)));
    }
}

/// Text that is decoded as base64 or PEM is what others decode, too, and holds a secret then.
fn texts(text: &str) {
    if let Ok(decoded) = Nass::decode_base64(text) {
        let tlv = BASE64.decode(text.as_bytes()).expect("strict base64");
        assert!(same(&decoded, &Nass::decode(&tlv).expect("what was in it")));
    } else if let Ok(tlv) = BASE64.decode(text.as_bytes())
        && BASE64.encode(&tlv) == text
    {
        // The other one also takes several texts with padding as one.
        assert!(Nass::decode(&tlv).is_err(), "a secret is refused because of its spelling");
    }
    if let Ok(decoded) = Nass::decode_pem(text) {
        let (_, pem) = parse_x509_pem(in_lines(text).as_bytes()).expect("also for others");
        assert_eq!(pem.label, "MATTER NETWORK ADMINISTRATOR SHARED SECRET");
        assert!(same(&decoded, &Nass::decode(&pem.contents).expect("what was in it")));
    }
}

/// All forms of a secret hold the same, and what can be printed does not hold it.
fn every_form(nass: &Nass) {
    let mut buf = [0; Nass::MAX_LEN];
    let tlv = nass.encode(&mut buf).expect("room").to_vec();
    assert!(same(nass, &Nass::decode(&tlv).expect("well-formed")));
    assert_eq!(nass::nass(&tlv), Some((nass.created(), *nass.secret().expose_secret())));
    assert_eq!(tlv, nass::encoded(nass.created(), nass.secret().expose_secret()), "as narrow as possible");
    let mut buf = [0; Nass::MAX_BASE64_LEN];
    let base64 = nass.encode_base64(&mut buf).expect("room");
    assert_eq!(base64, BASE64.encode(&tlv));
    assert!(same(nass, &Nass::decode_base64(base64).expect("well-formed")));
    let mut buf = [0; Nass::MAX_PEM_LEN];
    let pem = nass.encode_pem(&mut buf).expect("room");
    assert!(same(nass, &Nass::decode_pem(pem).expect("well-formed")));
    let created = nass.created();
    assert_eq!(format!("{nass:?}"), format!("Nass {{ created: {created}, secret: [redacted] }}"));
}

fn same(one: &Nass, other: &Nass) -> bool {
    one.ct_eq(other).into()
}
