//! Indices of clients.

use core::{fmt, num::NonZeroU16};

/// The index of a client, 1 to 2,047.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClientIndex(NonZeroU16);

impl ClientIndex {
    /// The first index.
    pub const MIN: Self = Self(NonZeroU16::MIN);

    /// The last index.
    pub const MAX: Self = Self(NonZeroU16::MIN.saturating_add(2046));

    /// Takes an index; `None` if it is 0 or more than 2,047.
    pub const fn new(index: u16) -> Option<Self> {
        match NonZeroU16::new(index) {
            Some(index) if index.get() <= Self::MAX.get() => Some(Self(index)),
            _ => None,
        }
    }

    /// The number.
    pub const fn get(self) -> u16 {
        self.0.get()
    }

    /// The index after this one; the first comes after the last.
    #[must_use]
    pub const fn next(self) -> Self {
        match Self::new(self.get() + 1) {
            Some(next) => next,
            None => Self::MIN,
        }
    }
}

impl fmt::Display for ClientIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for ClientIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClientIndex({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits() {
        assert_eq!(ClientIndex::MAX.get(), 2047);
        assert_eq!(ClientIndex::new(0), None);
        assert_eq!(ClientIndex::new(2048), None);
        assert_eq!(ClientIndex::new(2047), Some(ClientIndex::MAX));
    }

    #[test]
    fn the_first_comes_after_the_last() {
        assert_eq!(ClientIndex::MIN.next().get(), 2);
        assert_eq!(ClientIndex::MAX.next(), ClientIndex::MIN);
    }
}
