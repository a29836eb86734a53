//! Secrets: never shown, and never taken from where they were not shown.

use ::serde::de::Error as _;
use ::serde::{Deserialize, Deserializer, Serializer};

use crate::Nullable;

/// In the place of a secret.
const REDACTED: &str = "[redacted]";

/// Serialises a secret as `"[redacted]"`.
///
/// # Errors
///
/// Those of the serializer.
pub fn redacted<T, S: Serializer>(_value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(REDACTED)
}

/// A text that may be what was put in the place of a secret. Of all other types that would be no value.
pub trait Redactable {
    /// Whether it is.
    fn is_redacted(&self) -> bool;
}

impl Redactable for str {
    fn is_redacted(&self) -> bool {
        self == REDACTED
    }
}

impl<T: Redactable> Redactable for Nullable<T> {
    fn is_redacted(&self) -> bool {
        self.as_option().is_some_and(T::is_redacted)
    }
}

#[cfg(feature = "alloc")]
impl Redactable for alloc::string::String {
    fn is_redacted(&self) -> bool {
        self.as_str().is_redacted()
    }
}

/// A list is replaced as a whole: entries of it are as they are.
#[cfg(feature = "alloc")]
impl<T> Redactable for alloc::vec::Vec<T> {
    fn is_redacted(&self) -> bool {
        false
    }
}

/// Deserialises a secret text.
///
/// # Errors
///
/// Those of the value; what was put in its place.
pub fn secret<'de, T: Deserialize<'de> + Redactable, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let value = T::deserialize(deserializer)?;
    if value.is_redacted() { Err(D::Error::custom("the secret is redacted")) } else { Ok(value) }
}

/// Deserialises a secret text that is there.
///
/// # Errors
///
/// Those of [`secret`].
pub fn present_secret<'de, T: Deserialize<'de> + Redactable, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    secret(deserializer).map(Some)
}
