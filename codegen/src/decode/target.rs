//! What bytes are to be read as.

use std::fmt;

use thiserror::Error;

use super::globals;
use crate::model::{Attribute, Cluster, Command, Direction, Event, Struct};
use crate::reference::words;
use crate::similar;

/// Names what bytes are: an item by its id or its name, in any case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selector {
    /// The fields of a command.
    Command(String),
    /// The value of an attribute.
    Attribute(String),
    /// A structure, which has only a name.
    Struct(String),
    /// The fields of an event.
    Event(String),
}

/// What bytes are.
#[derive(Clone, Copy, Debug)]
pub enum Target<'a> {
    /// The fields of a command.
    Command(&'a Command),
    /// The value of an attribute.
    Attribute(&'a Attribute),
    /// A structure.
    Struct(&'a Struct),
    /// The fields of an event.
    Event(&'a Event),
}

impl fmt::Display for Target<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Command(command) => {
                let way = match command.direction {
                    Direction::ToServer => "to the server",
                    Direction::ToClient => "to the client",
                };
                write!(f, "command {} {}, {way}", words::item_id(command.id), command.name)
            }
            Self::Attribute(attribute) => {
                write!(f, "attribute {} {}", words::attribute_id(attribute.field.id), attribute.field.name)
            }
            Self::Struct(structure) => write!(f, "struct {}", structure.name),
            Self::Event(event) => write!(f, "event {} {}", words::item_id(event.id), event.name),
        }
    }
}

/// The cluster has no such item.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{cluster} has no {kind} `{wanted}`")]
pub struct NotFound {
    /// The cluster's name.
    pub cluster: String,
    /// What kind of item was looked for.
    pub kind: &'static str,
    /// Its id or name.
    pub wanted: String,
    /// What may have been meant.
    pub help: String,
}

/// Finds what a selector names. One command id can be both a request and a response: then there are two, the request first,
/// unless a direction is given.
///
/// # Errors
///
/// If there is none, with what may have been meant.
pub fn find<'a>(
    cluster: &'a Cluster,
    selector: &Selector,
    direction: Option<Direction>,
) -> Result<Vec<Target<'a>>, NotFound> {
    let (kind, wanted) = match selector {
        Selector::Command(wanted) => ("command", wanted),
        Selector::Attribute(wanted) => ("attribute", wanted),
        Selector::Struct(wanted) => ("struct", wanted),
        Selector::Event(wanted) => ("event", wanted),
    };
    let all: Vec<(Option<u32>, &'a str, Target<'a>)> = match selector {
        Selector::Command(_) => cluster
            .commands
            .iter()
            .filter(|command| direction.is_none_or(|direction| direction == command.direction))
            .map(|command| (Some(command.id), command.name.as_str(), Target::Command(command)))
            .collect(),
        Selector::Attribute(_) => {
            let attributes = cluster.attributes.iter().chain(globals::attributes());
            attributes.map(|it| (Some(it.field.id), it.field.name.as_str(), Target::Attribute(it))).collect()
        }
        Selector::Struct(_) => {
            cluster.structs.iter().map(|it| (None, it.name.as_str(), Target::Struct(it))).collect()
        }
        Selector::Event(_) => {
            cluster.events.iter().map(|it| (Some(it.id), it.name.as_str(), Target::Event(it))).collect()
        }
    };
    let number = number(wanted);
    let is_meant = |id: Option<u32>, name: &str| {
        similar::folded(name) == similar::folded(wanted) || (id.is_some() && id == number)
    };
    let found: Vec<_> =
        all.iter().filter(|(id, name, _)| is_meant(*id, name)).map(|(_, _, target)| *target).collect();
    if found.is_empty() {
        let help = similar::help(wanted, all.iter().map(|(_, name, _)| *name));
        return Err(NotFound { cluster: cluster.name.clone(), kind, wanted: wanted.clone(), help });
    }
    Ok(found)
}

fn number(text: &str) -> Option<u32> {
    let hex = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    hex.map_or_else(|| text.parse(), |digits| u32::from_str_radix(digits, 16)).ok()
}
