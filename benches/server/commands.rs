//! Commands, at a server with 1,000 clients and room for 2,047.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use criterion::{BenchmarkGroup, Criterion, measurement::WallTime};
use netim::{
    crypto::{RustCrypto, Verifier},
    identity::CompactIdentity,
    key_store::KeyStore,
    manager::{ClientQuery, IdentityQuery},
    secret::{Nass, RawSecret},
    storage::Storage,
};

use crate::{
    identities,
    platform::{self, Server},
};

const CLIENTS: u16 = 1000;

pub(crate) fn in_memory(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("in memory");
    let start = || platform::start(platform::in_memory(CLIENTS), platform::keys_in_memory(), RustCrypto);
    add_client(&mut group, "AddClient", &mut start());
    #[cfg(feature = "ring")]
    add_client(&mut group, "AddClient, Ring", &mut {
        platform::start(platform::in_memory(CLIENTS), platform::keys_in_memory(), netim::crypto::Ring)
    });
    remove_client(&mut group, &mut start());
    query_identity(&mut group, &start());
    import_admin_secret(&mut group, &mut start());
    group.finish();
}

pub(crate) fn on_disk(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("on disk");
    let folder = tempfile::tempdir().unwrap();
    let keys = platform::keys_on_disk(folder.path());
    let mut server = platform::start(platform::on_disk(folder.path(), CLIENTS), keys, RustCrypto);
    add_client(&mut group, "AddClient", &mut server);
    remove_client(&mut group, &mut server);
    import_admin_secret(&mut group, &mut server);
    group.finish();
}

fn add_client<S: Storage, K: KeyStore, V: Verifier>(
    group: &mut BenchmarkGroup<'_, WallTime>,
    name: &str,
    server: &mut Server<S, K, V>,
) {
    group.bench_function(name, |bencher| bencher.iter_custom(|times| add_and_remove(server, times).0));
}

fn remove_client<S: Storage, K: KeyStore, V: Verifier>(
    group: &mut BenchmarkGroup<'_, WallTime>,
    server: &mut Server<S, K, V>,
) {
    group.bench_function("RemoveClient", |bencher| {
        bencher.iter_custom(|times| add_and_remove(server, times).1);
    });
}

/// How long it takes to add a client, and to remove it again, in total.
fn add_and_remove<S: Storage, K: KeyStore, V: Verifier>(
    server: &mut Server<S, K, V>,
    times: u64,
) -> (Duration, Duration) {
    let (mut adding, mut removing) = (Duration::ZERO, Duration::ZERO);
    for n in 0..times {
        let identity = identities::spare(n).to_bytes();
        let started = Instant::now();
        let index = server.add_client(&identity).unwrap();
        adding += started.elapsed();
        let started = Instant::now();
        server.remove_client(ClientQuery::Index(index.get())).unwrap();
        removing += started.elapsed();
    }
    (adding, removing)
}

fn query_identity<S: Storage, K: KeyStore, V: Verifier>(
    group: &mut BenchmarkGroup<'_, WallTime>,
    server: &Server<S, K, V>,
) {
    let identifiers: Vec<_> = identities::stocked(CLIENTS).iter().map(CompactIdentity::identifier).collect();
    let mut identifiers = identifiers.iter().cycle();
    group.bench_function("QueryIdentity", |bencher| {
        bencher.iter(|| {
            let query = IdentityQuery::Identifier(*identifiers.next().unwrap());
            black_box(server.query_identity(query)).unwrap().to_bytes()
        });
    });
}

/// One secret after the other. From the third on, an identity retires with each.
fn import_admin_secret<S: Storage, K: KeyStore, V: Verifier>(
    group: &mut BenchmarkGroup<'_, WallTime>,
    server: &mut Server<S, K, V>,
) {
    let mut created = 0_u32;
    group.bench_function("ImportAdminSecret", |bencher| {
        bencher.iter(|| {
            created += 1;
            let mut secret = [7; RawSecret::LEN];
            secret[0] = created.to_le_bytes()[0];
            let nass = Nass::new(created, RawSecret::from_bytes(&secret));
            server.import_admin_secret(nass.encode(&mut [0; Nass::MAX_LEN]).unwrap()).unwrap();
        });
    });
}
