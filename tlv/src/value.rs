//! Elements of any type.

use crate::{Decode, DecodeError, Decoded, ElementType, Header, Input, Mode, Tag};

/// A value of any type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// A signed integer.
    Int(i64),
    /// An unsigned integer.
    UInt(u64),
    /// A boolean.
    Bool(bool),
    /// A number in single precision.
    Float32(f32),
    /// A number in double precision.
    Float64(f64),
    /// Text.
    Utf8(&'a str),
    /// Bytes.
    Octets(&'a [u8]),
    /// Nothing.
    Null,
    /// The start of a structure.
    Structure,
    /// The start of an array.
    Array,
    /// The start of a list.
    List,
    /// The end of the innermost open container.
    EndOfContainer,
}

/// One element: a scalar, or the start or the end of a container.
///
/// It comes from a [`Reader`](crate::Reader), which walks into containers, or from typed decoding
/// (`T = Element`), which takes containers as a whole. Either way it can be [decoded](Self::decode) as
/// something more precise, and [written](crate::Encode) again with all that is in it.
///
/// Typed decoding does not see tags: there, `tag` is [`Tag::Anonymous`].
#[derive(Clone, Copy, Debug)]
pub struct Element<'a> {
    /// The element's tag.
    pub tag: Tag,
    /// The element's value.
    pub value: Value<'a>,
    ty: ElementType,
    input: Input<'a>,
}

impl<'a> Element<'a> {
    /// Reads the value that belongs to `header`, if it is a scalar; of a container, nothing more.
    #[inline]
    pub(crate) fn read(header: Header, input: Input<'a>) -> Result<(Self, Input<'a>), DecodeError> {
        let (value, rest) = Value::read(header.ty, input)?;
        Ok((Self { tag: header.tag, value, ty: header.ty, input }, rest))
    }

    /// The element's type on the wire.
    pub const fn ty(&self) -> ElementType {
        self.ty
    }

    /// The input at the element's value: what [`Decode::decode`] wants next to [`ty`](Self::ty).
    pub const fn input(&self) -> Input<'a> {
        self.input
    }

    /// Decodes the element as a `T`.
    ///
    /// # Errors
    ///
    /// Whatever `T` finds wrong with it.
    pub fn decode<T: Decode<'a>>(&self) -> Result<T, DecodeError> {
        T::decode(self.ty, self.input).map(|(value, _)| value)
    }
}

impl<'a> Value<'a> {
    #[inline]
    fn read(ty: ElementType, input: Input<'a>) -> Result<(Self, Input<'a>), DecodeError> {
        use ElementType as Ty;

        Ok(match ty {
            Ty::Int8 | Ty::Int16 | Ty::Int32 | Ty::Int64 => {
                let (value, rest) = i64::decode(ty, input)?;
                (Self::Int(value), rest)
            }
            Ty::UInt8 | Ty::UInt16 | Ty::UInt32 | Ty::UInt64 => {
                let (value, rest) = u64::decode(ty, input)?;
                (Self::UInt(value), rest)
            }
            Ty::False => (Self::Bool(false), input),
            Ty::True => (Self::Bool(true), input),
            Ty::Float32 => {
                let (value, rest) = f32::decode(ty, input)?;
                (Self::Float32(value), rest)
            }
            Ty::Float64 => {
                let (value, rest) = f64::decode(ty, input)?;
                (Self::Float64(value), rest)
            }
            Ty::Utf8L1 | Ty::Utf8L2 | Ty::Utf8L4 | Ty::Utf8L8 => {
                let (value, rest) = <&str>::decode(ty, input)?;
                (Self::Utf8(value), rest)
            }
            Ty::OctetsL1 | Ty::OctetsL2 | Ty::OctetsL4 | Ty::OctetsL8 => {
                let (value, rest) = <&[u8]>::decode(ty, input)?;
                (Self::Octets(value), rest)
            }
            Ty::Null => (Self::Null, input),
            Ty::Structure => (Self::Structure, input),
            Ty::Array => (Self::Array, input),
            Ty::List => (Self::List, input),
            Ty::EndOfContainer => (Self::EndOfContainer, input),
        })
    }
}

impl<'a> Decode<'a> for Element<'a> {
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        let input = input.with_mode();
        let (element, _) = Self::read(Header { tag: Tag::Anonymous, ty }, input)?;
        Ok((element, input.skip(ty)?.with_mode()))
    }
}
