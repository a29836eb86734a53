//! Values that own what others borrow: for who keeps a received value longer than the bytes it came in.
//!
//! Generated owned types come with an option of the generator. Texts become `String`, octet strings `Vec<u8>` or arrays,
//! lists `Vec` (with the feature `alloc`), and null and absence stay what they are.

use matter_tlv::Error;

use crate::Nullable;

#[cfg(feature = "alloc")]
pub use alloc::{string::String, vec::Vec};

/// A value that may borrow, and its counterpart that does not.
pub trait IntoOwned {
    /// The counterpart.
    type Owned;

    /// The same value on its own.
    ///
    /// # Errors
    ///
    /// The entry of a list that is malformed: lists are decoded as they are walked.
    fn into_owned(self) -> Result<Self::Owned, Error>;
}

/// Implements [`IntoOwned`] for types that borrow nothing.
#[macro_export]
macro_rules! owned_as_it_is {
    ($($ty:ty),* $(,)?) => {$(
        impl $crate::owned::IntoOwned for $ty {
            type Owned = Self;

            fn into_owned(self) -> ::core::result::Result<Self, $crate::tlv::Error> {
                ::core::result::Result::Ok(self)
            }
        }
    )*};
}

owned_as_it_is!(bool, u8, u16, u32, u64, i8, i16, i32, i64, f32, f64);

impl<T: IntoOwned> IntoOwned for Option<T> {
    type Owned = Option<T::Owned>;

    fn into_owned(self) -> Result<Self::Owned, Error> {
        self.map(T::into_owned).transpose()
    }
}

impl<T: IntoOwned> IntoOwned for Nullable<T> {
    type Owned = Nullable<T::Owned>;

    fn into_owned(self) -> Result<Self::Owned, Error> {
        self.value().into_owned().map(Nullable::from)
    }
}

impl<const N: usize> IntoOwned for &[u8; N] {
    type Owned = [u8; N];

    fn into_owned(self) -> Result<[u8; N], Error> {
        Ok(*self)
    }
}

#[cfg(feature = "alloc")]
mod heap {
    use matter_tlv::{Decode, Encode, ErrorKind, Tag};

    use super::{Error, IntoOwned, String, Vec};
    use crate::List;

    impl IntoOwned for &str {
        type Owned = String;

        fn into_owned(self) -> Result<String, Error> {
            Ok(self.into())
        }
    }

    impl IntoOwned for &[u8] {
        type Owned = Vec<u8>;

        fn into_owned(self) -> Result<Vec<u8>, Error> {
            Ok(self.into())
        }
    }

    impl<'a, T: Decode<'a> + Copy + IntoOwned> IntoOwned for List<'a, T> {
        type Owned = Vec<T::Owned>;

        fn into_owned(self) -> Result<Vec<T::Owned>, Error> {
            self.into_iter().map(|entry| entry?.into_owned()).collect()
        }
    }

    /// The bytes of a value, as long as they come to be, as one element without a tag.
    ///
    /// # Errors
    ///
    /// Those of its encoding, other than that a buffer is full.
    pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>, Error> {
        let mut buffer = Vec::new();
        let mut size = 64;
        loop {
            buffer.resize(size, 0);
            match matter_tlv::encode(value, Tag::Anonymous, &mut buffer).map(<[u8]>::len) {
                Ok(len) => {
                    buffer.truncate(len);
                    return Ok(buffer);
                }
                Err(error) if error.kind == ErrorKind::BufferFull => size *= 2,
                Err(error) => return Err(error),
            }
        }
    }
}

#[cfg(feature = "alloc")]
pub use heap::to_vec;
