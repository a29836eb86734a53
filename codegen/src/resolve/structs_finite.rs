//! Afterwards: no structure contains itself, on no way round.

use std::collections::{BTreeMap, BTreeSet};

use super::aliases::{self, Target};
use super::walk;
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::source::Span;
use crate::syntax::{Cluster, Faults, Field, TypeDef, TypeKind};

/// Reports fields that close a ring, and takes them out.
pub(super) fn check(cluster: &mut Cluster, faults: &mut Faults, diagnostics: &mut Diagnostics) {
    let mut rings = BTreeSet::new();
    let mut endless = Endless::of(cluster);
    for def in &cluster.types {
        for field in fields(def) {
            let name = def.name.value.as_str();
            let Some(way) = endless.way_back(name, field.span) else {
                continue;
            };
            endless.take_out(name, field.span);
            rings.insert(field.span);
            let path = format!("{} > {name} > {}", cluster.name.value, field.name.value);
            let diagnostic = Diagnostic::new(codes::RECURSIVE_TYPE, format!("`{name}` contains itself"))
                .at(field.span, "through this field")
                .within(path)
                .with_help("values of it would have no end: take the field out");
            let add = |all: Diagnostic, span| all.with_related(span, "and through this one");
            diagnostics.push(way.into_iter().fold(diagnostic, add));
        }
    }
    walk::take_out(cluster, &rings, faults);
}

/// Structures that are in a ring, or between two: what is left if those are taken away that contain none or that none
/// contains, and again. In files without mistakes nothing is.
struct Endless<'c>(BTreeMap<&'c str, Links<'c>>);

/// What is left of a structure's place among others.
#[derive(Default)]
struct Links<'c> {
    /// The fields that are structures.
    contains: BTreeMap<Span, &'c str>,
    /// The structures that have it for a field, and that field.
    is_in: BTreeSet<(&'c str, Span)>,
}

impl<'c> Endless<'c> {
    fn of(cluster: &'c Cluster) -> Self {
        let mut all = BTreeMap::<_, Links<'_>>::new();
        for def in &cluster.types {
            let name = def.name.value.as_str();
            all.entry(name).or_default();
            for field in fields(def) {
                if let Some(next) = structure(cluster, field) {
                    all.entry(name).or_default().contains.insert(field.span, next);
                    all.entry(next).or_default().is_in.insert((name, field.span));
                }
            }
        }
        let names = all.keys().copied().collect();
        let mut endless = Self(all);
        endless.trim(names);
        endless
    }

    /// The fields on the way from a field of a structure back to that structure, if there is one.
    fn way_back(&self, name: &str, field: Span) -> Option<Vec<Span>> {
        // How each was reached: by which field of which structure.
        let mut reached: BTreeMap<&str, Option<(Span, &str)>> = BTreeMap::new();
        let mut waiting = vec![(*self.0.get(name)?.contains.get(&field)?, None)];
        while let Some((at, by)) = waiting.pop() {
            if reached.contains_key(at) {
                continue;
            }
            reached.insert(at, by);
            if at == name {
                break;
            }
            let further = self.0.get(at).into_iter().flat_map(|links| &links.contains);
            waiting.extend(further.map(|(span, next)| (*next, Some((*span, at)))));
        }
        let mut way = Vec::new();
        let mut by = *reached.get(name)?;
        while let Some((span, from)) = by {
            way.push(span);
            by = reached.get(from).copied().flatten();
        }
        way.reverse();
        Some(way)
    }

    /// Goes on without this field.
    fn take_out(&mut self, name: &'c str, field: Span) {
        let next = self.0.get_mut(name).and_then(|links| links.contains.remove(&field));
        if let Some(next) = next {
            self.0.get_mut(next).map(|links| links.is_in.remove(&(name, field)));
            self.trim(vec![name, next]);
        }
    }

    /// Takes away those of them that are in no ring and not between two, and what is not for that reason.
    fn trim(&mut self, mut waiting: Vec<&'c str>) {
        while let Some(name) = waiting.pop() {
            let is_end = |links: &Links<'_>| links.contains.is_empty() || links.is_in.is_empty();
            if !self.0.get(name).is_some_and(is_end) {
                continue;
            }
            let Links { contains, is_in } = self.0.remove(name).unwrap_or_default();
            for (field, next) in contains {
                self.0.get_mut(next).map(|links| links.is_in.remove(&(name, field)));
                waiting.push(next);
            }
            for (user, field) in is_in {
                self.0.get_mut(user).map(|links| links.contains.remove(&field));
                waiting.push(user);
            }
        }
    }
}

fn fields(def: &TypeDef) -> &[Field] {
    match &def.kind {
        TypeKind::Struct { fields, .. } => fields,
        _ => &[],
    }
}

/// The structure that a field is, or that the entries of its list are.
fn structure<'c>(cluster: &'c Cluster, field: &Field) -> Option<&'c str> {
    match aliases::resolved(cluster, &field.ty.name.as_ref()?.value)? {
        Target::Defined(def) => Some(&def.name.value),
        Target::Builtin(_) => None,
    }
}
