//! Afterwards: no structure contains itself, on no way round.

use std::collections::{BTreeMap, BTreeSet};

use super::aliases::{self, Target};
use super::walk;
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::source::Span;
use crate::syntax::{Cluster, Faults, Field, TypeDef, TypeKind};

/// Reports fields that close a ring, and takes them out.
pub(super) fn check(cluster: &mut Cluster, faults: &mut Faults, diagnostics: &mut Diagnostics) {
    let mut rings: Vec<Span> = Vec::new();
    let endless = endless(cluster);
    for def in cluster.types.iter().filter(|def| endless.contains(def.name.value.as_str())) {
        for field in fields(def) {
            let mut way = Vec::new();
            let Some(next) = structure(cluster, field) else {
                continue;
            };
            if !leads_to(cluster, next, &def.name.value, &rings, &mut way) {
                continue;
            }
            rings.push(field.span);
            let path = format!("{} > {} > {}", cluster.name.value, def.name.value, field.name.value);
            let diagnostic =
                Diagnostic::new(codes::RECURSIVE_TYPE, format!("`{}` contains itself", def.name.value))
                    .at(field.span, "through this field")
                    .within(path)
                    .with_help("values of it would have no end: take the field out");
            let related = way.iter().rev();
            diagnostics
                .push(related.fold(diagnostic, |all, span| all.with_related(*span, "and through this one")));
        }
    }
    walk::take_out(cluster, &rings.into_iter().collect(), faults);
}

/// The structures that are in a ring or lead to one: what is left if those are taken away that contain none, and again.
fn endless(cluster: &Cluster) -> BTreeSet<&str> {
    let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut contained: BTreeMap<&str, usize> = BTreeMap::new();
    for def in &cluster.types {
        let inner: Vec<_> = fields(def).iter().filter_map(|field| structure(cluster, field)).collect();
        contained.insert(&def.name.value, inner.len());
        for next in inner {
            users.entry(&next.name.value).or_default().push(&def.name.value);
        }
    }
    let mut finite: Vec<_> =
        contained.iter().filter(|(_, count)| **count == 0).map(|(name, _)| *name).collect();
    while let Some(name) = finite.pop() {
        contained.remove(name);
        for user in users.get(name).into_iter().flatten() {
            if let Some(count) = contained.get_mut(user) {
                *count = count.saturating_sub(1);
                finite.extend((*count == 0).then_some(user));
            }
        }
    }
    contained.into_keys().collect()
}

/// Whether a structure is, or contains, the one with this name; the fields on the way are noted from the end.
fn leads_to(cluster: &Cluster, from: &TypeDef, name: &str, rings: &[Span], way: &mut Vec<Span>) -> bool {
    let mut waiting: Vec<(&TypeDef, Vec<Span>)> = vec![(from, Vec::new())];
    let mut seen = BTreeSet::new();
    while let Some((def, spans)) = waiting.pop() {
        if def.name.value == name {
            way.extend(spans.iter().rev());
            return true;
        }
        if !seen.insert(def.name.value.as_str()) {
            continue;
        }
        for field in fields(def).iter().filter(|field| !rings.contains(&field.span)) {
            if let Some(next) = structure(cluster, field) {
                waiting.push((next, [spans.as_slice(), &[field.span]].concat()));
            }
        }
    }
    false
}

fn fields(def: &TypeDef) -> &[Field] {
    match &def.kind {
        TypeKind::Struct { fields, .. } => fields,
        _ => &[],
    }
}

fn structure<'a>(cluster: &'a Cluster, field: &Field) -> Option<&'a TypeDef> {
    match aliases::resolved(cluster, &field.ty.name.as_ref()?.value)? {
        Target::Defined(def) => Some(def),
        Target::Builtin(_) => None,
    }
}
