//! A cluster as a table of single facts, so that two descriptions of it can be compared.
//!
//! An item is known by what stands on the wire, its id, so that another name for it is one difference and not two items.

use std::collections::BTreeMap;

use super::facts_text;
use super::property::Property;
use crate::model::{
    Attribute, Bounds, Cluster, Command, Conformance, Direction, Event, Field, Response, Shape, Struct,
};

/// The facts of a cluster, by item and property. What is not said is not there.
pub(super) type Facts = BTreeMap<(String, Property), String>;

/// Stands between an item and what it is part of.
pub(crate) const SEPARATOR: &str = " > ";

/// The item that stands for the cluster itself.
pub(crate) const CLUSTER: &str = "cluster";

pub(crate) fn feature(bit: u8) -> String {
    format!("feature {bit}")
}

pub(crate) fn attribute(id: u32) -> String {
    format!("attribute 0x{id:04X}")
}

pub(crate) fn command(direction: Direction, id: u32) -> String {
    let sender = if direction == Direction::ToServer { "request" } else { "response" };
    format!("{sender} 0x{id:02X}")
}

pub(crate) fn event(id: u32) -> String {
    format!("event 0x{id:02X}")
}

pub(crate) fn type_def(name: &str) -> String {
    format!("type {name}")
}

pub(crate) fn field(owner: &str, id: u32) -> String {
    format!("{owner}{SEPARATOR}field {id}")
}

pub(crate) fn value(owner: &str, value: u64) -> String {
    format!("{owner}{SEPARATOR}value 0x{value:X}")
}

/// All facts of a cluster.
pub(super) fn of(cluster: &Cluster) -> Facts {
    let mut table = Table { facts: Facts::new() };
    table.cluster(cluster);
    table.types(cluster);
    cluster.attributes.iter().for_each(|attribute| table.attribute(attribute));
    cluster.commands.iter().for_each(|command| table.command(command));
    cluster.events.iter().for_each(|event| table.event(event));
    table.facts
}

struct Table {
    facts: Facts,
}

impl Table {
    fn say(&mut self, item: &str, property: Property, value: impl Into<String>) {
        self.facts.insert((item.to_owned(), property), value.into());
    }

    fn say_if_some(&mut self, item: &str, property: Property, value: Option<impl Into<String>>) {
        if let Some(value) = value {
            self.say(item, property, value);
        }
    }

    fn say_if(&mut self, item: &str, property: Property, holds: bool) {
        self.say_if_some(item, property, holds.then_some("yes"));
    }

    fn cluster(&mut self, cluster: &Cluster) {
        self.say(CLUSTER, Property::Name, &cluster.name);
        self.say_if_some(CLUSTER, Property::Revision, cluster.revision.map(|revision| revision.to_string()));
        self.say_if_some(CLUSTER, Property::Summary, cluster.description.as_ref());
        self.say_if_some(CLUSTER, Property::Pics, cluster.pics.as_ref());
        self.say_if_some(CLUSTER, Property::Role, cluster.role.as_ref());
        self.say_if_some(CLUSTER, Property::Scope, cluster.scope.as_ref());
        self.say_if(CLUSTER, Property::Provisional, cluster.provisional);
        for one in &cluster.features {
            let item = feature(one.bit);
            self.item(&item, &one.name, one.summary.as_ref(), &one.conformance);
            self.say(&item, Property::Code, &one.code);
        }
    }

    fn types(&mut self, cluster: &Cluster) {
        for def in &cluster.enums {
            let item = type_def(&def.name);
            self.type_def(&item, "enumeration", def.summary.as_ref());
            self.say(&item, Property::Width, def.width.bits().to_string());
            for one in &def.items {
                self.item(
                    &value(&item, u64::from(one.value)),
                    &one.name,
                    one.summary.as_ref(),
                    &one.conformance,
                );
            }
        }
        for def in &cluster.bitmaps {
            let item = type_def(&def.name);
            self.type_def(&item, "bitmap", def.summary.as_ref());
            self.say(&item, Property::Width, def.width.bits().to_string());
            for one in &def.fields {
                self.item(&value(&item, one.mask), &one.name, one.summary.as_ref(), &one.conformance);
            }
        }
        cluster.structs.iter().for_each(|def| self.structure(def));
    }

    fn structure(&mut self, def: &Struct) {
        let item = type_def(&def.name);
        self.type_def(&item, "structure", def.summary.as_ref());
        self.say_if(&item, Property::FabricScoped, def.fabric_scoped);
        def.fields.iter().for_each(|one| self.field(&field(&item, one.id), one));
    }

