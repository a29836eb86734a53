//! Where types are used: a type that is new where another one was may be that one under another name.

use std::collections::BTreeMap;

use super::names;
use super::types::Types;
use crate::model::{Cluster, DataType, Direction, Field, Shape};

/// Two types without counterpart that are used at one and the same place.
pub(super) fn counterpart(types: &Types<'_>) -> Option<(String, String)> {
    let old = places(types.old, &|name| Some(types.new_name(name)?.to_owned()));
    let new = places(types.new, &|name| Some(name.to_owned()));
    old.iter().find_map(|(place, (item, old_type))| {
        let (new_item, new_type) = new.get(place)?;
        let is_same_thing = names::are_similar(item, new_item);
        let found = is_same_thing && types.can_pair(old_type, new_type);
        found.then(|| (old_type.clone(), new_type.clone()))
    })
}

/// The type at each place, and the name of the item there. `counterpart` gives a structure the name that both states have.
fn places(
    cluster: &Cluster,
    counterpart: &dyn Fn(&str) -> Option<String>,
) -> BTreeMap<(String, u32), (String, String)> {
    let mut places = BTreeMap::new();
    let mut add = |owner: &str, field: &Field| {
        if let Some(name) = named(&field.ty) {
            places.insert((owner.to_owned(), field.id), (field.name.clone(), name.to_owned()));
        }
    };
    for attribute in &cluster.attributes {
        add("attribute", &attribute.field);
    }
    for command in &cluster.commands {
        let way = if command.direction == Direction::ToServer { "command" } else { "response" };
        for field in &command.fields {
            add(&format!("{way} {}", command.id), field);
        }
    }
    for event in &cluster.events {
        for field in &event.fields {
            add(&format!("event {}", event.id), field);
        }
    }
    for structure in &cluster.structs {
        if let Some(name) = counterpart(&structure.name) {
            for field in &structure.fields {
                add(&format!("struct {name}"), field);
            }
        }
    }
    places
}

fn named(ty: &DataType) -> Option<&str> {
    match &ty.shape {
        Shape::Enum(name) | Shape::Bitmap(name) | Shape::Struct(name) => Some(name),
        Shape::List { entry, .. } => named(entry),
        _ => None,
    }
}
