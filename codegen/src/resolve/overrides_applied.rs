//! Afterwards: a cluster says what the configuration sets right.

use std::collections::BTreeSet;

use super::Selection;
use super::draft::{self, Draft};
use super::override_set::{Flags, set, settings};
use super::override_target::{self, Target};
use super::releases_grouped::Group;
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::overrides::Override;
use crate::similar;
use crate::source::Dialect;

/// The overrides, and what became of each.
pub(super) struct Tallies<'a> {
    all: Vec<Tally<'a>>,
    selection: &'a Selection,
}

struct Tally<'a> {
    correction: &'a Override,
    /// Whether a cluster that it is meant for was resolved.
    applied: bool,
    effect: Effect,
}

/// What an override did.
#[derive(Default)]
struct Effect {
    item_found: bool,
    changed: bool,
    /// Settings that the item has.
    fitting: BTreeSet<&'static str>,
    /// The items that there are, for suggestions.
    items: BTreeSet<String>,
    /// The attributes among them, to which a limit can refer.
    attributes: BTreeSet<String>,
}

/// What overrides did to one cluster: those that are meant for it, by their places in the list.
#[derive(Default)]
pub(super) struct Effects(Vec<(usize, Effect)>);

impl<'a> Tallies<'a> {
    /// Overrides that have not been applied.
    pub(super) fn new(overrides: &'a [Override], selection: &'a Selection) -> Self {
        let tally = |correction| Tally { correction, applied: false, effect: Effect::default() };
        Self { all: overrides.iter().map(tally).collect(), selection }
    }

    /// Applies those that are meant for a cluster. What they did is still to be [noted](Self::note).
    pub(super) fn apply(&self, draft: &mut Draft, release: Option<&str>, dialect: Dialect) -> Effects {
        let Some(id) = draft::id(&draft.body) else { return Effects::default() };
        let name = draft.body.name.value.clone();
        let corrections = self.all.iter().map(|tally| tally.correction).enumerate();
        let meant = corrections.filter(|(_, correction)| {
            correction.concerns(release, dialect) && correction.cluster.matches(id, &name)
        });
        Effects(meant.map(|(index, correction)| (index, apply(correction, draft))).collect())
    }

    /// Notes what was done to one cluster.
    pub(super) fn note(&mut self, effects: Effects) {
        for (index, effect) in effects.0 {
            if let Some(tally) = self.all.get_mut(index) {
                tally.applied = true;
                tally.effect.add(effect);
            }
        }
    }

    /// Reports those that name nothing, do not fit, or change nothing.
    pub(super) fn report(&self, groups: &[Group<'_>], diagnostics: &mut Diagnostics) {
        for tally in &self.all {
            if let Some(diagnostic) = tally.verdict(groups, self.selection) {
                let diagnostic = diagnostic.within(tally.correction.path());
                diagnostics.push(match tally.correction.place {
                    Some(span) => diagnostic.at(span, "this override"),
                    None => diagnostic,
                });
            }
        }
    }
}

fn apply(correction: &Override, draft: &mut Draft) -> Effect {
    let mut effect = Effect::default();
    let Draft { body, secret, case_only, .. } = draft;
    effect.attributes.extend(body.attributes.iter().map(|attribute| attribute.field.name.value.clone()));
    let mut flags = Flags { secret, case_only };
    let (item, targets) = match correction.item.as_deref() {
        None => ("", vec![Target::Cluster(body)]),
        Some(item) => {
            effect.items.extend(override_target::names(body));
            (item, override_target::find(body, item))
        }
    };
    for mut target in targets {
        effect.item_found = true;
        let of_item = set(&mut target, correction, item, &mut flags);
        effect.changed |= of_item.changed;
        effect.fitting.extend(of_item.fitting);
    }
    effect
}

impl Effect {
    /// Adds what was done to another cluster.
    fn add(&mut self, mut other: Self) {
        self.item_found |= other.item_found;
        self.changed |= other.changed;
        self.fitting.append(&mut other.fitting);
        self.items.append(&mut other.items);
        self.attributes.append(&mut other.attributes);
    }
}

impl Tally<'_> {
    fn verdict(&self, groups: &[Group<'_>], selection: &Selection) -> Option<Diagnostic> {
        let Self { correction, effect, .. } = self;
        let item = correction.item.as_deref().unwrap_or("the cluster itself");
        if !self.applied {
            return self.never_applied(groups, selection);
        }
        if !effect.item_found {
            let message = format!("there is no `{item}` in cluster `{}`", correction.cluster);
            let names = effect.items.iter().map(String::as_str);
            return Some(
                Diagnostic::new(codes::OVERRIDE_MATCHES_NOTHING, message)
                    .with_help(similar::help(item, names)),
            );
        }
        let misfits: Vec<_> = settings(correction).difference(&effect.fitting).copied().collect();
        if !misfits.is_empty() {
            let settings = misfits.join("`, `");
            let message = format!("`{item}` has no `{settings}` that could be set");
            let help = "remove the setting, or name the item that it is about";
            return Some(Diagnostic::new(codes::OVERRIDE_DOES_NOT_FIT, message).with_help(help));
        }
        if let Some(name) = correction.max_from.as_ref().filter(|name| !effect.attributes.contains(*name)) {
            let message = format!("there is no attribute `{name}` in cluster `{}`", correction.cluster);
            let names = effect.attributes.iter().map(String::as_str);
            let diagnostic = Diagnostic::new(codes::OVERRIDE_MATCHES_NOTHING, message);
            return Some(diagnostic.with_help(similar::help(name, names)));
        }
        if !effect.changed {
            let message = format!("the input says of `{item}` what the override says");
            let diagnostic = Diagnostic::new(codes::OVERRIDE_CHANGES_NOTHING, message);
            return Some(diagnostic.with_help("remove the override"));
        }
        None
    }

    /// An override for what was not selected, or whose dialect was not given, waits for another run.
    fn never_applied(&self, groups: &[Group<'_>], selection: &Selection) -> Option<Diagnostic> {
        let correction = self.correction;
        let clusters: Vec<_> = groups
            .iter()
            .filter(|group| correction.concerns_release(group.name))
            .flat_map(Group::clusters)
            .filter_map(|(id, name)| Some((id?, name)))
            .collect();
        if clusters.iter().any(|(id, name)| correction.cluster.matches(*id, name)) {
            return None;
        }
        let waits_for =
            |releases: &[String]| !releases.iter().any(|one| correction.concerns_release(Some(one)));
        if !selection.clusters.is_empty() && !selection.clusters.contains(&correction.cluster)
            || !selection.releases.is_empty() && waits_for(&selection.releases)
        {
            return None;
        }
        let message = format!("there is no cluster `{}` in the inputs", correction.cluster);
        let names = clusters.iter().map(|(_, name)| name.as_str());
        let help = similar::help(&correction.cluster.to_string(), names);
        Some(Diagnostic::new(codes::OVERRIDE_MATCHES_NOTHING, message).with_help(help))
    }
}
