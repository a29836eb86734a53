//! The identities and secrets that steps draw from, and the cryptography that makes and verifies them, each result
//! remembered: what is tried here is not how fast that is.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::LazyLock;

use netim::crypto::{
    CryptoError, PrivateKey, PublicKey, Ring, RustCrypto, Signature, Signer, Verifier, VerifyError,
};
use netim::identity::CompactIdentity;
use netim::secret::RawSecret;

/// An identity in its compact form.
pub type Identity = [u8; CompactIdentity::LEN];

/// How many secrets there are: few, so that old ones come again.
const SECRETS: u8 = 7;

/// The order of the curve P-256.
const ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc,
    0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];

static CANDIDATES: LazyLock<Vec<Identity>> = LazyLock::new(|| {
    let candidate = |number: u8| {
        let key = PrivateKey::from_bytes(&[number + 1; 32]).expect("small enough");
        CompactIdentity::self_signed(&RustCrypto, &key).expect("software does not fail").to_bytes()
    };
    (0..16).map(candidate).collect()
});

/// The network identity of each secret.
static NETWORK_IDENTITIES: LazyLock<Vec<Identity>> = LazyLock::new(|| {
    let identity = |number| {
        let secret = RawSecret::from_bytes(&secret(number));
        secret.network_identity(&RustCrypto).expect("a key").compact().to_bytes()
    };
    (0..SECRETS).map(identity).collect()
});

/// The identity of a client that may come.
pub fn candidate(number: u8) -> Identity {
    CANDIDATES[usize::from(number) % CANDIDATES.len()]
}

/// An identity in the right form that no key has signed, of which there are as many as one likes.
pub fn unsigned(number: u16) -> Identity {
    let mut identity = candidate(0);
    identity[5..7].copy_from_slice(&number.to_be_bytes());
    identity
}

/// The same key with the other signature of the pair that ECDSA has for each: `s` is taken from the curve's order.
pub fn other_signature(identity: Identity) -> Identity {
    let mut other = identity;
    let mut borrow = 0;
    for at in (0..32).rev() {
        let place = CompactIdentity::LEN - 33 + at;
        let difference = i16::from(ORDER[at]) - i16::from(identity[place]) - borrow;
        borrow = i16::from(difference < 0);
        other[place] = difference.rem_euclid(256) as u8;
    }
    other
}

/// A secret.
pub fn secret(number: u8) -> [u8; 32] {
    [0xa0 + number % SECRETS; 32]
}

/// The network identity that comes from a secret.
pub fn network_identity(secret: &[u8; 32]) -> Identity {
    match (0..SECRETS).find(|number| self::secret(*number) == *secret) {
        Some(number) => NETWORK_IDENTITIES[usize::from(number)],
        None => {
            let secret = RawSecret::from_bytes(secret);
            secret.network_identity(&RustCrypto).expect("a key").compact().to_bytes()
        }
    }
}

thread_local! {
    static VALID: RefCell<HashMap<Identity, bool>> = RefCell::default();
    static VERIFIED: Memory<(PublicKey, Vec<u8>, Signature), Result<(), VerifyError>> = Memory::default();
    static PUBLIC_KEYS: Memory<[u8; 32], PublicKey> = Memory::default();
    static SIGNED: Memory<([u8; 32], Vec<u8>), Signature> = Memory::default();
}

type Memory<K, V> = RefCell<HashMap<K, V>>;

/// Remembers, up to a point.
fn remembered<K: Eq + Hash, V: Copy>(memory: &Memory<K, V>, key: K, calculate: impl FnOnce() -> V) -> V {
    let mut memory = memory.borrow_mut();
    if memory.len() > 10_000 {
        memory.clear();
    }
    *memory.entry(key).or_insert_with(calculate)
}

/// Whether an identity is valid, by another implementation than the server's.
pub fn is_valid(identity: &Identity) -> bool {
    let verify =
        || CompactIdentity::parse(identity).is_ok_and(|identity| identity.validate(&RustCrypto).is_ok());
    VALID.with(|memory| remembered(memory, *identity, verify))
}

/// The server's cryptography.
#[derive(Clone, Copy, Debug)]
pub struct Crypto;

impl Verifier for Crypto {
    fn check_public_key(&self, key: &PublicKey) -> Result<(), VerifyError> {
        Ring.check_public_key(key)
    }

    fn verify(&self, key: &PublicKey, message: &[u8], signature: &Signature) -> Result<(), VerifyError> {
        let verify = || Ring.verify(key, message, signature);
        VERIFIED.with(|memory| remembered(memory, (*key, message.to_vec(), *signature), verify))
    }
}

impl Signer for Crypto {
    fn public_key(&self, key: &PrivateKey) -> Result<PublicKey, CryptoError> {
        let calculate = || RustCrypto.public_key(key).expect("software does not fail");
        Ok(PUBLIC_KEYS.with(|memory| remembered(memory, *key.expose_secret(), calculate)))
    }

    fn sign(&self, key: &PrivateKey, message: &[u8]) -> Result<Signature, CryptoError> {
        let sign = || RustCrypto.sign(key, message).expect("software does not fail");
        Ok(SIGNED.with(|memory| remembered(memory, (*key.expose_secret(), message.to_vec()), sign)))
    }

    fn hkdf_sha256(&self, input_key: &[u8], info: &[u8], output: &mut [u8]) -> Result<(), CryptoError> {
        RustCrypto.hkdf_sha256(input_key, info, output)
    }
}
