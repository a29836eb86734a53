//! What `AddClient` costs beside the verification and the commit: it should be next to nothing.

use std::{
    cell::Cell,
    time::{Duration, Instant},
};

use netim::{
    crypto::{PublicKey, RustCrypto, Signature, Verifier, VerifyError},
    manager::ClientQuery,
    storage::{Change, Record, Storage},
};

use crate::{identities, platform};

const TIMES: u64 = 301;

/// Measures the time that something takes of the whole.
struct Timed<T> {
    inner: T,
    taken: Cell<Duration>,
}

impl<T> Timed<T> {
    fn new(inner: T) -> Self {
        Self { inner, taken: Cell::default() }
    }
}

impl<V: Verifier> Verifier for Timed<V> {
    fn check_public_key(&self, key: &PublicKey) -> Result<(), VerifyError> {
        self.inner.check_public_key(key)
    }

    fn verify(&self, key: &PublicKey, message: &[u8], signature: &Signature) -> Result<(), VerifyError> {
        let started = Instant::now();
        let verified = self.inner.verify(key, message, signature);
        self.taken.set(started.elapsed());
        verified
    }
}

impl<S: Storage> Storage for Timed<S> {
    type Error = S::Error;

    fn load(&mut self, visit: &mut dyn FnMut(Record)) -> Result<(), S::Error> {
        self.inner.load(visit)
    }

    fn commit(&mut self, changes: &[Change]) -> Result<(), S::Error> {
        let started = Instant::now();
        let committed = self.inner.commit(changes);
        self.taken.set(started.elapsed());
        committed
    }
}

pub(crate) fn print() {
    println!(
        "\nAddClient, 1000 clients   total   =  verification  +  commit   +  the rest   (medians, in µs)"
    );
    line("RustCrypto", RustCrypto);
    #[cfg(feature = "ring")]
    line("Ring", netim::crypto::Ring);
}

fn line(name: &str, verifier: impl Verifier) {
    let folder = tempfile::tempdir().unwrap();
    let storage = Timed::new(platform::on_disk(folder.path(), 1000));
    let mut server = platform::start(storage, platform::keys_in_memory(), Timed::new(verifier));
    let accounts = (0..TIMES).map(|n| {
        let identity = identities::spare(n).to_bytes();
        let started = Instant::now();
        let index = server.add_client(&identity).unwrap();
        let total = started.elapsed();
        let (verification, commit) =
            (server.parts().verifier.taken.get(), server.parts().storage.taken.get());
        server.remove_client(ClientQuery::Index(index.get())).unwrap();
        [total, verification, commit, total.saturating_sub(verification + commit)]
    });
    let accounts: Vec<_> = accounts.collect();
    let [total, verification, commit, rest] = [0, 1, 2, 3].map(|column| {
        let mut column: Vec<_> = accounts.iter().map(|account| account[column]).collect();
        column.sort_unstable();
        column[column.len() / 2].as_secs_f64() * 1e6
    });
    println!("{name:22} {total:8.1}   {verification:12.1}   {commit:10.1}   {rest:10.2}");
}
