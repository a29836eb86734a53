//! Types side by side: which are the same although they are called otherwise, and what has changed in them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::change::{ItemKind, Kind, Step};
use super::fields;
use super::findings::Findings;
use super::flow::{Flow, Flows};
use super::items;
use super::rules;
use super::uses;
use crate::model::{BitField, Bitmap, Cluster, Enum, Struct, Width};
use crate::similar::folded;

/// The types of both states.
#[derive(Debug)]
pub(super) struct Types<'a> {
    pub(super) old: &'a Cluster,
    pub(super) new: &'a Cluster,
    /// Old names and new ones of types that are the same.
    pairs: BTreeMap<String, String>,
    flows: (Flows, Flows),
}

impl<'a> Types<'a> {
    /// Matches the types of two states: by name, else by a name that differs only in spelling or ending, else by where
    /// they are used.
    pub(super) fn of(old: &'a Cluster, new: &'a Cluster) -> Self {
        let mut types = Self { old, new, pairs: BTreeMap::new(), flows: (Flows::of(old), Flows::of(new)) };
        types.pair(str::to_owned);
        types.pair(stem);
        // What a structure has in it can be told only when the structure itself has its counterpart.
        while let Some((old, new)) = uses::counterpart(&types) {
            types.pairs.insert(old, new);
        }
        types
    }

    /// Whether an old type and a new one are the same.
    pub(super) fn are_same(&self, old: &str, new: &str) -> bool {
        self.pairs.get(old).is_some_and(|counterpart| counterpart == new)
    }

    /// The new name of an old type.
    pub(super) fn new_name(&self, old: &str) -> Option<&str> {
        self.pairs.get(old).map(String::as_str)
    }

    /// Whether neither has a counterpart yet, both exist, and they are of one kind.
    pub(super) fn can_pair(&self, old: &str, new: &str) -> bool {
        !self.pairs.contains_key(old)
            && !self.pairs.values().any(|name| name == new)
            && kinds(self.old).any(|(kind, name)| {
                name == old && kinds(self.new).any(|(other, name)| name == new && kind == other)
            })
    }

    /// Matches those of one kind and one key that have no counterpart yet, each with the first that is left.
    fn pair(&mut self, key: impl Fn(&str) -> String) {
        let known: BTreeSet<_> = self.pairs.values().map(String::as_str).collect();
        let mut left: BTreeMap<_, VecDeque<_>> = BTreeMap::new();
        for (kind, name) in kinds(self.new).filter(|(_, name)| !known.contains(name)) {
            left.entry((kind, key(name))).or_default().push_back(name);
        }
        for (kind, name) in kinds(self.old) {
            if !self.pairs.contains_key(name)
                && let Some(counterpart) = left.get_mut(&(kind, key(name))).and_then(VecDeque::pop_front)
            {
                self.pairs.insert(name.to_owned(), counterpart.to_owned());
            }
        }
    }

    fn flow(&self, old: &str, new: &str) -> Flow {
        self.flows.0.get(old).and(self.flows.1.get(new))
    }
}

/// All types with their kind.
fn kinds(cluster: &Cluster) -> impl Iterator<Item = (ItemKind, &str)> {
    let enums = cluster.enums.iter().map(|item| (ItemKind::Enum, item.name.as_str()));
    let bitmaps = cluster.bitmaps.iter().map(|item| (ItemKind::Bitmap, item.name.as_str()));
    let structs = cluster.structs.iter().map(|item| (ItemKind::Struct, item.name.as_str()));
    enums.chain(bitmaps).chain(structs)
}

/// A name without the ending for its kind, which older files do not have.
fn stem(name: &str) -> String {
    let folded = folded(name);
    let endings = ["struct", "enum", "bitmap", "type"];
    let stem = endings.iter().find_map(|ending| folded.strip_suffix(ending));
    stem.filter(|stem| !stem.is_empty()).unwrap_or(&folded).to_owned()
}

