//! Its layout.

use matter_tlv::{Tag, Writer};
use netim::{
    identity::LayoutError,
    secret::{Nass, NassError, RawSecret},
};
use proptest::prelude::*;
use subtle::ConstantTimeEq as _;

use crate::identity_support::{bytes, unhex, vectors};

const SECRET: [u8; 32] = *b"0123456789abcdefghijklmnopqrstuv";

pub(crate) fn encode(nass: &Nass) -> Vec<u8> {
    nass.encode(&mut [0; Nass::MAX_LEN]).unwrap().to_vec()
}

fn decode_error(tlv: &[u8]) -> NassError {
    Nass::decode(tlv).unwrap_err()
}

fn layout_error(tlv: &[u8]) -> LayoutError {
    match decode_error(tlv) {
        NassError::Layout(error) => error,
        error => panic!("{error}"),
    }
}

pub(crate) fn equal(one: &Nass, other: &Nass) -> bool {
    one.ct_eq(other).into()
}

#[test]
fn vectors_come_out_and_go_in() {
    for vector in vectors("secrets") {
        let tlv = bytes(&vector, "nass_tlv");
        let nass = Nass::decode(&tlv).unwrap();
        assert_eq!(u64::from(nass.created()), vector["created"].as_u64().unwrap());
        assert_eq!(nass.secret().expose_secret()[..], bytes(&vector, "raw_secret"));
        assert_eq!(encode(&nass), tlv);
        assert!(equal(&nass, &Nass::new(nass.created(), nass.secret().clone())));
    }
}

#[test]
fn integers_are_written_as_narrow_as_possible() {
    for (created, len) in [(0, 43), (0xff, 43), (0x100, 44), (0xffff, 44), (0x1_0000, 46), (u32::MAX, 46)] {
        let nass = Nass::new(created, RawSecret::from_bytes(&SECRET));
        let tlv = encode(&nass);
        assert_eq!(tlv.len(), len);
        assert!(equal(&Nass::decode(&tlv).unwrap(), &nass));
        assert!(nass.encode(&mut vec![0; len]).is_ok());
        assert!(nass.encode(&mut vec![0; len - 1]).is_err());
    }
}

/// An unsigned integer of a width of 1, 2, 4 or 8 bytes.
fn uint(tag: u8, width: usize, value: u64) -> Vec<u8> {
    let control = 0x24 + u8::try_from(width.trailing_zeros()).unwrap();
    [&[control, tag], &value.to_le_bytes()[..width]].concat()
}

fn secret() -> Vec<u8> {
    [&[0x30, 3, 32], &SECRET[..]].concat()
}

fn structure(fields: &[&[u8]]) -> Vec<u8> {
    [&[0x15], &fields.concat()[..], &[0x18]].concat()
}

#[test]
fn integers_are_read_in_any_width() {
    for version_width in [1, 2, 4, 8] {
        for created_width in [1, 2, 4, 8] {
            let tlv = structure(&[&uint(1, version_width, 0), &uint(2, created_width, 200), &secret()]);
            let nass = Nass::decode(&tlv).unwrap();
            assert!(equal(&nass, &Nass::new(200, RawSecret::from_bytes(&SECRET))));
        }
    }
}

#[test]
fn integers_have_limits() {
    for width in [1, 2, 4, 8] {
        let tlv = structure(&[&uint(1, width, 1), &uint(2, 1, 0), &secret()]);
        assert_eq!(decode_error(&tlv), NassError::Version { found: 1 });
    }
    let tlv = structure(&[&uint(1, 8, 1 << 32), &uint(2, 1, 0), &secret()]);
    assert_eq!(decode_error(&tlv), NassError::Version { found: 1 << 32 });
    let tlv = structure(&[&uint(1, 1, 0), &uint(2, 8, 1 << 32), &secret()]);
    assert_eq!(decode_error(&tlv), NassError::Created { found: 1 << 32 });
    let tlv = structure(&[&uint(1, 1, 0), &uint(2, 8, u32::MAX.into()), &secret()]);
    assert_eq!(Nass::decode(&tlv).unwrap().created(), u32::MAX);

    assert_eq!(
        NassError::Version { found: 7 }.to_string(),
        "an administrator secret of version 7; only version 0 is known"
    );
}

#[test]
fn fields_have_an_order() {
    use LayoutError::{Extra, Missing, Unexpected};
    let (version, created, secret) = (&uint(1, 1, 0)[..], &uint(2, 1, 9)[..], &secret()[..]);
    let unexpected = |field, found, offset| Unexpected { field, found: Some(found), offset };
    for (fields, error) in [
        (&[][..], Missing { field: 1, offset: 1 }),
        (&[version], Missing { field: 2, offset: 4 }),
        (&[version, created], Missing { field: 3, offset: 7 }),
        (&[created, secret], unexpected(1, 2, 1)),
        (&[version, secret], unexpected(2, 3, 4)),
        (&[created, version, secret], unexpected(1, 2, 1)),
        (&[version, secret, created], unexpected(2, 3, 4)),
        (&[version, version, created, secret], unexpected(2, 1, 4)),
        (&[version, created, created, secret], unexpected(3, 2, 7)),
        (&[version, created, secret, secret], Extra { found: Some(3), offset: 42 }),
        (&[version, created, secret, &uint(4, 1, 0)], Extra { found: Some(4), offset: 42 }),
        (&[&uint(0, 1, 0), version, created, secret], unexpected(1, 0, 1)),
        (&[version, created, &uint(255, 1, 0), secret], unexpected(3, 255, 7)),
    ] {
        assert_eq!(layout_error(&structure(fields)), error);
    }
    // The same fields in a list, in an array, under a tag, in another structure.
    let content = [version, created, secret].concat();
    assert!(Nass::decode(&[&[0x15], &content[..], &[0x18]].concat()).is_ok());
    for head in [&[0x16][..], &[0x17], &[0x35, 0], &[0x15, 0x35, 1]] {
        assert!(Nass::decode(&[head, &content, &[0x18]].concat()).is_err(), "{head:?}");
    }
}

