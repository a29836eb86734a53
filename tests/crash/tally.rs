//! How often what has happened.

use std::iter::Sum;

/// Counts of kills, and of what was found after them.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) kills: u64,
    /// The child had not started yet: it was creating, repairing or loading.
    pub(crate) starting: u64,
    /// No command was under way.
    pub(crate) idle: u64,
    /// A command was under way and is not in force.
    pub(crate) before: u64,
    /// A command was under way and is in force.
    pub(crate) after: u64,
    /// A command was under way that changes nothing.
    pub(crate) either: u64,
    /// Commands that were acknowledged.
    pub(crate) commands: u64,
    /// Keys were left over.
    pub(crate) leftovers: u64,
}

impl Tally {
    /// That all has happened which the test is about.
    pub(crate) fn check(&self, kills: u64) {
        assert_eq!(self.kills, kills);
        assert_eq!(self.starting + self.idle + self.before + self.after + self.either, kills);
        assert!(self.commands > kills && self.starting > 0 && self.before > 0 && self.after > 0, "{self:?}");
        assert!(self.leftovers > 0, "{self:?}");
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |a, b| Self {
            kills: a.kills + b.kills,
            starting: a.starting + b.starting,
            idle: a.idle + b.idle,
            before: a.before + b.before,
            after: a.after + b.after,
            either: a.either + b.either,
            commands: a.commands + b.commands,
            leftovers: a.leftovers + b.leftovers,
        })
    }
}
