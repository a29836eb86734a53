//! Types of the data model, whatever they borrow from.

use matter_tlv::{Decode, Encode, Error, Tag, Writer};

use crate::limits::Validate;

/// A type of the data model, named apart from the lifetime of what it borrows.
///
/// A decoded value borrows from the bytes it was read from, and a server's answer borrows from the server's own
/// memory. Where a signature has to name such a type before there is anything to borrow from (the list that a server
/// is going to write, the response that a client is going to receive), it names any of them, and `Of` has the right
/// lifetime when there is one.
pub trait Value {
    /// The type with a lifetime.
    type Of<'a>: Decode<'a> + Encode + Validate + Copy + 'a;
}

macro_rules! owned_values {
    ($($ty:ty),*) => {$(
        impl Value for $ty {
            type Of<'a> = Self;
        }
    )*};
}

owned_values!(bool, u8, u16, u32, u64, i8, i16, i32, i64, f32, f64);

impl Value for &str {
    type Of<'a> = &'a str;
}

impl Value for &[u8] {
    type Of<'a> = &'a [u8];
}

impl<const N: usize> Value for &[u8; N] {
    type Of<'a> = &'a [u8; N];
}

/// Writes a field that may be absent.
///
/// # Errors
///
/// Those of the value's own encoding.
#[inline]
pub fn encode_optional<T: Encode>(value: &Option<T>, tag: Tag, out: &mut Writer<'_>) -> Result<(), Error> {
    match value {
        Some(value) => value.encode(tag, out),
        None => Ok(()),
    }
}
