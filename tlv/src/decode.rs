//! Typed decoding.

use crate::{DecodeError, ElementType, Error, ErrorKind, Input, Mode, Quick, Thorough};

/// What decoding comes to: a value, and the input behind it.
pub type Decoded<'a, T, M = Thorough> = Result<(T, Input<'a, M>), DecodeError>;

/// A type that can be read from an element.
///
/// # Implementing it
///
/// A structure asks [`Fields`](crate::Fields) for its members; a newtype passes the call on. Either way
/// the implementation must take exactly the element's value: for a container up to and including its end.
///
/// How thoroughly it reads is its callers' business: it passes [`Mode`] on with the input, and errors back to them. An
/// error may only mean that the input has to be read again, thoroughly, so nothing must be made of it.
pub trait Decode<'a>: Sized {
    /// Reads the value of an element of type `ty` whose control byte and tag have been read, and
    /// returns it with the input behind it.
    ///
    /// # Errors
    ///
    /// `UnexpectedType` for an element of another type, and whatever else can be wrong with the value.
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M>;

    /// Reads the value of an element that is the last of the input.
    ///
    /// What this does by itself is right for all types. One that is read later, entry by entry, knows its end without
    /// looking for it, and may leave it to that reading to find what is wrong.
    ///
    /// # Errors
    ///
    /// Those of [`decode`](Self::decode), and `TrailingBytes` if something follows.
    #[inline]
    fn decode_last<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Result<Self, DecodeError> {
        let (value, rest) = Self::decode(ty, input)?;
        if rest.is_empty() { Ok(value) } else { Err(rest.error(ErrorKind::TrailingBytes)) }
    }
}

const STRUCTURE: u8 = ElementType::Structure as u8;

/// Decodes `bytes`, which must be one whole element, under any tag, and nothing more.
///
/// # Errors
///
/// Whatever is wrong with the element, and where; `TrailingBytes` if it is not all.
#[inline]
pub fn decode<'a, T: Decode<'a>>(bytes: &'a [u8]) -> Result<T, Error> {
    let input = Input::new(bytes);
    match quickly(input) {
        Some(value) => Ok(value),
        None => thoroughly(input).map_err(|error| error.at(bytes.len())),
    }
}

/// Decodes what nearly everything is that Matter sends: a structure without a tag, in its usual form.
#[inline]
fn quickly<'a, T: Decode<'a>>(input: Input<'a>) -> Option<T> {
    match input.as_bytes() {
        [STRUCTURE, rest @ ..] if cfg!(not(small)) => {
            T::decode_last(ElementType::Structure, Input::new(rest).with_mode::<Quick>()).ok()
        }
        _ => None,
    }
}

#[cfg_attr(not(small), inline(never))]
fn thoroughly<'a, T: Decode<'a>>(input: Input<'a>) -> Result<T, DecodeError> {
    let (ty, value) = header(input)?;
    T::decode_last(ty, value)
}

/// The type of an element, which is no end of a container, and the input at its value.
#[inline(never)]
fn header(input: Input<'_>) -> Decoded<'_, ElementType> {
    let (header, value) = input.header()?;
    match header.ty {
        ElementType::EndOfContainer => Err(input.error(ErrorKind::UnexpectedEndOfContainer)),
        ty => Ok((ty, value)),
    }
}

// Integers: of any width on the wire, as long as the value fits.
macro_rules! decode_integer {
    ($wide:ident via $read:ident: $($narrow:ident)*) => {
        impl<'a> Decode<'a> for $wide {
            #[inline]
            fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
                $read::<true, M>(ty, input)
            }
        }
        $(impl<'a> Decode<'a> for $narrow {
            #[inline]
            fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
                let (wide, rest) = $read::<{ Self::BITS > 16 }, M>(ty, input)?;
                match Self::try_from(wide) {
                    Ok(value) => Ok((value, rest)),
                    Err(_) => Err(input.error(ErrorKind::IntegerOutOfRange)),
                }
            }
        })*
    };
}

decode_integer!(u64 via unsigned: u8 u16 u32);
decode_integer!(i64 via signed: i8 i16 i32);

