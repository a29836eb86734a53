//! Lists that need no memory: decoded as they are walked, encoded from a slice.

use core::fmt;

use matter_tlv::{
    Decode, DecodeError, Decoded, Element, ElementType, Elements, Encode, Error, ErrorKind, Input, Mode, Tag,
    Writer,
};

use crate::value::Value;

/// A list: either bytes that were received and are decoded entry by entry, each time it is walked, or the values of a
/// slice that is going to be sent.
#[derive(Clone, Copy)]
pub struct List<'a, T> {
    entries: Entries<'a, T>,
}

#[derive(Clone, Copy)]
enum Entries<'a, T> {
    /// Received: its entries are decoded as they are walked.
    Encoded(Received<'a>),
    Values(&'a [T]),
}

const END: u8 = ElementType::EndOfContainer as u8;

/// The entries of a received list.
#[derive(Clone, Copy)]
struct Received<'a> {
    /// From the first entry to the end of whatever the list was received in; the end of the list is in there.
    input: Input<'a>,
    /// Whether the list was all there was: then nothing has looked for its end yet, and nothing may follow it.
    is_last: bool,
}

impl<'a, T> List<'a, T> {
    /// A list of these values.
    pub const fn from_slice(values: &'a [T]) -> Self {
        Self { entries: Entries::Values(values) }
    }
}

impl<'a, T> List<'a, T> {
    const fn received(received: Received<'a>) -> Self {
        Self { entries: Entries::Encoded(received) }
    }
}

impl<'a, T: Decode<'a> + Copy> List<'a, T> {
    /// Walks the entries. An entry that is malformed is an error, and the last item, and so is what stands behind a list
    /// that was to be all of its input; the offset counts from the list's first entry.
    #[inline]
    pub fn iter(&self) -> Iter<'a, T> {
        match self.entries {
            Entries::Encoded(received) => {
                Iter(IterState::Encoded { rest: elements(received.input), received })
            }
            Entries::Values(values) => Iter(IterState::Values(values)),
        }
    }

    /// The number of entries up to the first that is malformed. Received lists are walked for it.
    pub fn count(&self) -> usize {
        match self.entries {
            Entries::Encoded(received) => {
                let mut rest = elements(received.input);
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
    /// What is left, and all of it; nothing is left behind an error.
    Encoded {
        rest: Option<Elements<'a>>,
        received: Received<'a>,
    },
    Values(&'a [T]),
}

impl<'a, T: Decode<'a> + Copy> Iterator for Iter<'a, T> {
    type Item = Result<T, Error>;

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "measured: what is returned through memory takes twice as long")]
    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            IterState::Encoded { rest, received } => {
                let error = match rest.as_mut()?.next() {
                    Ok(Some(entry)) => return Some(Ok(entry)),
                    Ok(None) => received.trailing(rest.take()?)?,
                    Err(error) => error,
                };
                *rest = None;
                Some(Err(error.at(received.input.remaining())))
            }
            IterState::Values(values) => {
                let (first, rest) = values.split_first()?;
                *values = rest;
                Some(Ok(*first))
            }
        }
    }
}

impl Received<'_> {
    /// What is wrong at the end of the entries: something behind them.
    fn trailing(self, end: Elements<'_>) -> Option<DecodeError> {
        if !self.is_last {
            return None;
        }
        match end.finish() {
            Ok(behind) if behind.is_empty() => None,
            Ok(behind) => Some(behind.error(ErrorKind::TrailingBytes)),
            Err(error) => Some(error),
        }
    }
}

impl<'a, T: Decode<'a>> Decode<'a> for List<'a, T> {
    #[inline]
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        let rest = Elements::of_array(ty, input)?.finish()?;
        Ok((Self::received(Received { input: input.with_mode(), is_last: false }), rest))
    }

    /// Is not walked for its end, which makes it a third of the work to receive a list and read it: what is wrong with
    /// it is found then.
    #[inline]
    fn decode_last<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Result<Self, DecodeError> {
        Elements::of_array(ty, input)?;
        // Cut off is what lists most often are.
        let Some((&END, _)) = input.as_bytes().split_last() else {
            return Err(DecodeError { kind: ErrorKind::UnclosedContainer, remaining: 0 });
        };
        Ok(Self::received(Received { input: input.with_mode(), is_last: true }))
    }
}

impl<T: Encode> Encode for List<'_, T> {
    fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
        let mut out = out.array(tag)?;
        match self.entries {
            // Element by element and as they are, so that fields this release does not know survive.
            Entries::Encoded(received) => {
                for element in List::<Element<'_>>::received(received) {
                    element?.encode(Tag::Anonymous, &mut out)?;
                }
            }
            Entries::Values(values) => {
                for value in values {
                    value.encode(Tag::Anonymous, &mut out)?;
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
