//! How bytes get into the buffer: all of an element or nothing of it.

use super::Writer;
use crate::{ElementType, Error, ErrorKind, Header, Tag, nesting::Container};

impl Writer<'_> {
    /// Writes an element: its header, `fixed` and `tail`.
    ///
    /// Scalars are all `fixed`, so that they become single stores; strings have their length there.
    ///
    /// In most callers the tag and the type are constants and little of this is left. The optimiser
    /// cannot see that before it has inlined it, hence `always`: a structure takes a quarter of the time.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "measured, see above")]
    pub(super) fn put<const N: usize>(
        &mut self,
        tag: Tag,
        ty: ElementType,
        fixed: [u8; N],
        tail: &[u8],
    ) -> Result<(), Error> {
        let spare = self.spare(tag)?;
        let written = match tag {
            Tag::Anonymous => fill(spare, [ty as u8], fixed, tail),
            Tag::Context(number) => fill(spare, [Header::context_control(ty), number], fixed, tail),
            _ => fill_any(spare, Header { tag, ty }, &fixed, tail),
        };
        self.advance(written)
    }

    /// Where an element with this tag goes: what is left of the buffer.
    ///
    /// This, and how much was written, is all that functions which are not inlined see of the writer: once its address
    /// reaches one, it lives in memory, and every element costs loads and stores.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "part of `put`")]
    fn spare(&mut self, tag: Tag) -> Result<&mut [u8], Error> {
        if !self.nesting.admits(tag) {
            return Err(self.error(ErrorKind::UnexpectedTag));
        }
        let full = self.error(ErrorKind::BufferFull);
        let limit = self.buf.len().saturating_sub(self.reserved.into());
        self.buf.get_mut(self.len..limit).ok_or(full)
    }

    /// Behind an element of this length; nothing did not fit.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "part of `put`")]
    fn advance(&mut self, written: Option<usize>) -> Result<(), Error> {
        match written {
            Some(written) => {
                self.len += written;
                Ok(())
            }
            None => Err(self.error(ErrorKind::BufferFull)),
        }
    }

    /// Writes an unsigned integer that needs 1 byte.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "measured, see `put`")]
    pub(crate) fn uint8(&mut self, tag: Tag, value: u8) -> Result<(), Error> {
        self.put(tag, ElementType::UInt8, value.to_le_bytes(), &[])
    }

    /// Writes an unsigned integer that needs 1 or 2 bytes.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "measured, see `put`")]
    pub(crate) fn uint16(&mut self, tag: Tag, value: u16) -> Result<(), Error> {
        match u8::try_from(value) {
            Ok(value) => self.uint8(tag, value),
            Err(_) => self.put(tag, ElementType::UInt16, value.to_le_bytes(), &[]),
        }
    }

    /// Writes an unsigned integer that needs 4 or 8 bytes.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "measured, see `put`")]
    pub(super) fn wide_uint(&mut self, tag: Tag, value: u64) -> Result<(), Error> {
        let written = wide_uint(self.spare(tag)?, tag, value);
        self.advance(written)
    }

    /// Writes a signed integer that needs 1 byte.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "measured, see `put`")]
    pub(crate) fn int8(&mut self, tag: Tag, value: i8) -> Result<(), Error> {
        self.put(tag, ElementType::Int8, value.to_le_bytes(), &[])
    }

    /// Writes a signed integer that needs 1 or 2 bytes.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "measured, see `put`")]
    pub(crate) fn int16(&mut self, tag: Tag, value: i16) -> Result<(), Error> {
        match i8::try_from(value) {
            Ok(value) => self.int8(tag, value),
            Err(_) => self.put(tag, ElementType::Int16, value.to_le_bytes(), &[]),
        }
    }

    /// Writes a signed integer that needs 4 or 8 bytes.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "measured, see `put`")]
    pub(super) fn wide_int(&mut self, tag: Tag, value: i64) -> Result<(), Error> {
        let written = wide_int(self.spare(tag)?, tag, value);
        self.advance(written)
    }

    /// Writes a string: `types` by the width of its length, 1, 2, 4 and 8 bytes.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "measured, see `put`")]
    pub(super) fn string(&mut self, tag: Tag, types: [ElementType; 4], value: &[u8]) -> Result<(), Error> {
        let [short, ..] = types;
        if let Ok(len) = u8::try_from(value.len()) {
            return self.put(tag, short, [len], value);
        }
        let written = long_string(self.spare(tag)?, tag, types, value);
        self.advance(written)
    }

    /// Writes the header of a container and sets room for its end aside.
    #[inline]
    pub(super) fn start(&mut self, tag: Tag, ty: ElementType, container: Container) -> Result<(), Error> {
        let nesting = self.nesting.open(container).map_err(|kind| self.error(kind))?;
        self.reserved += 1;
        match self.put(tag, ty, [], &[]) {
            Ok(()) => {
                self.nesting = nesting;
                Ok(())
            }
            Err(error) => {
                self.reserved -= 1;
                Err(error)
            }
        }
    }
}

