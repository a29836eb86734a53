//! Where changes are gathered while two states are walked through side by side.

use super::change::{Change, Judgement, Kind, Step};
use super::flow::Flow;
use super::rules::{self, Rule};
use crate::model::Privilege;
use crate::reference::words;

/// All changes up to now, and the way to where the walk is.
#[derive(Debug, Default)]
pub(super) struct Findings {
    path: Vec<Step>,
    pub(super) changes: Vec<Change>,
}

impl Findings {
    /// Walks into an item and out again.
    pub(super) fn within(&mut self, step: Step, walk: impl FnOnce(&mut Self)) {
        self.path.push(step);
        walk(self);
        self.path.pop();
    }

    /// Adds a change of the item where the walk is.
    pub(super) fn push(
        &mut self,
        kind: Kind,
        (judgement, reason): (Judgement, String),
        states: (Option<String>, Option<String>),
        text: impl Into<String>,
    ) {
        let (old, new) = states;
        self.changes.push(Change {
            path: self.path.clone(),
            kind,
            judgement,
            old,
            new,
            text: text.into(),
            reason,
        });
    }

    /// The item was `old` and is `new`, which a rule judges.
    pub(super) fn was_is(
        &mut self,
        kind: Kind,
        rule: &Rule,
        flow: Flow,
        what: &str,
        old: impl Into<String>,
        new: impl Into<String>,
    ) {
        let (old, new) = (old.into(), new.into());
        let text = format!("{what} was {old} and is {new}");
        self.push(kind, rule.judge(flow), (Some(old), Some(new)), text);
    }

    /// Something that is or is not has changed.
    pub(super) fn flag(&mut self, kind: Kind, (old, new): (bool, bool), what: &str, [on, off]: [&Rule; 2]) {
        if old != new {
            let rule = if new { on } else { off };
            let text = if new { format!("is now {what}") } else { format!("is no longer {what}") };
            self.push(kind, rule.judge(Flow::BOTH), (yes(old), yes(new)), text);
        }
    }

    /// A value without a rule of its own side has changed.
    pub(super) fn fact(&mut self, kind: Kind, rule: &Rule, what: &str, old: Option<&str>, new: Option<&str>) {
        if old != new {
            let text = format!("{what} was {} and is {}", old.unwrap_or("none"), new.unwrap_or("none"));
            let states = (old.map(str::to_owned), new.map(str::to_owned));
            self.push(kind, rule.judge(Flow::BOTH), states, text);
        }
    }

    /// What reading, writing or invoking needs has changed; `None` is that it cannot be done.
    pub(super) fn access(&mut self, kind: Kind, verb: &str, old: Option<Privilege>, new: Option<Privilege>) {
        // Without any privilege is the hardest.
        let hardness = |privilege: Option<Privilege>| privilege.map_or((1, None), |held| (0, Some(held)));
        let rule = match hardness(new).cmp(&hardness(old)) {
            core::cmp::Ordering::Equal => return,
            core::cmp::Ordering::Less => &rules::MORE_ACCESS,
            core::cmp::Ordering::Greater => &rules::LESS_ACCESS,
        };
        let name = |privilege: Option<Privilege>| privilege.map(words::privilege);
        let text = match (name(old), name(new)) {
            (None, Some(new)) => format!("{verb} is possible now, with {new}"),
            (Some(_), None) => format!("{verb} is not possible any more"),
            (old, new) => {
                format!("{verb} needed {} and needs {}", old.unwrap_or_default(), new.unwrap_or_default())
            }
        };
        let states = (name(old).map(str::to_owned), name(new).map(str::to_owned));
        self.push(kind, rule.judge(Flow::BOTH), states, text);
    }
}

#[expect(clippy::unnecessary_wraps, reason = "a state is an option")]
fn yes(flag: bool) -> Option<String> {
    Some(if flag { "yes" } else { "no" }.to_owned())
}
