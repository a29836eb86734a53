//! Values as the vectors have them: octet strings as hexadecimal, absent fields left out.

use netim::runtime::{List, Nullable, tlv::Decode};
use serde_json::{Map, Value};

pub(crate) fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

pub(crate) fn octets(bytes: &[u8]) -> Value {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 0xF]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect::<String>().into()
}

pub(crate) fn nullable<T: Into<Value>>(value: Nullable<T>) -> Value {
    Option::from(value).map_or(Value::Null, T::into)
}

pub(crate) fn list<'a, T: Decode<'a> + Copy>(list: &List<'a, T>, tell: impl Fn(T) -> Value) -> Value {
    list.iter().map(|entry| tell(entry.unwrap())).collect()
}

/// An object of the fields that are there.
pub(crate) fn object<const N: usize>(fields: [(&str, Option<Value>); N]) -> Value {
    let present = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(present.collect::<Map<_, _>>())
}
