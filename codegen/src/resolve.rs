//! From what files say to what is meant: syntax trees of both dialects become one right model.
//!
//! The flow is here, one pass a file, each named after what holds once it has run. Passes up to `structs_finite` mend a
//! cluster's syntax tree in place; `lowered` turns it into the model; the rest works on the model. A faulty item is
//! reported and taken out, so that later passes need not look at it again and the rest is still checked; at the end,
//! `faulty_removed` takes out what is good for nothing without it.

mod agreement;
mod aliases;
mod bases_merged;
mod builtin;
mod dialects_joined;
mod directions_settled;
mod draft;
mod extensions_merged;
mod fabric_index_added;
pub(crate) mod facts;
mod facts_text;
mod faulty_removed;
mod features_settled;
mod field_numbers_settled;
mod global_commands_merged;
mod gone_removed;
mod groups_split;
mod ids_unique;
mod incoming_marked;
mod leftovers_removed;
mod limits_in_range;
mod located;
mod lowered;
mod names_unique;
mod null_excluded;
mod override_limits;
mod override_set;
mod override_target;
mod overrides_applied;
mod payloads_filled;
mod places;
mod property;
mod references_known;
mod releases_grouped;
mod responses_paired;
mod selection;
mod structs_finite;
mod type_names_settled;
mod type_table;
mod types_found;
mod types_gathered;
mod vendor_ids_joined;
mod walk;
mod widths_settled;
mod wording;

use crate::diagnostics::Diagnostics;
use crate::model::{self, Model};
use crate::overrides::Override;
use crate::parallel;
use crate::source::Dialect;
use crate::syntax::{Cluster, Document, Faults};

pub use agreement::{Difference, differences};
pub(crate) use located::{Located, locate};
pub use property::Property;
pub use selection::Selection;

use draft::Draft;
use groups_split::World;
use overrides_applied::{Effects, Tallies};
use places::Places;
use releases_grouped::Group;

/// A file that was read, and the release that its folder names.
#[derive(Debug)]
pub struct Input {
    /// The name of the release's folder; `None` for inputs without release folders.
    pub release: Option<String>,
    /// What the file says.
    pub document: Document,
}

/// A cluster of one dialect, and where its parts are written.
struct Resolved {
    cluster: model::Cluster,
    places: Places,
    /// Whether parts of it had to be left out.
    faulty: bool,
    /// Limits that refer to attributes that it does not have: the item, by its key, and the name.
    stale_limits: Vec<(String, String)>,
}

/// Resolves all inputs. Where a release has a cluster in both dialects they are compared, and the specification's is used.
pub fn resolve(
    inputs: &[Input],
    selection: &Selection,
    overrides: &[Override],
    diagnostics: &mut Diagnostics,
) -> Model {
    resolve_dialects(inputs, &[Dialect::Zap, Dialect::Spec], selection, overrides, diagnostics)
}

/// Resolves the inputs of one dialect alone, as if there were no others.
pub fn resolve_dialect(
    inputs: &[Input],
    dialect: Dialect,
    selection: &Selection,
    overrides: &[Override],
    diagnostics: &mut Diagnostics,
) -> Model {
    resolve_dialects(inputs, &[dialect], selection, overrides, diagnostics)
}

fn resolve_dialects(
    inputs: &[Input],
    dialects: &[Dialect],
    selection: &Selection,
    overrides: &[Override],
    diagnostics: &mut Diagnostics,
) -> Model {
    let mut tallies = Tallies::new(overrides, selection);
    let groups = releases_grouped::group(inputs, dialects, selection, diagnostics);
    let releases = groups.iter().map(|group| release(group, selection, &mut tallies, diagnostics)).collect();
    selection.report_unused(&groups, diagnostics);
    tallies.report(&groups, diagnostics);
    Model { releases }
}

/// Both dialects of one release.
fn release(
    group: &Group<'_>,
    selection: &Selection,
    tallies: &mut Tallies<'_>,
    diagnostics: &mut Diagnostics,
) -> model::Release {
    let name = group.name.map(ToOwned::to_owned);
    let mut resolved = |dialect: Dialect, documents: &[&Document]| {
        let world = groups_split::split(documents);
        world.report_idle(diagnostics);
        let apply = |draft: &mut Draft| tallies.apply(draft, name.as_deref(), dialect);
        let resolved = clusters(&world, selection, apply, diagnostics);
        let noted = resolved.into_iter().map(|(cluster, effects)| {
            tallies.note(effects);
            cluster
        });
        noted.collect()
    };
    let zap = resolved(Dialect::Zap, &group.zap);
    let spec = resolved(Dialect::Spec, &group.spec);
    model::Release {
        name: name.clone(),
        clusters: dialects_joined::join(zap, spec, name.as_deref(), diagnostics),
    }
}

