//! How bytes get into the buffer: all of an element or nothing of it.
//!
//! There are quick ways for what is usual, which are inlined, and one way for everything, which is not. With `cfg(small)`, which
//! the build script sets where the profile asks for small code, everything takes the latter.

use super::Writer;
use crate::{ElementType, Error, ErrorKind, Header, Tag, nesting::Container};

/// The types of an unsigned integer of 1, 2, 4 and 8 bytes.
pub(super) const UINT: [ElementType; 4] =
    [ElementType::UInt8, ElementType::UInt16, ElementType::UInt32, ElementType::UInt64];

impl Writer<'_> {
    /// Writes an element: its header, `fixed` and `tail`.
    ///
    /// Scalars are all `fixed`, so that they become single stores; strings have their length there.
    ///
    /// In most callers the tag and the type are constants and little of this is left. The optimiser
    /// cannot see that before it has inlined it, hence `always`: a structure takes a quarter of the time.
    #[cfg_attr(not(small), inline(always), expect(clippy::inline_always, reason = "measured, see above"))]
    pub(super) fn put<const N: usize>(
        &mut self,
        tag: Tag,
        ty: ElementType,
        fixed: [u8; N],
        tail: &[u8],
    ) -> Result<(), Error> {
        if cfg!(small) {
            return self.put_any(Header { tag, ty }, &fixed, tail);
        }
        let spare = self.spare(tag)?;
        let written = match tag {
            Tag::Anonymous => fill(spare, [ty as u8], fixed, tail),
            Tag::Context(number) => fill(spare, [Header::context_control(ty), number], fixed, tail),
            _ => fill_any(spare, Header { tag, ty }, &fixed, tail),
        };
        self.advance(written)
    }

    /// [`put`](Self::put) for any header, and for pieces whose lengths are not known before.
    #[inline(never)]
    fn put_any(&mut self, header: Header, fixed: &[u8], tail: &[u8]) -> Result<(), Error> {
        let written = fill_any(self.spare(header.tag)?, header, fixed, tail);
        self.advance(written)
    }

    /// Where an element with this tag goes: what is left of the buffer.
    ///
    /// This, and how much was written, is all that functions which are not inlined see of the writer: once its address
    /// reaches one, it lives in memory, and every element costs loads and stores.
    #[cfg_attr(not(small), inline(always), expect(clippy::inline_always, reason = "part of `put`"))]
    fn spare(&mut self, tag: Tag) -> Result<&mut [u8], Error> {
        if !self.nesting.admits(tag) {
            return Err(self.error(ErrorKind::UnexpectedTag));
        }
        let full = self.error(ErrorKind::BufferFull);
        let limit = self.buf.len().saturating_sub(self.reserved.into());
        self.buf.get_mut(self.len..limit).ok_or(full)
    }

    /// Behind an element of this length; nothing did not fit.
    #[cfg_attr(not(small), inline(always), expect(clippy::inline_always, reason = "part of `put`"))]
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
    #[cfg_attr(not(small), inline(always), expect(clippy::inline_always, reason = "measured, see `put`"))]
    pub(crate) fn uint8(&mut self, tag: Tag, value: u8) -> Result<(), Error> {
        self.put(tag, ElementType::UInt8, value.to_le_bytes(), &[])
    }

    /// Writes an unsigned integer that needs 1 or 2 bytes.
    #[cfg_attr(not(small), inline(always), expect(clippy::inline_always, reason = "measured, see `put`"))]
    pub(crate) fn uint16(&mut self, tag: Tag, value: u16) -> Result<(), Error> {
        match u8::try_from(value) {
            Ok(value) => self.uint8(tag, value),
            Err(_) => self.put(tag, ElementType::UInt16, value.to_le_bytes(), &[]),
        }
    }

    /// Writes a number in as few bytes as hold it, and `tail`: an unsigned integer, or a string behind its length. `types` are
    /// those for 1, 2, 4 and 8 bytes.
    ///
    /// For numbers that need more than the quick ways of the callers can do; where code is to be small, for all.
    #[cfg_attr(small, inline(never))]
    #[cfg_attr(not(small), inline(always), expect(clippy::inline_always, reason = "measured, see `put`"))]
    pub(super) fn numbered(
        &mut self,
        tag: Tag,
        types: [ElementType; 4],
        number: u64,
        tail: &[u8],
    ) -> Result<(), Error> {
        let written = fill_numbered(self.spare(tag)?, tag, types, number, tail);
        self.advance(written)
    }

    /// Writes a signed integer that needs 1 byte.
    #[cfg_attr(not(small), inline(always), expect(clippy::inline_always, reason = "measured, see `put`"))]
    pub(crate) fn int8(&mut self, tag: Tag, value: i8) -> Result<(), Error> {
        self.put(tag, ElementType::Int8, value.to_le_bytes(), &[])
    }

    /// Writes a signed integer that needs 1 or 2 bytes.
    #[cfg_attr(not(small), inline(always), expect(clippy::inline_always, reason = "measured, see `put`"))]
    pub(crate) fn int16(&mut self, tag: Tag, value: i16) -> Result<(), Error> {
        match i8::try_from(value) {
            Ok(value) => self.int8(tag, value),
            Err(_) => self.put(tag, ElementType::Int16, value.to_le_bytes(), &[]),
        }
    }

    /// Writes a signed integer that needs 4 or 8 bytes.
    #[cfg_attr(not(small), inline(always), expect(clippy::inline_always, reason = "measured, see `put`"))]
    pub(super) fn wide_int(&mut self, tag: Tag, value: i64) -> Result<(), Error> {
        let written = wide_int(self.spare(tag)?, tag, value);
        self.advance(written)
    }

    /// Writes a string: `types` by the width of its length, 1, 2, 4 and 8 bytes.
    #[cfg_attr(not(small), inline(always), expect(clippy::inline_always, reason = "measured, see `put`"))]
    pub(super) fn string(&mut self, tag: Tag, types: [ElementType; 4], value: &[u8]) -> Result<(), Error> {
        let [short, ..] = types;
        match u8::try_from(value.len()) {
            Ok(len) if cfg!(not(small)) => self.put(tag, short, [len], value),
            _ => self.numbered(tag, types, value.len() as u64, value),
        }
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
#[cfg_attr(not(small), inline(always), expect(clippy::inline_always, reason = "part of `put`"))]
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
    copy(tail_spare, tail);
    Some(len)
}

