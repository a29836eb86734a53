//! Ids as surveys spell them: `1104`, `"1104"`, `"0x0450"`.

use core::fmt;

use serde::de::{Deserializer, Error, Unexpected, Visitor};

struct Id {
    what: &'static str,
    max: u64,
}

impl Visitor<'_> for Id {
    type Value = u64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the id of {}: a number up to {}, or a text like \"0x001F\" or \"31\"", self.what, self.max)
    }

    fn visit_u64<E: Error>(self, id: u64) -> Result<u64, E> {
        if id <= self.max { Ok(id) } else { Err(E::invalid_value(Unexpected::Unsigned(id), &self)) }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<u64, E> {
        let hexadecimal = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
        let (digits, radix) = hexadecimal.map_or((text, 10), |digits| (digits, 16));
        // Not `from_str_radix` alone, which takes a sign.
        let id = if digits.starts_with('+') { None } else { u64::from_str_radix(digits, radix).ok() };
        id.filter(|id| *id <= self.max).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// The id of a cluster.
pub(super) fn cluster<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let id = deserializer.deserialize_any(Id { what: "a cluster", max: u32::MAX.into() })?;
    u32::try_from(id).map_err(D::Error::custom)
}

/// The number of an endpoint.
pub(super) fn endpoint<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u16, D::Error> {
    let id = deserializer.deserialize_any(Id { what: "an endpoint", max: u16::MAX.into() })?;
    u16::try_from(id).map_err(D::Error::custom)
}

/// A ClusterRevision, if it is known.
pub(super) fn revision<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u16>, D::Error> {
    struct Revision;

    impl Visitor<'_> for Revision {
        type Value = Option<u16>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a ClusterRevision: a number up to 65535, or null")
        }

        fn visit_u64<E: Error>(self, revision: u64) -> Result<Self::Value, E> {
            let fault = |_| E::invalid_value(Unexpected::Unsigned(revision), &self);
            u16::try_from(revision).map(Some).map_err(fault)
        }

        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
    }

    deserializer.deserialize_any(Revision)
}
