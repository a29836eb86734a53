//! Tables that describe a cluster: what dispatch checks against, and what a node reads to describe itself.
//!
//! Generated tables are made with the `const` functions here, so that each entry is one readable line.

use crate::conformance::{Conformance, Requirement, Term};
use crate::serve::Provided;
use crate::{AttributeId, ClusterId, CommandId, Context, EventId, FabricIndex, Privilege};

mod claims;
mod quality;

pub use claims::Misclaim;
pub use quality::Quality;

/// A cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClusterMetadata {
    /// The id.
    pub id: ClusterId,
    /// The name in the specification.
    pub name: &'static str,
    /// `ClusterRevision`; 0 where the input does not say it.
    pub revision: u16,
    /// Features, by bit.
    pub features: &'static [FeatureMetadata],
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

    /// The event with this id.
    pub fn event(&self, id: EventId) -> Option<&EventMetadata> {
        self.events.iter().find(|event| event.id == id)
    }

    /// The feature with this code: `LT`.
    pub fn feature(&self, code: &str) -> Option<&FeatureMetadata> {
        self.features.iter().find(|feature| feature.code == code)
    }

    /// What a conformance of this cluster comes to for a server that provides this.
    pub fn requirement(&self, conformance: &Conformance, provided: Provided<'_>) -> Requirement {
        if matches!(conformance, Conformance::Mandatory) {
            return Requirement::Mandatory;
        }
        conformance.evaluate(&|term| self.holds(term, provided))
    }

    /// Whether a term is known to hold. Of what it refers to, only that counts which is named or follows from features:
    /// terms that refer to each other in a ring end there.
    fn holds(&self, term: &Term, provided: Provided<'_>) -> Option<bool> {
        let by_features =
            |conformance: &Conformance| conformance.given(provided.features) == Requirement::Mandatory;
        match term {
            Term::Feature(bit) => Some(provided.features & bit != 0),
            Term::Attribute(id) => {
                let id = AttributeId(*id);
                let implied = self.attribute(id).is_some_and(|item| by_features(&item.conformance));
                Some(implied || provided.attributes.contains(&id))
            }
            Term::Command(id) => {
                let id = CommandId(*id);
                let implied = self.request(id).is_some_and(|item| by_features(&item.conformance));
                Some(implied || provided.commands.contains(&id))
            }
            _ => None,
        }
    }

    /// The commands that a client sends.
    pub fn requests(&self) -> impl Iterator<Item = &CommandMetadata> {
        self.commands.iter().filter(|command| command.direction == Direction::ToServer)
    }
}

/// A feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeatureMetadata {
    /// Its bit of the feature map, as a mask.
    pub mask: u32,
    /// The short code.
    pub code: &'static str,
    /// The name in the specification.
    pub name: &'static str,
    /// When a server has it.
    pub conformance: Conformance,
}

impl FeatureMetadata {
    /// An optional feature.
    pub const fn new(mask: u32, code: &'static str, name: &'static str) -> Self {
        Self { mask, code, name, conformance: Conformance::Optional }
    }

    /// A server has it under these conditions.
    #[must_use]
    pub const fn when(self, conformance: Conformance) -> Self {
        Self { conformance, ..self }
    }
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
    /// When a server has it.
    pub conformance: Conformance,
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
            conformance: Conformance::Mandatory,
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
        Self { conformance: Conformance::Optional, ..self }
    }

    /// A server has it under these conditions.
    #[must_use]
    pub const fn when(self, conformance: Conformance) -> Self {
        Self { conformance, ..self }
    }

    /// Has these qualities too.
    #[must_use]
    pub const fn quality(self, quality: Quality) -> Self {
        Self { quality: self.quality.union(quality), ..self }
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
    /// When a server has it.
    pub conformance: Conformance,
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
            conformance: Conformance::Mandatory,
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
        Self { conformance: Conformance::Optional, ..self }
    }

    /// A server has it under these conditions.
    #[must_use]
    pub const fn when(self, conformance: Conformance) -> Self {
        Self { conformance, ..self }
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
    /// When a server has it.
    pub conformance: Conformance,
}

impl EventMetadata {
    /// A mandatory event that is not fabric-sensitive.
    pub const fn new(id: u32, name: &'static str, priority: EventPriority, read: Privilege) -> Self {
        let conformance = Conformance::Mandatory;
        Self { id: EventId(id), name, priority, read, fabric_sensitive: false, conformance }
    }

    /// Whether a requester may see an occurrence of it that belongs to this fabric: whoever lacks the privilege may not,
    /// and what is fabric-sensitive is for its own fabric.
    pub fn is_visible(&self, cx: &Context, fabric_index: Option<FabricIndex>) -> bool {
        cx.privilege.allows(self.read)
            && (!self.fabric_sensitive || (cx.fabric_index.is_some() && cx.fabric_index == fabric_index))
    }

    /// Other fabrics may not see it.
    #[must_use]
    pub const fn fabric_sensitive(self) -> Self {
        Self { fabric_sensitive: true, ..self }
    }

    /// A server may do without it.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { conformance: Conformance::Optional, ..self }
    }

    /// A server has it under these conditions.
    #[must_use]
    pub const fn when(self, conformance: Conformance) -> Self {
        Self { conformance, ..self }
    }
}
