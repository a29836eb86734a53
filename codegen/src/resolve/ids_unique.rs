//! Afterwards: no two items of a kind have one id, no two fields one number, and no two items of an enumeration one value.
//!
//! An item that is there twice under one name is the same item, and one of the two is enough. Two that differ in name
//! are different things, and nobody can tell which is meant.

use std::fmt::Display;

use super::draft;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, codes};
use crate::model::Conformance;
use crate::source::{Span, Spanned};
use crate::syntax::{Attribute, Cluster, Command, Event, Faults, Feature, TypeKind};

/// Reports clusters with one id, and keeps the first.
pub(super) fn clusters(clusters: &mut Vec<&Cluster>, diagnostics: &mut Diagnostics) {
    let mut kept: Vec<&Cluster> = Vec::new();
    for cluster in clusters.drain(..) {
        match kept.iter().find(|known| draft::id(known) == draft::id(cluster)) {
            Some(first) => report(
                codes::DUPLICATE_ID,
                &format!("two clusters have the id 0x{:04X}", draft::id(cluster).unwrap_or_default()),
                (&cluster.name.value, cluster.span),
                (&first.name.value, first.span),
                &cluster.name.value,
                diagnostics,
            ),
            None => kept.push(cluster),
        }
    }
    *clusters = kept;
}

/// Reports items of a cluster with one id.
pub(super) fn check(cluster: &mut Cluster, faults: &mut Faults, diagnostics: &mut Diagnostics) {
    let Cluster { name, features, attributes, commands, events, types, .. } = cluster;
    let head = &name.value;
    let mut unique = Unique { path: head, diagnostics };
    let hex = |id: u32| format!("0x{id:04X}");
    unique.keep(
        attributes,
        "attribute",
        codes::DUPLICATE_ID,
        |item| item.field.id.map_or(0, |id| id.value),
        hex,
    );
    unique.keep(
        commands,
        "command",
        codes::DUPLICATE_ID,
        |item| (item.direction, item.id.value),
        |(_, id)| hex(id),
    );
    unique.keep(events, "event", codes::DUPLICATE_ID, |item| item.id.value, hex);
    unique.keep(features, "feature", codes::TWO_NAMES, |item| item.bit.value, |bit| format!("bit {bit}"));
    for def in types {
        let path = format!("{head} > {}", def.name.value);
        let mut unique = Unique { path: &path, diagnostics };
        match &mut def.kind {
            TypeKind::Enum { items, .. } => {
                unique.keep(items, "item", codes::TWO_NAMES, |item| item.value.value, |value| value);
            }
            TypeKind::Bitmap { fields, .. } => {
                unique.keep(
                    fields,
                    "field",
                    codes::TWO_NAMES,
                    |item| item.mask.value,
                    |mask| format!("0x{mask:X}"),
                );
            }
            TypeKind::Struct { fields, .. } => unique.fields(fields, def.span, faults),
            TypeKind::Alias { .. } => {}
        }
    }
    let commands = commands.iter_mut().map(|one| (&one.name.value, one.span, &mut one.fields));
    let events = events.iter_mut().map(|one| (&one.name.value, one.span, &mut one.fields));
    for (owner, tag, fields) in commands.chain(events) {
        Unique { path: &format!("{head} > {owner}"), diagnostics }.fields(fields, tag, faults);
    }
}

/// What has a name, a place, and a time to be there.
pub(super) trait Item {
    fn name(&self) -> &Spanned<String>;
    fn conformance(&mut self) -> &mut Option<Conformance>;
}

macro_rules! items {
    ($($ty:ty => $($inner:ident).*;)*) => {
        $(impl Item for $ty {
            fn name(&self) -> &Spanned<String> {
                &self.$($inner.)*name
            }
            fn conformance(&mut self) -> &mut Option<Conformance> {
                &mut self.$($inner.)*conformance
            }
        })*
    };
}

items! {
    Attribute => field;
    Command => ;
    Event => ;
    Feature => ;
    crate::syntax::Field => ;
    crate::syntax::EnumItem => ;
    crate::syntax::BitField => ;
}

