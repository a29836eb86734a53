//! Starting a server.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use criterion::Criterion;
use netim::{crypto::RustCrypto, storage::redb::RedbStorage};

use crate::platform;

/// With 2,047 clients: the file is read and verified, the tables are filled.
pub(crate) fn start(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    drop(platform::on_disk(folder.path(), 2047));
    let mut group = criterion.benchmark_group("start with 2047 clients");
    group.bench_function("the storage alone", |bencher| {
        bencher.iter_custom(|times| (0..times).map(|_| timed(open, folder.path())).sum());
    });
    group.bench_function("the server", |bencher| {
        let start = |folder: &_| platform::start(open(folder), platform::keys_on_disk(folder), RustCrypto);
        bencher.iter_custom(|times| (0..times).map(|_| timed(start, folder.path())).sum());
    });
    group.finish();
}

fn open(folder: &Path) -> RedbStorage {
    RedbStorage::open(folder.join("tables"), 2047).unwrap()
}

/// How long something takes, without its end.
fn timed<T>(start: impl Fn(&Path) -> T, folder: &Path) -> Duration {
    let started = Instant::now();
    let running = start(folder);
    let elapsed = started.elapsed();
    drop(running);
    elapsed
}
