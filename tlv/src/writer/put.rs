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
        if !self.nesting.admits(tag) {
            return Err(self.error(ErrorKind::UnexpectedTag));
        }
        let Some(spare) = self.buf.get_mut(self.len..) else {
            return Err(self.error(ErrorKind::BufferFull));
        };
        let written = match tag {
            Tag::Anonymous => fill(spare, self.open, [ty as u8], fixed, tail),
            Tag::Context(number) => {
                fill(spare, self.open, [Header::context_control(ty), number], fixed, tail)
            }
            _ => fill_wide(spare, self.open, Header { tag, ty }, &fixed, tail),
        };
        match written {
            Some(written) => {
                self.len += written;
                Ok(())
            }
            None => Err(self.error(ErrorKind::BufferFull)),
        }
    }

    /// Writes an unsigned integer that needs 1 byte.
    #[inline]
    pub(crate) fn uint8(&mut self, tag: Tag, value: u8) -> Result<(), Error> {
        self.put(tag, ElementType::UInt8, value.to_le_bytes(), &[])
    }

    /// Writes an unsigned integer that needs 1 or 2 bytes.
    #[inline]
    pub(crate) fn uint16(&mut self, tag: Tag, value: u16) -> Result<(), Error> {
        match u8::try_from(value) {
            Ok(value) => self.uint8(tag, value),
            Err(_) => self.put(tag, ElementType::UInt16, value.to_le_bytes(), &[]),
        }
    }

    /// Writes an unsigned integer that needs 4 or 8 bytes.
    #[inline(never)]
    pub(super) fn wide_uint(&mut self, tag: Tag, value: u64) -> Result<(), Error> {
        match u32::try_from(value) {
            Ok(value) => self.put(tag, ElementType::UInt32, value.to_le_bytes(), &[]),
            Err(_) => self.put(tag, ElementType::UInt64, value.to_le_bytes(), &[]),
        }
    }

    /// Writes a signed integer that needs 1 byte.
    #[inline]
    pub(crate) fn int8(&mut self, tag: Tag, value: i8) -> Result<(), Error> {
        self.put(tag, ElementType::Int8, value.to_le_bytes(), &[])
    }

    /// Writes a signed integer that needs 1 or 2 bytes.
    #[inline]
    pub(crate) fn int16(&mut self, tag: Tag, value: i16) -> Result<(), Error> {
        match i8::try_from(value) {
            Ok(value) => self.int8(tag, value),
            Err(_) => self.put(tag, ElementType::Int16, value.to_le_bytes(), &[]),
        }
    }

    /// Writes a signed integer that needs 4 or 8 bytes.
    #[inline(never)]
    pub(super) fn wide_int(&mut self, tag: Tag, value: i64) -> Result<(), Error> {
        match i32::try_from(value) {
            Ok(value) => self.put(tag, ElementType::Int32, value.to_le_bytes(), &[]),
            Err(_) => self.put(tag, ElementType::Int64, value.to_le_bytes(), &[]),
        }
    }

    /// Writes a string: `types` by the width of its length, 1, 2, 4 and 8 bytes.
    #[inline]
    pub(super) fn string(&mut self, tag: Tag, types: [ElementType; 4], value: &[u8]) -> Result<(), Error> {
        let [short, ..] = types;
        match u8::try_from(value.len()) {
            Ok(len) => self.put(tag, short, [len], value),
            Err(_) => self.long_string(tag, types, value),
        }
    }

    #[inline(never)]
    fn long_string(&mut self, tag: Tag, types: [ElementType; 4], value: &[u8]) -> Result<(), Error> {
        let [_, medium, long, huge] = types;
        if let Ok(len) = u16::try_from(value.len()) {
            self.put(tag, medium, len.to_le_bytes(), value)
        } else if let Ok(len) = u32::try_from(value.len()) {
            self.put(tag, long, len.to_le_bytes(), value)
        } else {
            self.put(tag, huge, (value.len() as u64).to_le_bytes(), value)
        }
    }

    /// Writes the header of a container and sets room for its end aside.
    #[inline]
    pub(super) fn start(&mut self, tag: Tag, ty: ElementType, container: Container) -> Result<(), Error> {
        let nesting = self.nesting.open(container).map_err(|kind| self.error(kind))?;
        self.open += 1;
        match self.put(tag, ty, [], &[]) {
            Ok(()) => {
                self.nesting = nesting;
                Ok(())
            }
            Err(error) => {
                self.open -= 1;
                Err(error)
            }
        }
    }
}

/// Writes three pieces behind each other and returns their length, or nothing if they do not fit in
/// front of `reserved` bytes.
#[inline(always)]
#[expect(clippy::inline_always, reason = "part of `put`")]
fn fill<const H: usize, const N: usize>(
    spare: &mut [u8],
    reserved: u8,
    head: [u8; H],
    fixed: [u8; N],
    tail: &[u8],
) -> Option<usize> {
    let len = H + N + tail.len();
    if spare.len() < len + usize::from(reserved) {
        return None;
    }
    let (head_spare, spare) = spare.split_first_chunk_mut()?;
    let (fixed_spare, spare) = spare.split_first_chunk_mut()?;
    let tail_spare = spare.get_mut(..tail.len())?;
    *head_spare = head;
    *fixed_spare = fixed;
    tail_spare.copy_from_slice(tail);
    Some(len)
}

/// [`fill`] for headers that are long and rare.
#[cold]
#[inline(never)]
fn fill_wide(spare: &mut [u8], reserved: u8, header: Header, fixed: &[u8], tail: &[u8]) -> Option<usize> {
    let (bytes, len) = header.to_bytes();
    let head = bytes.get(..len)?;
    let len = head.len() + fixed.len() + tail.len();
    if spare.len() < len + usize::from(reserved) {
        return None;
    }
    let (head_spare, spare) = spare.split_at_mut_checked(head.len())?;
    let (fixed_spare, spare) = spare.split_at_mut_checked(fixed.len())?;
    let tail_spare = spare.get_mut(..tail.len())?;
    head_spare.copy_from_slice(head);
    fixed_spare.copy_from_slice(fixed);
    tail_spare.copy_from_slice(tail);
    Some(len)
}
