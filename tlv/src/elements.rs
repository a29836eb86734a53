//! The elements of an array or a list, one after the other.

use crate::{Decode, DecodeError, ElementType, ErrorKind, Header, Input, Tag, nesting::Container};

const STRUCTURE: u8 = ElementType::Structure as u8;

/// The elements of an array or a list.
///
/// Nothing is read in advance: a copy taken at the start is a second pass.
#[derive(Clone, Copy, Debug)]
pub struct Elements<'a> {
    cursor: Input<'a>,
    container: Container,
}

impl<'a> Elements<'a> {
    /// The elements of the array whose header has been read.
    ///
    /// # Errors
    ///
    /// `UnexpectedType` if `ty` is no array.
    #[inline]
    pub fn of_array(ty: ElementType, input: Input<'a>) -> Result<Self, DecodeError> {
        match ty {
            ElementType::Array => Ok(Self { cursor: input, container: Container::Array }),
            _ => Err(input.error(ErrorKind::UnexpectedType)),
        }
    }

    /// The elements of the list whose header has been read.
    ///
    /// # Errors
    ///
    /// `UnexpectedType` if `ty` is no list.
    #[inline]
    pub fn of_list(ty: ElementType, input: Input<'a>) -> Result<Self, DecodeError> {
        match ty {
            ElementType::List => Ok(Self { cursor: input, container: Container::List }),
            _ => Err(input.error(ErrorKind::UnexpectedType)),
        }
    }

    /// Decodes the next element; `None` at the end, and from then on.
    ///
    /// # Errors
    ///
    /// `UnexpectedTag` for an array element with a tag, `UnclosedContainer` if the input ends, and
    /// whatever `T` finds wrong. The element stays the next one, so do not go on after an error.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "measured: what is returned through memory takes half as long again"
    )]
    #[expect(clippy::should_implement_trait, reason = "generic over the item, which `Iterator` cannot be")]
    pub fn next<T: Decode<'a>>(&mut self) -> Result<Option<T>, DecodeError> {
        let (ty, value) = match self.cursor.as_bytes() {
            // The usual case takes one look: an array of structures.
            [STRUCTURE, rest @ ..] => (ElementType::Structure, Input::new(rest)),
            _ => match self.header()? {
                Some((header, value)) => (header.ty, value),
                None => return Ok(None),
            },
        };
        let (value, rest) = T::decode(ty, value)?;
        self.cursor = rest;
        Ok(Some(value))
    }

    /// Like [`next`](Self::next), with the element's tag, which lists may have.
    ///
    /// # Errors
    ///
    /// Those of [`next`](Self::next).
    #[inline]
    pub fn next_tagged<T: Decode<'a>>(&mut self) -> Result<Option<(Tag, T)>, DecodeError> {
        let Some((header, value)) = self.header()? else {
            return Ok(None);
        };
        let (value, rest) = T::decode(header.ty, value)?;
        self.cursor = rest;
        Ok(Some((header.tag, value)))
    }

    /// The header of the next element and the input at its value; nothing at the end.
    #[inline(never)]
    fn header(self) -> Result<Option<(Header, Input<'a>)>, DecodeError> {
        if self.cursor.is_empty() {
            return Err(self.cursor.error(ErrorKind::UnclosedContainer));
        }
        let (header, value) = self.cursor.header()?;
        if matches!(header.ty, ElementType::EndOfContainer) {
            return Ok(None);
        }
        if matches!(self.container, Container::Array) && header.tag != Tag::Anonymous {
            return Err(self.cursor.error(ErrorKind::UnexpectedTag));
        }
        Ok(Some((header, value)))
    }

    /// Skips the elements that are left, and returns the input behind the container.
    ///
    /// # Errors
    ///
    /// Whatever is wrong with them.
    #[inline]
    pub fn finish(self) -> Result<Input<'a>, DecodeError> {
        const END: u8 = ElementType::EndOfContainer as u8;
        match self.cursor.as_bytes() {
            [END, rest @ ..] => Ok(Input::new(rest)),
            _ => self.cursor.skip(match self.container {
                Container::List => ElementType::List,
                _ => ElementType::Array,
            }),
        }
    }
}