/// All types of both states.
pub(super) fn compare(findings: &mut Findings, types: &Types<'_>) {
    let (old, new) = (types.old, types.new);
    for (kind, name) in kinds(old) {
        findings.within(step(kind, name), |findings| {
            if let Some(new_name) = types.new_name(name) {
                one(findings, types, name, new_name);
            } else {
                let judged = rules::TYPE_LISTED.judge(Flow::BOTH);
                findings.push(Kind::Removed, judged, (Some(name.to_owned()), None), "is removed");
            }
        });
    }
    let known: BTreeSet<&str> = types.pairs.values().map(String::as_str).collect();
    for (kind, name) in kinds(new).filter(|(_, name)| !known.contains(name)) {
        findings.within(step(kind, name), |findings| {
            let judged = rules::TYPE_LISTED.judge(Flow::BOTH);
            findings.push(Kind::Added, judged, (None, Some(name.to_owned())), "is added");
        });
    }
}

fn step(kind: ItemKind, name: &str) -> Step {
    Step { item: kind, id: None, name: name.to_owned() }
}

/// One type that both states have.
fn one(findings: &mut Findings, types: &Types<'_>, old_name: &str, new_name: &str) {
    let flow = types.flow(old_name, new_name);
    if old_name != new_name {
        findings.was_is(Kind::Renamed, &rules::RENAMED, flow, "the name", old_name, new_name);
    }
    let (old, new) = (types.old, types.new);
    if let (Some(old), Some(new)) = (old.enumeration(old_name), new.enumeration(new_name)) {
        enumeration(findings, flow, old, new);
    }
    if let (Some(old), Some(new)) = (old.bitmap(old_name), new.bitmap(new_name)) {
        bitmap(findings, flow, old, new);
    }
    if let (Some(old), Some(new)) = (old.structure(old_name), new.structure(new_name)) {
        structure(findings, types, flow, old, new);
    }
}

fn enumeration(findings: &mut Findings, flow: Flow, old: &Enum, new: &Enum) {
    width(findings, flow, old.width, new.width);
    items::compare(
        findings,
        (&old.items, &new.items),
        flow,
        |_| &rules::ADDED,
        |findings, old, new| {
            fields::presence(findings, &old.conformance, &new.conformance);
        },
    );
}

fn bitmap(findings: &mut Findings, flow: Flow, old: &Bitmap, new: &Bitmap) {
    width(findings, flow, old.width, new.width);
    items::compare(
        findings,
        (&old.fields, &new.fields),
        flow,
        |_| &rules::ADDED,
        |findings, old, new| {
            if old.mask != new.mask {
                let mask = |field: &BitField| format!("0x{:X}", field.mask);
                findings.was_is(Kind::Mask, &rules::OTHER_BITS, flow, "the mask", mask(old), mask(new));
            }
            fields::presence(findings, &old.conformance, &new.conformance);
        },
    );
}

fn width(findings: &mut Findings, flow: Flow, old: Width, new: Width) {
    let rule = match old.cmp(&new) {
        core::cmp::Ordering::Equal => return,
        core::cmp::Ordering::Less => &rules::WIDER,
        core::cmp::Ordering::Greater => &rules::NARROWER,
    };
    let bits = |width: Width| format!("{} bits", width.bits());
    findings.was_is(Kind::Width, rule, flow, "the width", bits(old), bits(new));
}

fn structure(findings: &mut Findings, types: &Types<'_>, flow: Flow, old: &Struct, new: &Struct) {
    let scoped = (old.fabric_scoped, new.fabric_scoped);
    findings.flag(Kind::FabricScoped, scoped, "fabric-scoped", [&rules::FABRIC_SCOPED; 2]);
    let fabric_is_told = old.fabric_scoped != new.fabric_scoped;
    fields::compare(findings, types, flow, (&old.fields, &new.fields), fabric_is_told);
}
