//! Writing TLV into a buffer.

mod container;
mod put;

use self::put::UINT;
pub use container::OpenContainer;

use crate::{
    DecodeError, ElementType, Error, ErrorKind, Input, Tag,
    nesting::{Container, Nesting},
};

/// Writes elements into a buffer, one after the other.
///
/// Integers, lengths and tags take the smallest form that holds them. A call that fails leaves the
/// writer as it was. Room for the end of every open container is set aside, so [`end`](Self::end)
/// never runs out of it: whoever stops at `BufferFull` can still close what is open.
pub struct Writer<'b> {
    buf: &'b mut [u8],
    /// How many bytes are written.
    len: usize,
    /// How many bytes at the end of `buf` are set aside, one for the end of each container that was started with
    /// [`start_structure`](Self::start_structure) and the like. A writer in a container of its own has one for that; those
    /// around it are outside of its `buf`.
    reserved: u8,
    nesting: Nesting,
}

/// A state of a [`Writer`] to go back to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    len: usize,
    reserved: u8,
    nesting: Nesting,
}

impl<'b> Writer<'b> {
    /// A writer into `buf`, which it overwrites from the start.
    #[inline]
    pub fn new(buf: &'b mut [u8]) -> Self {
        Self { buf, len: 0, reserved: 0, nesting: Nesting::default() }
    }

    /// How many bytes are written.
    #[inline]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing is written.
    #[inline]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many bytes are free, the ends of open containers already subtracted.
    #[inline]
    pub const fn remaining(&self) -> usize {
        self.buf.len().saturating_sub(self.len + self.reserved as usize)
    }

    /// How many containers are open.
    #[inline]
    pub const fn depth(&self) -> usize {
        self.nesting.depth()
    }

    /// What is written so far, outside of containers that are still open where [`OpenContainer`] has them.
    pub fn as_bytes(&self) -> &[u8] {
        self.buf.get(..self.len).unwrap_or_default()
    }

    /// What is written, once all containers are closed.
    ///
    /// # Errors
    ///
    /// `UnclosedContainer` if one is open.
    pub fn finish(self) -> Result<&'b [u8], Error> {
        if self.nesting.depth() == 0 {
            let written: &'b [u8] = self.buf;
            Ok(written.get(..self.len).unwrap_or_default())
        } else {
            Err(self.error(ErrorKind::UnclosedContainer))
        }
    }

    /// The present state, to [`rollback`](Self::rollback) to.
    #[inline]
    pub const fn mark(&self) -> Mark {
        Mark { len: self.len, reserved: self.reserved, nesting: self.nesting }
    }

    /// Takes back everything written since `mark`, started and ended containers included.
    ///
    /// A mark that was itself taken back since, or that another writer made, is no state of this writer;
    /// one ahead of what is written is ignored.
    // For what did not fit: kept out of the way of what does.
    #[cold]
    #[inline(never)]
    pub const fn rollback(&mut self, mark: Mark) {
        if mark.len <= self.len {
            self.len = mark.len;
            self.reserved = mark.reserved;
            self.nesting = mark.nesting;
        }
    }

    const fn error(&self, kind: ErrorKind) -> Error {
        Error { kind, offset: self.len }
    }
}

