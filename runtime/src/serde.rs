//! Serialisation of values with [`serde`](krate), for generated code with serde derives.
//!
//! | value | in formats for people (JSON) | in others |
//! |---|---|---|
//! | enumeration | the name; a value without one as a number | number |
//! | bitmap | number | number |
//! | octet string | hexadecimal digits in lower case | bytes |
//! | null | null | null |
//! | list | sequence | sequence |
//! | absent field | left out | left out |
//! | secret field | `"[redacted]"` | `"[redacted]"` |
//!
//! Fields have their Rust names. Because absent fields are left out the format must name its fields, as JSON and CBOR do.
//! Whatever borrows nothing is deserialised again; a secret only from its real value, which serialisation never gives.

use core::fmt;
use core::marker::PhantomData;

pub use ::serde as krate;
use ::serde::de::{Unexpected, Visitor};
use ::serde::ser::{Error as _, SerializeSeq};
pub use ::serde::{Deserialize, Serialize};
use ::serde::{Deserializer, Serializer};
use matter_tlv::Decode;

use crate::open::OpenEnum;
use crate::{List, Nullable};

mod secret;

/// Octet strings, and whatever is made of them: for `#[serde(with = "..")]`.
pub mod octets;

pub use secret::{Redactable, present_secret, redacted, secret};

impl<T: Serialize> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_option().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Nullable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::from)
    }
}

/// An entry that is malformed is an error.
impl<'a, T: Decode<'a> + Copy + Serialize> Serialize for List<'a, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        for entry in self {
            seq.serialize_element(&entry.map_err(S::Error::custom)?)?;
        }
        seq.end()
    }
}

/// An optional field that is there: null is a value of it or an error, but never absence.
///
/// # Errors
///
/// Those of the value.
pub fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// An enumeration: part of [`serde_enum!`](crate::serde_enum).
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize_enum<E: OpenEnum, S: Serializer>(value: E, serializer: S) -> Result<S::Ok, S::Error> {
    match value.name() {
        Some(name) if serializer.is_human_readable() => serializer.serialize_str(name),
        _ => serializer.serialize_u64(value.number()),
    }
}

/// An enumeration: part of [`serde_enum!`](crate::serde_enum).
///
/// # Errors
///
/// Those of the deserializer; a name or a number that the type does not have.
pub fn deserialize_enum<'de, E: OpenEnum, D: Deserializer<'de>>(deserializer: D) -> Result<E, D::Error> {
    if deserializer.is_human_readable() {
        deserializer.deserialize_any(NameOrNumber(PhantomData))
    } else {
        deserializer.deserialize_u64(NameOrNumber(PhantomData))
    }
}

struct NameOrNumber<E>(PhantomData<E>);

impl<E: OpenEnum> Visitor<'_> for NameOrNumber<E> {
    type Value = E;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a value, or a number")
    }

    fn visit_str<F: ::serde::de::Error>(self, name: &str) -> Result<E, F> {
        E::from_name(name).ok_or_else(|| F::invalid_value(Unexpected::Str(name), &self))
    }

    fn visit_u64<F: ::serde::de::Error>(self, number: u64) -> Result<E, F> {
        E::from_number(number).ok_or_else(|| F::invalid_value(Unexpected::Unsigned(number), &self))
    }
}

/// Implements serde's traits for an enumeration.
#[macro_export]
macro_rules! serde_enum {
    ($name:ident) => {
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::krate::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serde::serialize_enum(*self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::krate::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::serde::deserialize_enum(deserializer)
            }
        }
    };
}

/// Implements serde's traits for a bitmap.
#[macro_export]
macro_rules! serde_bitmap {
    ($name:ident) => {
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::krate::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::serde::Serialize::serialize(&self.0, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::krate::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::serde::Deserialize::deserialize(deserializer).map(Self)
            }
        }
    };
}
