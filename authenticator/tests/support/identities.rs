//! Keys and certificates, good and forged.

use netim::crypto::{PrivateKey, RustCrypto, Signature, Signer as _};
use netim::identity::{CompactIdentity, Identifier, to_be_signed};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};

/// A key pair and its identity.
#[derive(Debug)]
pub struct Device {
    pub key: PrivateKey,
    pub identity: CompactIdentity,
}

impl Device {
    /// The one with a number: always the same.
    pub fn number(number: u16) -> Self {
        let [high, low] = (number + 1).to_be_bytes();
        let mut bytes = [0x5a; 32];
        (bytes[30], bytes[31]) = (high, low);
        let key = PrivateKey::from_bytes(&bytes).unwrap();
        let identity = CompactIdentity::self_signed(&RustCrypto, &key).unwrap();
        Self { key, identity }
    }

    pub fn identifier(&self) -> Identifier {
        self.identity.identifier()
    }

    pub fn certificate(&self) -> Vec<u8> {
        der(&self.identity)
    }

    /// The same key with another signature of its own, which is right too.
    pub fn signed_again(&self) -> Vec<u8> {
        let public_key = RustCrypto.public_key(&self.key).unwrap();
        // ring signs with random nonces.
        let random = SystemRandom::new();
        let (private, public) = (self.key.expose_secret(), public_key.as_bytes());
        let key = EcdsaKeyPair::from_private_key_and_public_key(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            private,
            public,
            &random,
        );
        let signature = key.unwrap().sign(&random, &to_be_signed(&public_key)).unwrap();
        let signature = Signature::from_bytes(signature.as_ref().try_into().unwrap());
        let again = CompactIdentity::new(public_key, signature);
        assert_ne!(again, self.identity);
        der(&again)
    }

    /// A certificate of this key that `signer` has signed.
    pub fn signed_by(&self, signer: &Self) -> Vec<u8> {
        self.forged(signer, |_| {})
    }

    /// A certificate of this key whose signed part was changed before it was signed.
    pub fn altered(&self, alter: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        self.forged(self, alter)
    }

    fn forged(&self, signer: &Self, alter: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        let mut tbs = to_be_signed(self.identity.public_key()).to_vec();
        alter(&mut tbs);
        let signature = RustCrypto.sign(&signer.key, &tbs).unwrap();
        let signature = p256::ecdsa::Signature::from_slice(signature.as_bytes()).unwrap().to_der();
        let algorithm = b"\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02";
        let bits = [&[0x03, u8::try_from(signature.as_bytes().len() + 1).unwrap(), 0], signature.as_bytes()]
            .concat();
        let content = [&tbs[..], algorithm, &bits].concat();
        let [high, low] = u16::try_from(content.len()).unwrap().to_be_bytes();
        [&[0x30, 0x82, high, low], &content[..]].concat()
    }

    /// The key as OpenSSL reads it (RFC 5915).
    pub fn private_key_pem(&self) -> String {
        let public_key = self.identity.public_key();
        let der = [
            &b"\x30\x77\x02\x01\x01\x04\x20"[..],
            self.key.expose_secret(),
            b"\xa0\x0a\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\xa1\x44\x03\x42\x00",
            public_key.as_bytes(),
        ]
        .concat();
        pem("EC PRIVATE KEY", &der)
    }
}

pub fn der(identity: &CompactIdentity) -> Vec<u8> {
    identity.encode_der(&mut [0; CompactIdentity::MAX_DER_LEN]).to_vec()
}

pub fn pem(label: &str, der: &[u8]) -> String {
    let mut buffer = vec![0; 2 * der.len() + 100];
    pem_rfc7468::encode(label, pem_rfc7468::LineEnding::LF, der, &mut buffer).unwrap().to_owned()
}

/// Replaces the only place where `from` stands.
pub fn replace(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    assert_eq!(from.len(), to.len());
    let places: Vec<_> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(from)).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
}