struct Unique<'a> {
    path: &'a str,
    diagnostics: &'a mut Diagnostics,
}

impl Unique<'_> {
    /// The fields of what has this opening tag.
    fn fields(&mut self, fields: &mut Vec<crate::syntax::Field>, tag: Span, faults: &mut Faults) {
        let before = self.diagnostics.errors();
        self.keep(
            fields,
            "field",
            codes::DUPLICATE_FIELD,
            |field| field.id.map_or(0, |id| id.value),
            |id| id,
        );
        if self.diagnostics.errors() > before {
            faults.add(tag);
        }
    }

    fn keep<T: Item, K: PartialEq + Copy, D: Display>(
        &mut self,
        items: &mut Vec<T>,
        kind: &str,
        code: Code,
        key: impl Fn(&T) -> K,
        show: impl Fn(K) -> D,
    ) {
        let mut kept: Vec<T> = Vec::new();
        for mut item in items.drain(..) {
            let Some(first) = kept.iter_mut().find(|known| key(known) == key(&item)) else {
                kept.push(item);
                continue;
            };
            let leaving = (is_leaving(first), is_leaving(&mut item));
            if leaving.0 != leaving.1 {
                if leaving.0 {
                    std::mem::swap(first, &mut item);
                }
                replaced(kind, (first.name(), item.name()), self.path, self.diagnostics);
                continue;
            }
            let one = item.name().value == first.name().value;
            let (code, message) = if one {
                (codes::DEFINED_TWICE, format!("{kind} `{}` is defined twice", item.name().value))
            } else {
                (code, format!("two {kind}s have the number {}", show(key(&item))))
            };
            let place = |item: &T| (item.name().value.clone(), item.name().span);
            let (second_name, second) = place(&item);
            let (first_name, at) = place(first);
            let path = format!("{} > {second_name}", self.path);
            report(code, &message, (&second_name, second), (&first_name, at), &path, self.diagnostics);
            if one {
                either(first.conformance(), item.conformance().take());
            }
        }
        *items = kept;
    }
}

/// Whether an item has been removed or is deprecated, so that its number may be in use for something else.
fn is_leaving<T: Item>(item: &mut T) -> bool {
    matches!(item.conformance(), Some(Conformance::Otherwise(parts)) if parts.last() == Some(&Conformance::Deprecated))
}

/// Says what of two items with one number is used.
fn replaced(
    kind: &str,
    (used, removed): (&Spanned<String>, &Spanned<String>),
    path: &str,
    diagnostics: &mut Diagnostics,
) {
    let message = format!("{kind} `{}` has the number of one that was removed", used.value);
    diagnostics.push(
        Diagnostic::new(codes::NUMBER_USED_AGAIN, message)
            .at(used.span, format!("`{}` is used", used.value))
            .with_related(removed.span, format!("`{}` was removed", removed.value))
            .within(format!("{path} > {}", used.value))
            .with_help("numbers are never used again in the specification; see that the right one is left"),
    );
}

/// One item that is there under two conditions is there under either.
fn either(first: &mut Option<Conformance>, second: Option<Conformance>) {
    if let (Some(one), Some(other)) = (first.clone(), second)
        && one != other
        && !one.is_mandatory()
    {
        *first = Some(Conformance::Otherwise(vec![one, other]));
    }
}

/// Reports the second of two, and points to the first.
pub(super) fn report(
    code: Code,
    message: &str,
    second: (&str, Span),
    first: (&str, Span),
    path: &str,
    diagnostics: &mut Diagnostics,
) {
    let help = if code == codes::DEFINED_TWICE || code == codes::TWO_NAMES {
        "the first is used; remove the second"
    } else {
        "mend or remove one of the two"
    };
    diagnostics.push(
        Diagnostic::new(code, message)
            .at(second.1, format!("`{}`", second.0))
            .with_related(first.1, format!("`{}` is the first", first.0))
            .within(path)
            .with_help(help),
    );
}
