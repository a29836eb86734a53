//! Containers that are there as a whole or not at all.

use core::ops::{Deref, DerefMut};

use super::Writer;
use crate::{ElementType, Error, ErrorKind, Tag, nesting::Container};

/// A container that is being written: a [`Writer`] for what is in it.
///
/// Nothing of it counts before [`end`](Self::end). One that is dropped without leaves the writer that it came from as it
/// was, so whatever fails on the way, nothing is half written.
///
/// It is a writer of its own, over what is left of the same buffer. While it is used by functions that are inlined it
/// lives in registers, which the writer it came from, behind a reference, cannot: that is worth half of the time.
#[derive(Debug)]
#[must_use = "the container is not there before `end`"]
pub struct OpenContainer<'w> {
    contents: Writer<'w>,
    /// The length of the writer that this came from.
    len: &'w mut usize,
}

/// Every method fails with `BufferFull` if not even an empty container fits, with `UnexpectedTag` for a tag in an array
/// or none in a structure, and with `TooDeep`.
impl Writer<'_> {
    /// Starts a structure, whose members need tags.
    ///
    /// # Errors
    ///
    /// `BufferFull`, `UnexpectedTag`, `TooDeep`.
    #[inline]
    pub fn structure(&mut self, tag: Tag) -> Result<OpenContainer<'_>, Error> {
        self.open(tag, ElementType::Structure, Container::Structure)
    }

    /// Starts an array, whose elements have no tags.
    ///
    /// # Errors
    ///
    /// `BufferFull`, `UnexpectedTag`, `TooDeep`.
    #[inline]
    pub fn array(&mut self, tag: Tag) -> Result<OpenContainer<'_>, Error> {
        self.open(tag, ElementType::Array, Container::Array)
    }

    #[cfg_attr(
        not(small),
        inline(always),
        expect(clippy::inline_always, reason = "tag and type are constants in the callers, see `put`")
    )]
    fn open(&mut self, tag: Tag, ty: ElementType, container: Container) -> Result<OpenContainer<'_>, Error> {
        let nesting = self.nesting.open(container).map_err(|kind| self.error(kind))?;
        let full = self.error(ErrorKind::BufferFull);
        // What is set aside for the ends of the containers around this one is not for its contents.
        let limit = self.buf.len().checked_sub(self.reserved.into());
        let buf = limit.and_then(|limit| self.buf.get_mut(..limit)).ok_or(full)?;
        let mut contents = Writer { buf, len: self.len, reserved: 1, nesting: self.nesting };
        contents.put(tag, ty, [], &[])?;
        contents.nesting = nesting;
        Ok(OpenContainer { contents, len: &mut self.len })
    }
}

impl OpenContainer<'_> {
    /// Ends the container, and with that makes it a part of what is written.
    ///
    /// # Errors
    ///
    /// `UnclosedContainer` if one in it is open; then it is as if this one had never been started.
    #[inline]
    pub fn end(self) -> Result<(), Error> {
        let Self { mut contents, len } = self;
        if contents.reserved != 1 {
            return Err(contents.error(ErrorKind::UnclosedContainer));
        }
        contents.end()?;
        *len = contents.len;
        Ok(())
    }
}

impl<'w> Deref for OpenContainer<'w> {
    type Target = Writer<'w>;

    #[inline]
    fn deref(&self) -> &Writer<'w> {
        &self.contents
    }
}

impl<'w> DerefMut for OpenContainer<'w> {
    #[inline]
    fn deref_mut(&mut self) -> &mut Writer<'w> {
        &mut self.contents
    }
}
