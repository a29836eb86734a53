//! Where the items of a cluster are written, for what is found out only on the model.

use std::collections::{BTreeMap, BTreeSet};

use super::facts;
use crate::source::Span;
use crate::syntax::{Cluster, Faults, Field, TypeKind};

/// The places of a cluster's items, by the names that [`facts`] gives them.
#[derive(Default)]
pub(crate) struct Places {
    cluster: Option<Span>,
    items: BTreeMap<String, Span>,
}

impl Places {
    /// Notes the places of all items.
    pub(super) fn of(cluster: &Cluster) -> Self {
        let mut places = Self { cluster: Some(cluster.span), items: BTreeMap::new() };
        for feature in &cluster.features {
            places.put(facts::feature(u8::try_from(feature.bit.value).unwrap_or(u8::MAX)), feature.name.span);
        }
        for attribute in &cluster.attributes {
            places.put(facts::attribute(number(&attribute.field)), attribute.field.span);
        }
        for command in &cluster.commands {
            let Some(direction) = command.direction else {
                continue;
            };
            let item = facts::command(direction, command.id.value);
            places.fields(&item, &command.fields);
            places.put(item, command.span);
        }
        for event in &cluster.events {
            let item = facts::event(event.id.value);
            places.fields(&item, &event.fields);
            places.put(item, event.span);
        }
        for def in &cluster.types {
            places.type_def(def);
        }
        places
    }

    fn type_def(&mut self, def: &crate::syntax::TypeDef) {
        let item = facts::type_def(&def.name.value);
        match &def.kind {
            TypeKind::Enum { items, .. } => {
                for one in items {
                    self.put(facts::value(&item, one.value.value), one.name.span);
                }
            }
            TypeKind::Bitmap { fields, .. } => {
                for one in fields {
                    self.put(facts::value(&item, one.mask.value), one.name.span);
                }
            }
            TypeKind::Struct { fields, .. } => self.fields(&item, fields),
            TypeKind::Alias { .. } => {}
        }
        self.put(item, def.span);
    }

    fn fields(&mut self, owner: &str, fields: &[Field]) {
        for field in fields {
            self.put(facts::field(owner, number(field)), field.span);
        }
    }

    /// The items that are faulty.
    pub(super) fn of_faulty(&self, faults: &Faults) -> BTreeSet<String> {
        let covered = self.items.iter().filter(|(_, place)| faults.cover(**place));
        covered.map(|(item, _)| item.clone()).collect()
    }

    fn put(&mut self, item: String, span: Span) {
        self.items.insert(item, span);
    }

    /// Where an item is written; what is missing is missing where its owner is.
    pub(crate) fn find(&self, item: &str) -> Option<Span> {
        let owner = item.rsplit_once(facts::SEPARATOR).map(|(owner, _)| owner);
        let own = self.items.get(item).or_else(|| self.items.get(owner?));
        own.copied().or(self.cluster)
    }
}

fn number(field: &Field) -> u32 {
    field.id.map_or(0, |id| id.value)
}
