//! The items that an override can name.

use crate::syntax::{Attribute, BitField, Cluster, Command, EnumItem, Event, Field, TypeDef, TypeKind};

/// An item that an override names.
pub(super) enum Target<'a> {
    Cluster(&'a mut Cluster),
    Type(&'a mut TypeDef),
    Attribute(&'a mut Attribute),
    Command(&'a mut Command),
    Event(&'a mut Event),
    Field(&'a mut Field),
    Item(&'a mut EnumItem),
    Bit(&'a mut BitField),
}

/// All items of this name. There may be several: an event and a command can share one.
pub(super) fn find<'a>(cluster: &'a mut Cluster, item: &str) -> Vec<Target<'a>> {
    let Cluster { types, attributes, commands, events, .. } = cluster;
    let mut found = Vec::new();
    for attribute in attributes.iter_mut().filter(|attribute| attribute.field.name.value == item) {
        found.push(Target::Attribute(attribute));
    }
    for command in commands {
        if command.name.value == item {
            found.push(Target::Command(command));
        } else if let Some(member) = member_of(item, &command.name.value) {
            found.extend(fields(&mut command.fields, member));
        }
    }
    for event in events {
        if event.name.value == item {
            found.push(Target::Event(event));
        } else if let Some(member) = member_of(item, &event.name.value) {
            found.extend(fields(&mut event.fields, member));
        }
    }
    for def in types {
        if def.name.value == item {
            found.push(Target::Type(def));
        } else if let Some(member) = member_of(item, &def.name.value) {
            found.extend(members(&mut def.kind, member));
        }
    }
    found
}

/// `Field` of `Owner.Field`. The names themselves may have dots, so the item cannot just be split.
fn member_of<'a>(item: &'a str, owner: &str) -> Option<&'a str> {
    item.strip_prefix(owner)?.strip_prefix('.')
}

fn fields<'a>(fields: &'a mut [Field], name: &str) -> Vec<Target<'a>> {
    fields.iter_mut().filter(|field| field.name.value == name).map(Target::Field).collect()
}

fn members<'a>(kind: &'a mut TypeKind, name: &str) -> Vec<Target<'a>> {
    match kind {
        TypeKind::Struct { fields: all, .. } => fields(all, name),
        TypeKind::Enum { items, .. } => {
            items.iter_mut().filter(|item| item.name.value == name).map(Target::Item).collect()
        }
        TypeKind::Bitmap { fields, .. } => {
            fields.iter_mut().filter(|field| field.name.value == name).map(Target::Bit).collect()
        }
        TypeKind::Alias { .. } => Vec::new(),
    }
}

/// The names of all items, for suggestions.
pub(super) fn names(cluster: &Cluster) -> Vec<String> {
    let mut names: Vec<_> =
        cluster.attributes.iter().map(|attribute| attribute.field.name.value.clone()).collect();
    let mut owner = |owner: &str, members: Vec<&str>| {
        names.extend(members.iter().map(|member| format!("{owner}.{member}")));
        names.push(owner.to_owned());
    };
    let field_names =
        |fields: &'_ [Field]| fields.iter().map(|field| field.name.value.clone()).collect::<Vec<_>>();
    for command in &cluster.commands {
        owner(&command.name.value, field_names(&command.fields).iter().map(String::as_str).collect());
    }
    for event in &cluster.events {
        owner(&event.name.value, field_names(&event.fields).iter().map(String::as_str).collect());
    }
    for def in &cluster.types {
        let members = match &def.kind {
            TypeKind::Struct { fields, .. } => fields.iter().map(|field| field.name.value.as_str()).collect(),
            TypeKind::Enum { items, .. } => items.iter().map(|item| item.name.value.as_str()).collect(),
            TypeKind::Bitmap { fields, .. } => fields.iter().map(|field| field.name.value.as_str()).collect(),
            TypeKind::Alias { .. } => Vec::new(),
        };
        owner(&def.name.value, members);
    }
    names
}
