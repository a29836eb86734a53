//! The elements of an array or a list, one after the other.

use crate::{
    Decode, DecodeError, ElementType, ErrorKind, Header, Input, Mode, Quick, Tag, Thorough,
    nesting::Container,
};

const STRUCTURE: u8 = ElementType::Structure as u8;

/// The elements of an array or a list.
///
/// Nothing is read in advance: a copy taken at the start is a second pass.
#[derive(Clone, Copy, Debug)]
pub struct Elements<'a, M: Mode = Thorough> {
    cursor: Input<'a, M>,
    container: Container,
}

impl<'a, M: Mode> Elements<'a, M> {
    /// The elements of the array whose header has been read.
    ///
    /// # Errors
    ///
    /// `UnexpectedType` if `ty` is no array.
    #[inline]
    pub fn of_array(ty: ElementType, input: Input<'a, M>) -> Result<Self, DecodeError> {
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
    pub fn of_list(ty: ElementType, input: Input<'a, M>) -> Result<Self, DecodeError> {
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
        // The usual case takes one look: an array of structures in their usual form.
        if let [STRUCTURE, rest @ ..] = self.cursor.as_bytes()
            && cfg!(not(small))
        {
            match T::decode(ElementType::Structure, Input::new(rest).with_mode::<Quick>()) {
                Ok((value, rest)) => {
                    self.cursor = rest.with_mode();
                    return Ok(Some(value));
                }
                // Whoever called reads all of it again: with one more try here, at each depth twice as often as outside of it.
                Err(error) if M::IS_QUICK => return Err(error),
                Err(_) => {}
            }
        }
        let Some((_, value, rest)) = next_of_any_form(self.cursor, self.container)? else {
            return Ok(None);
        };
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
        let Some((tag, value, rest)) = next_of_any_form(self.cursor, self.container)? else {
            return Ok(None);
        };
        self.cursor = rest;
        Ok(Some((tag, value)))
    }

    /// Skips the elements that are left, and returns the input behind the container.
    ///
    /// # Errors
    ///
    /// Whatever is wrong with them.
    #[inline]
    pub fn finish(self) -> Result<Input<'a, M>, DecodeError> {
        const END: u8 = ElementType::EndOfContainer as u8;
        if let [END, rest @ ..] = self.cursor.as_bytes() {
            return Ok(Input::new(rest).with_mode());
        }
        let ty = match self.container {
            Container::List => ElementType::List,
            _ => ElementType::Array,
        };
        self.cursor.with_mode().skip(ty).map(Input::with_mode)
    }
}

/// The next element of a container, its tag and the input behind it; nothing at the end.
#[cfg_attr(not(small), inline(never))]
fn next_of_any_form<'a, T: Decode<'a>, M: Mode>(
    cursor: Input<'a, M>,
    container: Container,
) -> Result<Option<(Tag, T, Input<'a, M>)>, DecodeError> {
    let Some((header, value)) = header(cursor.with_mode(), container)? else {
        return Ok(None);
    };
    let (value, rest) = T::decode(header.ty, value.with_mode())?;
    Ok(Some((header.tag, value, rest)))
}

/// The header of the next element and the input at its value; nothing at the end.
#[inline(never)]
fn header(cursor: Input<'_>, container: Container) -> Result<Option<(Header, Input<'_>)>, DecodeError> {
    if cursor.is_empty() {
        return Err(cursor.error(ErrorKind::UnclosedContainer));
    }
    let (header, value) = cursor.header()?;
    if matches!(header.ty, ElementType::EndOfContainer) {
        return Ok(None);
    }
    if matches!(container, Container::Array) && header.tag != Tag::Anonymous {
        return Err(cursor.error(ErrorKind::UnexpectedTag));
    }
    Ok(Some((header, value)))
}
