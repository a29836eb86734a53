//! Null is a value: not the same thing as an absent field, which is an `Option`.

use core::fmt;
use core::ops::Deref;

use matter_tlv::{
    Decode, DecodeError, Decoded, ElementType, Encode, Error, ErrorKind, Input, Mode, Tag, Writer,
};

use crate::value::Value;

/// A value of a nullable type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Nullable<T> {
    /// Null.
    #[default]
    Null,
    /// A value.
    Value(T),
}

impl<T> Nullable<T> {
    /// The value, if it is not null.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// The value by reference, if it is not null.
    pub const fn as_option(&self) -> Option<&T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// A reference to the value, null if it is null.
    pub const fn as_ref(&self) -> Nullable<&T> {
        match self {
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(value),
        }
    }

    /// What the value leads to, null if it is null: of a `String` the `str`.
    pub fn as_deref(&self) -> Nullable<&T::Target>
    where
        T: Deref,
    {
        self.as_ref().map(Deref::deref)
    }

    /// The same of another type, null if it is null.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Nullable<U> {
        self.value().map(f).into()
    }

    /// Whether it is null.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<Option<T>> for Nullable<T> {
    fn from(option: Option<T>) -> Self {
        option.map_or(Self::Null, Self::Value)
    }
}

impl<T> From<Nullable<T>> for Option<T> {
    fn from(nullable: Nullable<T>) -> Self {
        nullable.value()
    }
}

/// `null`, or the value's own form.
impl<T: fmt::Debug> fmt::Debug for Nullable<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Value(value) => value.fmt(f),
        }
    }
}

impl<'a, T: Decode<'a>> Decode<'a> for Nullable<T> {
    #[inline]
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        if ty == ElementType::Null {
            return Ok((Self::Null, input));
        }
        let (value, rest) = T::decode(ty, input)?;
        Ok((Self::Value(value), rest))
    }

    #[inline]
    fn decode_last<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Result<Self, DecodeError> {
        match ty {
            ElementType::Null if input.is_empty() => Ok(Self::Null),
            ElementType::Null => Err(input.error(ErrorKind::TrailingBytes)),
            _ => T::decode_last(ty, input).map(Self::Value),
        }
    }
}

impl<T: Encode> Encode for Nullable<T> {
    #[inline]
    fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
        match self {
            Self::Null => out.null(tag),
            Self::Value(value) => value.encode(tag, out),
        }
    }
}

impl<T: Value> Value for Nullable<T> {
    type Of<'a> = Nullable<T::Of<'a>>;
}
