//! Limits of values, apart from their shape.
//!
//! A message that is malformed and a value that is out of its limits are answered by different status codes, and the
//! first is looked for before the second. So decoding settles the shape, [`Validate::check_shape`] what of the shape
//! only shows afterwards (choice groups, the entries of lists), and [`Validate::validate`] the limits.

use core::fmt;
use core::ops::RangeBounds;

use matter_tlv::Decode;

use crate::{List, Nullable, open::OpenEnum};

/// A value that breaks a limit of its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConstraintError {
    /// The field, as the specification spells it.
    pub field: &'static str,
    /// Which of its limits.
    pub limit: Limit,
}

/// What can be limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The value of a number.
    Range,
    /// The bytes of a string.
    Length,
    /// The entries of a list.
    Count,
    /// The values of an enumeration.
    Known,
}

impl fmt::Display for ConstraintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.limit {
            Limit::Range => "value out of range",
            Limit::Length => "length out of range",
            Limit::Count => "number of entries out of range",
            Limit::Known => "value not defined",
        };
        write!(f, "{}: {what}", self.field)
    }
}

impl core::error::Error for ConstraintError {}

/// A shape that is wrong in a way that shows only once everything is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShapeError {
    /// An entry of a list is malformed.
    Malformed(matter_tlv::Error),
    /// Of a choice group, too few or too many fields are there.
    Choice {
        /// The letter of the group.
        group: &'static str,
        /// How many fields of it are there.
        present: usize,
    },
}

impl fmt::Display for ShapeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(error) => write!(f, "list entry: {error}"),
            Self::Choice { group, present } => {
                write!(f, "{present} fields of choice group {group} are present")
            }
        }
    }
}

impl core::error::Error for ShapeError {}

/// What is checked after decoding. Both do nothing unless a type has something to check.
pub trait Validate {
    /// Checks choice groups and the shape of list entries.
    ///
    /// # Errors
    ///
    /// The first that is wrong.
    fn check_shape(&self) -> Result<(), ShapeError> {
        Ok(())
    }

    /// Checks the limits that the specification gives as numbers.
    ///
    /// # Errors
    ///
    /// The first field that breaks one.
    fn validate(&self) -> Result<(), ConstraintError> {
        Ok(())
    }
}

impl<T: Validate> Validate for Option<T> {
    fn check_shape(&self) -> Result<(), ShapeError> {
        self.as_ref().map_or(Ok(()), T::check_shape)
    }

    fn validate(&self) -> Result<(), ConstraintError> {
        self.as_ref().map_or(Ok(()), T::validate)
    }
}

impl<T: Validate> Validate for Nullable<T> {
    fn check_shape(&self) -> Result<(), ShapeError> {
        self.as_option().map_or(Ok(()), T::check_shape)
    }

    fn validate(&self) -> Result<(), ConstraintError> {
        self.as_option().map_or(Ok(()), T::validate)
    }
}

impl<'a, T: Decode<'a> + Copy + Validate> Validate for List<'a, T> {
    fn check_shape(&self) -> Result<(), ShapeError> {
        for entry in *self {
            entry.map_err(ShapeError::Malformed)?.check_shape()?;
        }
        Ok(())
    }

    fn validate(&self) -> Result<(), ConstraintError> {
        self.into_iter().flatten().try_for_each(|entry| entry.validate())
    }
}

/// A value that may be absent or null, in which case it has no limits.
pub trait Present {
    /// What is there when something is.
    type Item;

    /// The value, if there is one.
    fn present(&self) -> Option<Self::Item>;
}

impl<T: Present> Present for Option<T> {
    type Item = T::Item;

    fn present(&self) -> Option<T::Item> {
        self.as_ref().and_then(T::present)
    }
}

impl<T: Present> Present for Nullable<T> {
    type Item = T::Item;

    fn present(&self) -> Option<T::Item> {
        self.as_option().and_then(T::present)
    }
}

macro_rules! plain_values {
    ($([$($generics:tt)*] $ty:ty;)*) => {$(
        impl<$($generics)*> Present for $ty {
            type Item = Self;

            fn present(&self) -> Option<Self> {
                Some(*self)
            }
        }
    )*};
}