/// Copies a string into as many bytes.
///
/// A call of `memcpy` takes longer than copying what strings of Matter have, identities and certificates among them. It is left
/// to the compiler for short ones, whose length it often knows.
#[cfg_attr(not(small), inline(always), expect(clippy::inline_always, reason = "part of `put`"))]
fn copy(to: &mut [u8], from: &[u8]) {
    match from.len() {
        0..32 => to.copy_from_slice(from),
        _ => copy_chunks(to, from),
    }
}

/// Copies at least one chunk.
#[cfg_attr(not(small), inline(always), expect(clippy::inline_always, reason = "part of `put`"))]
fn copy_chunks(to: &mut [u8], from: &[u8]) {
    for (to, from) in to.as_chunks_mut::<16>().0.iter_mut().zip(from.as_chunks().0) {
        *to = *from;
    }
    // What is less than a chunk, with some of what is in front of it.
    if let (Some(to), Some(from)) = (to.last_chunk_mut::<16>(), from.last_chunk()) {
        *to = *from;
    }
}

// What is rare stays out of the way of what is not.

#[cfg_attr(not(small), inline(never))]
fn fill_numbered(
    spare: &mut [u8],
    tag: Tag,
    types: [ElementType; 4],
    number: u64,
    tail: &[u8],
) -> Option<usize> {
    let [one, two, four, eight] = types;
    let ty = match number {
        0..=0xFF => one,
        0x100..=0xFFFF => two,
        0x1_0000..=0xFFFF_FFFF => four,
        _ => eight,
    };
    let bytes = number.to_le_bytes();
    fill_any(spare, Header { tag, ty }, bytes.get(..ty.width())?, tail)
}

#[inline(never)]
fn wide_int(spare: &mut [u8], tag: Tag, value: i64) -> Option<usize> {
    match i32::try_from(value) {
        Ok(value) => fill_any(spare, Header { tag, ty: ElementType::Int32 }, &value.to_le_bytes(), &[]),
        Err(_) => fill_any(spare, Header { tag, ty: ElementType::Int64 }, &value.to_le_bytes(), &[]),
    }
}

/// [`fill`] for any header, and for pieces whose lengths are not known before.
#[inline(never)]
fn fill_any(spare: &mut [u8], header: Header, fixed: &[u8], tail: &[u8]) -> Option<usize> {
    let (bytes, len) = header.to_bytes();
    let head = bytes.get(..len)?;
    let len = head.len() + fixed.len() + tail.len();
    let spare = spare.get_mut(..len)?;
    let spare = append(spare, head)?;
    let spare = append(spare, fixed)?;
    append(spare, tail)?;
    Some(len)
}

/// Copies bytes to the start of a buffer, and returns what is behind them.
fn append<'s>(spare: &'s mut [u8], bytes: &[u8]) -> Option<&'s mut [u8]> {
    let (start, behind) = spare.split_at_mut_checked(bytes.len())?;
    start.copy_from_slice(bytes);
    Some(behind)
}
