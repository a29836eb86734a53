//! What is wrong with bytes, or worth knowing about them.

use serde::Serialize;

/// One thing that is not as the cluster has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// At which byte: where the element begins that it is about.
    pub offset: usize,
    /// How bad it is.
    pub severity: Severity,
    /// What kind of problem.
    pub kind: ProblemKind,
    /// The way to the element by names: `Clients[2].ClientIndex`; empty for the value as a whole.
    pub path: String,
    /// The problem in words.
    pub text: String,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing: a peer goes on.
    Note,
    /// Wrong: a peer refuses it, or may do so.
    Error,
}

/// Kinds of problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProblemKind {
    /// The bytes are not TLV from there on.
    Malformed,
    /// There is more behind the value.
    TrailingBytes,
    /// The value as a whole has a tag, or a field has one that is no context tag.
    UnexpectedTag,
    /// The element is of another type.
    WrongType,
    /// The number does not fit its type.
    TooLarge,
    /// The value is outside its limits.
    Limit,
    /// Null where null is no value.
    NotNullable,
    /// A mandatory field is missing, or each of a choice.
    MissingField,
    /// More of a choice are there than may be.
    TooManyOfChoice,
    /// The cluster has no such field.
    UnknownField,
    /// The field is there twice.
    DuplicateField,
    /// The enumeration has no such item.
    UnknownValue,
    /// The bitmap has no such bits.
    UnknownBits,
}

impl ProblemKind {
    /// How bad it is: peers pass over what they do not know.
    pub const fn severity(self) -> Severity {
        match self {
            Self::UnexpectedTag | Self::UnknownField | Self::UnknownValue | Self::UnknownBits => {
                Severity::Note
            }
            _ => Severity::Error,
        }
    }
}
