//! What becomes of an id: still the same thing, under another name, or something else.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::change::{Judgement, Kind, Step};
use super::findings::Findings;
use super::flow::Flow;
use super::names;
use super::rules::{self, Rule};
use crate::similar::folded;

/// Something with an id and a name.
pub(super) trait Item {
    /// What items are matched by.
    type Key: Ord;

    fn key(&self) -> Self::Key;
    fn name(&self) -> &str;
    fn step(&self) -> Step;

    /// Whether it is the other one for certain, whatever the names.
    fn is_certainly(&self, _other: &Self) -> bool {
        false
    }

    /// What it is, beside its name: its type.
    fn meaning(&self) -> Option<String> {
        None
    }

    /// Whether both are values of one kind, so that one may be the other under another name.
    fn is_like(&self, _other: &Self) -> bool {
        true
    }
}

/// Matches items by id, reports what is new, gone, renamed and reused, and walks into what is still the same thing.
pub(super) fn compare<'a, T: Item>(
    findings: &mut Findings,
    (old, new): (&'a [T], &'a [T]),
    flow: Flow,
    added: impl Fn(&T) -> &'static Rule,
    mut walk: impl FnMut(&mut Findings, &'a T, &'a T),
) {
    let mut by_key: BTreeMap<T::Key, (Vec<&T>, Vec<&T>)> = BTreeMap::new();
    for item in old {
        by_key.entry(item.key()).or_default().0.push(item);
    }
    for item in new {
        by_key.entry(item.key()).or_default().1.push(item);
    }
    let names = |items: &'a [T]| items.iter().map(|item| (folded(item.name()), item)).collect();
    let places = Places { old: names(old), new: names(new) };
    for pair in by_key.into_values().flat_map(|(old, new)| pairs(old, new)) {
        match pair {
            (Some(old), Some(new)) => findings.within(old.step(), |findings| {
                if same_thing(findings, old, new, &places) {
                    walk(findings, old, new);
                }
            }),
            (Some(old), None) => findings.within(old.step(), |findings| {
                let text = Places::moved("is removed or deprecated", old, &places.new, "stands now");
                findings.push(Kind::Removed, rules::REMOVED.judge(flow), (Some(full_name(old)), None), text);
            }),
            (None, Some(new)) => findings.within(new.step(), |findings| {
                let text = Places::moved("is added", new, &places.old, "stood before");
                findings.push(Kind::Added, added(new).judge(flow), (None, Some(full_name(new))), text);
            }),
            (None, None) => {}
        }
    }
}

/// Pairs items with one key: those of one name, then the others in their order.
fn pairs<'a, T: Item>(old: Vec<&'a T>, mut new: Vec<&'a T>) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let mut pairs = Vec::new();
    let mut rest = Vec::new();
    for item in old {
        match new.iter().position(|other| other.name() == item.name()) {
            Some(place) => pairs.push((Some(item), Some(new.remove(place)))),
            None => rest.push(item),
        }
    }
    let mut new = new.into_iter();
    pairs.extend(rest.into_iter().map(|item| (Some(item), new.next())));
    pairs.extend(new.map(|item| (None, Some(item))));
    pairs
}

/// Where all names are.
struct Places<'a, T> {
    old: BTreeMap<String, &'a T>,
    new: BTreeMap<String, &'a T>,
}

impl<T: Item> Places<'_, T> {
    /// Where a name is in the other state, if it is not at the same id.
    fn elsewhere<'p>(item: &T, other: &'p BTreeMap<String, &T>) -> Option<&'p T> {
        other.get(&folded(item.name())).copied().filter(|other| other.key() != item.key())
    }

    fn moved(text: &str, item: &T, other: &BTreeMap<String, &T>, stands: &str) -> String {
        match Self::elsewhere(item, other) {
            Some(other) => format!("{text}; the name {stands} at {}", other.step()),
            None => text.to_owned(),
        }
    }
}

/// Whether an id still stands for the same thing; reports if only the name is another, and if not.
fn same_thing<T: Item>(findings: &mut Findings, old: &T, new: &T, places: &Places<'_, T>) -> bool {
    if old.name() == new.name() {
        return true;
    }
    let rule = &rules::RENAMED;
    if old.is_certainly(new) {
        findings.was_is(Kind::Renamed, rule, Flow::BOTH, "the name", old.name(), new.name());
        return true;
    }
    let now_at = Places::elsewhere(old, &places.new);
    let was_at = Places::elsewhere(new, &places.old);
    let is_similar = folded(old.name()) == folded(new.name())
        || (old.is_like(new) && names::are_similar(old.name(), new.name()));
    // A name that has gone elsewhere has left its id to something else, however much alike the names are.
    if now_at.is_none() && was_at.is_none() && is_similar {
        findings.was_is(Kind::Renamed, rule, Flow::BOTH, "the name", old.name(), new.name());
        return true;
    }
    let mut text = format!("was {} and is {}", full_name(old), full_name(new));
    if let Some(now_at) = now_at {
        _ = write!(text, "; {} is at {} now", old.name(), place(now_at));
    }
    if let Some(was_at) = was_at {
        _ = write!(text, "; {} was at {}", new.name(), place(was_at));
    }
    let states = (Some(full_name(old)), Some(full_name(new)));
    findings.push(Kind::Reused, (Judgement::Reused, rules::REUSED.to_owned()), states, text);
    false
}

/// `PresetsSchedulesEditable (bool)`
fn full_name<T: Item>(item: &T) -> String {
    match item.meaning() {
        Some(meaning) => format!("{} ({meaning})", item.name()),
        None => item.name().to_owned(),
    }
}

/// `attribute 0x0052`
fn place<T: Item>(item: &T) -> String {
    let step = Step { name: String::new(), ..item.step() };
    step.to_string().trim_end().to_owned()
}
