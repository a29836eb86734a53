//! What every store does, shown on the software one.

use netim::{
    crypto::{CryptoError, PrivateKey, PublicKey, RustCrypto, Signature, Signer, Verifier},
    key_store::{CAPACITY, KeyHandle, KeyKind, KeyStore, KeyStoreError, SoftwareKeyStore, Volatile},
    secret::{DeriveError, RawSecret},
};

use crate::identity_support::{Broken, Repeatable, bytes, identity, private_key, public_key, vectors};

pub(crate) type Store<P = Volatile> = SoftwareKeyStore<P, Repeatable>;

pub(crate) fn store() -> Store {
    reopen(Volatile::new())
}

pub(crate) fn reopen<P: netim::key_store::Persistence>(persistence: P) -> Store<P> {
    SoftwareKeyStore::with_parts(persistence, Repeatable(3), RustCrypto).unwrap()
}

pub(crate) fn handles(store: &impl KeyStore) -> Vec<KeyHandle> {
    let mut handles = Vec::new();
    while let Some(handle) = store.next_handle(handles.last()).unwrap() {
        handles.push(handle);
    }
    handles
}

pub(crate) fn secret(byte: u8) -> RawSecret {
    RawSecret::from_bytes(&[byte; 32])
}

#[test]
fn secrets_come_in_compare_and_go_out() {
    let mut store = store();
    let handle = store.import_secret(&secret(1)).unwrap();
    assert_eq!(store.kind(&handle), Ok(KeyKind::Secret));
    assert_eq!(store.export_secret(&handle).unwrap().expose_secret(), &[1; 32]);
    assert_eq!(store.secret_equals(&handle, &secret(1)), Ok(true));
    for bit in 0..256 {
        let mut other = [1; 32];
        other[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(store.secret_equals(&handle, &RawSecret::from_bytes(&other)), Ok(false));
    }
}

#[test]
fn network_keys_are_those_of_the_vectors() {
    let mut store = store();
    for vector in vectors("secrets") {
        let raw = RawSecret::from_bytes(bytes(&vector, "raw_secret")[..].try_into().unwrap());
        let secret = store.import_secret(&raw).unwrap();
        let key_pair = store.derive_network_key(&secret).unwrap();
        assert_eq!(store.kind(&key_pair), Ok(KeyKind::KeyPair));
        store.destroy(&secret).unwrap();

        assert_eq!(store.public_key(&key_pair), Ok(public_key(&vector)));
        assert_eq!(store.self_signed_identity(&key_pair), Ok(identity(&vector)));
        let expected = RustCrypto.sign(&private_key(&vector), b"TLS 1.3, server CertificateVerify").unwrap();
        assert_eq!(store.sign(&key_pair, b"TLS 1.3, server CertificateVerify"), Ok(expected));
        store.destroy(&key_pair).unwrap();
    }
    assert_eq!(handles(&store), []);
}

#[test]
fn generated_key_pairs_sign() {
    let mut store = store();
    let [one, other] = [(); 2].map(|()| store.generate_key_pair().unwrap());
    assert_ne!(store.public_key(&one), store.public_key(&other));
    let signature = store.sign(&one, b"message").unwrap();
    assert_eq!(RustCrypto.verify(&store.public_key(&one).unwrap(), b"message", &signature), Ok(()));
    assert!(RustCrypto.verify(&store.public_key(&other).unwrap(), b"message", &signature).is_err());
}

#[test]
fn every_key_has_its_own_handle() {
    let mut store = store();
    let secret_handles = [(); 3].map(|()| store.import_secret(&secret(1)).unwrap());
    let key_handles = [(); 3].map(|()| store.derive_network_key(&secret_handles[0]).unwrap());
    let mut all = [secret_handles, key_handles].concat();
    all.sort();
    assert_eq!(handles(&store), all);
    all.dedup();
    assert_eq!(all.len(), 6);
    // As stored elsewhere and read again.
    let again = KeyHandle::from_bytes(secret_handles[2].as_bytes());
    assert_eq!(store.secret_equals(&again, &secret(1)), Ok(true));
}

#[test]
fn kinds_are_not_mixed_up() {
    let mut store = store();
    let secret_handle = store.import_secret(&secret(1)).unwrap();
    let key_pair = store.generate_key_pair().unwrap();

    let wrong = KeyStoreError::WrongKind { expected: KeyKind::KeyPair };
    assert_eq!(store.public_key(&secret_handle), Err(wrong));
    assert_eq!(store.sign(&secret_handle, b""), Err(wrong));
    assert_eq!(store.self_signed_identity(&secret_handle), Err(wrong));
    assert_eq!(wrong.to_string(), "there is no key pair behind that handle");

    let wrong = KeyStoreError::WrongKind { expected: KeyKind::Secret };
    assert_eq!(store.export_secret(&key_pair).unwrap_err(), wrong);
    assert_eq!(store.secret_equals(&key_pair, &secret(1)), Err(wrong));
    assert_eq!(store.derive_network_key(&key_pair), Err(wrong));
}

#[test]
fn what_is_destroyed_is_unknown() {
    let mut store = store();
    let secret_handle = store.import_secret(&secret(1)).unwrap();
    let key_pair = store.derive_network_key(&secret_handle).unwrap();
    store.destroy(&secret_handle).unwrap();
    store.destroy(&key_pair).unwrap();

    let unknown = KeyStoreError::UnknownHandle;
    for handle in [secret_handle, key_pair, KeyHandle::from_bytes(&[0; 16])] {
        assert_eq!(store.export_secret(&handle).unwrap_err(), unknown);
        assert_eq!(store.secret_equals(&handle, &secret(1)), Err(unknown));
        assert_eq!(store.derive_network_key(&handle), Err(unknown));
        assert_eq!(store.public_key(&handle), Err(unknown));
        assert_eq!(store.sign(&handle, b""), Err(unknown));
        assert_eq!(store.kind(&handle), Err(unknown));
        assert_eq!(store.destroy(&handle), Err(unknown));
    }
}

#[test]
fn there_is_room_for_a_fixed_number() {
    let mut store = store();
    let all: Vec<_> = (0..CAPACITY).map(|_| store.import_secret(&secret(1)).unwrap()).collect();
    assert_eq!(store.import_secret(&secret(2)), Err(KeyStoreError::Full));
    assert_eq!(store.generate_key_pair(), Err(KeyStoreError::Full));
    assert_eq!(store.derive_network_key(&all[0]), Err(KeyStoreError::Full));
    assert_eq!(handles(&store).len(), CAPACITY);
    store.destroy(&all[5]).unwrap();
    assert!(store.generate_key_pair().is_ok());
}

/// Takes a store by value, or by reference as one.
fn clear(mut store: impl KeyStore) -> Result<usize, KeyStoreError> {
    store.destroy_all_but(|_| false)
}

#[test]
fn leftovers_are_destroyed() {
    let mut store = store();
    let all = [(); 7].map(|()| store.generate_key_pair().unwrap());
    let mut kept = [all[1], all[4]];
    kept.sort();
    assert_eq!(store.destroy_all_but(|handle| kept.contains(handle)), Ok(5));
    assert_eq!(handles(&store), kept);
    assert_eq!(store.destroy_all_but(|handle| kept.contains(handle)), Ok(0));

    let mut reopened = reopen(store.into_persistence());
    assert_eq!(handles(&reopened), kept);
    assert_eq!(clear(&mut reopened), Ok(2));
    assert_eq!(handles(&reopened), []);
}

#[test]
fn keys_outlive_the_store() {
    let mut store = store();
    let secret_handle = store.import_secret(&secret(9)).unwrap();
    let key_pair = store.derive_network_key(&secret_handle).unwrap();
    let identity = store.self_signed_identity(&key_pair);

    let reopened = reopen(store.into_persistence());
    assert_eq!(reopened.secret_equals(&secret_handle, &secret(9)), Ok(true));
    assert_eq!(reopened.self_signed_identity(&key_pair), identity);
}

#[test]
fn without_randomness_nothing_is_made() {
    let mut store = SoftwareKeyStore::with_parts(Volatile::new(), Broken(None), RustCrypto).unwrap();
    assert_eq!(store.import_secret(&secret(1)), Err(KeyStoreError::Random));
    assert_eq!(store.generate_key_pair(), Err(KeyStoreError::Random));

    // One handle can be had from a source that repeats itself, no second one.
    let mut store = SoftwareKeyStore::with_parts(Volatile::new(), Broken(Some(1)), RustCrypto).unwrap();
    let handle = store.import_secret(&secret(1)).unwrap();
    assert_eq!(store.import_secret(&secret(2)), Err(KeyStoreError::Random));
    assert_eq!(store.derive_network_key(&handle), Err(KeyStoreError::Random));
    assert_eq!(handles(&store), [handle]);

    let mut store = SoftwareKeyStore::with_parts(Volatile::new(), Broken(Some(0xff)), RustCrypto).unwrap();
    assert_eq!(store.generate_key_pair(), Err(KeyStoreError::Random));
}

#[cfg(feature = "std")]
#[test]
fn the_operating_system_gives_randomness() {
    let mut store = SoftwareKeyStore::open(Volatile::new()).unwrap();
    assert_ne!(store.generate_key_pair(), store.generate_key_pair());
}

#[test]
fn debug_shows_no_key() {
    let mut store = store();
    let secret_handle = store.import_secret(&secret(0x5a)).unwrap();
    let key_pair = store.derive_network_key(&secret_handle).unwrap();
    let text = format!("{store:?}");
    let mut entries = [(secret_handle, "Secret"), (key_pair, "KeyPair")];
    entries.sort_by_key(|(_, kind)| std::cmp::Reverse(*kind));
    let [(first, first_kind), (second, second_kind)] = entries;
    assert_eq!(
        text,
        format!("SoftwareKeyStore {{ keys: {{{first:?}: {first_kind}, {second:?}: {second_kind}}}, .. }}")
    );
    assert_eq!(format!("{:?}", store.into_persistence()), "Volatile([redacted])");
    assert_eq!(format!("{:?}", Volatile::new()), "Volatile(empty)");
}

/// A signer that cannot do a thing.
struct Dead;

const DEAD: CryptoError = CryptoError { operation: "anything", reason: "the device is gone" };

impl Signer for Dead {
    fn public_key(&self, _: &PrivateKey) -> Result<PublicKey, CryptoError> {
        Err(DEAD)
    }

    fn sign(&self, _: &PrivateKey, _: &[u8]) -> Result<Signature, CryptoError> {
        Err(DEAD)
    }

    fn hkdf_sha256(&self, _: &[u8], _: &[u8], _: &mut [u8]) -> Result<(), CryptoError> {
        Err(DEAD)
    }
}

#[test]
fn a_failing_signer_is_told() {
    let mut store = SoftwareKeyStore::with_parts(Volatile::new(), Repeatable(1), Dead).unwrap();
    let secret_handle = store.import_secret(&secret(1)).unwrap();
    let key_pair = store.generate_key_pair().unwrap();
    assert_eq!(
        store.derive_network_key(&secret_handle),
        Err(KeyStoreError::Derive(DeriveError::Crypto(DEAD)))
    );
    assert_eq!(store.public_key(&key_pair), Err(KeyStoreError::Crypto(DEAD)));
    assert_eq!(store.sign(&key_pair, b""), Err(KeyStoreError::Crypto(DEAD)));
    assert_eq!(KeyStoreError::Crypto(DEAD).to_string(), "anything failed: the device is gone");
    assert_eq!(handles(&store).len(), 2);
}