/// The selected clusters of one dialect in one release, each with what overrides did to it. Several are resolved at once.
fn clusters(
    world: &World<'_>,
    selection: &Selection,
    apply_overrides: impl Fn(&mut Draft) -> Effects + Sync,
    diagnostics: &mut Diagnostics,
) -> Vec<(Resolved, Effects)> {
    let types = type_table::TypeTable::new(world);
    let mut selected: Vec<_> = world.clusters.iter().filter(|cluster| selection.wants(cluster)).collect();
    ids_unique::clusters(&mut selected, diagnostics);
    extensions_merged::report_idle(world, diagnostics);
    let attempt = |selected: &&Cluster| {
        let mut own = Diagnostics::default();
        (cluster(selected, world, &types, &apply_overrides, &mut own), own)
    };
    let size = |one: &&Cluster| one.attributes.len() + one.commands.len() + one.types.len();
    let attempts = parallel::map(&selected, size, attempt);
    let mut resolved = Vec::new();
    for (attempt, own) in attempts {
        own.left_out().for_each(|item| diagnostics.set_aside(item));
        own.sorted().into_iter().cloned().for_each(|diagnostic| diagnostics.push(diagnostic));
        resolved.extend(attempt);
    }
    resolved
}

/// One cluster, and what overrides did to it.
fn cluster(
    cluster: &Cluster,
    world: &World<'_>,
    types: &type_table::TypeTable<'_>,
    apply_overrides: impl FnOnce(&mut Draft) -> Effects,
    diagnostics: &mut Diagnostics,
) -> Option<(Resolved, Effects)> {
    let Some(merged) = bases_merged::merged(cluster, world, diagnostics) else {
        diagnostics.set_aside(cluster.name.value.clone());
        return None;
    };
    let mut draft = Draft::new(merged, types.dialect());
    let mut faults = bases_merged::faults(cluster, &draft.body, world);
    extensions_merged::merge(&mut draft.body, world);
    global_commands_merged::merge(&mut draft.body, world);
    payloads_filled::fill(&mut draft.body, diagnostics);
    type_names_settled::settle(&mut draft.body, types, diagnostics);
    types_gathered::gather(&mut draft.body, types, diagnostics);
    let effects = apply_overrides(&mut draft);
    // Once more: an override may name a type that nothing else in the cluster uses.
    types_gathered::gather(&mut draft.body, types, diagnostics);
    settle(&mut draft, types, &mut faults, diagnostics);
    let mut cluster = lowered::lower(&draft, &mut faults, diagnostics);
    let places = Places::of(&draft.body);
    let left_out = faulty_removed::remove(&mut cluster, &places.of_faulty(&faults));
    let is_faulty = diagnostics.has_errors() || !left_out.is_empty() || faults.are_in(draft.body.span.file);
    for item in left_out {
        diagnostics.set_aside(item);
    }
    let stale_limits = references_known::check(&mut cluster);
    incoming_marked::mark(&mut cluster);
    Some((Resolved { cluster, places, faulty: is_faulty, stale_limits }, effects))
}

/// The passes over a cluster that has all its parts.
fn settle(
    draft: &mut Draft,
    types: &type_table::TypeTable<'_>,
    faults: &mut Faults,
    diagnostics: &mut Diagnostics,
) {
    let cluster = &mut draft.body;
    vendor_ids_joined::join(cluster);
    directions_settled::settle(cluster, diagnostics);
    field_numbers_settled::settle(cluster, faults, diagnostics);
    gone_removed::remove(cluster);
    leftovers_removed::remove(cluster, diagnostics);
    fabric_index_added::add(cluster);
    features_settled::settle(cluster);
    ids_unique::check(cluster, faults, diagnostics);
    names_unique::check(cluster, faults, diagnostics);
    types_found::check(cluster, types, faults, diagnostics);
    structs_finite::check(cluster, faults, diagnostics);
    responses_paired::pair(cluster, faults, diagnostics);
}
