//! Headers: control byte and tag, on and off the wire.

use crate::{DecodeError, ElementType, ErrorKind, Input, Tag};

/// What stands in front of every value: its tag and its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Header {
    /// The element's tag.
    pub tag: Tag,
    /// The element's type.
    pub ty: ElementType,
}

/// The tag forms, as they stand in the upper three bits of a control byte. The wide form of a number,
/// where there is one, is the narrow form plus `WIDE`.
const CONTEXT: u8 = 1 << 5;
const COMMON: u8 = 2 << 5;
const IMPLICIT: u8 = 4 << 5;
const FULLY_QUALIFIED: u8 = 6 << 5;
const WIDE: u8 = 1 << 5;

/// The longest header: control byte, vendor, profile and a wide tag number.
const MAX_LEN: usize = 9;

impl Header {
    #[inline]
    pub(crate) fn read(input: Input<'_>) -> Result<(Self, Input<'_>), DecodeError> {
        let ([control], rest) = input.take_array()?;
        let Some(ty) = ElementType::from_control(*control) else {
            return Err(input.error(ErrorKind::ReservedElementType));
        };
        let form = control & 0xe0;
        if form == 0 {
            return Ok((Self { tag: Tag::Anonymous, ty }, rest));
        }
        if matches!(ty, ElementType::EndOfContainer) {
            return Err(input.error(ErrorKind::UnexpectedTag));
        }
        match read_tag(form, rest) {
            Ok((tag, rest)) => Ok((Self { tag, ty }, rest)),
            Err(error) => Err(input.error(error.kind)),
        }
    }

    /// The type and the value of the element at `input`, if its tag is the context tag `tag`.
    ///
    /// Looks at nothing else: whoever gets `None` has to read the header properly.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "the tag is a constant in the callers")]
    pub(crate) fn read_context(input: Input<'_>, tag: u8) -> Option<(ElementType, Input<'_>)> {
        let ([control, number], rest) = input.as_bytes().split_first_chunk()?;
        if control & 0xe0 != CONTEXT || *number != tag {
            return None;
        }
        Some((ElementType::from_control(*control)?, Input::new(rest)))
    }

    /// The header in its smallest form, and how many of the bytes it takes.
    pub(crate) const fn to_bytes(self) -> ([u8; MAX_LEN], usize) {
        let ty = self.ty as u8;
        match self.tag {
            Tag::Anonymous => ([ty, 0, 0, 0, 0, 0, 0, 0, 0], 1),
            Tag::Context(tag) => ([CONTEXT | ty, tag, 0, 0, 0, 0, 0, 0, 0], 2),
            Tag::Common(tag) => numbered(COMMON | ty, tag),
            Tag::Implicit(tag) => numbered(IMPLICIT | ty, tag),
            Tag::FullyQualified { vendor, profile, tag } => {
                let [v0, v1] = vendor.to_le_bytes();
                let [p0, p1] = profile.to_le_bytes();
                match tag.to_le_bytes() {
                    [t0, t1, 0, 0] => ([FULLY_QUALIFIED | ty, v0, v1, p0, p1, t0, t1, 0, 0], 7),
                    [t0, t1, t2, t3] => ([FULLY_QUALIFIED | WIDE | ty, v0, v1, p0, p1, t0, t1, t2, t3], 9),
                }
            }
        }
    }

    /// The control byte of an element with a context tag.
    #[inline]
    pub(crate) const fn context_control(ty: ElementType) -> u8 {
        CONTEXT | ty as u8
    }
}

const fn numbered(control: u8, tag: u32) -> ([u8; MAX_LEN], usize) {
    match tag.to_le_bytes() {
        [t0, t1, 0, 0] => ([control, t0, t1, 0, 0, 0, 0, 0, 0], 3),
        [t0, t1, t2, t3] => ([control | WIDE, t0, t1, t2, t3, 0, 0, 0, 0], 5),
    }
}

#[inline]
fn read_tag(form: u8, input: Input<'_>) -> Result<(Tag, Input<'_>), DecodeError> {
    if form == CONTEXT {
        let ([tag], rest) = input.take_array()?;
        return Ok((Tag::Context(*tag), rest));
    }
    read_profile_tag(form, input)
}

#[cold]
#[inline(never)]
fn read_profile_tag(form: u8, input: Input<'_>) -> Result<(Tag, Input<'_>), DecodeError> {
    let wide = form & WIDE != 0;
    match form & !WIDE {
        COMMON => number(wide, input).map(|(tag, rest)| (Tag::Common(tag), rest)),
        IMPLICIT => number(wide, input).map(|(tag, rest)| (Tag::Implicit(tag), rest)),
        _ => {
            let (&vendor, rest) = input.take_array()?;
            let (&profile, rest) = rest.take_array()?;
            let (tag, rest) = number(wide, rest)?;
            let (vendor, profile) = (u16::from_le_bytes(vendor), u16::from_le_bytes(profile));
            Ok((Tag::FullyQualified { vendor, profile, tag }, rest))
        }
    }
}

fn number(wide: bool, input: Input<'_>) -> Result<(u32, Input<'_>), DecodeError> {
    if wide {
        let (&tag, rest) = input.take_array()?;
        Ok((u32::from_le_bytes(tag), rest))
    } else {
        let (&tag, rest) = input.take_array()?;
        Ok((u16::from_le_bytes(tag).into(), rest))
    }
}