/// Writes three pieces behind each other and returns their length, or nothing if they do not fit.
#[inline(always)]
#[expect(clippy::inline_always, reason = "part of `put`")]
fn fill<const H: usize, const N: usize>(
    spare: &mut [u8],
    head: [u8; H],
    fixed: [u8; N],
    tail: &[u8],
) -> Option<usize> {
    let spare = spare.get_mut(..H + N + tail.len())?;
    let len = spare.len();
    let (head_spare, spare) = spare.split_first_chunk_mut()?;
    let (fixed_spare, tail_spare) = spare.split_first_chunk_mut()?;
    *head_spare = head;
    *fixed_spare = fixed;
    if tail_spare.len() != tail.len() {
        return None;
    }
    tail_spare.copy_from_slice(tail);
    Some(len)
}

// What is rare stays out of the way of what is not.

#[inline(never)]
fn wide_uint(spare: &mut [u8], tag: Tag, value: u64) -> Option<usize> {
    match u32::try_from(value) {
        Ok(value) => fill_any(spare, Header { tag, ty: ElementType::UInt32 }, &value.to_le_bytes(), &[]),
        Err(_) => fill_any(spare, Header { tag, ty: ElementType::UInt64 }, &value.to_le_bytes(), &[]),
    }
}

#[inline(never)]
fn wide_int(spare: &mut [u8], tag: Tag, value: i64) -> Option<usize> {
    match i32::try_from(value) {
        Ok(value) => fill_any(spare, Header { tag, ty: ElementType::Int32 }, &value.to_le_bytes(), &[]),
        Err(_) => fill_any(spare, Header { tag, ty: ElementType::Int64 }, &value.to_le_bytes(), &[]),
    }
}

#[inline(never)]
fn long_string(spare: &mut [u8], tag: Tag, types: [ElementType; 4], value: &[u8]) -> Option<usize> {
    let [_, medium, long, huge] = types;
    if let Ok(len) = u16::try_from(value.len()) {
        fill_any(spare, Header { tag, ty: medium }, &len.to_le_bytes(), value)
    } else if let Ok(len) = u32::try_from(value.len()) {
        fill_any(spare, Header { tag, ty: long }, &len.to_le_bytes(), value)
    } else {
        fill_any(spare, Header { tag, ty: huge }, &(value.len() as u64).to_le_bytes(), value)
    }
}

/// [`fill`] for any header, and for pieces whose lengths are not known before.
#[inline(never)]
fn fill_any(spare: &mut [u8], header: Header, fixed: &[u8], tail: &[u8]) -> Option<usize> {
    let (bytes, len) = header.to_bytes();
    let head = bytes.get(..len)?;
    let (head_spare, spare) = spare.split_at_mut_checked(head.len())?;
    let (fixed_spare, spare) = spare.split_at_mut_checked(fixed.len())?;
    let tail_spare = spare.get_mut(..tail.len())?;
    head_spare.copy_from_slice(head);
    fixed_spare.copy_from_slice(fixed);
    tail_spare.copy_from_slice(tail);
    Some(head.len() + fixed.len() + tail.len())
}
