//! The identities and secrets that the sequences draw from, made once.

use std::sync::LazyLock;

use crate::server_support::entries::Identity;
use crate::server_support::identities::{TestSecret, generated, test_clients, test_secrets};

/// How many identities there are.
pub(crate) const IDENTITIES: usize = 24 + 4 * 16;

/// How many secrets: few, so that old ones come again.
pub(crate) const SECRETS: usize = 7;

/// An identity, and whether it is valid.
pub(crate) struct Candidate {
    pub(crate) identity: Identity,
    pub(crate) valid: bool,
}

static CANDIDATES: LazyLock<Vec<Candidate>> = LazyLock::new(|| {
    let valid = |identity| Candidate { identity, valid: true };
    let invalid = |identity| Candidate { identity, valid: false };
    let of_vectors = test_clients().into_iter().flat_map(|client| {
        [
            valid(client.identity),
            valid(client.collides),
            invalid(client.bad_signature),
            invalid(client.off_curve),
        ]
    });
    (0..24).map(generated).map(valid).chain(of_vectors).collect()
});

static ALL_SECRETS: LazyLock<Vec<TestSecret>> = LazyLock::new(test_secrets);

pub(crate) fn candidate(number: usize) -> &'static Candidate {
    &CANDIDATES[number]
}

pub(crate) fn secret(number: usize) -> &'static TestSecret {
    &ALL_SECRETS[number]
}
