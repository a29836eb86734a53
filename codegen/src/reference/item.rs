//! Features, attributes, commands and events on a page.

use serde::Serialize;

use super::types::{LimitsPage, TypeUse};
use super::words;
use crate::model::{Attribute, Cluster, Command, Direction, Event, Feature, Field, Response};

/// A feature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FeaturePage {
    /// The bit in `FeatureMap`.
    pub bit: u8,
    /// The short code.
    pub code: String,
    /// The name.
    pub name: String,
    /// When it is there, in the specification's notation.
    pub conformance: String,
    /// What it means.
    pub summary: Option<String>,
}

impl FeaturePage {
    /// What is known of a feature.
    pub fn of(feature: &Feature) -> Self {
        Self {
            bit: feature.bit,
            code: feature.code.clone(),
            name: feature.name.clone(),
            conformance: words::conformance(&feature.conformance),
            summary: feature.summary.clone(),
        }
    }
}

/// A field of a structure, a command or an event, and the value of an attribute.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FieldPage {
    /// The field's number, or the attribute's id.
    pub id: u32,
    /// The name.
    pub name: String,
    /// The type.
    #[serde(rename = "type")]
    pub ty: TypeUse,
    /// Whether null is a value.
    pub nullable: bool,
    /// When it is there, in the specification's notation: `M`, `O`, `[LT]`.
    pub conformance: String,
    /// Whether it is always there.
    pub mandatory: bool,
    /// Its limits.
    pub limits: Option<LimitsPage>,
    /// Its default, as written.
    pub default: Option<String>,
    /// Whether other fabrics may not see it.
    pub fabric_sensitive: bool,
    /// What it means.
    pub summary: Option<String>,
}

impl FieldPage {
    /// What is known of a field.
    pub fn of(field: &Field, cluster: &Cluster) -> Self {
        Self {
            id: field.id,
            name: field.name.clone(),
            ty: TypeUse::of(&field.ty, cluster),
            nullable: field.nullable,
            conformance: words::conformance(&field.conformance),
            mandatory: field.conformance.is_mandatory(),
            limits: LimitsPage::of(&field.ty, &field.constraint),
            default: field.default.clone(),
            fabric_sensitive: field.fabric_sensitive,
            summary: field.summary.clone(),
        }
    }
}

/// An attribute.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AttributePage {
    /// The id as it is written: `0x0001`.
    pub code: String,
    /// Its value.
    #[serde(flatten)]
    pub value: FieldPage,
    /// The privilege that reading needs; null if it cannot be read.
    pub read: Option<&'static str>,
    /// The privilege that writing needs; null if it cannot be written.
    pub write: Option<&'static str>,
    /// Whether a write must be timed.
    pub timed_write: bool,
    /// Whether it is fabric-scoped.
    pub fabric_scoped: bool,
    /// Its qualities: `fixed`, `non-volatile`, `scene`, ...
    pub quality: Vec<&'static str>,
}

impl AttributePage {
    /// What is known of an attribute.
    pub fn of(attribute: &Attribute, cluster: &Cluster) -> Self {
        Self {
            code: words::attribute_id(attribute.field.id),
            value: FieldPage::of(&attribute.field, cluster),
            read: attribute.read.map(words::privilege),
            write: attribute.write.map(words::privilege),
            timed_write: attribute.timed_write,
            fabric_scoped: attribute.fabric_scoped,
            quality: words::quality(attribute.quality),
        }
    }
}

/// A command.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "the specification's flags are independent")]
pub struct CommandPage {
    /// The id.
    pub id: u32,
    /// The id as it is written: `0x01`.
    pub code: String,
    /// The name.
    pub name: String,
    /// `to-server` or `to-client`.
    pub direction: &'static str,
    /// What it is answered by: `status`, or a command's name; null for what is not answered.
    pub response: Option<String>,
    /// The privilege that invoking needs; null for commands to the client.
    pub invoke: Option<&'static str>,
    /// Whether the invoke must be timed.
    pub timed: bool,
    /// Whether it works on the accessing fabric only.
    pub fabric_scoped: bool,
    /// Whether it is refused on sessions that are not CASE.
    pub case_only: bool,
    /// Whether it may need a large message.
    pub large_message: bool,
    /// When it is there, in the specification's notation.
    pub conformance: String,
    /// Whether it is always there.
    pub mandatory: bool,
    /// What it does.
    pub summary: Option<String>,
    /// By number.
    pub fields: Vec<FieldPage>,
}

impl CommandPage {
    /// What is known of a command.
    pub fn of(command: &Command, cluster: &Cluster) -> Self {
        let (direction, invoke) = match command.direction {
            Direction::ToServer => ("to-server", Some(words::privilege(command.privilege))),
            Direction::ToClient => ("to-client", None),
        };
        Self {
            id: command.id,
            code: words::item_id(command.id),
            name: command.name.clone(),
            direction,
            response: match &command.response {
                Response::None => None,
                Response::Status => Some("status".to_owned()),
                Response::Command(name) => Some(name.clone()),
            },
            invoke,
            timed: command.timed,
            fabric_scoped: command.fabric_scoped,
            case_only: command.case_only,
            large_message: command.large_message,
            conformance: words::conformance(&command.conformance),
            mandatory: command.conformance.is_mandatory(),
            summary: command.summary.clone(),
            fields: command.fields.iter().map(|field| FieldPage::of(field, cluster)).collect(),
        }
    }
}

/// An event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventPage {
    /// The id.
    pub id: u32,
    /// The id as it is written: `0x01`.
    pub code: String,
    /// The name.
    pub name: String,
    /// `debug`, `info` or `critical`.
    pub priority: &'static str,
    /// The privilege that reading needs.
    pub read: &'static str,
    /// Whether other fabrics may not see it.
    pub fabric_sensitive: bool,
    /// When it is there, in the specification's notation.
    pub conformance: String,
    /// Whether it is always there.
    pub mandatory: bool,
    /// What it means.
    pub summary: Option<String>,
    /// By number.
    pub fields: Vec<FieldPage>,
}

impl EventPage {
    /// What is known of an event.
    pub fn of(event: &Event, cluster: &Cluster) -> Self {
        Self {
            id: event.id,
            code: words::item_id(event.id),
            name: event.name.clone(),
            priority: words::priority(event.priority),
            read: words::privilege(event.read),
            fabric_sensitive: event.fabric_sensitive,
            conformance: words::conformance(&event.conformance),
            mandatory: event.conformance.is_mandatory(),
            summary: event.summary.clone(),
            fields: event.fields.iter().map(|field| FieldPage::of(field, cluster)).collect(),
        }
    }
}
