//! The cryptography: one suite for every implementation, and private keys.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of tests may fail like one"
)]

mod identity_support;

use identity_support::{Broken, NoRandomness, Repeatable, bytes, private_key, public_key, unhex, vectors};
use netim::{
    crypto::{
        GenerateError, InvalidPrivateKey, PrivateKey, PublicKey, PublicKeyError, RustCrypto, Signature,
        Signer, Verifier, VerifyError,
    },
    identity::{CompactIdentity, to_be_signed},
};
use subtle::ConstantTimeEq as _;

/// The order of the curve.
const N: &str = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

fn n_plus(difference: i8) -> [u8; 32] {
    let mut n: [u8; 32] = unhex(N).try_into().unwrap();
    n[31] = n[31].checked_add_signed(difference).unwrap();
    n
}

macro_rules! suite {
    ($($(#[$attribute:meta])* $module:ident: $implementation:expr;)*) => {
        $($(#[$attribute])* mod $module {
            #[allow(unused_imports, reason = "for those that are named by what is imported")]
            use super::*;

            #[test]
            fn verifies_what_it_should() {
                super::verifies_what_it_should(&$implementation);
            }

            #[test]
            fn refuses_altered_signatures() {
                super::refuses_altered_signatures(&$implementation);
            }

            #[test]
            fn refuses_numbers_out_of_range() {
                super::refuses_numbers_out_of_range(&$implementation);
            }

            #[test]
            fn accepts_both_values_of_s() {
                super::accepts_both_values_of_s(&$implementation);
            }

            #[test]
            fn tells_a_bad_point_from_a_bad_signature() {
                super::tells_a_bad_point_from_a_bad_signature(&$implementation);
            }

            #[test]
            fn signs_as_rfc_6979_says() {
                super::signs_as_rfc_6979_says(&$implementation);
            }

            #[test]
            fn knows_hkdf() {
                super::knows_hkdf(&$implementation);
            }
        })*
    };
}

suite! {
    rust_crypto: RustCrypto;
    by_reference: &RustCrypto;
    #[cfg(feature = "ring")]
    ring: netim::crypto::Ring;
}

fn verifies_what_it_should(crypto: &impl Verifier) {
    for vector in vectors("secrets").iter().chain(&vectors("clients")) {
        let identity = identity_support::identity(vector);
        let key = public_key(vector);
        assert_eq!(crypto.check_public_key(&key), Ok(()));
        assert_eq!(crypto.verify(&key, &to_be_signed(&key), identity.signature()), Ok(()));
        assert_eq!(crypto.verify(&key, b"else", identity.signature()), Err(VerifyError::BadSignature));
    }
}

fn refuses_altered_signatures(crypto: &impl Verifier) {
    let vector = &vectors("clients")[0];
    let key = public_key(vector);
    let signature = *identity_support::identity(vector).signature().as_bytes();
    for bit in 0..512 {
        let mut altered = signature;
        altered[bit / 8] ^= 1 << (bit % 8);
        let altered = Signature::from_bytes(&altered);
        assert_eq!(
            crypto.verify(&key, &to_be_signed(&key), &altered),
            Err(VerifyError::BadSignature),
            "bit {bit}"
        );
    }
}

fn refuses_numbers_out_of_range(crypto: &impl Verifier) {
    let key = public_key(&vectors("clients")[0]);
    let one = {
        let mut one = [0; 32];
        one[31] = 1;
        one
    };
    for number in [[0; 32], n_plus(0), n_plus(1), [0xff; 32]] {
        for halves in [[number, one], [one, number], [number, number]] {
            let signature = Signature::from_bytes(halves.concat()[..].try_into().unwrap());
            assert_eq!(crypto.verify(&key, b"", &signature), Err(VerifyError::BadSignature), "{signature:?}");
        }
    }
}

/// `n - s` is as good as `s`; nothing here insists on the lower one.
fn accepts_both_values_of_s(crypto: &impl Verifier) {
    for vector in vectors("clients") {
        let key = public_key(&vector);
        let mut signature = *identity_support::identity(&vector).signature().as_bytes();
        let mut borrow = 0;
        for (s, n) in signature[32..].iter_mut().zip(n_plus(0)).rev() {
            let difference = i16::from(n) - i16::from(*s) - borrow;
            borrow = i16::from(difference < 0);
            *s = u8::try_from(difference.rem_euclid(256)).unwrap();
        }
        let signature = Signature::from_bytes(&signature);
        assert_eq!(crypto.verify(&key, &to_be_signed(&key), &signature), Ok(()));
    }
}

fn tells_a_bad_point_from_a_bad_signature(crypto: &impl Verifier) {
    for vector in vectors("clients") {
        let off_curve = CompactIdentity::parse(&bytes(&vector, "off_curve")).unwrap();
        let key = off_curve.public_key();
        assert_eq!(crypto.check_public_key(key), Err(VerifyError::NotOnCurve));
        assert_eq!(
            crypto.verify(key, &to_be_signed(key), off_curve.signature()),
            Err(VerifyError::NotOnCurve)
        );

        let bad = CompactIdentity::parse(&bytes(&vector, "bad_signature")).unwrap();
        let key = bad.public_key();
        assert_eq!(crypto.check_public_key(key), Ok(()));
        assert_eq!(crypto.verify(key, &to_be_signed(key), bad.signature()), Err(VerifyError::BadSignature));
    }
    // x and y above the field's prime, and the place where infinity would be.
    for coordinates in [0xff, 0x00] {
        let mut point = [coordinates; 65];
        point[0] = 4;
        let point = PublicKey::from_bytes(&point).unwrap();
        assert_eq!(crypto.check_public_key(&point), Err(VerifyError::NotOnCurve));
        assert_eq!(
            crypto.verify(&point, b"", &Signature::from_bytes(&[1; 64])),
            Err(VerifyError::NotOnCurve)
        );
    }
}

/// RFC 6979, A.2.5, with SHA-256; `s` is in the upper half in one, the lower in the other.
fn signs_as_rfc_6979_says(crypto: &(impl Signer + Verifier)) {
    let key = unhex("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721");
    let key = PrivateKey::from_bytes(key[..].try_into().unwrap()).unwrap();
    let public = crypto.public_key(&key).unwrap();
    let expected = "04 60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6
        7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299";
    assert_eq!(public.as_bytes()[..], unhex(expected));
    for (message, signature) in [
        (
            "sample",
            "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716
             F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
        ),
        (
            "test",
            "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367
             019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083",
        ),
    ] {
        let signed = crypto.sign(&key, message.as_bytes()).unwrap();
        assert_eq!(signed.as_bytes()[..], unhex(signature));
        assert_eq!(crypto.verify(&public, message.as_bytes(), &signed), Ok(()));
    }
    for vector in vectors("secrets").iter().chain(&vectors("clients")) {
        assert_eq!(crypto.public_key(&private_key(vector)), Ok(public_key(vector)));
    }
}

/// RFC 5869, A.3.
fn knows_hkdf(crypto: &impl Signer) {
    let mut output = [0; 42];
    crypto.hkdf_sha256(&[0x0b; 22], b"", &mut output).unwrap();
    let expected = "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8";
    assert_eq!(output[..], unhex(expected));

    assert!(crypto.hkdf_sha256(b"", b"", &mut [0; 8_160]).is_ok());
    let error = crypto.hkdf_sha256(b"", b"", &mut [0; 8_161]).unwrap_err();
    assert_eq!(error.to_string(), "HKDF-SHA256 failed: more than 8,160 bytes of output");
}

#[test]
fn private_keys_are_from_1_to_n_minus_1() {
    let mut one = [0; 32];
    one[31] = 1;
    for bytes in [one, n_plus(-1), [0x7f; 32]] {
        assert_eq!(PrivateKey::from_bytes(&bytes).unwrap().expose_secret(), &bytes);
    }
    for bytes in [[0; 32], n_plus(0), n_plus(1), [0xff; 32]] {
        assert_eq!(PrivateKey::from_bytes(&bytes).unwrap_err(), InvalidPrivateKey);
    }
}

#[test]
fn candidates_are_at_most_n_minus_2_and_one_is_added() {
    let key = |candidate| PrivateKey::from_candidate(&candidate).map(|key| *key.expose_secret());
    let mut one = [0; 32];
    one[31] = 1;
    assert_eq!(key([0; 32]), Some(one));
    assert_eq!(key(n_plus(-2)), Some(n_plus(-1)));
    for too_large in [n_plus(-1), n_plus(0), n_plus(1), [0xff; 32]] {
        assert_eq!(key(too_large), None);
    }
    let mut carry = [0; 32];
    carry[30..].copy_from_slice(&[0x12, 0xff]);
    let mut carried = [0; 32];
    carried[30..].copy_from_slice(&[0x13, 0x00]);
    assert_eq!(key(carry), Some(carried));
}

#[test]
fn generated_keys_differ() {
    let mut rng = Repeatable(7);
    let keys = [(); 20].map(|()| PrivateKey::generate(&mut rng).unwrap());
    for (index, key) in keys.iter().enumerate() {
        for other in &keys[..index] {
            assert!(!bool::from(key.ct_eq(other)));
        }
        assert!(bool::from(key.ct_eq(&key.clone())));
    }
}

#[cfg(feature = "std")]
#[test]
fn the_operating_system_gives_keys() {
    assert!(!bool::from(
        PrivateKey::generate_from_os().unwrap().ct_eq(&PrivateKey::generate_from_os().unwrap())
    ));
}

#[test]
fn broken_randomness_gives_no_key() {
    let error = |byte| PrivateKey::generate(&mut Broken(byte)).unwrap_err();
    assert_eq!(error(None), GenerateError::Random(NoRandomness));
    assert_eq!(error(None).to_string(), "the source of randomness failed: no randomness");
    assert_eq!(error(Some(0xff)), GenerateError::NoCandidate);
}

#[test]
fn private_keys_are_zeroized() {
    fn assert_zeroized_on_drop<T: zeroize::ZeroizeOnDrop>() {}
    assert_zeroized_on_drop::<PrivateKey>();
}

#[test]
fn private_keys_do_not_print() {
    let key = PrivateKey::from_bytes(&[0x5a; 32]).unwrap();
    assert_eq!(format!("{key:?}"), "PrivateKey([redacted])");
    assert_eq!(format!("{key:#?}"), "PrivateKey([redacted])");
}

#[test]
fn public_keys_are_uncompressed() {
    for first in (0..=255).filter(|first| *first != 4) {
        let mut bytes = [7; 65];
        bytes[0] = first;
        assert_eq!(PublicKey::from_bytes(&bytes), Err(PublicKeyError { first }));
    }
    let error = PublicKeyError { first: 2 };
    assert_eq!(error.to_string(), "the public key starts with 0x02, an uncompressed point with 0x04");
}
