//! What can go wrong, and where.

use core::fmt;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input ends inside an element.
    Truncated,
    /// The input goes on behind the one element that was asked for.
    TrailingBytes,
    /// The control byte holds an element type that no version of Matter defines.
    ReservedElementType,
    /// The element is well-formed but of another type than the one asked for.
    UnexpectedType,
    /// The integer is of the right kind but does not fit the type asked for.
    IntegerOutOfRange,
    /// A UTF-8 string is not UTF-8.
    InvalidUtf8,
    /// An octet string of a fixed length has another length.
    WrongLength,
    /// A structure lacks a member that it must have.
    MissingField,
    /// A structure has two members with the same context tag.
    DuplicateField,
    /// An array element or an end of container with a tag, or a structure member without one.
    UnexpectedTag,
    /// An end of container where no container is open.
    UnexpectedEndOfContainer,
    /// The input or the writer ends while a container is open.
    UnclosedContainer,
    /// More than [`MAX_DEPTH`](crate::MAX_DEPTH) containers inside each other.
    TooDeep,
    /// The element does not fit the writer's buffer.
    BufferFull,
    /// The operation needs an open container and none is open.
    NotInContainer,
}

impl ErrorKind {
    /// Whether the shape of the data is right and only a limit of the value is broken.
    ///
    /// Matter answers the two differently: a constraint is `CONSTRAINT_ERROR`, everything else means
    /// that the message was not understood. Only [`WrongLength`](Self::WrongLength) is a constraint:
    /// the codec knows no other limits.
    pub const fn is_constraint(self) -> bool {
        matches!(self, Self::WrongLength)
    }

    const fn message(self) -> &'static str {
        match self {
            Self::Truncated => "the input ends inside an element",
            Self::TrailingBytes => "bytes behind the element",
            Self::ReservedElementType => "reserved element type",
            Self::UnexpectedType => "an element of another type was expected",
            Self::IntegerOutOfRange => "integer out of range",
            Self::InvalidUtf8 => "invalid UTF-8",
            Self::WrongLength => "octet string of the wrong length",
            Self::MissingField => "a field is missing",
            Self::DuplicateField => "duplicate field",
            Self::UnexpectedTag => "a tag that cannot stand here",
            Self::UnexpectedEndOfContainer => "end of container without a container",
            Self::UnclosedContainer => "container not closed",
            Self::TooDeep => "containers nested too deep",
            Self::BufferFull => "the buffer is full",
            Self::NotInContainer => "no container is open",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message())
    }
}

/// What is wrong, and at which byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Error {
    /// What is wrong.
    pub kind: ErrorKind,
    /// Where: counted from the first byte of the input, or of the output when writing.
    ///
    /// An element is blamed at its control byte. Typed decoding, which starts behind control byte and
    /// tag, blames what is wrong with a value itself (its type, range, length or end) at the value.
    pub offset: usize,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at offset {}", self.kind, self.offset)
    }
}

impl core::error::Error for Error {}

/// An [`Error`] that does not know yet where the input began.
///
/// An [`Input`](crate::Input) is a slice and nothing else: advancing it forgets what was in front. That
/// keeps it in two registers, where a cursor that carried its position would take three and one
/// behind a reference would live in memory. What every such slice still knows is how much is *left*,
/// and since all of them end where the whole input ends, the entry point, which has the whole input,
/// can turn that into an offset: [`at`](Self::at).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DecodeError {
    /// What is wrong.
    pub kind: ErrorKind,
    /// How many bytes of input there were from the fault to the end.
    pub remaining: usize,
}

impl DecodeError {
    /// The error as seen from the start of an input of `total_len` bytes.
    pub const fn at(self, total_len: usize) -> Error {
        Error { kind: self.kind, offset: total_len.saturating_sub(self.remaining) }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} bytes before the end", self.kind, self.remaining)
    }
}

impl core::error::Error for DecodeError {}
