//! The network identity of a secret.

use netim::{
    crypto::{CryptoError, PrivateKey, PublicKey, RustCrypto, Signature, Signer},
    secret::{DeriveError, MAX_CANDIDATES, Nass, RawSecret},
};

use crate::identity_support::{bytes, text, unhex, vectors};

const SECOND_CANDIDATE: &str = "FSQBACYCgHXoMDADIAAA+TEST+VECTOR+AoPhgYAAAAAUxWnjRzQJQUERWcGGA==";

#[test]
fn vectors_give_their_identities() {
    for vector in vectors("secrets") {
        let nass = Nass::decode(&bytes(&vector, "nass_tlv")).unwrap();
        let key = nass.secret().network_key(&RustCrypto).unwrap();
        assert_eq!(key.expose_secret()[..], bytes(&vector, "private_key"));
        let identity = nass.secret().network_identity(&RustCrypto).unwrap();
        assert_eq!(identity.compact().to_bytes()[..], bytes(&vector, "compact_identity"));
        assert_eq!(identity.identifier().to_string(), text(&vector, "identifier"));
    }
}

#[test]
fn the_second_candidate_is_used() {
    let nass = Nass::decode_base64(SECOND_CANDIDATE).unwrap();
    let identity = nass.secret().network_identity(&RustCrypto).unwrap();
    assert_eq!(identity.identifier().to_string(), "efa8ce8739f9cffd6dfbd208a406f77b9b5ba8ce");
    assert_eq!(identity.compact().signature().as_bytes()[..8], unhex("ba5d500e929f364c"));

    let mut first = [0; 32];
    RustCrypto.hkdf_sha256(nass.secret().expose_secret(), b"NASS-ECDSA-secp256r1", &mut first).unwrap();
    assert!(PrivateKey::from_candidate(&first).is_none());
}

/// A signer of whose candidates only one, or none, is small enough.
struct Unlucky(Option<usize>);

impl Signer for Unlucky {
    fn public_key(&self, key: &PrivateKey) -> Result<PublicKey, CryptoError> {
        RustCrypto.public_key(key)
    }

    fn sign(&self, key: &PrivateKey, message: &[u8]) -> Result<Signature, CryptoError> {
        RustCrypto.sign(key, message)
    }

    fn hkdf_sha256(&self, input_key: &[u8], info: &[u8], output: &mut [u8]) -> Result<(), CryptoError> {
        assert_eq!((input_key, info, output.len()), (&[7; 32][..], &b"NASS-ECDSA-secp256r1"[..], 256));
        output.fill(0xff);
        if let Some(lucky) = self.0 {
            output[lucky * 32..(lucky + 1) * 32].fill(u8::try_from(lucky).unwrap());
        }
        Ok(())
    }
}

#[test]
fn eight_candidates_are_tried() {
    let secret = RawSecret::from_bytes(&[7; 32]);
    for lucky in 0..MAX_CANDIDATES {
        let key = secret.network_key(&Unlucky(Some(lucky))).unwrap();
        let mut expected = [u8::try_from(lucky).unwrap(); 32];
        expected[31] += 1;
        assert_eq!(key.expose_secret(), &expected);
    }
    let error = secret.network_key(&Unlucky(None)).unwrap_err();
    assert_eq!(error, DeriveError::NoCandidate);
    assert_eq!(error.to_string(), "the secret gives no key: all of 8 candidates are out of range");
}
