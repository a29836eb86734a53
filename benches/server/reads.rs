//! Reading all of `Clients`, in messages of 1,200 bytes.

use std::{hint::black_box, num::NonZeroU8};

use criterion::{Criterion, Throughput};
use netim::{
    cluster::v1_6::attributes,
    crypto::{RustCrypto, Verifier},
    key_store::KeyStore,
    runtime::{
        Attribute as _, Context, Privilege,
        serve::AttributeWriter,
        tlv::{Tag, Writer},
    },
    storage::Storage,
    wire::{self, Release},
};

use crate::platform::{self, Server};

const MESSAGE_LEN: usize = 1200;

pub(crate) fn clients(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read Clients");
    for clients in [500, 2047] {
        let server = platform::start(platform::in_memory(clients), platform::keys_in_memory(), RustCrypto);
        let messages = read_all(&server);
        group.throughput(Throughput::Elements(clients.into()));
        group.bench_function(format!("{clients} in {messages} messages"), |bencher| {
            bencher.iter(|| read_all(&server));
        });
    }
    group.finish();
}

/// How many messages that takes.
fn read_all<S: Storage, K: KeyStore, V: Verifier>(server: &Server<S, K, V>) -> usize {
    let requester = Context::case(NonZeroU8::MIN, 1, Privilege::Manage);
    let mut message = [0; MESSAGE_LEN];
    let mut after = None;
    for messages in 1.. {
        let mut out = Writer::new(&mut message);
        let mut out = match after {
            None => AttributeWriter::new(&mut out, Tag::Context(2)),
            Some(key) => AttributeWriter::after(&mut out, Tag::Context(2), key),
        };
        wire::read(Release::V1_6, server, &requester, attributes::Clients::ID, &mut out).unwrap();
        after = out.rest();
        black_box(&message);
        if after.is_none() {
            return messages;
        }
    }
    0
}
