use core::fmt;

use ::serde::de::Visitor;
use ::serde::ser::{Error as _, SerializeSeq};
use ::serde::{Deserializer, Serializer};
use matter_tlv::Decode;

use crate::{List, Nullable};

/// What is made of octet strings.
pub trait Octets {
    /// Serialises it.
    ///
    /// # Errors
    ///
    /// Those of the serializer; for a list also an entry that is malformed.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// Serialises octet strings.
///
/// # Errors
///
/// Those of [`Octets::write`].
pub fn serialize<T: Octets, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.write(serializer)
}

impl Octets for [u8] {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(&Hex(self))
        } else {
            serializer.serialize_bytes(self)
        }
    }
}

/// Lower-case digits, two a byte.
struct Hex<'a>(&'a [u8]);

impl fmt::Display for Hex<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl<const N: usize> Octets for [u8; N] {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_slice().write(serializer)
    }
}

impl<T: Octets + ?Sized> Octets for &T {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).write(serializer)
    }
}

impl<T: Octets> Octets for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => value.write(serializer),
            None => serializer.serialize_none(),
        }
    }
}

impl<T: Octets> Octets for Nullable<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => serializer.serialize_some(&Entry(value)),
            Self::Null => serializer.serialize_none(),
        }
    }
}

/// A value within another.
struct Entry<'a, T>(&'a T);

impl<T: Octets> ::serde::Serialize for Entry<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

impl<'a, T: Decode<'a> + Copy + Octets> Octets for List<'a, T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        for entry in self {
            seq.serialize_element(&Entry(&entry.map_err(S::Error::custom)?))?;
        }
        seq.end()
    }
}

/// What is made of octet strings and owns them.
pub trait FromOctets: Sized {
    /// Deserialises it.
    ///
    /// # Errors
    ///
    /// Those of the deserializer; digits that are none; a wrong length.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Deserialises octet strings.
///
/// # Errors
///
/// Those of [`FromOctets::read`].
pub fn deserialize<'de, T: FromOctets, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

impl<const N: usize> FromOctets for [u8; N] {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        collect(deserializer, |bytes| {
            let mut array = [0; N];
            let mut count = 0;
            for byte in bytes {
                *array.get_mut(count).ok_or(())? = byte?;
                count += 1;
            }
            if count == N { Ok(array) } else { Err(()) }
        })
    }
}

/// An optional field that is there.
impl<T: FromOctets> FromOctets for Option<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Some)
    }
}

impl<T: FromOctets> FromOctets for Nullable<T> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value: Option<Owned<T>> = ::serde::Deserialize::deserialize(deserializer)?;
        Ok(value.map(|value| value.0).into())
    }
}

/// A value within another.
struct Owned<T>(T);

impl<'de, T: FromOctets> ::serde::Deserialize<'de> for Owned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

/// A byte, or digits that are none.
type Byte = Result<u8, ()>;

/// Makes something of the bytes of one octet string.
fn collect<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    make: impl FnOnce(&mut dyn Iterator<Item = Byte>) -> Result<T, ()>,
) -> Result<T, D::Error> {
    if deserializer.is_human_readable() {
        deserializer.deserialize_str(Bytes { make })
    } else {
        deserializer.deserialize_bytes(Bytes { make })
    }
}

struct Bytes<M> {
    make: M,
}

impl<T, M: FnOnce(&mut dyn Iterator<Item = Byte>) -> Result<T, ()>> Visitor<'_> for Bytes<M> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an octet string of the right length, as bytes or hexadecimal digits")
    }

    fn visit_str<E: ::serde::de::Error>(self, digits: &str) -> Result<T, E> {
        let mut bytes = digits.as_bytes().chunks(2).map(|pair| match pair {
            [high, low] => digit(*high).zip(digit(*low)).map(|(high, low)| high << 4 | low).ok_or(()),
            _ => Err(()),
        });
        (self.make)(&mut bytes).map_err(|()| E::custom("no octet string of the right length"))
    }

    fn visit_bytes<E: ::serde::de::Error>(self, bytes: &[u8]) -> Result<T, E> {
        (self.make)(&mut bytes.iter().map(|byte| Ok(*byte)))
            .map_err(|()| E::custom("no octet string of the right length"))
    }
}

fn digit(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(feature = "alloc")]
mod heap {
    use alloc::vec::Vec;

    use super::{Deserializer, Entry, FromOctets, Octets, Owned, SerializeSeq, Serializer, collect};

    impl Octets for Vec<u8> {
        fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.as_slice().write(serializer)
        }
    }

    impl<T: Octets> Octets for Vec<T> {
        fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut seq = serializer.serialize_seq(Some(self.len()))?;
            for entry in self {
                seq.serialize_element(&Entry(entry))?;
            }
            seq.end()
        }
    }

    impl FromOctets for Vec<u8> {
        fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            collect(deserializer, |bytes| bytes.collect())
        }
    }

    impl<T: FromOctets> FromOctets for Vec<T> {
        fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let entries: Vec<Owned<T>> = ::serde::Deserialize::deserialize(deserializer)?;
            Ok(entries.into_iter().map(|entry| entry.0).collect())
        }
    }
}
