//! What makes the n-th operation fail.

use std::cell::Cell;

/// When an operation that fails does so: before it has done anything, or after it has done everything.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fails {
    Before,
    After,
}

/// Whether all operations after the one that fails do so too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Lasts {
    Once,
    ForGood,
}

/// Lets an operation fail.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// How many operations succeed before.
    pub(crate) after: usize,
    pub(crate) fails: Fails,
    pub(crate) lasts: Lasts,
}

impl Plan {
    /// All ways in which operation `after` can fail.
    pub(crate) fn all(after: usize) -> impl Iterator<Item = Self> {
        [Fails::Before, Fails::After]
            .into_iter()
            .flat_map(|fails| [(fails, Lasts::Once), (fails, Lasts::ForGood)])
            .map(move |(fails, lasts)| Self { after, fails, lasts })
    }
}

/// Counts operations, and tells the one that has to fail.
#[derive(Debug, Default)]
pub(crate) struct Fuse {
    plan: Cell<Option<Plan>>,
    blown: Cell<bool>,
}

impl Fuse {
    pub(crate) fn arm(&self, plan: Plan) {
        self.plan.set(Some(plan));
        self.blown.set(false);
    }

    /// From now on everything succeeds. Says whether anything has failed.
    pub(crate) fn mend(&self) -> bool {
        self.plan.set(None);
        self.blown.get()
    }

    /// Asked by every operation: does it fail, and when?
    pub(crate) fn next(&self) -> Option<Fails> {
        let plan = self.plan.get()?;
        let Some(left) = plan.after.checked_sub(1) else {
            self.blown.set(true);
            self.plan.set((plan.lasts == Lasts::ForGood).then_some(plan));
            return Some(plan.fails);
        };
        self.plan.set(Some(Plan { after: left, ..plan }));
        None
    }
}
