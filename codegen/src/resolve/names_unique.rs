//! Afterwards: no two items of a kind have one name.

use super::ids_unique::{Item, report};
use super::type_table::signature;
use super::walk;
use crate::diagnostics::{Diagnostics, codes};
use crate::source::Spanned;
use crate::syntax::{Cluster, TypeDef, TypeKind};

/// Reports items with one name. Of items of an enumeration, which have a value to tell them apart, the later ones get
/// another name; of anything else the first is kept.
pub(super) fn check(cluster: &mut Cluster, diagnostics: &mut Diagnostics) {
    let head = cluster.name.value.clone();
    types(&mut cluster.types, &head, diagnostics);
    keep(&mut cluster.attributes, "attributes", |_| (), &head, diagnostics);
    keep(&mut cluster.commands, "commands", |command| command.direction, &head, diagnostics);
    keep(&mut cluster.events, "events", |_| (), &head, diagnostics);
    keep(&mut cluster.features, "features", |_| (), &head, diagnostics);
    for (path, fields) in walk::field_lists(cluster) {
        keep(fields, "fields", |_| (), &path, diagnostics);
    }
    for def in &mut cluster.types {
        let path = format!("{head} > {}", def.name.value);
        match &mut def.kind {
            TypeKind::Enum { items, .. } => {
                let items = items.iter_mut().map(|item| (&mut item.name, item.value.value));
                rename(items, &path, diagnostics);
            }
            TypeKind::Bitmap { fields, .. } => {
                let fields = fields
                    .iter_mut()
                    .map(|field| (&mut field.name, u64::from(field.mask.value.trailing_zeros())));
                rename(fields, &path, diagnostics);
            }
            TypeKind::Struct { .. } | TypeKind::Alias { .. } => {}
        }
    }
}

fn keep<T: Item, K: PartialEq>(
    items: &mut Vec<T>,
    kind: &str,
    group: impl Fn(&T) -> K,
    path: &str,
    diagnostics: &mut Diagnostics,
) {
    let mut kept: Vec<T> = Vec::new();
    for item in items.drain(..) {
        let same = |known: &&T| group(known) == group(&item) && known.name().value == item.name().value;
        match kept.iter().find(same) {
            Some(first) => {
                let name = item.name().value.as_str();
                let message = format!("two {kind} have the name `{name}`");
                let path = format!("{path} > {name}");
                let places = ((name, item.name().span), (name, first.name().span));
                report(codes::DUPLICATE_NAME, &message, places.0, places.1, &path, diagnostics);
            }
            None => kept.push(item),
        }
    }
    *items = kept;
}

fn types(defs: &mut Vec<TypeDef>, head: &str, diagnostics: &mut Diagnostics) {
    let mut kept: Vec<TypeDef> = Vec::new();
    for def in defs.drain(..) {
        let Some(first) = kept.iter().find(|known| known.name.value == def.name.value) else {
            kept.push(def);
            continue;
        };
        let name = def.name.value.as_str();
        let (code, message) = if signature(first) == signature(&def) {
            (codes::DEFINED_TWICE, format!("type `{name}` is defined twice"))
        } else {
            (codes::DUPLICATE_NAME, format!("two types have the name `{name}`"))
        };
        let path = format!("{head} > {name}");
        report(code, &message, (name, def.name.span), (name, first.name.span), &path, diagnostics);
    }
    *defs = kept;
}

/// Gives the later of two items with one name a name that ends in its value.
fn rename<'a>(
    items: impl Iterator<Item = (&'a mut Spanned<String>, u64)>,
    path: &str,
    diagnostics: &mut Diagnostics,
) {
    let mut seen: Vec<Spanned<String>> = Vec::new();
    for (name, value) in items {
        if let Some(first) = seen.iter().find(|known| known.value == name.value) {
            let message = format!("two values have the name `{}`", name.value);
            let renamed = format!("{}{value}", name.value);
            let second = (renamed.as_str(), name.span);
            report(codes::SHARED_NAME, &message, second, (&first.value, first.span), path, diagnostics);
            name.value = renamed;
        }
        seen.push(name.clone());
    }
}
