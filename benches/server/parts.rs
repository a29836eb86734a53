//! What a command cannot be cheaper than.

use std::hint::black_box;

use criterion::Criterion;
use netim::{
    clients::ClientIndex,
    crypto::{RustCrypto, Verifier},
    storage::{Change, ClientRecord, Record, Storage as _},
};

use crate::{identities, platform};

/// One signature.
pub(crate) fn verification(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("verification");
    group.bench_function("RustCrypto", |bencher| bencher.iter(|| verify(&RustCrypto)));
    #[cfg(feature = "ring")]
    group.bench_function("Ring", |bencher| bencher.iter(|| verify(&netim::crypto::Ring)));
    group.finish();
}

fn verify(verifier: &impl Verifier) {
    black_box(identities::spare(0).validate(verifier)).unwrap();
}

/// One commit of what `AddClient` changes, made durable.
pub(crate) fn commit(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let mut storage = platform::on_disk(folder.path(), 1000);
    let index = ClientIndex::new(1001).unwrap();
    let mut n = 0;
    criterion.bench_function("commit/on disk", |bencher| {
        bencher.iter(|| {
            n += 1;
            let identity = *identities::spare(n);
            let client = ClientRecord { index, identity, network_identity: None };
            let changes = [Record::Client(client), Record::NextClientIndex(index.next())].map(Change::Put);
            storage.commit(&changes).unwrap();
        });
    });
}
