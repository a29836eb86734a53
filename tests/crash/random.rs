//! Random numbers that are the same in parent and child.

use rand_core::TryRng as _;

use crate::identity_support::Repeatable;

pub(crate) struct Random(Repeatable);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Repeatable(seed))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0.try_next_u64().unwrap()
    }

    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}
