//! Identities of clients.

use std::sync::LazyLock;

use netim::{
    crypto::{PrivateKey, RustCrypto},
    identity::CompactIdentity,
};

/// How many more there are than a table can hold.
pub(crate) const SPARE: usize = 64;

static ALL: LazyLock<Vec<CompactIdentity>> = LazyLock::new(|| {
    let identity = |n: u16| {
        let mut key = [1; PrivateKey::LEN];
        key[..2].copy_from_slice(&n.to_be_bytes());
        CompactIdentity::self_signed(&RustCrypto, &PrivateKey::from_bytes(&key).unwrap()).unwrap()
    };
    (0..2047).chain(10_000..).take(2047 + SPARE).map(identity).collect()
});

/// Those that a table with `clients` clients holds.
pub(crate) fn stocked(clients: u16) -> &'static [CompactIdentity] {
    &ALL[..usize::from(clients)]
}

/// The n-th of those that no table holds, again and again.
pub(crate) fn spare(n: u64) -> &'static CompactIdentity {
    let n = usize::try_from(n).unwrap() % SPARE;
    &ALL[ALL.len() - SPARE + n]
}
