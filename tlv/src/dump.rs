//! TLV for people.

use core::fmt;

use crate::{Reader, Tag, Value, nesting::Container};

/// Prints TLV bytes on one line.
///
/// | element | reads |
/// |---|---|
/// | signed, unsigned integer | `-17`, `42u` |
/// | boolean, null | `true`, `null` |
/// | floating point | `17.9`, `inf` |
/// | text | `"Hello!"`, escaped as Rust does |
/// | octets | `0001020304`, or `<empty>` |
/// | structure, array, list | `{0 = 42u, 1 = true}`, `[1, 2]`, `[[1, 0 = 2]]` |
/// | [tag](Tag), if there is one | `0 = `, `Matter::1 = `, `65521::57069:1 = ` in front of the value |
///
/// Several elements in a row are separated by commas. At the first fault the rest is
/// `<malformed at 5: reason>`.
#[derive(Clone, Copy, Debug)]
pub struct Dump<'a>(pub &'a [u8]);

impl fmt::Display for Dump<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut reader = Reader::new(self.0);
        let mut separator = "";
        loop {
            let container = reader.nesting().innermost();
            let element = match reader.next() {
                Ok(Some(element)) => element,
                Ok(None) => return Ok(()),
                Err(error) => return write!(f, "{separator}<malformed at {}: {}>", error.offset, error.kind),
            };
            if element.value == Value::EndOfContainer {
                f.write_str(closing(container))?;
                separator = ", ";
                continue;
            }
            f.write_str(separator)?;
            if element.tag != Tag::Anonymous {
                write!(f, "{} = ", element.tag)?;
            }
            write_value(f, element.value)?;
            separator = if element.ty().is_container() { "" } else { ", " };
        }
    }
}

/// Writes a scalar, or the opening bracket of a container.
fn write_value(f: &mut fmt::Formatter<'_>, value: Value<'_>) -> fmt::Result {
    match value {
        Value::Int(value) => write!(f, "{value}"),
        Value::UInt(value) => write!(f, "{value}u"),
        Value::Bool(value) => write!(f, "{value}"),
        Value::Float32(value) => write!(f, "{value:?}"),
        Value::Float64(value) => write!(f, "{value:?}"),
        Value::Utf8(value) => write!(f, "{value:?}"),
        Value::Octets([]) => f.write_str("<empty>"),
        Value::Octets(value) => value.iter().try_for_each(|byte| write!(f, "{byte:02x}")),
        Value::Null => f.write_str("null"),
        Value::Structure => f.write_str("{"),
        Value::Array => f.write_str("["),
        Value::List => f.write_str("[["),
        Value::EndOfContainer => Ok(()),
    }
}

const fn closing(container: Option<Container>) -> &'static str {
    match container {
        Some(Container::Structure) => "}",
        Some(Container::Array) => "]",
        Some(Container::List) => "]]",
        None => "",
    }
}
