//! The members of a structure, by tag and in any order.

use crate::{
    Decode, DecodeError, ElementType, ErrorKind, Header, Input, Mode, Tag, Thorough, nesting::Nesting,
    walk::pass_scalar,
};

/// The members of a structure.
///
/// Ask for each member once, in the order in which they most likely stand (that of their tags), then
/// [`finish`](Self::finish), which makes sure that the structure has no member twice and finds its end.
/// Members nobody asks for are skipped.
///
/// As long as members stand in the order they are asked for, nothing is read twice. Each one that is
/// out of place or absent costs a search through the structure, and [`finish`](Self::finish) one more:
/// a number of passes that the type decides and the sender does not.
///
/// Read [`Quick`](crate::Quick)ly, nothing is searched for: what is not at the cursor is taken to be absent, and if something else
/// than the end of the structure is left for [`finish`](Self::finish), that fails.
#[derive(Clone, Copy, Debug)]
#[must_use = "a structure is not decoded before `finish`"]
pub struct Fields<'a, M: Mode = Thorough> {
    /// The first member.
    start: Input<'a, M>,
    /// Behind the member found last.
    cursor: Input<'a, M>,
    /// Whether every member between `start` and `cursor` has been asked for.
    gapless: bool,
}

impl<'a, M: Mode> Fields<'a, M> {
    /// The members of the structure whose header has been read.
    ///
    /// # Errors
    ///
    /// `UnexpectedType` if `ty` is no structure. A list is none.
    #[inline]
    pub fn of_structure(ty: ElementType, input: Input<'a, M>) -> Result<Self, DecodeError> {
        match ty {
            ElementType::Structure => Ok(Self { start: input, cursor: input, gapless: true }),
            _ => Err(input.error(ErrorKind::UnexpectedType)),
        }
    }

    /// Decodes the member with context tag `tag`.
    ///
    /// # Errors
    ///
    /// `MissingField` if there is none, blaming the first byte in the structure; whatever `T` finds
    /// wrong with it; whatever is wrong with the structure, as far as it had to be read.
    #[inline]
    pub fn required<T: Decode<'a>>(&mut self, tag: u8) -> Result<T, DecodeError> {
        match self.optional(tag)? {
            Some(value) => Ok(value),
            None => Err(self.start.error(ErrorKind::MissingField)),
        }
    }

    /// Decodes the member with context tag `tag`, if there is one.
    ///
    /// # Errors
    ///
    /// Those of [`required`](Self::required) except `MissingField`.
    #[inline]
    pub fn optional<T: Decode<'a>>(&mut self, tag: u8) -> Result<Option<T>, DecodeError> {
        let next = if cfg!(small) { None } else { Header::read_context(self.cursor, tag) };
        let (ty, value) = match next {
            Some(found) => found,
            // If it stands elsewhere, `finish` does not find the end where it should be.
            None if M::IS_QUICK => return Ok(None),
            None => match self.find(tag)? {
                Some(found) => found,
                None => return Ok(None),
            },
        };
        let (value, rest) = T::decode(ty, value)?;
        self.cursor = rest;
        Ok(Some(value))
    }

    /// Whether nothing that has not been asked for is in front of the cursor. Small code does not want to know.
    const fn is_gapless(&self) -> bool {
        cfg!(not(small)) && self.gapless
    }

    /// Looks for the member that is not at the cursor.
    #[inline]
    fn find(&mut self, tag: u8) -> Result<Option<(ElementType, Input<'a, M>)>, DecodeError> {
        // What has been asked for cannot be it, so without gaps there is nothing to find in front.
        let from = if self.is_gapless() { self.cursor } else { self.start };
        let Some((ty, value)) = search(from.with_mode(), tag)? else {
            return Ok(None);
        };
        self.gapless = false;
        Ok(Some((ty, value.with_mode())))
    }

    /// Checks what nobody asked for, and returns the input behind the structure.
    ///
    /// # Errors
    ///
    /// `DuplicateField` if two members have the same context tag, `UnexpectedTag` if a member has none,
    /// and whatever is wrong with members that were not asked for.
    #[inline]
    pub fn finish(self) -> Result<Input<'a, M>, DecodeError> {
        match self.cursor.as_bytes() {
            [END, rest @ ..] if M::IS_QUICK || self.is_gapless() => Ok(Input::new(rest).with_mode()),
            _ if M::IS_QUICK => Err(self.cursor.error(ErrorKind::UnclosedContainer)),
            _ => check(self.start.with_mode()).map(Input::with_mode),
        }
    }
}

const END: u8 = ElementType::EndOfContainer as u8;

// The functions below take and return cursors by value and stay out of line, so that the cursor in
// `Fields` can stay in registers.

/// The type and the value of the first member from `input` on that has the context tag `tag`.
#[cold]
#[inline(never)]
fn search(mut input: Input<'_>, tag: u8) -> Result<Option<(ElementType, Input<'_>)>, DecodeError> {
    loop {
        if let Some(found) = Header::read_context(input, tag) {
            return Ok(Some(found));
        }
        if let Some(rest) = pass_scalar(input, Nesting::STRUCTURE) {
            input = rest;
            continue;
        }
        let (header, value) = member(input)?;
        if matches!(header.ty, ElementType::EndOfContainer) {
            return Ok(None);
        }
        input = value.skip(header.ty)?;
    }
}

/// Walks through all members and returns the input behind the end of the structure.
#[cold]
#[inline(never)]
fn check(mut input: Input<'_>) -> Result<Input<'_>, DecodeError> {
    let mut seen = TagSet::default();
    loop {
        let (header, value) = member(input)?;
        if matches!(header.ty, ElementType::EndOfContainer) {
            return Ok(value);
        }
        if let Tag::Context(tag) = header.tag
            && !seen.insert(tag)
        {
            return Err(input.error(ErrorKind::DuplicateField));
        }
        input = match pass_scalar(input, Nesting::STRUCTURE) {
            Some(rest) => rest,
            None => value.skip(header.ty)?,
        };
    }
}

/// The header of a member, or that of the end.
fn member(input: Input<'_>) -> Result<(Header, Input<'_>), DecodeError> {
    if input.is_empty() {
        return Err(input.error(ErrorKind::UnclosedContainer));
    }
    let (header, value) = input.header()?;
    if header.tag == Tag::Anonymous && !matches!(header.ty, ElementType::EndOfContainer) {
        return Err(input.error(ErrorKind::UnexpectedTag));
    }
    Ok((header, value))
}

/// A set of context tags.
#[derive(Default)]
struct TagSet {
    low: u128,
    high: u128,
}

impl TagSet {
    /// Adds a tag; `false` if it was there.
    fn insert(&mut self, tag: u8) -> bool {
        let half = if tag < 128 { &mut self.low } else { &mut self.high };
        let bit = 1 << (tag % 128);
        let new = *half & bit == 0;
        *half |= bit;
        new
    }
}
