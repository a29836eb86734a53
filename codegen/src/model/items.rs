//! Attributes, commands, events and their fields.

use serde::{Deserialize, Serialize};

use super::{Conformance, Constraint, DataType};

/// A field of a structure, a command or an event, and the data of an attribute.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Field {
    /// The field's number, or the attribute's id.
    pub id: u32,
    /// The name.
    pub name: String,
    /// The type.
    pub ty: DataType,
    /// Whether null is a value.
    pub nullable: bool,
    /// When it is there.
    pub conformance: Conformance,
    /// Its limits.
    pub constraint: Constraint,
    /// The default as written; advice for readers.
    pub default: Option<String>,
    /// Whether other fabrics may not see it.
    pub fabric_sensitive: bool,
    /// Whether it must never be printed.
    pub secret: bool,
    /// What it means.
    pub summary: Option<String>,
}

/// An attribute.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Attribute {
    /// Id, name, type, limits.
    pub field: Field,
    /// What reading needs; `None` if it cannot be read.
    pub read: Option<Privilege>,
    /// What writing needs; `None` if it cannot be written.
    pub write: Option<Privilege>,
    /// Whether it is fabric-scoped.
    pub fabric_scoped: bool,
    /// Whether a write must be timed.
    pub timed_write: bool,
    /// Its qualities.
    pub quality: Quality,
}

/// Qualities of an attribute.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the specification's qualities are independent flags")]
pub struct Quality {
    /// Whether it survives a restart.
    pub persistence: Option<Persistence>,
    /// Changes are not reported on their own.
    pub changes_omitted: bool,
    /// Part of a scene.
    pub scene: bool,
    /// Reported when it changes (a quality of old releases).
    pub reportable: bool,
    /// Reported more seldom than it changes.
    pub quieter_reporting: bool,
    /// Written only between `AtomicRequest`s.
    pub atomic_write: bool,
    /// May need a large message.
    pub large_message: bool,
    /// Carries the source of a change.
    pub source_attribution: bool,
}

/// Whether an attribute survives a restart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Persistence {
    /// Never changes.
    Fixed,
    /// Survives.
    NonVolatile,
    /// Does not.
    Volatile,
}

/// What a subject must be granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Privilege {
    /// Reading what is not sensitive.
    View,
    /// Using the device.
    Operate,
    /// Configuring it.
    Manage,
    /// Administering it.
    Administer,
}

/// Which way a command goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// A request of the client.
    ToServer,
    /// A response of the server, or, in old clusters, a request of the server.
    ToClient,
}

/// How a request is answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Response {
    /// It is itself a response.
    None,
    /// By a status.
    Status,
    /// By a command of this name.
    Command(String),
}

/// A command.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the specification's flags are independent")]
pub struct Command {
    /// The id.
    pub id: u32,
    /// The name.
    pub name: String,
    /// Who sends it.
    pub direction: Direction,
    /// How it is answered.
    pub response: Response,
    /// What invoking needs.
    pub privilege: Privilege,
    /// Whether the invoke must be timed.
    pub timed: bool,
    /// Whether it works on the accessing fabric only.
    pub fabric_scoped: bool,
    /// Whether it is refused on sessions that are not CASE. No dialect can say it; the configuration does.
    pub case_only: bool,
    /// Whether it may need a large message.
    pub large_message: bool,
    /// When it is there.
    pub conformance: Conformance,
    /// Its fields, by number.
    pub fields: Vec<Field>,
    /// What it does.
    pub summary: Option<String>,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// The id.
    pub id: u32,
    /// The name.
    pub name: String,
    /// How important it is.
    pub priority: EventPriority,
    /// What reading needs.
    pub read: Privilege,
    /// Whether other fabrics may not see it.
    pub fabric_sensitive: bool,
    /// When it is there.
    pub conformance: Conformance,
    /// Its fields, by number.
    pub fields: Vec<Field>,
    /// What it means.
    pub summary: Option<String>,
}

/// How important an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum EventPriority {
    /// For development.
    Debug,
    /// Of interest.
    Info,
    /// Of consequence for safety, security or use.
    Critical,
}
