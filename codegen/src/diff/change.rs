//! What a comparison finds.

use std::fmt;

use serde::Serialize;

use crate::reference::words;

/// One difference between two states of a cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Where, from the cluster downwards; empty for the cluster itself. Names are those of the old state, where it has the
    /// item.
    pub path: Vec<Step>,
    /// What about it.
    pub kind: Kind,
    /// What it means on the wire.
    pub judgement: Judgement,
    /// What it was; `None` if there was nothing.
    pub old: Option<String>,
    /// What it is; `None` if there is nothing.
    pub new: Option<String>,
    /// The change in words, without the path: `the type was uint8 and is uint16`.
    pub text: String,
    /// Why it is judged so.
    pub reason: String,
}

impl Change {
    /// The path in words: `command 0x02 RemoveClient > field 0 ClientIndex`; `the cluster` for the cluster itself.
    pub fn place(&self) -> String {
        if self.path.is_empty() {
            return "the cluster".to_owned();
        }
        self.path.iter().map(ToString::to_string).collect::<Vec<_>>().join(" > ")
    }
}

/// What a change means for two peers of which one knows the old state and one the new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judgement {
    /// They understand each other.
    Compatible,
    /// Something that worked need not work any more.
    Breaking,
    /// An id stands for something else: they misunderstand each other.
    Reused,
}

impl Judgement {
    /// `compatible`, `breaking` or `reused`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Breaking => "breaking",
            Self::Reused => "reused",
        }
    }
}

impl fmt::Display for Judgement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What kind of item.
    pub item: ItemKind,
    /// Its id, field number, value, or lowest bit; `None` for types, which have only names.
    pub id: Option<u32>,
    /// Its name.
    pub name: String,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.item.name())?;
        match (self.item, self.id) {
            (_, None) => {}
            (ItemKind::Attribute, Some(id)) => write!(f, " {}", words::attribute_id(id))?,
            (ItemKind::Feature | ItemKind::Field | ItemKind::Bit, Some(id)) => write!(f, " {id}")?,
            (_, Some(id)) => write!(f, " {}", words::item_id(id))?,
        }
        write!(f, " {}", self.name)
    }
}

/// What kind of item has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// A feature.
    Feature,
    /// An attribute.
    Attribute,
    /// A command to the server.
    Command,
    /// A command to the client.
    Response,
    /// An event.
    Event,
    /// A field of a structure, a command or an event.
    Field,
    /// An enumeration.
    Enum,
    /// An item of an enumeration.
    Item,
    /// A bitmap.
    Bitmap,
    /// A field of a bitmap.
    Bit,
    /// A structure.
    Struct,
}

impl ItemKind {
    /// The kind in one word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Feature => "feature",
            Self::Attribute => "attribute",
            Self::Command => "command",
            Self::Response => "response",
            Self::Event => "event",
            Self::Field => "field",
            Self::Enum => "enum",
            Self::Item => "item",
            Self::Bitmap => "bitmap",
            Self::Bit => "bit",
            Self::Struct => "struct",
        }
    }
}

/// What about an item has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It has another name for the same thing.
    Renamed,
    /// Its id stands for something else.
    Reused,
    /// `ClusterRevision`.
    Revision,
    /// `ClusterRevision` is the same although the content is not.
    SameRevision,
    /// The type of its value.
    Type,
    /// The name of its type, while the wire stays the same.
    TypeName,
    /// How many bits it has.
    Width,
    /// Which bits it has.
    Mask,
    /// Whether null is a value.
    Nullable,
    /// Whether it is always there.
    Presence,
    /// When it is there, while it is optional before and after.
    Conformance,
    /// Limits of its value.
    Limits,
    /// Its default.
    Default,
    /// Whether and with what privilege it can be read.
    Read,
    /// Whether and with what privilege it can be written.
    Write,
    /// The privilege that invoking needs.
    Invoke,
    /// Whether writing or invoking must be timed.
    Timed,
    /// Whether it belongs to a fabric.
    FabricScoped,
    /// Whether other fabrics may not see it.
    FabricSensitive,
    /// A quality.
    Quality,
    /// What answers it.
    Response,
    /// The priority of an event.
    Priority,
    /// The code of a feature.
    Code,
    /// Whether the cluster may still change.
    Provisional,
    /// PICS code, role or scope.
    Classification,
}
