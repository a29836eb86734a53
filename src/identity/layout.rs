//! Structures of which every field and its place is laid down.
//!
//! [`matter_tlv::Fields`] is made for commands: fields in any order, unknown ones skipped. Identities and
//! administrator secrets allow none of that.

use core::fmt;

use matter_tlv::{ElementType, ErrorKind, Reader, Tag, Value};
use thiserror::Error;

/// How bytes differ from the one structure they may hold.
///
/// Offsets are those of an element's first byte, counted from the first byte of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum LayoutError {
    /// Not Matter TLV: truncated, say.
    #[error("not Matter TLV: {0}")]
    Tlv(matter_tlv::Error),
    /// The input is no structure, or one with a tag.
    #[error("not a structure without a tag")]
    NotAnonymousStructure,
    /// The structure ends before a field that it must have.
    #[error("field {field} is missing: the structure ends at offset {offset}")]
    Missing {
        /// The context tag of the field.
        field: u8,
        /// Where the structure ends.
        offset: usize,
    },
    /// Another field stands where a certain one must.
    #[error("field {field} was expected at offset {offset}, found {}", Found(*found))]
    Unexpected {
        /// The context tag that was expected.
        field: u8,
        /// The context tag that was found, unknown, repeated or out of order; `None` for a tag of another kind.
        found: Option<u8>,
        /// Where.
        offset: usize,
    },
    /// A field is of another type.
    #[error("field {field} at offset {offset} is not {expected}")]
    WrongType {
        /// The context tag of the field.
        field: u8,
        /// What it should have been.
        expected: &'static str,
        /// Where.
        offset: usize,
    },
    /// An octet string has another length.
    #[error("field {field} at offset {offset} has {found} bytes, not {expected}")]
    WrongLength {
        /// The context tag of the field.
        field: u8,
        /// The length that was expected.
        expected: usize,
        /// The length that was found.
        found: usize,
        /// Where.
        offset: usize,
    },
    /// The length of an octet string takes more than one byte.
    #[error("the length of field {field} at offset {offset} takes more than one byte")]
    WideLength {
        /// The context tag of the field.
        field: u8,
        /// Where.
        offset: usize,
    },
    /// There is a field behind the last one.
    #[error("a field too many at offset {offset}: {}", Found(*found))]
    Extra {
        /// Its context tag; `None` for a tag of another kind.
        found: Option<u8>,
        /// Where.
        offset: usize,
    },
    /// There are bytes behind the structure.
    #[error("bytes behind the structure, from offset {offset} on")]
    TrailingBytes {
        /// Where they begin.
        offset: usize,
    },
}

/// Only the number of a context tag is told. Other tags have up to 8 bytes, and where the layout is wrong these may
/// have been meant to be a part of a secret.
const fn context(tag: Tag) -> Option<u8> {
    match tag {
        Tag::Context(tag) => Some(tag),
        _ => None,
    }
}

struct Found(Option<u8>);

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(tag) => write!(f, "field {tag}"),
            None => f.write_str("a tag of another kind"),
        }
    }
}

/// A structure that is read field by field, in order.
pub(crate) struct Layout<'a> {
    reader: Reader<'a>,
}

/// A field as found.
struct Field<'a> {
    value: Value<'a>,
    ty: ElementType,
    offset: usize,
}

impl<'a> Layout<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Result<Self, LayoutError> {
        let mut reader = Reader::new(bytes);
        match reader.next().map_err(LayoutError::Tlv)? {
            Some(element) if element.tag == Tag::Anonymous && element.value == Value::Structure => {
                Ok(Self { reader })
            }
            _ => Err(LayoutError::NotAnonymousStructure),
        }
    }

    /// An octet string of `N` bytes, which has a one-byte length.
    pub(crate) fn octets<const N: usize>(&mut self, tag: u8) -> Result<&'a [u8; N], LayoutError> {
        let Field { value, ty, offset } = self.field(tag)?;
        let Value::Octets(octets) = value else {
            return Err(LayoutError::WrongType { field: tag, expected: "an octet string", offset });
        };
        if ty != ElementType::OctetsL1 {
            return Err(LayoutError::WideLength { field: tag, offset });
        }
        let wrong = LayoutError::WrongLength { field: tag, expected: N, found: octets.len(), offset };
        octets.try_into().map_err(|_| wrong)
    }

    /// An unsigned integer of any width.
    pub(crate) fn uint(&mut self, tag: u8) -> Result<u64, LayoutError> {
        match self.field(tag)? {
            Field { value: Value::UInt(value), .. } => Ok(value),
            Field { offset, .. } => {
                Err(LayoutError::WrongType { field: tag, expected: "an unsigned integer", offset })
            }
        }
    }

    /// Makes sure that nothing follows.
    pub(crate) fn end(mut self) -> Result<(), LayoutError> {
        let offset = self.reader.offset();
        match self.reader.next().map_err(LayoutError::Tlv)? {
            Some(element) if element.value != Value::EndOfContainer => {
                Err(LayoutError::Extra { found: context(element.tag), offset })
            }
            _ => self.reader.finish().map_err(|error| match error.kind {
                ErrorKind::TrailingBytes => LayoutError::TrailingBytes { offset: error.offset },
                _ => LayoutError::Tlv(error),
            }),
        }
    }

    fn field(&mut self, tag: u8) -> Result<Field<'a>, LayoutError> {
        let offset = self.reader.offset();
        match self.reader.next().map_err(LayoutError::Tlv)? {
            Some(element) if element.tag == Tag::Context(tag) => {
                Ok(Field { value: element.value, ty: element.ty(), offset })
            }
            Some(element) if element.value != Value::EndOfContainer => {
                Err(LayoutError::Unexpected { field: tag, found: context(element.tag), offset })
            }
            _ => Err(LayoutError::Missing { field: tag, offset }),
        }
    }
}
