//! Element types: the lower five bits of a control byte.

/// What kind of value an element holds, and how many bytes its value or its length takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum ElementType {
    /// Signed integer, 1 byte.
    Int8 = 0x00,
    /// Signed integer, 2 bytes.
    Int16 = 0x01,
    /// Signed integer, 4 bytes.
    Int32 = 0x02,
    /// Signed integer, 8 bytes.
    Int64 = 0x03,
    /// Unsigned integer, 1 byte.
    UInt8 = 0x04,
    /// Unsigned integer, 2 bytes.
    UInt16 = 0x05,
    /// Unsigned integer, 4 bytes.
    UInt32 = 0x06,
    /// Unsigned integer, 8 bytes.
    UInt64 = 0x07,
    /// The boolean `false`; no value bytes.
    False = 0x08,
    /// The boolean `true`; no value bytes.
    True = 0x09,
    /// Floating point number, 4 bytes.
    Float32 = 0x0a,
    /// Floating point number, 8 bytes.
    Float64 = 0x0b,
    /// UTF-8 string behind a length of 1 byte.
    Utf8L1 = 0x0c,
    /// UTF-8 string behind a length of 2 bytes.
    Utf8L2 = 0x0d,
    /// UTF-8 string behind a length of 4 bytes.
    Utf8L4 = 0x0e,
    /// UTF-8 string behind a length of 8 bytes.
    Utf8L8 = 0x0f,
    /// Octet string behind a length of 1 byte.
    OctetsL1 = 0x10,
    /// Octet string behind a length of 2 bytes.
    OctetsL2 = 0x11,
    /// Octet string behind a length of 4 bytes.
    OctetsL4 = 0x12,
    /// Octet string behind a length of 8 bytes.
    OctetsL8 = 0x13,
    /// Null; no value bytes.
    Null = 0x14,
    /// Start of a structure: members with tags, in any order.
    Structure = 0x15,
    /// Start of an array: elements without tags.
    Array = 0x16,
    /// Start of a list: elements with or without tags, in an order that matters.
    List = 0x17,
    /// End of the innermost open container. Not an element itself.
    EndOfContainer = 0x18,
}

impl ElementType {
    /// How many bytes the number has, or the length of the string: the lowest two bits count them in powers of two. For
    /// other types it means nothing.
    #[inline]
    pub(crate) const fn width(self) -> usize {
        1 << (self as u8 & 0b11)
    }

    /// The element type in a control byte, or `None` if its number is reserved.
    ///
    /// The tag form in the upper three bits is ignored.
    #[inline]
    pub const fn from_control(control: u8) -> Option<Self> {
        Self::from_number(control & 0x1f)
    }

    /// The element type with this number, or `None` if it is reserved or none.
    #[inline]
    pub(crate) const fn from_number(number: u8) -> Option<Self> {
        Some(match number {
            0x00 => Self::Int8,
            0x01 => Self::Int16,
            0x02 => Self::Int32,
            0x03 => Self::Int64,
            0x04 => Self::UInt8,
            0x05 => Self::UInt16,
            0x06 => Self::UInt32,
            0x07 => Self::UInt64,
            0x08 => Self::False,
            0x09 => Self::True,
            0x0a => Self::Float32,
            0x0b => Self::Float64,
            0x0c => Self::Utf8L1,
            0x0d => Self::Utf8L2,
            0x0e => Self::Utf8L4,
            0x0f => Self::Utf8L8,
            0x10 => Self::OctetsL1,
            0x11 => Self::OctetsL2,
            0x12 => Self::OctetsL4,
            0x13 => Self::OctetsL8,
            0x14 => Self::Null,
            0x15 => Self::Structure,
            0x16 => Self::Array,
            0x17 => Self::List,
            0x18 => Self::EndOfContainer,
            _ => return None,
        })
    }

    /// Whether an element of this type contains other elements.
    #[inline]
    pub const fn is_container(self) -> bool {
        matches!(self, Self::Structure | Self::Array | Self::List)
    }
}

#[cfg(test)]
mod tests {
    use super::ElementType;

    #[test]
    fn every_number_is_itself_or_reserved() {
        for control in 0..=u8::MAX {
            let number = control & 0x1f;
            assert_eq!(
                ElementType::from_control(control).map(|ty| ty as u8),
                (number <= 0x18).then_some(number)
            );
        }
    }
}
