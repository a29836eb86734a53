//! Which items use which types.

use std::collections::BTreeMap;

use super::book::{Edition, Kind};
use crate::model::{DataType, Field, Shape};

/// An item that uses a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct User {
    /// Its name.
    pub(super) name: String,
    /// Its place on the page.
    pub(super) anchor: String,
}

/// The users of each type of a cluster.
pub(super) struct Uses<'m> {
    users: BTreeMap<(Kind, &'m str), Vec<User>>,
}

impl<'m> Uses<'m> {
    pub(super) fn of(edition: &Edition<'m>) -> Self {
        let cluster = edition.cluster;
        let mut uses = Self { users: BTreeMap::new() };
        for attribute in &cluster.attributes {
            let anchor = edition.attribute_anchor(attribute.field.id);
            uses.add(&attribute.field.name, &anchor, std::slice::from_ref(&attribute.field));
        }
        for command in &cluster.commands {
            uses.add(&command.name, &edition.command_anchor(command), &command.fields);
        }
        for event in &cluster.events {
            uses.add(&event.name, &edition.event_anchor(event), &event.fields);
        }
        for structure in &cluster.structs {
            if let Some(anchor) = edition.type_anchor(Kind::Struct, &structure.name) {
                uses.add(&structure.name, &anchor, &structure.fields);
            }
        }
        uses
    }

    /// Who uses a type, in the order of the page.
    pub(super) fn users(&self, kind: Kind, name: &'m str) -> &[User] {
        self.users.get(&(kind, name)).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, name: &str, anchor: &str, fields: &'m [Field]) {
        for used in fields.iter().filter_map(|field| defined(&field.ty)) {
            let user = User { name: name.to_owned(), anchor: anchor.to_owned() };
            let users = self.users.entry(used).or_default();
            if !users.contains(&user) {
                users.push(user);
            }
        }
    }
}

/// The type of the cluster that a type is, or is a list of.
fn defined(ty: &DataType) -> Option<(Kind, &str)> {
    match &ty.shape {
        Shape::Enum(name) => Some((Kind::Enum, name)),
        Shape::Bitmap(name) => Some((Kind::Bitmap, name)),
        Shape::Struct(name) => Some((Kind::Struct, name)),
        Shape::List { entry, .. } => defined(entry),
        _ => None,
    }
}
