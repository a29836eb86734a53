//! Stations.

use std::fmt;

/// What an access point calls a station: the value of `Calling-Station-Id`, mostly its address in hexadecimal digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Station(Box<[u8]>);

impl Station {
    /// Takes the value of the attribute; `None` for an empty one, which is no name.
    pub fn new(value: &[u8]) -> Option<Self> {
        if value.is_empty() { None } else { Some(Self(value.into())) }
    }

    /// The value of the attribute.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// What is not printable comes as an escape sequence: nobody writes into the log who is not let in.
impl fmt::Display for Station {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.escape_ascii().fmt(f)
    }
}

impl fmt::Debug for Station {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Station({self})")
    }
}
