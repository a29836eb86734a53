//! Afterwards: a derived cluster says everything that its base says for it.

use std::collections::BTreeSet;

use super::groups_split::World;
use super::{walk, wording};
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::syntax::{Attribute, Cluster, Command, EnumItem, Event, Faults, Field, TypeDef, TypeKind};

/// The cluster with its base, and its base's base, beneath it; nothing if one of them is faulty.
pub(super) fn merged(cluster: &Cluster, world: &World<'_>, diagnostics: &mut Diagnostics) -> Option<Cluster> {
    let mut lineage = vec![cluster];
    let mut seen = BTreeSet::from([cluster.span]);
    let mut is_orphan = false;
    while let Some(name) = lineage.last().and_then(|youngest| youngest.base.as_ref()) {
        let Some(base) = base_named(&name.value, world) else {
            if world.faults.names().any(|faulty| wording::same_cluster(faulty, &name.value)) {
                return None;
            }
            diagnostics.push(
                Diagnostic::new(codes::UNKNOWN_BASE, format!("base cluster `{}` is in no input", name.value))
                    .at(name.span, "what this cluster leaves to its base is left out")
                    .within(cluster.name.value.clone())
                    .with_help(
                        "add the base cluster's file to the inputs, unless this file is complete in itself",
                    ),
            );
            is_orphan = true;
            break;
        };
        if !seen.insert(base.span) {
            break; // a cluster derived from itself has said all it can
        }
        lineage.push(base);
    }
    if lineage.iter().any(|one| world.faults.cover(one.span)) {
        return None;
    }
    let mut ancestors = lineage.into_iter().rev();
    let mut eldest = ancestors.next().unwrap_or(cluster).clone();
    if is_orphan {
        leave_out_what_is_the_bases(&mut eldest);
    }
    Some(ancestors.fold(eldest, |base, derived| merge(base, derived.clone())))
}

/// Takes out what only says what it changes of an item of the base, where there is no base: that has been reported.
fn leave_out_what_is_the_bases(cluster: &mut Cluster) {
    cluster.commands.retain(|command| command.direction.is_some());
    walk::retain(cluster, |_, field| field.ty.name.is_some());
}

/// What of the inputs is faulty in the eyes of a cluster: an item that replaces a faulty one of its base is faulty, too.
pub(super) fn faults(cluster: &Cluster, merged: &Cluster, world: &World<'_>) -> Faults {
    let mut faults = world.faults.clone();
    if cluster.base.is_some() {
        let types = merged.types.iter().map(|def| (&def.name.value, def.span));
        let commands = merged.commands.iter().map(|command| (&command.name.value, command.span));
        let events = merged.events.iter().map(|event| (&event.name.value, event.span));
        let named = types.chain(commands).chain(events);
        named.filter(|(name, _)| world.faults.have_named(name)).for_each(|(_, tag)| faults.add(tag));
    }
    faults
}

fn base_named<'a>(name: &str, world: &'a World<'_>) -> Option<&'a Cluster> {
    let named = |cluster: &&Cluster| {
        let names = cluster.ids.iter().map(|id| &id.name).chain([&cluster.name]);
        names.into_iter().any(|candidate| wording::same_cluster(name, &candidate.value))
    };
    world.bases.iter().find(named).or_else(|| world.clusters.iter().find(named))
}

fn merge(base: Cluster, derived: Cluster) -> Cluster {
    Cluster {
        revision: derived.revision.or(base.revision),
        description: derived.description.or(base.description),
        pics: derived.pics.or(base.pics),
        role: derived.role.or(base.role),
        scope: derived.scope.or(base.scope),
        features: merge_by(base.features, derived.features, |a, b| a.bit.value == b.bit.value, |_, new| new),
        types: merge_by(base.types, derived.types, |a, b| a.name.value == b.name.value, merge_type),
        attributes: merge_by(base.attributes, derived.attributes, same_attribute, merge_attribute),
        commands: merge_by(base.commands, derived.commands, same_command, merge_command),
        events: merge_by(base.events, derived.events, |a, b| a.id.value == b.id.value, merge_event),
        ..derived
    }
}

/// The old items, each merged with the new one that is the same, and behind them the new ones that are new.
fn merge_by<T: Clone>(
    old: Vec<T>,
    new: Vec<T>,
    same: impl Fn(&T, &T) -> bool,
    merge: impl Fn(T, T) -> T,
) -> Vec<T> {
    let mut all = old;
    for item in new {
        match all.iter_mut().find(|known| same(known, &item)) {
            Some(known) => *known = merge(known.clone(), item),
            None => all.push(item),
        }
    }
    all
}

