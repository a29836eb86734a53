//! Headers: control byte and tag, on and off the wire.

use crate::{DecodeError, ElementType, ErrorKind, Input, Mode, Tag};

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
    #[cfg_attr(
        not(small),
        inline(always),
        expect(clippy::inline_always, reason = "the tag is a constant in the callers")
    )]
    pub(crate) fn read_context<M: Mode>(input: Input<'_, M>, tag: u8) -> Option<(ElementType, Input<'_, M>)> {
        let ([control, number], rest) = input.take_array().ok()?;
        // The number first: of the two it is what is most often wrong.
        if *number != tag {
            return None;
        }
        // Without the tag form nothing but the type is left, if that was the form.
        Some((ElementType::from_number(control ^ CONTEXT)?, rest))
    }

    /// The header in its smallest form, and how many of the bytes it takes.
    pub(crate) const fn to_bytes(self) -> ([u8; MAX_LEN], usize) {
        let (form, number, len) = match self.tag {
            Tag::Anonymous => (0, 0, 0),
            Tag::Context(tag) => (CONTEXT, tag as u64, 1),
            Tag::Common(tag) => numbered(COMMON, 0, tag, 0),
            Tag::Implicit(tag) => numbered(IMPLICIT, 0, tag, 0),
            Tag::FullyQualified { vendor, profile, tag } => {
                numbered(FULLY_QUALIFIED, vendor as u64 | (profile as u64) << 16, tag, 4)
            }
        };
        let [b0, b1, b2, b3, b4, b5, b6, b7] = number.to_le_bytes();
        ([form | self.ty as u8, b0, b1, b2, b3, b4, b5, b6, b7], 1 + len)
    }

    /// The control byte of an element with a context tag.
    #[inline]
    pub(crate) const fn context_control(ty: ElementType) -> u8 {
        CONTEXT | ty as u8
    }
}

/// The form of a tag whose number has a narrow and a wide form, and the bytes that stand for it, behind `len` bytes of
/// `owner`, as one number.
const fn numbered(form: u8, owner: u64, tag: u32, len: usize) -> (u8, u64, usize) {
    let number = owner | (tag as u64) << (8 * len);
    if tag > 0xFFFF { (form | WIDE, number, len + 4) } else { (form, number, len + 2) }
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
    let (&[v0, v1, p0, p1], rest) = match form & !WIDE {
        FULLY_QUALIFIED => input.take_array()?,
        _ => (&[0; 4], input),
    };
    let (tag, rest) = rest.take_number(if form & WIDE == 0 { 2 } else { 4 })?;
    let [t0, t1, t2, t3, ..] = tag.to_le_bytes();
    let tag = u32::from_le_bytes([t0, t1, t2, t3]);
    let tag = match form & !WIDE {
        COMMON => Tag::Common(tag),
        IMPLICIT => Tag::Implicit(tag),
        _ => Tag::FullyQualified {
            vendor: u16::from_le_bytes([v0, v1]),
            profile: u16::from_le_bytes([p0, p1]),
            tag,
        },
    };
    Ok((tag, rest))
}