    fn type_def(&mut self, item: &str, kind: &str, summary: Option<&String>) {
        self.say(item, Property::Presence, kind);
        self.say_if_some(item, Property::Summary, summary);
    }

    /// What items of all kinds have.
    fn item(&mut self, item: &str, name: &str, summary: Option<&String>, conformance: &Conformance) {
        self.say(item, Property::Presence, "yes");
        self.say(item, Property::Name, name);
        self.say_if_some(item, Property::Summary, summary);
        self.say_if(item, Property::Mandatory, conformance.is_mandatory());
        // What is plainly mandatory or optional is said by now, and a choice group is a fact of its own.
        let is_plain =
            matches!(conformance, Conformance::Mandatory(None) | Conformance::Optional { when: None, .. });
        if !is_plain {
            self.say(item, Property::Conformance, facts_text::conformance(conformance));
        }
        if let Some(choice) = conformance.choice() {
            self.say(item, Property::Choice, format!("{}{}", choice.group, choice.count));
        }
    }

    fn field(&mut self, item: &str, field: &Field) {
        self.item(item, &field.name, field.summary.as_ref(), &field.conformance);
        self.say(item, Property::Type, facts_text::shape(&field.ty));
        self.say(item, Property::TypeName, &field.ty.name);
        self.say_if(item, Property::Nullable, field.nullable);
        let constraint = &field.constraint;
        for bounds in [&constraint.value, &constraint.length, &constraint.count] {
            self.bounds(item, bounds.as_ref(), Property::Min, Property::Max);
        }
        if let Shape::List { entry_constraint, .. } = &field.ty.shape {
            for bounds in [&entry_constraint.value, &entry_constraint.length] {
                self.bounds(item, bounds.as_ref(), Property::EntryMin, Property::EntryMax);
            }
        }
        self.say_if(item, Property::Described, constraint.described);
        self.say_if_some(item, Property::Default, field.default.as_deref().map(facts_text::default));
        self.say_if(item, Property::FabricSensitive, field.fabric_sensitive);
        self.say_if(item, Property::Secret, field.secret);
    }

    fn bounds(&mut self, item: &str, bounds: Option<&Bounds>, min: Property, max: Property) {
        let Some(bounds) = bounds else { return };
        self.say_if_some(item, min, bounds.min.as_ref().map(facts_text::bound));
        self.say_if_some(item, max, bounds.max.as_ref().map(facts_text::bound));
    }

    fn attribute(&mut self, one: &Attribute) {
        let item = attribute(one.field.id);
        self.field(&item, &one.field);
        self.say_if_some(&item, Property::Read, one.read.map(debug));
        self.say_if_some(&item, Property::Write, one.write.map(debug));
        self.say_if(&item, Property::FabricScoped, one.fabric_scoped);
        self.say_if(&item, Property::Timed, one.timed_write);
        if one.quality != crate::model::Quality::default() {
            self.say(&item, Property::Quality, facts_text::quality(one.quality));
        }
    }

    fn command(&mut self, one: &Command) {
        let item = command(one.direction, one.id);
        self.item(&item, &one.name, one.summary.as_ref(), &one.conformance);
        if one.direction == Direction::ToServer {
            self.say(&item, Property::Invoke, debug(one.privilege));
            let response = match &one.response {
                Response::Command(name) => name.clone(),
                Response::Status | Response::None => "a status".to_owned(),
            };
            self.say(&item, Property::Response, response);
        }
        self.say_if(&item, Property::Timed, one.timed);
        self.say_if(&item, Property::FabricScoped, one.fabric_scoped);
        self.say_if(&item, Property::CaseOnly, one.case_only);
        self.say_if(&item, Property::LargeMessage, one.large_message);
        one.fields.iter().for_each(|inner| self.field(&field(&item, inner.id), inner));
    }

    fn event(&mut self, one: &Event) {
        let item = event(one.id);
        self.item(&item, &one.name, one.summary.as_ref(), &one.conformance);
        self.say(&item, Property::Priority, debug(one.priority));
        self.say(&item, Property::Read, debug(one.read));
        self.say_if(&item, Property::FabricSensitive, one.fabric_sensitive);
        one.fields.iter().for_each(|inner| self.field(&field(&item, inner.id), inner));
    }
}

fn debug(value: impl std::fmt::Debug) -> String {
    format!("{value:?}").to_lowercase()
}
