//! The cursor: a slice that is passed by value.

use core::marker::PhantomData;

use crate::{DecodeError, ElementType, ErrorKind, Header, Mode, Thorough, nesting::Nesting, walk::Walk};

/// What is left of the input.
///
/// Every operation takes the cursor by value and returns the one behind what it read. A cursor whose
/// address is taken (`&mut Reader`) has to live in memory as soon as it reaches a function that is not
/// inlined, which made decoding a structure two to three times as slow.
///
/// All cursors into one input must end where that input ends, or the positions in
/// [`DecodeError`] mean nothing; so there is no way to cut one short.
///
/// `M` says how thoroughly decoders read it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Input<'a, M: Mode = Thorough>(&'a [u8], PhantomData<M>);

impl<'a> Input<'a> {
    /// A cursor at the first of `bytes`.
    #[inline]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self::at(bytes)
    }

    /// Reads a control byte and the tag behind it.
    ///
    /// # Errors
    ///
    /// `Truncated` if the input ends too early, `ReservedElementType`, or `UnexpectedTag` for an end of
    /// container with a tag.
    #[inline]
    pub fn header(self) -> Result<(Header, Self), DecodeError> {
        Header::read(self)
    }

    /// Takes a number of `width` bytes, at most 8, the lowest first.
    #[inline]
    pub(crate) fn take_number(self, width: usize) -> Result<(u64, Self), DecodeError> {
        let (bytes, rest) = self.take(width)?;
        let mut wide = [0; 8];
        for (to, from) in wide.iter_mut().zip(bytes) {
            *to = *from;
        }
        Ok((u64::from_le_bytes(wide), rest))
    }

    /// Takes the rest of an element of type `ty` whose header has been read: its value, or everything
    /// in it and its end. What is passed over is checked like what is read.
    ///
    /// # Errors
    ///
    /// Whatever is wrong with the element; `UnexpectedEndOfContainer` if `ty` is the end of one.
    pub fn skip(self, ty: ElementType) -> Result<Self, DecodeError> {
        self.skip_within(ty, Nesting::default())
    }

    /// [`skip`](Self::skip), with the containers in `outer` counted as open too.
    pub(crate) fn skip_within(self, ty: ElementType, outer: Nesting) -> Result<Self, DecodeError> {
        Walk::skip(ty, self, outer)
    }

    /// The bytes from here to `later`, a cursor further on in the same input.
    ///
    /// With a cursor that is not further on, nothing.
    #[inline]
    pub fn until(self, later: Self) -> &'a [u8] {
        let len = self.remaining().saturating_sub(later.remaining());
        self.0.get(..len).unwrap_or_default()
    }
}

impl<'a, M: Mode> Input<'a, M> {
    const fn at(bytes: &'a [u8]) -> Self {
        Self(bytes, PhantomData)
    }

    /// The same place, for decoders that read as thoroughly as the caller wants.
    #[inline]
    pub const fn with_mode<N: Mode>(self) -> Input<'a, N> {
        Input::at(self.0)
    }

    /// The bytes from here to the end of the whole input.
    #[inline]
    pub const fn as_bytes(self) -> &'a [u8] {
        self.0
    }

    /// How many bytes are left.
    #[inline]
    pub const fn remaining(self) -> usize {
        self.0.len()
    }

    /// Whether nothing is left.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// An error that blames the byte at the cursor.
    #[inline]
    pub const fn error(self, kind: ErrorKind) -> DecodeError {
        DecodeError { kind, remaining: self.0.len() }
    }

    /// Takes the next `len` bytes.
    ///
    /// # Errors
    ///
    /// `Truncated` if fewer are left.
    #[inline]
    pub fn take(self, len: usize) -> Result<(&'a [u8], Self), DecodeError> {
        match self.0.split_at_checked(len) {
            Some((taken, rest)) => Ok((taken, Self::at(rest))),
            None => Err(self.error(ErrorKind::Truncated)),
        }
    }

    /// Takes the next `N` bytes.
    ///
    /// # Errors
    ///
    /// `Truncated` if fewer are left.
    #[inline]
    pub fn take_array<const N: usize>(self) -> Result<(&'a [u8; N], Self), DecodeError> {
        match self.0.split_first_chunk() {
            Some((taken, rest)) => Ok((taken, Self::at(rest))),
            None => Err(self.error(ErrorKind::Truncated)),
        }
    }
}
