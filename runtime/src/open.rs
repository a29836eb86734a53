//! Enumerations and bitmaps that stay open: a value that this release does not name is kept, encoded again as it came,
//! and printed as a number. A newer peer can therefore always be read.

use core::fmt;

/// An enumeration, as [`open_enum!`](crate::open_enum) implements it.
pub trait OpenEnum: Copy {
    /// The name in the specification.
    fn name(self) -> Option<&'static str>;

    /// The value with this name in the specification.
    fn from_name(name: &str) -> Option<Self>;

    /// The value as a number.
    fn number(self) -> u64;

    /// The value of a number; `None` if it has too many bits.
    fn from_number(number: u64) -> Option<Self>;

    /// Whether this release names the value.
    fn is_known(self) -> bool {
        self.name().is_some()
    }
}

/// Prints `ECDSA`, or `IdentityTypeEnum(7)` for a value without a name.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug_enum(f: &mut fmt::Formatter<'_>, ty: &str, name: Option<&str>, value: u64) -> fmt::Result {
    match name {
        Some(name) => f.write_str(name),
        None => write!(f, "{ty}({value})"),
    }
}

/// Prints `DaysBitmap(MONDAY | FRIDAY | 0x80)`: fields by name, multi-bit ones with their value, the rest as a number.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug_bitmap(f: &mut fmt::Formatter<'_>, ty: &str, value: u64, fields: &[(u64, &str)]) -> fmt::Result {
    write!(f, "{ty}(")?;
    let mut rest = value;
    let mut separator = "";
    for (mask, name) in fields {
        let bits = value & mask;
        if bits == 0 {
            continue;
        }
        rest &= !mask;
        write!(f, "{separator}{name}")?;
        if mask.count_ones() > 1 {
            write!(f, "={}", bits >> mask.trailing_zeros())?;
        }
        separator = " | ";
    }
    if rest != 0 {
        write!(f, "{separator}0x{rest:X}")?;
    }
    f.write_str(")")
}

/// Implements what every generated enumeration has in common.
///
/// The type is a newtype over the integer with a `NAMES` table, sorted as the specification has it.
#[macro_export]
macro_rules! open_enum {
    ($name:ident, $raw:ty) => {
        impl $name {
            /// Whether this release names the value.
            pub fn is_known(self) -> bool {
                $crate::open::OpenEnum::is_known(self)
            }
        }

        impl $crate::open::OpenEnum for $name {
            fn name(self) -> ::core::option::Option<&'static str> {
                Self::NAMES.iter().find(|(value, _)| *value == self.0).map(|(_, name)| *name)
            }

            fn from_name(name: &str) -> ::core::option::Option<Self> {
                Self::NAMES.iter().find(|(_, own)| *own == name).map(|(value, _)| Self(*value))
            }

            fn number(self) -> u64 {
                self.0.into()
            }

            fn from_number(number: u64) -> ::core::option::Option<Self> {
                ::core::convert::TryFrom::try_from(number).ok().map(Self)
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let name = $crate::open::OpenEnum::name(*self);
                $crate::open::debug_enum(f, ::core::stringify!($name), name, self.0.into())
            }
        }

        $crate::integer_newtype!($name, $raw);
    };
}

/// Implements what every generated bitmap has in common.
///
/// The type is a newtype over the integer with a `FIELDS` table of masks and names.
#[macro_export]
macro_rules! bitmap {
    ($name:ident, $raw:ty) => {
        impl $name {
            /// No bit at all.
            pub const EMPTY: Self = Self(0);

            /// Whether all bits of `other` are set.
            pub const fn contains(self, other: Self) -> bool {
                self.0 & other.0 == other.0
            }

            /// The bits of both.
            #[must_use]
            pub const fn union(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            /// The value of a field of several bits, shifted down to its lowest bit.
            pub const fn field(self, mask: Self) -> $raw {
                if mask.0 == 0 { 0 } else { (self.0 & mask.0) >> mask.0.trailing_zeros() }
            }

            /// The same with another value in a field of several bits; what does not fit the field is cut off.
            #[must_use]
            pub const fn with_field(self, mask: Self, value: $raw) -> Self {
                if mask.0 == 0 {
                    return self;
                }
                Self(self.0 & !mask.0 | (value << mask.0.trailing_zeros()) & mask.0)
            }
        }

        impl ::core::ops::BitOr for $name {
            type Output = Self;

            fn bitor(self, other: Self) -> Self {
                self.union(other)
            }
        }

        impl ::core::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::open::debug_bitmap(f, ::core::stringify!($name), self.0.into(), Self::FIELDS)
            }
        }

        $crate::integer_newtype!($name, $raw);
    };
}

/// Conversions and TLV of a newtype over an integer. Part of [`open_enum!`](crate::open_enum) and
/// [`bitmap!`](crate::bitmap).
#[doc(hidden)]
#[macro_export]
macro_rules! integer_newtype {
    ($name:ident, $raw:ty) => {
        impl ::core::convert::From<$raw> for $name {
            fn from(value: $raw) -> Self {
                Self(value)
            }
        }

        impl ::core::convert::From<$name> for $raw {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl<'a> $crate::tlv::Decode<'a> for $name {
            #[inline]
            fn decode<M: $crate::tlv::Mode>(
                ty: $crate::tlv::ElementType,
                input: $crate::tlv::Input<'a, M>,
            ) -> $crate::tlv::Decoded<'a, Self, M> {
                let (value, rest) = <$raw as $crate::tlv::Decode>::decode(ty, input)?;
                ::core::result::Result::Ok((Self(value), rest))
            }
        }

        impl $crate::tlv::Encode for $name {
            #[inline]
            fn encode(
                &self,
                tag: $crate::tlv::Tag,
                out: &mut $crate::tlv::Writer<'_>,
            ) -> ::core::result::Result<(), $crate::tlv::Error> {
                $crate::tlv::Encode::encode(&self.0, tag, out)
            }
        }

        impl $crate::value::Value for $name {
            type Of<'a> = Self;
        }

        impl $crate::limits::Present for $name {
            type Item = Self;

            fn present(&self) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(*self)
            }
        }

        impl $crate::limits::Validate for $name {}

        $crate::owned_as_it_is!($name);
    };
}
