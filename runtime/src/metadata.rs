//! Tables that describe a cluster: what dispatch checks against, and what a node reads to describe itself.
//!
//! Generated tables are made with the `const` functions here, so that each entry is one readable line.

use crate::{AttributeId, ClusterId, CommandId, EventId, Privilege};

/// A cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClusterMetadata {
    /// The id.
    pub id: ClusterId,
    /// The name in the specification.
    pub name: &'static str,
    /// `ClusterRevision`; 0 where the input does not say it.
    pub revision: u16,
    /// Attributes, by id, without the global ones.
    pub attributes: &'static [AttributeMetadata],
    /// Requests and responses, by id.
    pub commands: &'static [CommandMetadata],
    /// Events, by id.
    pub events: &'static [EventMetadata],
}

impl ClusterMetadata {
    /// The attribute with this id.
    pub fn attribute(&self, id: AttributeId) -> Option<&AttributeMetadata> {
        self.attributes.iter().find(|attribute| attribute.id == id)
    }

    /// The request with this id.
    pub fn request(&self, id: CommandId) -> Option<&CommandMetadata> {
        self.requests().find(|command| command.id == id)
    }

    /// The commands that a client sends.
    pub fn requests(&self) -> impl Iterator<Item = &CommandMetadata> {
        self.commands.iter().filter(|command| command.direction == Direction::ToServer)
    }
}

/// Whether an item must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Every server has it.
    Mandatory,
    /// A server may have it.
    Optional,
}

/// An attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttributeMetadata {
    /// The id.
    pub id: AttributeId,
    /// The name in the specification.
    pub name: &'static str,
    /// What reading needs; `None` if it cannot be read.
    pub read: Option<Privilege>,
    /// What writing needs; `None` if it cannot be written.
    pub write: Option<Privilege>,
    /// Whether a write must be timed.
    pub timed_write: bool,
    /// Whether every server has it.
    pub presence: Presence,
    /// Its qualities.
    pub quality: Quality,
}

impl AttributeMetadata {
    /// A mandatory attribute that can be neither read nor written: say more with the functions below.
    pub const fn new(id: u32, name: &'static str) -> Self {
        Self {
            id: AttributeId(id),
            name,
            read: None,
            write: None,
            timed_write: false,
            presence: Presence::Mandatory,
            quality: Quality::NONE,
        }
    }

    /// Can be read with this privilege.
    #[must_use]
    pub const fn read(self, privilege: Privilege) -> Self {
        Self { read: Some(privilege), ..self }
    }

    /// Can be written with this privilege.
    #[must_use]
    pub const fn write(self, privilege: Privilege) -> Self {
        Self { write: Some(privilege), ..self }
    }

    /// A write must be timed.
    #[must_use]
    pub const fn timed_write(self) -> Self {
        Self { timed_write: true, ..self }
    }

    /// A server may do without it.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { presence: Presence::Optional, ..self }
    }

    /// Has these qualities too.
    #[must_use]
    pub const fn quality(self, quality: Quality) -> Self {
        Self { quality: self.quality.union(quality), ..self }
    }
}

/// Qualities of an attribute (Matter specification, section 7.7).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Quality(pub u16);

impl Quality {
    /// Null is a value.
    pub const NULLABLE: Self = Self(0x0001);
    /// A list.
    pub const LIST: Self = Self(0x0002);
    /// Never changes.
    pub const FIXED: Self = Self(0x0004);
    /// Survives a restart.
    pub const NON_VOLATILE: Self = Self(0x0008);
    /// Changes are not reported on their own.
    pub const CHANGES_OMITTED: Self = Self(0x0010);
    /// Reported more seldom than it changes.
    pub const QUIETER_REPORTING: Self = Self(0x0020);
    /// Part of a scene.
    pub const SCENE: Self = Self(0x0040);
    /// Written only between `AtomicRequest`s.
    pub const ATOMIC_WRITE: Self = Self(0x0080);
    /// May need a large message.
    pub const LARGE_MESSAGE: Self = Self(0x0100);
    /// Fabric-scoped.
    pub const FABRIC_SCOPED: Self = Self(0x0200);
    /// Fabric-sensitive.
    pub const FABRIC_SENSITIVE: Self = Self(0x0400);
    /// None of them.
    pub const NONE: Self = Self(0);

