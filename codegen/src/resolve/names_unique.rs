//! Afterwards: no two items of a kind have one name.

use std::collections::BTreeSet;
use std::fmt::Display;

use super::ids_unique::report;
use super::type_table::signature;
use super::walk;
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::model::Direction;
use crate::source::{FileId, Spanned};
use crate::syntax::{Cluster, Faults, TypeDef, TypeKind};

/// Reports items with one name. What has a number to tell it apart gets another name if it is not the first; of types the
/// first is kept.
pub(super) fn check(cluster: &mut Cluster, faults: &mut Faults, diagnostics: &mut Diagnostics) {
    let head = cluster.name.value.clone();
    types(&mut cluster.types, (&head, cluster.span.file), faults, diagnostics);
    let Cluster { attributes, commands, events, features, .. } = cluster;
    let named = attributes.iter_mut().map(|item| {
        let id = item.field.id.map_or(0, |id| id.value);
        (&mut item.field.name, id.into())
    });
    rename(named, "attributes", &head, diagnostics);
    for direction in [Direction::ToServer, Direction::ToClient] {
        let alike = commands.iter_mut().filter(|command| command.direction == Some(direction));
        let named = alike.map(|item| (&mut item.name, item.id.value.into()));
        rename(named, "commands", &head, diagnostics);
    }
    rename(
        events.iter_mut().map(|item| (&mut item.name, item.id.value.into())),
        "events",
        &head,
        diagnostics,
    );
    let named = features.iter_mut().map(|item| (&mut item.name, item.bit.value.into()));
    rename(named, "features", &head, diagnostics);
    for (path, _, fields) in walk::field_lists(cluster) {
        let named = fields.iter_mut().map(|field| {
            let id = field.id.map_or(0, |id| id.value);
            (&mut field.name, id.into())
        });
        rename(named, "fields", path, diagnostics);
    }
    for def in &mut cluster.types {
        let path = format!("{head} > {}", def.name.value);
        match &mut def.kind {
            TypeKind::Enum { items, .. } => {
                let items = items.iter_mut().map(|item| (&mut item.name, item.value.value));
                rename(items, "values", &path, diagnostics);
            }
            TypeKind::Bitmap { fields, .. } => {
                let fields = fields
                    .iter_mut()
                    .map(|field| (&mut field.name, u64::from(field.mask.value.trailing_zeros())));
                rename(fields, "values", &path, diagnostics);
            }
            TypeKind::Struct { .. } | TypeKind::Alias { .. } => {}
        }
    }
}

fn types(
    defs: &mut Vec<TypeDef>,
    (head, home): (&str, FileId),
    faults: &mut Faults,
    diagnostics: &mut Diagnostics,
) {
    let mut kept: Vec<TypeDef> = Vec::new();
    for mut def in defs.drain(..) {
        let Some(first) = kept.iter_mut().find(|known| known.name.value == def.name.value) else {
            kept.push(def);
            continue;
        };
        if signature(first) != signature(&def) && (first.span.file == home) != (def.span.file == home) {
            if def.span.file == home {
                std::mem::swap(first, &mut def);
            }
            diagnostics.push(of_another_file(first, &def, head));
            continue;
        }
        let name = def.name.value.as_str();
        let (code, message) = if signature(first) == signature(&def) {
            (codes::DEFINED_TWICE, format!("type `{name}` is defined twice"))
        } else {
            faults.add(first.span); // nobody can tell which of the two is meant where the name is used
            (codes::DUPLICATE_NAME, format!("two types have the name `{name}`"))
        };
        let path = format!("{head} > {name}");
        report(code, &message, (name, def.name.span), (name, first.name.span), &path, diagnostics);
    }
    *defs = kept;
}

/// Of two types with one name the one beside the cluster is meant: folders hold types of several ages.
fn of_another_file(used: &TypeDef, other: &TypeDef, head: &str) -> Diagnostic {
    let name = &used.name.value;
    Diagnostic::new(codes::DEFINED_TWICE, format!("type `{name}` is defined twice, in two ways"))
        .at(other.name.span, "this one is in another file than its cluster")
        .with_related(used.name.span, "this one is used")
        .within(format!("{head} > {name}"))
        .with_help("remove one of the two, or leave its file out")
}

/// Gives the later of two items with one name a name that ends in its number, as often as it takes to be the only one.
fn rename<'a>(
    items: impl Iterator<Item = (&'a mut Spanned<String>, u64)>,
    kind: &str,
    path: impl Display,
    diagnostics: &mut Diagnostics,
) {
    let items: Vec<_> = items.collect();
    let distinct: BTreeSet<_> = items.iter().map(|(name, _)| name.value.as_str()).collect();
    if distinct.len() == items.len() {
        return;
    }
    let mut taken: BTreeSet<String> = items.iter().map(|(name, _)| name.value.clone()).collect();
    let mut seen: Vec<Spanned<String>> = Vec::new();
    for (name, value) in items {
        if let Some(first) = seen.iter().find(|known| known.value == name.value) {
            let message = format!("two {kind} have the name `{}`", name.value);
            let mut renamed = format!("{}{value}", name.value);
            while !taken.insert(renamed.clone()) {
                renamed.push_str(&value.to_string());
            }
            let second = (renamed.as_str(), name.span);
            report(
                codes::SHARED_NAME,
                &message,
                second,
                (&first.value, first.span),
                &path.to_string(),
                diagnostics,
            );
            name.value = renamed;
        }
        seen.push(name.clone());
    }
}
