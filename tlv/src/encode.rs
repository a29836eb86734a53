//! Typed encoding.

use crate::{Element, Error, Tag, Writer};

/// A type that can be written as an element.
pub trait Encode {
    /// Writes the value as one element with the tag `tag`.
    ///
    /// # Errors
    ///
    /// `BufferFull` if it does not fit, `UnexpectedTag` if the tag cannot stand where the writer is. What
    /// a structure had written by then stays; [`Writer::rollback`] takes it back.
    fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error>;
}

/// Encodes `value` into `buf`, and returns the bytes used.
///
/// # Errors
///
/// Those of [`Encode::encode`].
#[inline]
pub fn encode<'b, T: Encode + ?Sized>(value: &T, tag: Tag, buf: &'b mut [u8]) -> Result<&'b [u8], Error> {
    let mut out = Writer::new(buf);
    value.encode(tag, &mut out)?;
    out.finish()
}

impl<T: Encode + ?Sized> Encode for &T {
    #[inline]
    fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
        (**self).encode(tag, out)
    }
}

macro_rules! encode_with {
    ($method:ident: $($ty:ty)*) => {
        $(impl Encode for $ty {
            #[inline]
            fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
                out.$method(tag, (*self).into())
            }
        })*
    };
}

encode_with!(uint8: u8);
encode_with!(uint16: u16);
encode_with!(uint: u32 u64);
encode_with!(int8: i8);
encode_with!(int16: i16);
encode_with!(int: i32 i64);
encode_with!(bool: bool);
encode_with!(f32: f32);
encode_with!(f64: f64);

impl Encode for str {
    #[inline]
    fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
        out.utf8(tag, self)
    }
}

impl Encode for [u8] {
    #[inline]
    fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
        out.octets(tag, self)
    }
}

impl<const N: usize> Encode for [u8; N] {
    #[inline]
    fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
        out.octets(tag, self)
    }
}

/// Under the tag given, not the one it has; a container with all that is in it, byte for byte.
impl Encode for Element<'_> {
    fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
        out.copy(tag, self.ty(), self.input())
    }
}

/// As octets, like the slice that it is.
#[cfg(feature = "alloc")]
impl Encode for alloc::vec::Vec<u8> {
    #[inline]
    fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
        out.octets(tag, self)
    }
}

#[cfg(feature = "alloc")]
impl Encode for alloc::string::String {
    #[inline]
    fn encode(&self, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
        out.utf8(tag, self)
    }
}
