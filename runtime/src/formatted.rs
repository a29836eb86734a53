//! Printing over defmt, for generated code with defmt derives.

use defmt::{Format, Formatter, write};
use matter_tlv::Decode;

use crate::{List, Nullable};

impl<T: Format> Format for Nullable<T> {
    fn format(&self, f: Formatter<'_>) {
        match self {
            Self::Null => write!(f, "null"),
            Self::Value(value) => write!(f, "{}", value),
        }
    }
}

/// Entries that are malformed are `<malformed>`.
impl<'a, T: Decode<'a> + Copy + Format> Format for List<'a, T> {
    fn format(&self, f: Formatter<'_>) {
        write!(f, "[");
        let mut is_first = true;
        for entry in self {
            if !core::mem::replace(&mut is_first, false) {
                write!(f, ", ");
            }
            if let Ok(entry) = entry {
                write!(f, "{}", entry);
            } else {
                write!(f, "<malformed>");
            }
        }
        write!(f, "]");
    }
}

/// Prints `ECDSA`, or `IdentityTypeEnum(7)` for a value without a name: part of [`defmt_enum!`](crate::defmt_enum).
pub fn format_enum(f: Formatter<'_>, ty: &str, name: Option<&str>, value: u64) {
    if let Some(name) = name {
        write!(f, "{=str}", name);
    } else {
        write!(f, "{=str}({=u64})", ty, value);
    }
}

/// Prints `DaysBitmap(0x81)`: part of [`defmt_bitmap!`](crate::defmt_bitmap).
pub fn format_bitmap(f: Formatter<'_>, ty: &str, value: u64) {
    write!(f, "{=str}({=u64:#x})", ty, value);
}

/// Implements `defmt::Format` for an enumeration.
#[macro_export]
macro_rules! defmt_enum {
    ($name:ident) => {
        impl $crate::defmt::Format for $name {
            fn format(&self, f: $crate::defmt::Formatter<'_>) {
                let name = $crate::open::OpenEnum::name(*self);
                $crate::formatted::format_enum(f, ::core::stringify!($name), name, self.0.into());
            }
        }
    };
}

/// Implements `defmt::Format` for a bitmap.
#[macro_export]
macro_rules! defmt_bitmap {
    ($name:ident) => {
        impl $crate::defmt::Format for $name {
            fn format(&self, f: $crate::defmt::Formatter<'_>) {
                $crate::formatted::format_bitmap(f, ::core::stringify!($name), self.0.into());
            }
        }
    };
}
