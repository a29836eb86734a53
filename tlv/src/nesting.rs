//! Which containers are open, and what may stand in them.

use crate::{ElementType, ErrorKind, Header, Tag};

/// How many containers may be open inside each other.
///
/// Matter's own messages need less than ten; hostile ones are refused before they cost anything.
///
/// [`Reader`](crate::Reader) and [`Writer`](crate::Writer) count from the outermost element. [`Decode`](crate::Decode)
/// counts from the one that it reads, or skips, and does not know those around it: what it took from a deep place may be
/// too deep to be written there.
pub const MAX_DEPTH: usize = 32;

/// A stack of the kinds of the open containers, two bits each, the innermost lowest.
///
/// No kind is zero, so the stack needs no count and an empty one is zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Nesting(u64);

/// The kind of a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Container {
    Structure = 1,
    Array = 2,
    List = 3,
}

impl Container {
    #[inline]
    pub(crate) const fn of(ty: ElementType) -> Option<Self> {
        match ty {
            ElementType::Structure => Some(Self::Structure),
            ElementType::Array => Some(Self::Array),
            ElementType::List => Some(Self::List),
            _ => None,
        }
    }
}

impl Nesting {
    const BITS: u32 = 2;

    /// One structure is open.
    pub(crate) const STRUCTURE: Self = Self(Container::Structure as u64);

    /// How many containers are open.
    #[inline]
    pub(crate) const fn depth(self) -> usize {
        (u64::BITS - self.0.leading_zeros()).div_ceil(Self::BITS) as usize
    }

    /// The innermost open container.
    #[inline]
    pub(crate) const fn innermost(self) -> Option<Container> {
        match self.0 & 0b11 {
            1 => Some(Container::Structure),
            2 => Some(Container::Array),
            3 => Some(Container::List),
            _ => None,
        }
    }

    /// Opens a container, unless as many as possible are open.
    #[inline]
    pub(crate) const fn open(self, container: Container) -> Result<Self, ErrorKind> {
        const { assert!(MAX_DEPTH == (u64::BITS / Self::BITS) as usize) };
        if self.0 >> (u64::BITS - Self::BITS) != 0 {
            return Err(ErrorKind::TooDeep);
        }
        Ok(Self(self.0 << Self::BITS | container as u64))
    }

    /// Closes the innermost container, if there is one.
    #[inline]
    pub(crate) const fn close(self) -> Option<Self> {
        if self.0 == 0 { None } else { Some(Self(self.0 >> Self::BITS)) }
    }

    /// Whether an element with this tag may stand in the innermost container.
    #[inline]
    pub(crate) const fn admits(self, tag: Tag) -> bool {
        // By tag first: it is a constant in most callers, and one comparison is left.
        self.admits_any(!matches!(tag, Tag::Anonymous))
    }

    /// Whether an element that has a tag, or has none, may stand in the innermost container.
    #[inline]
    pub(crate) const fn admits_any(self, tagged: bool) -> bool {
        self.0 & 0b11 != if tagged { Container::Array as u64 } else { Container::Structure as u64 }
    }

    /// What is open behind an element's header; the error if the element cannot stand here.
    #[inline]
    pub(crate) fn after(self, header: Header) -> Result<Self, ErrorKind> {
        if matches!(header.ty, ElementType::EndOfContainer) {
            return self.close().ok_or(ErrorKind::UnexpectedEndOfContainer);
        }
        if !self.admits(header.tag) {
            return Err(ErrorKind::UnexpectedTag);
        }
        match Container::of(header.ty) {
            Some(container) => self.open(container),
            None => Ok(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Container, MAX_DEPTH, Nesting};
    use crate::ErrorKind;

    #[test]
    fn remembers_every_kind_up_to_the_limit() {
        let kinds = [Container::Structure, Container::Array, Container::List];
        for offset in 0..kinds.len() {
            let kind_at = |depth: usize| kinds[(offset + depth) % kinds.len()];
            let mut nesting = Nesting::default();
            for depth in 0..MAX_DEPTH {
                assert_eq!(nesting.depth(), depth);
                nesting = nesting.open(kind_at(depth)).unwrap();
                assert_eq!(nesting.innermost(), Some(kind_at(depth)));
            }
            assert_eq!(nesting.depth(), MAX_DEPTH);
            assert_eq!(nesting.open(Container::List), Err(ErrorKind::TooDeep));

            for depth in (0..MAX_DEPTH).rev() {
                assert_eq!(nesting.innermost(), Some(kind_at(depth)));
                nesting = nesting.close().unwrap();
            }
            assert_eq!(nesting, Nesting::default());
            assert_eq!(nesting.close(), None);
        }
    }
}
