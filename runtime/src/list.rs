//! Lists that need no memory: decoded as they are walked, encoded from a slice.

use core::fmt;

use matter_tlv::{Decode, DecodeError, Element, ElementType, Elements, Encode, Error, Input, Tag, Writer};

use crate::value::Value;

/// A list: either bytes that were received and are decoded entry by entry, each time it is walked, or the values of a
/// slice that is going to be sent.
#[derive(Clone, Copy)]
pub struct List<'a, T> {
    entries: Entries<'a, T>,
}

#[derive(Clone, Copy)]
enum Entries<'a, T> {
    /// From the first entry to the end of whatever the list was received in; the end of the list is in there.
    Encoded(Input<'a>),
    Values(&'a [T]),
}

impl<'a, T> List<'a, T> {
    /// A list of these values.
    pub const fn from_slice(values: &'a [T]) -> Self {
        Self { entries: Entries::Values(values) }
    }
}

impl<'a, T: Decode<'a> + Copy> List<'a, T> {
    /// Walks the entries. An entry that is malformed is an error, and the last item; its offset counts from the list's
    /// first entry.
    #[inline]
    pub fn iter(&self) -> Iter<'a, T> {
        match self.entries {
            Entries::Encoded(input) => {
                Iter(IterState::Encoded { rest: elements(input), len: input.remaining() })
            }
            Entries::Values(values) => Iter(IterState::Values(values)),
        }
    }

    /// The number of entries up to the first that is malformed. Received lists are walked for it.
    pub fn count(&self) -> usize {
        match self.entries {
            Entries::Encoded(input) => {
                let mut rest = elements(input);
                core::iter::from_fn(|| {
                    rest.as_mut().and_then(|rest| rest.next::<Element<'_>>().ok().flatten())
                })
                .count()
            }
            Entries::Values(values) => values.len(),
        }
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }
}

impl<'a, T: Decode<'a> + Copy> IntoIterator for List<'a, T> {
    type Item = Result<T, Error>;
    type IntoIter = Iter<'a, T>;

    #[inline]
    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<'a, T: Decode<'a> + Copy> IntoIterator for &List<'a, T> {
    type Item = Result<T, Error>;
    type IntoIter = Iter<'a, T>;

    #[inline]
    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

/// The elements of a received list, which was an array when it was decoded.
#[inline]
fn elements(input: Input<'_>) -> Option<Elements<'_>> {
    Elements::of_array(ElementType::Array, input).ok()
}

/// The entries of a [`List`].
#[derive(Clone)]
pub struct Iter<'a, T>(IterState<'a, T>);

#[derive(Clone)]
enum IterState<'a, T> {
    /// What is left, and how long all of it was; nothing is left behind an error.
    Encoded {
        rest: Option<Elements<'a>>,
        len: usize,
    },
    Values(&'a [T]),
}

impl<'a, T: Decode<'a> + Copy> Iterator for Iter<'a, T> {
    type Item = Result<T, Error>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            IterState::Encoded { rest, len } => match rest.as_mut()?.next() {
                Ok(entry) => entry.map(Ok),
                Err(error) => {
                    *rest = None;
                    Some(Err(error.at(*len)))
                }
            },
            IterState::Values(values) => {
                let (first, rest) = values.split_first()?;
                *values = rest;
                Some(Ok(*first))
            }
        }
    }
}

impl<'a, T: Decode<'a>> Decode<'a> for List<'a, T> {
    #[inline]
    fn decode(ty: ElementType, input: Input<'a>) -> Result<(Self, Input<'a>), DecodeError> {
        let rest = Elements::of_array(ty, input)?.finish()?;
        Ok((Self { entries: Entries::Encoded(input) }, rest))
    }
}

impl<T: Encode> Encode for List<'_, T> {
    fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
        let start = out.mark();
        let written = self.write_array(tag, out);
        if written.is_err() {
            out.rollback(start);
        }
        written
    }
}

impl<T: Encode> List<'_, T> {
    fn write_array(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
        out.start_array(tag)?;
        match self.entries {
            // Element by element and as they are, so that fields this release does not know survive.
            Entries::Encoded(input) => {
                let mut elements =
                    Elements::of_array(ElementType::Array, input).map_err(|error| error.at(0))?;
                while let Some(element) =
                    elements.next::<Element<'_>>().map_err(|error| error.at(input.remaining()))?
                {
                    element.encode(Tag::Anonymous, out)?;
                }
            }
            Entries::Values(values) => {
                for value in values {
                    value.encode(Tag::Anonymous, out)?;
                }
            }
        }
        out.end()
    }
}

impl<'a, T: Decode<'a> + Copy + fmt::Debug> fmt::Debug for List<'a, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut list = f.debug_list();
        for entry in self {
            match entry {
                Ok(entry) => list.entry(&entry),
                Err(error) => list.entry(&format_args!("<{error}>")),
            };
        }
        list.finish()
    }
}

/// Lists are equal when their entries are, wherever these stand.
impl<'a, T: Decode<'a> + Copy + PartialEq> PartialEq for List<'a, T> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl<'a, T: Decode<'a> + Copy + Eq> Eq for List<'a, T> {}

impl<T: Value> Value for List<'_, T> {
    type Of<'a> = List<'a, T::Of<'a>>;
}

impl<T> Default for List<'_, T> {
    fn default() -> Self {
        Self::from_slice(&[])
    }
}
