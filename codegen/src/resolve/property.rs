//! What a fact of a cluster is about.

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Property {
    /// That the item is there at all.
    Presence,
    /// Its name.
    Name,
    /// The short code of a feature.
    Code,
    /// What it means, in prose.
    Summary,
    /// `ClusterRevision`.
    Revision,
    /// The PICS code.
    Pics,
    /// The role.
    Role,
    /// The scope.
    Scope,
    /// Whether the cluster may still change.
    Provisional,
    /// The bits of an enumeration or a bitmap.
    Width,
    /// The type on the wire.
    Type,
    /// The name of the type.
    TypeName,
    /// Whether null is a value.
    Nullable,
    /// Whether the item is always there.
    Mandatory,
    /// When the item is there, in full.
    Conformance,
    /// The choice group.
    Choice,
    /// The least value, length or number of entries.
    Min,
    /// The greatest value, length or number of entries.
    Max,
    /// The least of each entry of a list.
    EntryMin,
    /// The greatest of each entry of a list.
    EntryMax,
    /// Whether there are limits in prose.
    Described,
    /// The default.
    Default,
    /// Whether other fabrics may not see it.
    FabricSensitive,
    /// Whether it belongs to a fabric.
    FabricScoped,
    /// Whether it must not be printed.
    Secret,
    /// What reading needs.
    Read,
    /// What writing needs.
    Write,
    /// What invoking needs.
    Invoke,
    /// Whether the interaction must be timed.
    Timed,
    /// Whether a CASE session is needed.
    CaseOnly,
    /// The qualities.
    Quality,
    /// Whether a large message may be needed.
    LargeMessage,
    /// How a request is answered.
    Response,
    /// How important an event is.
    Priority,
}

impl Property {
    /// What a sentence calls it.
    pub(super) const fn wording(self) -> &'static str {
        match self {
            Self::Presence => "presence",
            Self::Name => "name",
            Self::Code => "code",
            Self::Summary => "summary",
            Self::Revision => "revision",
            Self::Pics => "PICS code",
            Self::Role => "role",
            Self::Scope => "scope",
            Self::Provisional => "provisional state",
            Self::Width => "width",
            Self::Type => "type",
            Self::TypeName => "type's name",
            Self::Nullable => "nullability",
            Self::Mandatory => "being mandatory",
            Self::Conformance => "conformance",
            Self::Choice => "choice group",
            Self::Min => "minimum",
            Self::Max => "maximum",
            Self::EntryMin => "entries' minimum",
            Self::EntryMax => "entries' maximum",
            Self::Described => "limits in prose",
            Self::Default => "default",
            Self::FabricSensitive => "fabric sensitivity",
            Self::FabricScoped => "fabric scope",
            Self::Secret => "secrecy",
            Self::Read => "read privilege",
            Self::Write => "write privilege",
            Self::Invoke => "invoke privilege",
            Self::Timed => "timed interaction",
            Self::CaseOnly => "need of CASE",
            Self::Quality => "qualities",
            Self::LargeMessage => "large message",
            Self::Response => "response",
            Self::Priority => "priority",
        }
    }
}
