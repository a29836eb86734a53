//! What of a cluster is there.

use crate::conformance::{Conformance, Requirement};
use crate::metadata::{AttributeMetadata, ClusterMetadata, CommandMetadata};
use crate::{AttributeId, CommandId};

/// What a server provides of the parts that its cluster leaves open.
///
/// Everything that a node says about itself (`AttributeList`, `AcceptedCommandList`, `GeneratedCommandList`,
/// `FeatureMap`) and everything that dispatch lets through follows from this one statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Provided<'a> {
    /// `FeatureMap`: the bits of the features.
    pub features: u32,
    /// The optional attributes that are there. Those that the features make mandatory need not be named.
    pub attributes: &'a [AttributeId],
    /// The optional requests that are accepted. Those that the features make mandatory need not be named.
    pub commands: &'a [CommandId],
}

impl Provided<'_> {
    /// Nothing but what is mandatory.
    pub const NOTHING: Self = Self { features: 0, attributes: &[], commands: &[] };
}

/// All there is, of a cluster that leaves nothing open: it has no features, and its attributes and commands are mandatory.
///
/// Dispatch of such a cluster names this type and not [`Provided`], so that a program which serves no other cluster is
/// linked without what evaluates conformance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Everything;

/// Tells dispatch what of a cluster is there.
pub trait Provides: Copy {
    /// `FeatureMap`.
    fn features(self) -> u32;

    /// Whether the server has an attribute of its cluster.
    fn has(self, metadata: &ClusterMetadata, attribute: &AttributeMetadata) -> bool;

    /// Whether the server accepts a request of its cluster.
    fn accepts(self, metadata: &ClusterMetadata, request: &CommandMetadata) -> bool;
}

impl Provides for Everything {
    fn features(self) -> u32 {
        0
    }

    fn has(self, _: &ClusterMetadata, _: &AttributeMetadata) -> bool {
        true
    }

    fn accepts(self, _: &ClusterMetadata, _: &CommandMetadata) -> bool {
        true
    }
}

/// There is what the server names, and what its features make mandatory.
impl Provides for Provided<'_> {
    fn features(self) -> u32 {
        self.features
    }

    fn has(self, metadata: &ClusterMetadata, attribute: &AttributeMetadata) -> bool {
        self.attributes.contains(&attribute.id)
            || metadata.requirement(&attribute.conformance, self) == Requirement::Mandatory
    }

    #[inline]
    fn accepts(self, metadata: &ClusterMetadata, request: &CommandMetadata) -> bool {
        // Most commands are there always; only the others are looked for.
        matches!(request.conformance, Conformance::Mandatory)
            || self.commands.contains(&request.id)
            || metadata.requirement(&request.conformance, self) == Requirement::Mandatory
    }
}