    const NAMES: &'static [(u64, &'static str)] = &[
        (0x0001, "NULLABLE"),
        (0x0002, "LIST"),
        (0x0004, "FIXED"),
        (0x0008, "NON_VOLATILE"),
        (0x0010, "CHANGES_OMITTED"),
        (0x0020, "QUIETER_REPORTING"),
        (0x0040, "SCENE"),
        (0x0080, "ATOMIC_WRITE"),
        (0x0100, "LARGE_MESSAGE"),
        (0x0200, "FABRIC_SCOPED"),
        (0x0400, "FABRIC_SENSITIVE"),
    ];

    /// The qualities of both.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all qualities of `other` are there.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl core::fmt::Debug for Quality {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        crate::open::debug_bitmap(f, "Quality", self.0.into(), Self::NAMES)
    }
}

/// Which way a command goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// A request of the client.
    ToServer,
    /// A response of the server.
    ToClient,
}

/// A command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommandMetadata {
    /// The id.
    pub id: CommandId,
    /// The name in the specification.
    pub name: &'static str,
    /// Who sends it.
    pub direction: Direction,
    /// What invoking needs; without meaning for responses.
    pub privilege: Privilege,
    /// Whether the invoke must be timed.
    pub timed: bool,
    /// Whether it works on the accessing fabric only, and so needs one.
    pub fabric_scoped: bool,
    /// Whether it is refused on sessions that are not CASE.
    pub case_only: bool,
    /// Whether every server has it.
    pub presence: Presence,
    /// The response; `None` when a status is the answer.
    pub response: Option<CommandId>,
}

impl CommandMetadata {
    /// A mandatory request that is answered by a status: say more with the functions below.
    pub const fn request(id: u32, name: &'static str, privilege: Privilege) -> Self {
        Self {
            id: CommandId(id),
            name,
            direction: Direction::ToServer,
            privilege,
            timed: false,
            fabric_scoped: false,
            case_only: false,
            presence: Presence::Mandatory,
            response: None,
        }
    }

    /// A response.
    pub const fn response(id: u32, name: &'static str) -> Self {
        Self { direction: Direction::ToClient, ..Self::request(id, name, Privilege::View) }
    }

    /// The invoke must be timed.
    #[must_use]
    pub const fn timed(self) -> Self {
        Self { timed: true, ..self }
    }

    /// Works on the accessing fabric only.
    #[must_use]
    pub const fn fabric_scoped(self) -> Self {
        Self { fabric_scoped: true, ..self }
    }

    /// Refused on sessions that are not CASE.
    #[must_use]
    pub const fn case_only(self) -> Self {
        Self { case_only: true, ..self }
    }

    /// A server may do without it.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { presence: Presence::Optional, ..self }
    }

    /// Answered by this command.
    #[must_use]
    pub const fn answered_by(self, response: u32) -> Self {
        Self { response: Some(CommandId(response)), ..self }
    }
}

/// How important an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EventPriority {
    /// For development.
    Debug,
    /// Of interest.
    Info,
    /// Of consequence for safety, security or use.
    Critical,
}

/// An event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventMetadata {
    /// The id.
    pub id: EventId,
    /// The name in the specification.
    pub name: &'static str,
    /// How important it is.
    pub priority: EventPriority,
    /// What reading needs.
    pub read: Privilege,
    /// Whether other fabrics may not see it.
    pub fabric_sensitive: bool,
    /// Whether every server has it.
    pub presence: Presence,
}

impl EventMetadata {
    /// A mandatory event that is not fabric-sensitive.
    pub const fn new(id: u32, name: &'static str, priority: EventPriority, read: Privilege) -> Self {
        let presence = Presence::Mandatory;
        Self { id: EventId(id), name, priority, read, fabric_sensitive: false, presence }
    }

    /// Other fabrics may not see it.
    #[must_use]
    pub const fn fabric_sensitive(self) -> Self {
        Self { fabric_sensitive: true, ..self }
    }

    /// A server may do without it.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { presence: Presence::Optional, ..self }
    }
}
