//! The resolved clusters: no XML, nothing of a dialect but its name, no Rust. What is here is right, and everything behind it may rely on that.
//!
//! - every name of a type is defined in the same cluster: global types that a cluster uses are part of it;
//! - ids and names are unique among their kind, field numbers are settled and sorted;
//! - limits lie within their type, and no minimum is over its maximum;
//! - a request's response exists.

mod choices;
mod conformance;
mod constraint;
mod items;
mod types;

use serde::Serialize;

use crate::source::Dialect;

pub use choices::{ChoiceCount, ChoiceGroup, choice_groups};
pub use conformance::{Choice, Comparison, Conformance, Operand, Term};
pub use constraint::{Bound, Bounds, Constraint, Unit};
pub use items::{
    Attribute, Command, Direction, Event, EventPriority, Field, Persistence, Privilege, Quality, Response,
};
pub use types::{BitField, Bitmap, DataType, Enum, EnumItem, Shape, Struct, Width};

/// All releases that were read, in the order in which they were asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Model {
    /// The releases.
    pub releases: Vec<Release>,
}

/// One release of the specification, or of whoever defines the clusters.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Release {
    /// The name of its folder, `1.6.1`; `None` for inputs without release folders.
    pub name: Option<String>,
    /// Its clusters, by id.
    pub clusters: Vec<Cluster>,
}

/// One cluster.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cluster {
    /// The id; vendors' clusters carry the vendor's code in the upper half.
    pub id: u32,
    /// The name, with spaces, as the specification has it.
    pub name: String,
    /// The dialects that have it. This is for readers of lists: nothing else may depend on it.
    #[serde(skip)]
    pub dialects: Vec<Dialect>,
    /// `ClusterRevision`, where the input says it.
    pub revision: Option<u16>,
    /// What it is for.
    pub description: Option<String>,
    /// The PICS code.
    pub pics: Option<String>,
    /// `application` or `utility`.
    pub role: Option<String>,
    /// `Endpoint` or `Node`.
    pub scope: Option<String>,
    /// Whether it may still change without a new revision.
    pub provisional: bool,
    /// Its features, by bit.
    pub features: Vec<Feature>,
    /// Its enumerations, by name.
    pub enums: Vec<Enum>,
    /// Its bitmaps, by name.
    pub bitmaps: Vec<Bitmap>,
    /// Its structures, by name.
    pub structs: Vec<Struct>,
    /// Its attributes, by id; the global ones that every cluster has are left out.
    pub attributes: Vec<Attribute>,
    /// Its commands, by id, requests before responses of the same id.
    pub commands: Vec<Command>,
    /// Its events, by id.
    pub events: Vec<Event>,
}

/// A feature of a cluster.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Feature {
    /// The bit in `FeatureMap`.
    pub bit: u8,
    /// The short code.
    pub code: String,
    /// The name.
    pub name: String,
    /// What it means.
    pub summary: Option<String>,
    /// When it is there.
    pub conformance: Conformance,
}

impl Cluster {
    /// The structure of this name.
    pub fn structure(&self, name: &str) -> Option<&Struct> {
        self.structs.iter().find(|item| item.name == name)
    }

    /// The enumeration of this name.
    pub fn enumeration(&self, name: &str) -> Option<&Enum> {
        self.enums.iter().find(|item| item.name == name)
    }

    /// The bitmap of this name.
    pub fn bitmap(&self, name: &str) -> Option<&Bitmap> {
        self.bitmaps.iter().find(|item| item.name == name)
    }

    /// The command that a request is answered with.
    pub fn response_of(&self, request: &Command) -> Option<&Command> {
        let Response::Command(name) = &request.response else {
            return None;
        };
        self.commands.iter().find(|command| command.direction == Direction::ToClient && command.name == *name)
    }
}
