//! The fields of a cluster, wherever they are, with the path that names them to people.

use std::collections::BTreeSet;
use std::fmt;

use crate::source::Span;
use crate::syntax::{Cluster, Faults, Field, TypeKind};

/// Every list of fields: of structures, commands and events. With the path and the opening tag of what has it.
pub(super) fn field_lists(cluster: &mut Cluster) -> Vec<(Owner<'_>, Span, &mut Vec<Field>)> {
    let Cluster { name: head, types, commands, events, .. } = cluster;
    let owner = |name| Owner { cluster: &head.value, name };
    let mut lists = Vec::new();
    for def in types {
        if let TypeKind::Struct { fields, .. } = &mut def.kind {
            lists.push((owner(&def.name.value), def.span, fields));
        }
    }
    lists.extend(commands.iter_mut().map(|one| (owner(&one.name.value), one.span, &mut one.fields)));
    lists.extend(events.iter_mut().map(|one| (owner(&one.name.value), one.span, &mut one.fields)));
    lists
}

/// What has fields, by the path that names it to people. Text only where something is said of it.
#[derive(Clone, Copy)]
pub(super) struct Owner<'c> {
    cluster: &'c str,
    name: &'c str,
}

impl<'c> Owner<'c> {
    /// The path of one of its fields.
    pub(super) fn field(self, field: &'c Field) -> Path<'c> {
        Path { cluster: self.cluster, owner: Some(self.name), field: &field.name.value }
    }
}

impl fmt::Display for Owner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} > {}", self.cluster, self.name)
    }
}

/// Every field, the data of attributes included.
pub(super) fn fields(cluster: &Cluster) -> Vec<(Path<'_>, &Field)> {
    let head = &cluster.name.value;
    let of = |owner, field| (Path::new(head, owner, field), field);
    let mut all: Vec<_> = cluster.attributes.iter().map(|attribute| of(None, &attribute.field)).collect();
    let structs = cluster.types.iter().filter_map(|def| match &def.kind {
        TypeKind::Struct { fields, .. } => Some((&def.name.value, fields)),
        _ => None,
    });
    let commands = cluster.commands.iter().map(|command| (&command.name.value, &command.fields));
    let events = cluster.events.iter().map(|event| (&event.name.value, &event.fields));
    for (owner, fields) in structs.chain(commands).chain(events) {
        all.extend(fields.iter().map(|field| of(Some(owner), field)));
    }
    all
}

/// The path that names a field to people. Text only where something is said of the field.
#[derive(Clone, Copy)]
pub(super) struct Path<'c> {
    cluster: &'c str,
    /// What the field is in; an attribute's data is in nothing.
    owner: Option<&'c str>,
    field: &'c str,
}

impl<'c> Path<'c> {
    fn new(cluster: &'c str, owner: Option<&'c String>, field: &'c Field) -> Self {
        Self { cluster, owner: owner.map(String::as_str), field: &field.name.value }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cluster, owner, field } = self;
        match owner {
            Some(owner) => write!(f, "{cluster} > {owner} > {field}"),
            None => write!(f, "{cluster} > {field}"),
        }
    }
}

impl From<Path<'_>> for String {
    fn from(path: Path<'_>) -> Self {
        path.to_string()
    }
}

/// Does something with every field, the data of attributes included.
pub(super) fn each(cluster: &mut Cluster, mut mend: impl FnMut(&mut Field)) {
    cluster.attributes.iter_mut().for_each(|attribute| mend(&mut attribute.field));
    for (_, _, fields) in field_lists(cluster) {
        fields.iter_mut().for_each(&mut mend);
    }
}

/// Keeps the fields, and the attributes by their data, that are wanted.
pub(super) fn retain(cluster: &mut Cluster, mut keep: impl FnMut(Path<'_>, &Field) -> bool) {
    let Cluster { name: head, attributes, .. } = cluster;
    attributes.retain(|attribute| keep(Path::new(&head.value, None, &attribute.field), &attribute.field));
    for (owner, _, list) in field_lists(cluster) {
        list.retain(|field| keep(owner.field(field), field));
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
