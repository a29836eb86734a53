//! A cluster under examination.

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::{Cluster, Conformance, Direction, Field};
use crate::resolve::{Located, facts};

/// A cluster, where its parts are written, and who is told of what is found.
pub(super) struct Subject<'a> {
    pub(super) located: &'a Located,
    pub(super) findings: &'a mut Diagnostics,
}

/// An item of a cluster: how places know it, and how people do.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) key: String,
    pub(super) name: String,
}

/// What a list of fields is a part of.
pub(super) struct Payload<'a> {
    pub(super) item: Item,
    pub(super) fields: &'a [Field],
}

impl Payload<'_> {
    /// A field of it.
    pub(super) fn field(&self, field: &Field) -> Item {
        Item {
            key: facts::field(&self.item.key, field.id),
            name: format!("{}{}{}", self.item.name, facts::SEPARATOR, field.name),
        }
    }
}

impl Subject<'_> {
    /// Reports something about an item.
    pub(super) fn report(&mut self, code: Code, item: &Item, message: String, label: &str, help: &str) {
        let diagnostic = Diagnostic::new(code, message).within(self.path(item)).with_help(help);
        self.findings.push(match self.located.places.find(&item.key) {
            Some(place) => diagnostic.at(place, label),
            None => diagnostic,
        });
    }

    /// Reports something about two items.
    pub(super) fn report_pair(
        &mut self,
        code: Code,
        [second, first]: [&Item; 2],
        message: String,
        label: &str,
        help: &str,
    ) {
        let mut diagnostic = Diagnostic::new(code, message).within(self.path(second)).with_help(help);
        if let Some(place) = self.located.places.find(&second.key) {
            diagnostic = diagnostic.at(place, label);
        }
        if let Some(place) = self.located.places.find(&first.key) {
            diagnostic = diagnostic.with_related(place, format!("`{}`", first.name));
        }
        self.findings.push(diagnostic);
    }

    fn path(&self, item: &Item) -> String {
        let head = &self.located.cluster.name;
        if item.name.is_empty() { head.clone() } else { format!("{head}{}{}", facts::SEPARATOR, item.name) }
    }
}

/// The cluster itself.
pub(super) fn cluster() -> Item {
    Item { key: facts::CLUSTER.to_owned(), name: String::new() }
}

pub(super) fn attribute(field: &Field) -> Item {
    Item { key: facts::attribute(field.id), name: field.name.clone() }
}

pub(super) fn command(direction: Direction, id: u32, name: &str) -> Item {
    Item { key: facts::command(direction, id), name: name.to_owned() }
}

pub(super) fn type_def(name: &str) -> Item {
    Item { key: facts::type_def(name), name: name.to_owned() }
}

pub(super) fn value(owner: &str, value: u64, name: &str) -> Item {
    let key = facts::value(&facts::type_def(owner), value);
    Item { key, name: format!("{owner}{}{name}", facts::SEPARATOR) }
}

/// All structures, commands and events.
pub(super) fn payloads(cluster: &Cluster) -> Vec<Payload<'_>> {
    let structs = cluster.structs.iter().map(|one| (type_def(&one.name), &one.fields));
    let commands =
        cluster.commands.iter().map(|one| (command(one.direction, one.id, &one.name), &one.fields));
    let events = cluster.events.iter().map(|one| (event(one.id, &one.name), &one.fields));
    let all = structs.chain(commands).chain(events);
    all.map(|(item, fields)| Payload { item, fields }).collect()
}

pub(super) fn event(id: u32, name: &str) -> Item {
    Item { key: facts::event(id), name: name.to_owned() }
}

/// All fields, the data of attributes included.
pub(super) fn fields(cluster: &Cluster) -> Vec<(Item, &Field)> {
    let attributes = cluster.attributes.iter().map(|one| (attribute(&one.field), &one.field));
    let mut all: Vec<_> = attributes.collect();
    for payload in payloads(cluster) {
        all.extend(payload.fields.iter().map(|field| (payload.field(field), field)));
    }
    all
}

/// Everything that is there only sometimes, and when.
pub(super) fn conformances(cluster: &Cluster) -> Vec<(Item, &Conformance)> {
    let mut all: Vec<_> =
        fields(cluster).into_iter().map(|(item, field)| (item, &field.conformance)).collect();
    all.extend(
        cluster
            .features
            .iter()
            .map(|one| (Item { key: facts::feature(one.bit), name: one.name.clone() }, &one.conformance)),
    );
    all.extend(
        cluster.commands.iter().map(|one| (command(one.direction, one.id, &one.name), &one.conformance)),
    );
    all.extend(cluster.events.iter().map(|one| (event(one.id, &one.name), &one.conformance)));
    for def in &cluster.enums {
        let item = |value_of: u32, name: &str| value(&def.name, u64::from(value_of), name);
        all.extend(def.items.iter().map(|one| (item(one.value, &one.name), &one.conformance)));
    }
    for def in &cluster.bitmaps {
        all.extend(def.fields.iter().map(|one| (value(&def.name, one.mask, &one.name), &one.conformance)));
    }
    all
}