fn same_attribute(a: &Attribute, b: &Attribute) -> bool {
    same_field(&a.field, &b.field)
}

fn same_field(a: &Field, b: &Field) -> bool {
    match (a.id, b.id) {
        (Some(a), Some(b)) => a.value == b.value,
        _ => a.name.value == b.name.value,
    }
}

fn same_command(a: &Command, b: &Command) -> bool {
    a.id.value == b.id.value
        && match (a.direction, b.direction) {
            (Some(a), Some(b)) => a == b,
            // Without a direction the name tells which of the two commands of one id is meant.
            _ => a.name.value == b.name.value,
        }
}

/// Enumerations grow: the derived cluster's items stand beside the base's. Anything else is replaced.
fn merge_type(base: TypeDef, derived: TypeDef) -> TypeDef {
    let kind = match (base.kind, derived.kind) {
        (TypeKind::Enum { base, items }, TypeKind::Enum { base: width, items: new }) => {
            let same = |a: &EnumItem, b: &EnumItem| a.value.value == b.value.value;
            TypeKind::Enum { base: width.or(base), items: merge_by(items, new, same, |_, new| new) }
        }
        (
            TypeKind::Struct { fields, fabric_scoped },
            TypeKind::Struct { fields: new, fabric_scoped: scoped },
        ) => {
            let fields = merge_by(fields, new, same_field, merge_field);
            TypeKind::Struct { fields, fabric_scoped: fabric_scoped || scoped }
        }
        (_, kind) => kind,
    };
    TypeDef { kind, summary: derived.summary.or(base.summary), ..derived }
}

fn merge_attribute(base: Attribute, derived: Attribute) -> Attribute {
    let read_privilege = derived.read_privilege.or(base.read_privilege);
    let write_privilege = derived.write_privilege.or(base.write_privilege);
    // With a type it is complete; without, it changes some of what the base says.
    if derived.field.ty.name.is_some() {
        return Attribute { read_privilege, write_privilege, ..derived };
    }
    let quality =
        if derived.quality == crate::model::Quality::default() { base.quality } else { derived.quality };
    Attribute {
        readable: derived.readable || base.readable,
        writable: derived.writable || base.writable,
        read_privilege,
        write_privilege,
        fabric_scoped: derived.fabric_scoped || base.fabric_scoped,
        timed_write: derived.timed_write || base.timed_write,
        quality,
        field: merge_field(base.field, derived.field),
        ..derived
    }
}

fn merge_field(base: Field, derived: Field) -> Field {
    if derived.ty.name.is_some() {
        return Field { id: derived.id.or(base.id), ..derived };
    }
    Field {
        id: derived.id.or(base.id),
        ty: base.ty,
        nullable: derived.nullable || base.nullable,
        conformance: derived.conformance.or(base.conformance),
        constraints: if derived.constraints.is_empty() { base.constraints } else { derived.constraints },
        default: derived.default.or(base.default),
        fabric_sensitive: derived.fabric_sensitive || base.fabric_sensitive,
        summary: derived.summary.or(base.summary),
        ..derived
    }
}

fn merge_command(base: Command, derived: Command) -> Command {
    Command {
        // A command that says who sends it says how it is answered, too.
        response: if derived.direction.is_some() {
            derived.response
        } else {
            derived.response.or(base.response)
        },
        direction: derived.direction.or(base.direction),
        privilege: derived.privilege.or(base.privilege),
        timed: derived.timed || base.timed,
        fabric_scoped: derived.fabric_scoped || base.fabric_scoped,
        large_message: derived.large_message || base.large_message,
        conformance: derived.conformance.or(base.conformance),
        fields: merge_by(base.fields, derived.fields, same_field, merge_field),
        summary: derived.summary.or(base.summary),
        ..derived
    }
}

fn merge_event(base: Event, derived: Event) -> Event {
    Event {
        priority: derived.priority.or(base.priority),
        read_privilege: derived.read_privilege.or(base.read_privilege),
        fabric_sensitive: derived.fabric_sensitive || base.fabric_sensitive,
        conformance: derived.conformance.or(base.conformance),
        fields: merge_by(base.fields, derived.fields, same_field, merge_field),
        summary: derived.summary.or(base.summary),
        ..derived
    }
}