/// Every method that writes an element fails with `BufferFull` if it does not fit, and with
/// `UnexpectedTag` for a tag in an array or none in a structure.
impl Writer<'_> {
    /// Writes an unsigned integer.
    ///
    /// # Errors
    ///
    /// `BufferFull`, `UnexpectedTag`.
    #[cfg_attr(not(small), inline(always), expect(clippy::inline_always, reason = "measured, see `put`"))]
    pub fn uint(&mut self, tag: Tag, value: u64) -> Result<(), Error> {
        match u16::try_from(value) {
            Ok(value) if cfg!(not(small)) => self.uint16(tag, value),
            _ => self.numbered(tag, UINT, value, &[]),
        }
    }

    /// Writes a signed integer.
    ///
    /// # Errors
    ///
    /// `BufferFull`, `UnexpectedTag`.
    #[cfg_attr(not(small), inline(always), expect(clippy::inline_always, reason = "measured, see `put`"))]
    pub fn int(&mut self, tag: Tag, value: i64) -> Result<(), Error> {
        match i16::try_from(value) {
            Ok(value) => self.int16(tag, value),
            Err(_) => self.wide_int(tag, value),
        }
    }

    /// Writes a boolean.
    ///
    /// # Errors
    ///
    /// `BufferFull`, `UnexpectedTag`.
    #[cfg_attr(not(small), inline(always), expect(clippy::inline_always, reason = "measured, see `put`"))]
    pub fn bool(&mut self, tag: Tag, value: bool) -> Result<(), Error> {
        self.put(tag, if value { ElementType::True } else { ElementType::False }, [], &[])
    }

    /// Writes a number in single precision.
    ///
    /// # Errors
    ///
    /// `BufferFull`, `UnexpectedTag`.
    #[inline]
    pub fn f32(&mut self, tag: Tag, value: f32) -> Result<(), Error> {
        self.put(tag, ElementType::Float32, value.to_le_bytes(), &[])
    }

    /// Writes a number in double precision.
    ///
    /// # Errors
    ///
    /// `BufferFull`, `UnexpectedTag`.
    #[inline]
    pub fn f64(&mut self, tag: Tag, value: f64) -> Result<(), Error> {
        self.put(tag, ElementType::Float64, value.to_le_bytes(), &[])
    }

    /// Writes text.
    ///
    /// # Errors
    ///
    /// `BufferFull`, `UnexpectedTag`.
    #[inline]
    pub fn utf8(&mut self, tag: Tag, value: &str) -> Result<(), Error> {
        use ElementType::{Utf8L1, Utf8L2, Utf8L4, Utf8L8};
        self.string(tag, [Utf8L1, Utf8L2, Utf8L4, Utf8L8], value.as_bytes())
    }

    /// Writes bytes.
    ///
    /// # Errors
    ///
    /// `BufferFull`, `UnexpectedTag`.
    #[inline]
    pub fn octets(&mut self, tag: Tag, value: &[u8]) -> Result<(), Error> {
        use ElementType::{OctetsL1, OctetsL2, OctetsL4, OctetsL8};
        self.string(tag, [OctetsL1, OctetsL2, OctetsL4, OctetsL8], value)
    }

    /// Writes null.
    ///
    /// # Errors
    ///
    /// `BufferFull`, `UnexpectedTag`.
    #[cfg_attr(not(small), inline(always), expect(clippy::inline_always, reason = "measured, see `put`"))]
    pub fn null(&mut self, tag: Tag) -> Result<(), Error> {
        self.put(tag, ElementType::Null, [], &[])
    }

    /// Starts a structure, whose members need tags.
    ///
    /// # Errors
    ///
    /// `BufferFull`, also if only its end would not fit; `UnexpectedTag`; `TooDeep`.
    #[inline]
    pub fn start_structure(&mut self, tag: Tag) -> Result<(), Error> {
        self.start(tag, ElementType::Structure, Container::Structure)
    }

    /// Starts an array, whose elements have no tags.
    ///
    /// # Errors
    ///
    /// `BufferFull`, also if only its end would not fit; `UnexpectedTag`; `TooDeep`.
    #[inline]
    pub fn start_array(&mut self, tag: Tag) -> Result<(), Error> {
        self.start(tag, ElementType::Array, Container::Array)
    }

    /// Starts a list, whose elements may have tags.
    ///
    /// # Errors
    ///
    /// `BufferFull`, also if only its end would not fit; `UnexpectedTag`; `TooDeep`.
    #[inline]
    pub fn start_list(&mut self, tag: Tag) -> Result<(), Error> {
        self.start(tag, ElementType::List, Container::List)
    }

    /// Ends the innermost open container.
    ///
    /// # Errors
    ///
    /// `NotInContainer` if none is open.
    #[inline]
    pub fn end(&mut self) -> Result<(), Error> {
        let (Some(reserved), Some(nesting)) = (self.reserved.checked_sub(1), self.nesting.close()) else {
            return Err(self.error(ErrorKind::NotInContainer));
        };
        let Some(end) = self.buf.get_mut(self.len) else {
            return Err(self.error(ErrorKind::BufferFull));
        };
        *end = ElementType::EndOfContainer as u8;
        self.len += 1;
        self.reserved = reserved;
        self.nesting = nesting;
        Ok(())
    }

    /// Copies the element that `encoded` is, under another tag.
    ///
    /// # Errors
    ///
    /// `BufferFull`, `UnexpectedTag`; if `encoded` is not exactly one element, what is wrong with it and
    /// where in it. `TooDeep` if its containers are too deep together with those open here.
    pub fn raw_element(&mut self, tag: Tag, encoded: &[u8]) -> Result<(), Error> {
        let input = Input::new(encoded);
        let copied = |error: DecodeError| error.at(encoded.len());
        let (header, value) = input.header().map_err(copied)?;
        let rest = value.skip_within(header.ty, self.nesting).map_err(copied)?;
        if !rest.is_empty() {
            return Err(copied(rest.error(ErrorKind::TrailingBytes)));
        }
        self.put(tag, header.ty, [], value.until(rest))
    }

    /// Copies the value of an element that was read, under another tag.
    pub(crate) fn copy(&mut self, tag: Tag, ty: ElementType, value: Input<'_>) -> Result<(), Error> {
        match value.skip_within(ty, self.nesting) {
            Ok(rest) => self.put(tag, ty, [], value.until(rest)),
            Err(error) => Err(self.error(error.kind)),
        }
    }
}
