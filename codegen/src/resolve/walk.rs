//! The fields of a cluster, wherever they are, with the path that names them to people.

use std::collections::BTreeSet;

use crate::source::Span;
use crate::syntax::{Cluster, Faults, Field, TypeKind};

/// Every list of fields: of structures, commands and events. With the path and the opening tag of what has it.
pub(super) fn field_lists(cluster: &mut Cluster) -> Vec<(String, Span, &mut Vec<Field>)> {
    let Cluster { name, types, commands, events, .. } = cluster;
    let path = |owner: &str| format!("{} > {owner}", name.value);
    let mut lists = Vec::new();
    for def in types {
        if let TypeKind::Struct { fields, .. } = &mut def.kind {
            lists.push((path(&def.name.value), def.span, fields));
        }
    }
    lists.extend(commands.iter_mut().map(|one| (path(&one.name.value), one.span, &mut one.fields)));
    lists.extend(events.iter_mut().map(|one| (path(&one.name.value), one.span, &mut one.fields)));
    lists
}

/// Every field, the data of attributes included.
pub(super) fn fields(cluster: &Cluster) -> Vec<(String, &Field)> {
    let head = &cluster.name.value;
    let mut all: Vec<_> = cluster
        .attributes
        .iter()
        .map(|attribute| (format!("{head} > {}", attribute.field.name.value), &attribute.field))
        .collect();
    let structs = cluster.types.iter().filter_map(|def| match &def.kind {
        TypeKind::Struct { fields, .. } => Some((&def.name.value, fields)),
        _ => None,
    });
    let commands = cluster.commands.iter().map(|command| (&command.name.value, &command.fields));
    let events = cluster.events.iter().map(|event| (&event.name.value, &event.fields));
    for (owner, fields) in structs.chain(commands).chain(events) {
        all.extend(fields.iter().map(|field| (format!("{head} > {owner} > {}", field.name.value), field)));
    }
    all
}

/// Does something with every field, the data of attributes included.
pub(super) fn each(cluster: &mut Cluster, mut mend: impl FnMut(&mut Field)) {
    cluster.attributes.iter_mut().for_each(|attribute| mend(&mut attribute.field));
    for (_, _, fields) in field_lists(cluster) {
        fields.iter_mut().for_each(&mut mend);
    }
}

/// Keeps the fields, and the attributes by their data, that are wanted.
pub(super) fn retain(cluster: &mut Cluster, mut keep: impl FnMut(&str, &Field) -> bool) {
    let head = cluster.name.value.clone();
    cluster
        .attributes
        .retain(|attribute| keep(&format!("{head} > {}", attribute.field.name.value), &attribute.field));
    for (owner, _, list) in field_lists(cluster) {
        list.retain(|field| keep(&format!("{owner} > {}", field.name.value), field));
    }
}

/// Takes out faulty fields, and attributes by their data. What such a field is a part of is faulty, too.
pub(super) fn take_out(cluster: &mut Cluster, fields: &BTreeSet<Span>, faults: &mut Faults) {
    cluster.attributes.retain(|attribute| !fields.contains(&attribute.field.span));
    for (_, tag, list) in field_lists(cluster) {
        let before = list.len();
        list.retain(|field| !fields.contains(&field.span));
        if list.len() < before {
            faults.add(tag);
        }
    }
}