#[test]
fn fields_have_types() {
    let (version, created, secret) = (&uint(1, 1, 0)[..], &uint(2, 1, 9)[..], &secret()[..]);
    let uint = "an unsigned integer";
    let octets = "an octet string";
    for (fields, field, expected, offset) in [
        ([&[0x20, 1, 0], created, secret], 1, uint, 1),
        ([&[0x28, 1], created, secret], 1, uint, 1),
        ([&[0x34, 1], created, secret], 1, uint, 1),
        ([version, &[0x20, 2, 9], secret], 2, uint, 4),
        ([version, &[0x2a, 2, 0, 0, 0, 0], secret], 2, uint, 4),
        ([version, &[0x30, 2, 0], secret], 2, uint, 4),
        ([version, created, &[0x24, 3, 0]], 3, octets, 7),
        ([version, created, &[&[0x2c, 3, 32], &SECRET[..]].concat()], 3, octets, 7),
        ([version, created, &[0x35, 3, 0x18]], 3, octets, 7),
    ] {
        assert_eq!(layout_error(&structure(&fields)), LayoutError::WrongType { field, expected, offset });
    }
}

#[test]
fn the_secret_has_32_bytes() {
    for found in (0..=64).filter(|len| *len != 32) {
        let mut buf = [0; 100];
        let mut out = Writer::new(&mut buf);
        out.start_structure(Tag::Anonymous).unwrap();
        out.uint(Tag::Context(1), 0).unwrap();
        out.uint(Tag::Context(2), 0).unwrap();
        out.octets(Tag::Context(3), &[7; 64][..found]).unwrap();
        out.end().unwrap();
        let error = LayoutError::WrongLength { field: 3, expected: 32, found, offset: 7 };
        assert_eq!(layout_error(out.finish().unwrap()), error);
    }
    let wide = [&[0x31, 3, 32, 0], &SECRET[..]].concat();
    let tlv = structure(&[&uint(1, 1, 0), &uint(2, 1, 0), &wide]);
    assert_eq!(layout_error(&tlv), LayoutError::WideLength { field: 3, offset: 7 });
}

#[test]
fn every_byte_counts() {
    for vector in vectors("secrets") {
        let tlv = bytes(&vector, "nass_tlv");
        let nass = Nass::decode(&tlv).unwrap();
        for bit in 0..tlv.len() * 8 {
            let mut altered = tlv.clone();
            altered[bit / 8] ^= 1 << (bit % 8);
            if let Ok(other) = Nass::decode(&altered) {
                assert!(!equal(&nass, &other), "bit {bit}");
            }
        }
    }
}

#[test]
fn truncations_and_additions_are_refused() {
    let tlv = bytes(&vectors("secrets")[0], "nass_tlv");
    for len in 0..tlv.len() {
        assert!(Nass::decode(&tlv[..len]).is_err(), "{len} bytes");
    }
    for extra in 0..=255 {
        let longer = [&tlv[..], &[extra]].concat();
        assert_eq!(layout_error(&longer), LayoutError::TrailingBytes { offset: tlv.len() });
    }
}

#[test]
fn equal_means_time_and_secret() {
    let nass = |created, last| {
        let mut secret = SECRET;
        secret[31] = last;
        Nass::new(created, RawSecret::from_bytes(&secret))
    };
    assert!(equal(&nass(1, 1), &nass(1, 1)));
    assert!(!equal(&nass(1, 1), &nass(2, 1)));
    assert!(!equal(&nass(1, 1), &nass(1, 2)));
}

#[test]
fn does_not_print() {
    let nass = Nass::new(0x1234, RawSecret::from_bytes(&[0x5a; 32]));
    assert_eq!(format!("{nass:?}"), "Nass { created: 4660, secret: [redacted] }");
    assert_eq!(format!("{:?}", nass.secret()), "[redacted]");
    // Nor do errors about one, even where its bytes are taken for a tag.
    let error = Nass::decode(&unhex("1524010024020 0e4 5a5a5a5a5a5a5a5a 0018")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "not an administrator secret: field 3 was expected at offset 7, found a tag of another kind"
    );
    assert!(!format!("{error:?}").contains("5a"));
    let error = Nass::decode(&unhex("1524010024020030031f5a5a")).unwrap_err();
    assert!(!format!("{error:?} {error}").to_lowercase().contains("5a"), "{error:?}");
}

#[test]
fn is_zeroized() {
    fn assert_zeroized_on_drop<T: zeroize::ZeroizeOnDrop>() {}
    assert_zeroized_on_drop::<RawSecret>();
    assert_zeroized_on_drop::<Nass>();
}

#[cfg(feature = "std")]
#[test]
fn generated_secrets_differ() {
    let [one, other] = [(); 2].map(|()| RawSecret::generate_from_os().unwrap());
    assert!(!bool::from(one.ct_eq(&other)));
    assert!(bool::from(one.ct_eq(&one.clone())));
}

proptest! {
    #[test]
    fn whatever_is_written_is_read(created: u32, secret: [u8; 32]) {
        let nass = Nass::new(created, RawSecret::from_bytes(&secret));
        prop_assert!(equal(&Nass::decode(&encode(&nass)).unwrap(), &nass));
    }

    #[test]
    fn nothing_panics(mut tlv: Vec<u8>) {
        let _ = Nass::decode(&tlv);
        tlv.insert(0, 0x15);
        let _ = Nass::decode(&tlv);
    }
}
