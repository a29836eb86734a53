//! The fields of a cluster, wherever they are, with the path that names them to people.

use crate::syntax::{Cluster, Field, TypeKind};

/// Every list of fields: of structures, commands and events.
pub(super) fn field_lists(cluster: &mut Cluster) -> Vec<(String, &mut Vec<Field>)> {
    let Cluster { name, types, commands, events, .. } = cluster;
    let path = |owner: &str| format!("{} > {owner}", name.value);
    let mut lists = Vec::new();
    for def in types {
        if let TypeKind::Struct { fields, .. } = &mut def.kind {
            lists.push((path(&def.name.value), fields));
        }
    }
    lists.extend(commands.iter_mut().map(|command| (path(&command.name.value), &mut command.fields)));
    lists.extend(events.iter_mut().map(|event| (path(&event.name.value), &mut event.fields)));
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

/// Keeps the fields, and the attributes by their data, that are wanted.
pub(super) fn retain(cluster: &mut Cluster, mut keep: impl FnMut(&str, &Field) -> bool) {
    let head = cluster.name.value.clone();
    cluster
        .attributes
        .retain(|attribute| keep(&format!("{head} > {}", attribute.field.name.value), &attribute.field));
    for (owner, list) in field_lists(cluster) {
        list.retain(|field| keep(&format!("{owner} > {}", field.name.value), field));
    }
}
