//! Indices of network identities.

use core::{fmt, num::NonZeroU16};

/// The index of a network identity, 1 to 65,534.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NetworkIdentityIndex(NonZeroU16);

impl NetworkIdentityIndex {
    /// The first index.
    pub const MIN: Self = Self(NonZeroU16::MIN);

    /// The last index.
    pub const MAX: Self = Self(NonZeroU16::MIN.saturating_add(65_533));

    /// Takes an index; `None` if it is 0 or 65,535.
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
        match Self::new(self.get().saturating_add(1)) {
            Some(next) => next,
            None => Self::MIN,
        }
    }
}

impl fmt::Display for NetworkIdentityIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for NetworkIdentityIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NetworkIdentityIndex({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits() {
        assert_eq!(NetworkIdentityIndex::MAX.get(), 65534);
        assert_eq!(NetworkIdentityIndex::new(0), None);
        assert_eq!(NetworkIdentityIndex::new(65535), None);
        assert_eq!(NetworkIdentityIndex::new(65534), Some(NetworkIdentityIndex::MAX));
    }

    #[test]
    fn the_first_comes_after_the_last() {
        assert_eq!(NetworkIdentityIndex::MIN.next().get(), 2);
        assert_eq!(NetworkIdentityIndex::MAX.next(), NetworkIdentityIndex::MIN);
    }
}