/// An integer for a type that is `WIDE`, which needs 4 or 8 bytes for some, or one that does not: for that they are unusual.
#[inline]
fn unsigned<const WIDE: bool, M: Mode>(ty: ElementType, input: Input<'_, M>) -> Decoded<'_, u64, M> {
    match ty {
        ElementType::UInt8 if cfg!(not(small)) => number(input, u8::from_le_bytes),
        ElementType::UInt16 if cfg!(not(small)) => number(input, u16::from_le_bytes),
        _ if M::IS_QUICK && !WIDE => Err(input.error(ErrorKind::UnexpectedType)),
        _ => with_mode(unsigned_wide(ty, input.with_mode())),
    }
}

/// The rarer half of [`unsigned`], out of the way of the other.
#[inline(never)]
fn unsigned_wide(ty: ElementType, input: Input<'_>) -> Decoded<'_, u64> {
    use ElementType::{UInt8, UInt16, UInt32, UInt64};
    match ty {
        UInt8 | UInt16 | UInt32 | UInt64 => input.take_number(ty.width()),
        _ => Err(input.error(ErrorKind::UnexpectedType)),
    }
}

/// [`unsigned`], with a sign.
#[inline]
fn signed<const WIDE: bool, M: Mode>(ty: ElementType, input: Input<'_, M>) -> Decoded<'_, i64, M> {
    match ty {
        ElementType::Int8 => number(input, i8::from_le_bytes),
        ElementType::Int16 => number(input, i16::from_le_bytes),
        _ if M::IS_QUICK && !WIDE => Err(input.error(ErrorKind::UnexpectedType)),
        _ => with_mode(signed_wide(ty, input.with_mode())),
    }
}

/// The rarer half of [`signed`], out of the way of the other.
#[inline(never)]
fn signed_wide(ty: ElementType, input: Input<'_>) -> Decoded<'_, i64> {
    match ty {
        ElementType::Int32 => number(input, i32::from_le_bytes),
        ElementType::Int64 => number(input, i64::from_le_bytes),
        _ => Err(input.error(ErrorKind::UnexpectedType)),
    }
}

/// Takes as many bytes as the number has, and makes it as wide as wanted.
#[inline]
fn number<const N: usize, T, W: From<T>, M: Mode>(
    input: Input<'_, M>,
    from_le_bytes: impl FnOnce([u8; N]) -> T,
) -> Decoded<'_, W, M> {
    let (bytes, rest) = input.take_array()?;
    Ok((from_le_bytes(*bytes).into(), rest))
}

/// What a function has read that is there once for all modes.
#[inline]
fn with_mode<T, M: Mode>(read: Decoded<'_, T>) -> Decoded<'_, T, M> {
    let (value, rest) = read?;
    Ok((value, rest.with_mode()))
}

impl<'a> Decode<'a> for bool {
    #[inline]
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        match ty {
            ElementType::False => Ok((false, input)),
            ElementType::True => Ok((true, input)),
            _ => Err(input.error(ErrorKind::UnexpectedType)),
        }
    }
}

impl<'a> Decode<'a> for f32 {
    #[inline]
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        match ty {
            ElementType::Float32 => number(input, Self::from_le_bytes),
            _ => Err(input.error(ErrorKind::UnexpectedType)),
        }
    }
}

/// Single precision is accepted too: nothing is lost.
impl<'a> Decode<'a> for f64 {
    #[inline]
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        match ty {
            ElementType::Float64 => number(input, Self::from_le_bytes),
            _ => f32::decode(ty, input).map(|(value, rest)| (value.into(), rest)),
        }
    }
}

impl<'a> Decode<'a> for &'a str {
    #[inline]
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        let (bytes, rest) = match ty {
            ElementType::Utf8L1 if cfg!(not(small)) => short_string(input),
            _ if M::IS_QUICK => Err(input.error(ErrorKind::UnexpectedType)),
            _ => with_mode(long_utf8(ty, input.with_mode())),
        }?;
        match core::str::from_utf8(bytes) {
            Ok(text) => Ok((text, rest)),
            Err(_) => Err(input.error(ErrorKind::InvalidUtf8)),
        }
    }
}

impl<'a> Decode<'a> for &'a [u8] {
    #[inline]
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        match ty {
            ElementType::OctetsL1 if cfg!(not(small)) => short_string(input),
            _ if M::IS_QUICK => Err(input.error(ErrorKind::UnexpectedType)),
            _ => with_mode(long_octets(ty, input.with_mode())),
        }
    }
}

// Strings of 256 bytes and more, out of the way of the others.

#[inline(never)]
fn long_utf8(ty: ElementType, input: Input<'_>) -> Decoded<'_, &[u8]> {
    use ElementType::{Utf8L1, Utf8L2, Utf8L4, Utf8L8};
    match ty {
        Utf8L1 | Utf8L2 | Utf8L4 | Utf8L8 => string(input, ty.width()),
        _ => Err(input.error(ErrorKind::UnexpectedType)),
    }
}

#[inline(never)]
fn long_octets(ty: ElementType, input: Input<'_>) -> Decoded<'_, &[u8]> {
    use ElementType::{OctetsL1, OctetsL2, OctetsL4, OctetsL8};
    match ty {
        OctetsL1 | OctetsL2 | OctetsL4 | OctetsL8 => string(input, ty.width()),
        _ => Err(input.error(ErrorKind::UnexpectedType)),
    }
}

impl<'a, const N: usize> Decode<'a> for &'a [u8; N] {
    #[inline]
    fn decode<M: Mode>(ty: ElementType, input: Input<'a, M>) -> Decoded<'a, Self, M> {
        let (bytes, rest) = <&[u8]>::decode(ty, input)?;
        match bytes.try_into() {
            Ok(array) => Ok((array, rest)),
            Err(_) => Err(input.error(ErrorKind::WrongLength)),
        }
    }
}

/// Takes a length of one byte and as many bytes as it says.
#[inline]
fn short_string<M: Mode>(input: Input<'_, M>) -> Decoded<'_, &[u8], M> {
    let ([len], rest) = input.take_array()?;
    rest.take(usize::from(*len)).map_err(|error| input.error(error.kind))
}

/// Takes a length of `width` bytes and as many bytes as it says.
#[inline]
fn string(input: Input<'_>, width: usize) -> Decoded<'_, &[u8]> {
    let (length, rest) = input.take_number(width)?;
    // A length that does not even fit `usize` is longer than any input.
    match usize::try_from(length) {
        Ok(len) => rest.take(len).map_err(|error| input.error(error.kind)),
        Err(_) => Err(input.error(ErrorKind::Truncated)),
    }
}