plain_values! {
    [] bool; [] u8; [] u16; [] u32; [] u64; [] i8; [] i16; [] i32; [] i64; [] f32; [] f64;
    ['a] &'a str; ['a] &'a [u8]; ['a, const N: usize] &'a [u8; N]; ['a, T: Copy] List<'a, T>;
}

macro_rules! nothing_to_check {
    ($($ty:ty),*) => {$(
        impl Validate for $ty {}
    )*};
}

nothing_to_check!(bool, u8, u16, u32, u64, i8, i16, i32, i64, f32, f64, &str, &[u8]);

impl<const N: usize> Validate for &[u8; N] {}

/// What has a length in bytes.
pub trait Length {
    /// The number of bytes.
    fn length(&self) -> usize;
}

impl Length for &str {
    fn length(&self) -> usize {
        self.len()
    }
}

impl Length for &[u8] {
    fn length(&self) -> usize {
        self.len()
    }
}

impl<const N: usize> Length for &[u8; N] {
    fn length(&self) -> usize {
        N
    }
}

fn check(ok: bool, field: &'static str, limit: Limit) -> Result<(), ConstraintError> {
    if ok { Ok(()) } else { Err(ConstraintError { field, limit }) }
}

/// A number lies in a range.
///
/// # Errors
///
/// [`Limit::Range`] if it does not.
pub fn range<V, R>(field: &'static str, value: &V, range: R) -> Result<(), ConstraintError>
where
    V: Present<Item: PartialOrd>,
    R: RangeBounds<V::Item>,
{
    check(value.present().is_none_or(|value| range.contains(&value)), field, Limit::Range)
}

/// The length of a string, in bytes, lies in a range.
///
/// # Errors
///
/// [`Limit::Length`] if it does not.
pub fn length<V>(
    field: &'static str,
    value: &V,
    range: impl RangeBounds<usize>,
) -> Result<(), ConstraintError>
where
    V: Present<Item: Length>,
{
    check(value.present().is_none_or(|value| range.contains(&value.length())), field, Limit::Length)
}

/// The number of entries of a list lies in a range.
///
/// # Errors
///
/// [`Limit::Count`] if it does not.
pub fn count<'a, V, T>(
    field: &'static str,
    value: &V,
    range: impl RangeBounds<usize>,
) -> Result<(), ConstraintError>
where
    V: Present<Item = List<'a, T>>,
    T: Decode<'a> + Copy + 'a,
{
    check(value.present().is_none_or(|list| range.contains(&list.count())), field, Limit::Count)
}

/// Every entry of a list keeps a limit of its own.
///
/// # Errors
///
/// What `limit` says of the first entry that breaks it.
pub fn each<'a, V, T>(
    value: &V,
    limit: impl Fn(T) -> Result<(), ConstraintError>,
) -> Result<(), ConstraintError>
where
    V: Present<Item = List<'a, T>>,
    T: Decode<'a> + Copy + 'a,
{
    value.present().into_iter().flatten().flatten().try_for_each(limit)
}

/// The value of an enumeration is one that this release names.
///
/// # Errors
///
/// [`Limit::Known`] if it is not.
pub fn known<V>(field: &'static str, value: &V) -> Result<(), ConstraintError>
where
    V: Present<Item: OpenEnum>,
{
    check(value.present().is_none_or(OpenEnum::is_known), field, Limit::Known)
}

/// Exactly one field of a choice group is there.
///
/// # Errors
///
/// [`ShapeError::Choice`] otherwise.
pub fn exactly_one(group: &'static str, fields: &[bool]) -> Result<(), ShapeError> {
    let present = fields.iter().filter(|present| **present).count();
    if present == 1 { Ok(()) } else { Err(ShapeError::Choice { group, present }) }
}

/// At least one field of a choice group is there.
///
/// # Errors
///
/// [`ShapeError::Choice`] otherwise.
pub fn at_least_one(group: &'static str, fields: &[bool]) -> Result<(), ShapeError> {
    if fields.contains(&true) { Ok(()) } else { Err(ShapeError::Choice { group, present: 0 }) }
}

/// A number of fields of a choice group are there, and it lies in a range.
///
/// # Errors
///
/// [`ShapeError::Choice`] if it does not.
pub fn choice(
    group: &'static str,
    fields: &[bool],
    range: impl RangeBounds<usize>,
) -> Result<(), ShapeError> {
    let present = fields.iter().filter(|present| **present).count();
    if range.contains(&present) { Ok(()) } else { Err(ShapeError::Choice { group, present }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_have_limits_and_what_is_no_number_breaks_them() {
        assert_eq!(range("A", &0.1_f32, -1.5..=0.1), Ok(()));
        for value in [0.11, -1.51, f32::NAN, f32::INFINITY] {
            assert!(range("A", &Some(value), -1.5..=0.1).is_err(), "{value}");
        }
        assert!(range("A", &f64::NAN, ..=0.1).is_err() && range("A", &f64::NAN, 0.1..).is_err());
    }

    #[test]
    fn absent_and_null_have_no_limits() {
        assert_eq!(range("A", &None::<u16>, 1..=9), Ok(()));
        assert_eq!(range("A", &Nullable::<u16>::Null, 1..=9), Ok(()));
        assert_eq!(range("A", &Some(Nullable::Value(9_u16)), 1..=9), Ok(()));
        let broken = ConstraintError { field: "A", limit: Limit::Range };
        assert_eq!(range("A", &Some(Nullable::Value(10_u16)), 1..=9), Err(broken));
        assert_eq!(range("A", &0_i8, 1..), Err(broken));
    }

    #[test]
    fn lengths_count_bytes_and_counts_count_entries() {
        assert_eq!(length("A", &"é", 2..=2), Ok(()));
        assert!(length("A", &Some(&[0_u8; 21][..]), 20..=20).is_err());
        let list = List::from_slice(&[1_u8, 2]);
        assert_eq!(count("A", &list, ..=2), Ok(()));
        assert!(count("A", &list, ..=1).is_err());
        assert!(each(&list, |entry| range("A", &entry, ..2)).is_err());
    }

    #[test]
    fn choices_want_one_or_more() {
        assert_eq!(exactly_one("a", &[false, true]), Ok(()));
        assert_eq!(exactly_one("a", &[true, true]), Err(ShapeError::Choice { group: "a", present: 2 }));
        assert_eq!(at_least_one("a", &[true, true]), Ok(()));
        assert_eq!(at_least_one("a", &[false, false]), Err(ShapeError::Choice { group: "a", present: 0 }));
        assert_eq!(choice("a", &[true, true, false], 2..=3), Ok(()));
        let one = Err(ShapeError::Choice { group: "a", present: 1 });
        assert_eq!(choice("a", &[true, false, false], 2..=3), one);
        assert_eq!(choice("a", &[true], 2..), one);
    }
}
