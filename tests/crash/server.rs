//! Servers on disk.

use std::path::Path;

use netim::{
    authenticator::NoAuthenticator,
    clients::HashSeed,
    clock::NoClock,
    crypto::{PublicKey, RustCrypto, Signature, Verifier, VerifyError},
    key_store::{KeyFile, SoftwareKeyStore},
    manager::{Manager, Parts},
    storage::redb::RedbStorage,
    tables::Tables,
};

use crate::identity_support::Repeatable;

pub(crate) const CAPACITY: u16 = 500;
pub(crate) const MAX: usize = CAPACITY as usize;

pub(crate) type Keys<P> = SoftwareKeyStore<P, Repeatable>;
type Platform = (RedbStorage, Keys<KeyFile>, Trusting, NoAuthenticator, NoClock);
pub(crate) type Server = Manager<Platform, Box<Tables<MAX>>, MAX>;

/// Trusts every client, so that the time is spent on what can be torn apart.
pub(crate) struct Trusting;

impl Verifier for Trusting {
    fn check_public_key(&self, _: &PublicKey) -> Result<(), VerifyError> {
        Ok(())
    }

    fn verify(&self, _: &PublicKey, _: &[u8], _: &Signature) -> Result<(), VerifyError> {
        Ok(())
    }
}

/// The parts that are on disk, or are created there. Handles depend on `seed`, which no other start has.
pub(crate) fn open(folder: &Path, seed: u64) -> (RedbStorage, Keys<KeyFile>) {
    let storage = RedbStorage::open_or_create(folder.join("tables"), CAPACITY).unwrap();
    let keys = KeyFile::open(folder.join("keys")).unwrap();
    (storage, SoftwareKeyStore::with_parts(keys, Repeatable(seed), RustCrypto).unwrap())
}

pub(crate) fn start((storage, key_store): (RedbStorage, Keys<KeyFile>)) -> Server {
    let parts =
        Parts { storage, key_store, verifier: Trusting, authenticator: NoAuthenticator, clock: NoClock };
    Manager::start(parts, Box::new(Tables::new(HashSeed::FIXED))).unwrap()
}
