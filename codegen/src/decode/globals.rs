//! The attributes that every cluster has, which no file defines.

use std::sync::LazyLock;

use super::node::{Node, Scalar};
use crate::model::{
    Attribute, Cluster, Conformance, Constraint, DataType, Direction, Field, Privilege, Quality, Shape, Width,
};
use crate::reference::words;

const GENERATED_COMMANDS: u32 = 0xFFF8;
const ACCEPTED_COMMANDS: u32 = 0xFFF9;
const EVENTS: u32 = 0xFFFA;
const ATTRIBUTES: u32 = 0xFFFB;
const FEATURE_MAP: u32 = 0xFFFC;
const CLUSTER_REVISION: u32 = 0xFFFD;

static ALL: LazyLock<Vec<Attribute>> = LazyLock::new(|| {
    vec![
        list(GENERATED_COMMANDS, "GeneratedCommandList", "command-id"),
        list(ACCEPTED_COMMANDS, "AcceptedCommandList", "command-id"),
        list(EVENTS, "EventList", "event-id"),
        list(ATTRIBUTES, "AttributeList", "attrib-id"),
        attribute(FEATURE_MAP, "FeatureMap", number("map32", Width::W32)),
        attribute(CLUSTER_REVISION, "ClusterRevision", number("uint16", Width::W16)),
    ]
});

/// The attributes that every cluster has.
pub(super) fn attributes() -> &'static [Attribute] {
    &ALL
}

fn number(name: &str, width: Width) -> DataType {
    DataType { name: name.to_owned(), shape: Shape::Unsigned(width) }
}

fn list(id: u32, name: &str, entry: &str) -> Attribute {
    let entry_constraint = Box::default();
    let entry = Box::new(number(entry, Width::W32));
    attribute(id, name, DataType { name: entry.name.clone(), shape: Shape::List { entry, entry_constraint } })
}

fn attribute(id: u32, name: &str, ty: DataType) -> Attribute {
    let field = Field {
        id,
        name: name.to_owned(),
        ty,
        nullable: false,
        conformance: Conformance::MANDATORY,
        constraint: Constraint::default(),
        default: None,
        fabric_sensitive: false,
        secret: false,
        summary: None,
    };
    Attribute {
        field,
        read: Some(Privilege::View),
        write: None,
        fabric_scoped: false,
        timed_write: false,
        quality: Quality::default(),
    }
}

/// What the numbers in a global attribute stand for.
pub(super) fn explain(cluster: &Cluster, attribute: &Attribute, value: &mut Node) {
    let id = attribute.field.id;
    if id == FEATURE_MAP {
        value.meaning = number_of(value).and_then(|map| features(cluster, map));
    }
    for entry in value.members.iter_mut().flatten() {
        if let Some(number) = number_of(entry).and_then(|number| u32::try_from(number).ok()) {
            entry.meaning = name_of(cluster, id, number).map(ToOwned::to_owned);
        }
    }
}

const fn number_of(node: &Node) -> Option<u64> {
    if let Scalar::Unsigned(number) = node.value { Some(number) } else { None }
}

fn features(cluster: &Cluster, map: u64) -> Option<String> {
    let set = cluster.features.iter().filter(|feature| map >> feature.bit & 1 == 1);
    let names: Vec<_> = set.map(|feature| feature.name.as_str()).collect();
    Some(names.join(" | ")).filter(|names| !names.is_empty())
}

fn name_of(cluster: &Cluster, list: u32, number: u32) -> Option<&str> {
    let command = |direction| {
        let mut commands = cluster.commands.iter();
        commands.find(|it| it.id == number && it.direction == direction).map(|it| it.name.as_str())
    };
    match list {
        GENERATED_COMMANDS => command(Direction::ToClient),
        ACCEPTED_COMMANDS => command(Direction::ToServer),
        EVENTS => cluster.events.iter().find(|it| it.id == number).map(|it| it.name.as_str()),
        ATTRIBUTES => {
            let mut all = cluster.attributes.iter().chain(attributes());
            all.find(|it| it.field.id == number).map(|it| it.field.name.as_str())
        }
        _ => None,
    }
}

/// The features in a `FeatureMap` that the cluster does not have.
pub(super) fn unknown_features(cluster: &Cluster, attribute: &Attribute, value: &Node) -> Option<String> {
    let map = number_of(value).filter(|_| attribute.field.id == FEATURE_MAP)?;
    let known = cluster.features.iter().fold(0, |known, feature| known | 1 << feature.bit);
    let rest = map & !known;
    (rest != 0).then(|| format!("{} has no feature bits 0x{rest:X}", cluster.name))
}

/// The entries of a list of ids that the cluster does not have, each with its offset and what to say of it.
pub(super) fn unknown_ids(cluster: &Cluster, attribute: &Attribute, value: &Node) -> Vec<(usize, String)> {
    let kind = match attribute.field.id {
        GENERATED_COMMANDS => "response",
        ACCEPTED_COMMANDS => "command",
        EVENTS => "event",
        ATTRIBUTES => "attribute",
        _ => return Vec::new(),
    };
    let strange = value.members.iter().flatten().filter(|entry| entry.meaning.is_none());
    let ids = strange.filter_map(|entry| Some((entry.offset, u32::try_from(number_of(entry)?).ok()?)));
    let written = |id| if kind == "attribute" { words::attribute_id(id) } else { words::item_id(id) };
    ids.map(|(offset, id)| (offset, format!("{} has no {kind} {}", cluster.name, written(id)))).collect()
}
