//! The pull reader: any TLV, element by element.

use crate::{Element, Error, ErrorKind, Input, nesting::Nesting, walk::Walk};

/// Reads TLV of any shape, element by element, without copying.
///
/// Containers are read flat: [`next`](Self::next) returns the start of a container, then what is in it,
/// then [`Value::EndOfContainer`](crate::Value::EndOfContainer). [`skip`](Self::skip) passes the rest of
/// the container one is in. At the top level any number of elements may follow each other.
///
/// An error leaves the reader in front of the element at fault, so asking again gives the same error.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    walk: Walk<'a>,
    total_len: usize,
}

impl<'a> Reader<'a> {
    /// A reader at the first of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        let walk = Walk { input: Input::new(bytes), nesting: Nesting::default() };
        Self { walk, total_len: bytes.len() }
    }

    /// How many containers are open.
    pub const fn depth(&self) -> usize {
        self.walk.nesting.depth()
    }

    /// The position of the next element.
    pub const fn offset(&self) -> usize {
        self.total_len - self.walk.input.remaining()
    }

    pub(crate) const fn nesting(&self) -> Nesting {
        self.walk.nesting
    }

    /// The next element, or `None` at the end of the input.
    ///
    /// # Errors
    ///
    /// Whatever is wrong with it, with the offset of its first byte; `UnclosedContainer` at the end of
    /// the input while a container is open.
    #[expect(clippy::should_implement_trait, reason = "an `Iterator` would yield the same error for ever")]
    pub fn next(&mut self) -> Result<Option<Element<'a>>, Error> {
        if self.walk.input.is_empty() && self.depth() == 0 {
            return Ok(None);
        }
        let (element, walk) = self.walk.step().map_err(|error| error.at(self.total_len))?;
        self.walk = walk;
        Ok(Some(element))
    }

    /// Passes the rest of the innermost open container, and its end.
    ///
    /// Called right after the start of a container was read, that is all of it. What is passed is
    /// checked as if it had been read.
    ///
    /// # Errors
    ///
    /// `NotInContainer` at the top level, and whatever is wrong with the elements passed.
    pub fn skip(&mut self) -> Result<(), Error> {
        if self.depth() == 0 {
            return Err(Error { kind: ErrorKind::NotInContainer, offset: self.offset() });
        }
        self.walk = self.walk.leave().map_err(|error| error.at(self.total_len))?;
        Ok(())
    }

    /// Makes sure that everything has been read.
    ///
    /// # Errors
    ///
    /// `UnclosedContainer` inside a container, `TrailingBytes` if elements are left.
    pub fn finish(self) -> Result<(), Error> {
        let kind = if self.depth() > 0 {
            ErrorKind::UnclosedContainer
        } else if !self.walk.input.is_empty() {
            ErrorKind::TrailingBytes
        } else {
            return Ok(());
        };
        Err(Error { kind, offset: self.offset() })
    }
}
