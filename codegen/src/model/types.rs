//! Types: what stands on the wire, and the names that the specification gives it.

use serde::Serialize;

use super::{Conformance, Constraint, Field};

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DataType {
    /// The name in the specification's spelling: `uint16`, `epoch-s`, `ClientIndex`, `ClientStruct`. Of a list: of its
    /// entries.
    pub name: String,
    /// What it is on the wire.
    pub shape: Shape,
}

/// What a type is on the wire.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// True or false.
    Bool,
    /// Unsigned integer.
    Unsigned(Width),
    /// Signed integer.
    Signed(Width),
    /// Single-precision floating point.
    Single,
    /// Double-precision floating point.
    Double,
    /// UTF-8 text.
    Text,
    /// Octet string.
    Octets,
    /// An enumeration of the cluster.
    Enum(String),
    /// A bitmap of the cluster.
    Bitmap(String),
    /// A structure of the cluster.
    Struct(String),
    /// A list.
    List {
        /// The type of its entries.
        entry: Box<DataType>,
        /// Limits on each entry.
        entry_constraint: Box<Constraint>,
    },
}

/// How many bits an integer has in the data model; 24, 40, 48 and 56 are kept in the next larger Rust integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "u8")]
pub enum Width {
    /// 8 bits.
    W8,
    /// 16 bits.
    W16,
    /// 24 bits.
    W24,
    /// 32 bits.
    W32,
    /// 40 bits.
    W40,
    /// 48 bits.
    W48,
    /// 56 bits.
    W56,
    /// 64 bits.
    W64,
}

impl Width {
    /// The number of bits.
    pub const fn bits(self) -> u8 {
        match self {
            Self::W8 => 8,
            Self::W16 => 16,
            Self::W24 => 24,
            Self::W32 => 32,
            Self::W40 => 40,
            Self::W48 => 48,
            Self::W56 => 56,
            Self::W64 => 64,
        }
    }

    /// The smallest width of 8, 16, 32 or 64 bits that holds a value.
    pub const fn holding(value: u64) -> Self {
        match value {
            0..=0xFF => Self::W8,
            0x100..=0xFFFF => Self::W16,
            0x1_0000..=0xFFFF_FFFF => Self::W32,
            _ => Self::W64,
        }
    }

    /// The least and the greatest unsigned value.
    pub const fn unsigned_range(self) -> (i128, i128) {
        (0, (1 << self.bits()) - 1)
    }

    /// The least and the greatest signed value.
    pub const fn signed_range(self) -> (i128, i128) {
        (-(1 << (self.bits() - 1)), (1 << (self.bits() - 1)) - 1)
    }
}

impl From<Width> for u8 {
    fn from(width: Width) -> Self {
        width.bits()
    }
}

/// An enumeration.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Enum {
    /// The name.
    pub name: String,
    /// 8 or 16 bits, as written or the least that holds every value.
    pub width: Width,
    /// What it means.
    pub summary: Option<String>,
    /// The items, by value.
    pub items: Vec<EnumItem>,
}

/// An item of an enumeration.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EnumItem {
    /// The value.
    pub value: u32,
    /// The name.
    pub name: String,
    /// What it means.
    pub summary: Option<String>,
    /// When it is there.
    pub conformance: Conformance,
}

/// A bitmap.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bitmap {
    /// The name.
    pub name: String,
    /// 8, 16, 32 or 64 bits, as written or the least that holds every field.
    pub width: Width,
    /// What it means.
    pub summary: Option<String>,
    /// The fields, by their lowest bit.
    pub fields: Vec<BitField>,
}

/// A field of a bitmap: one bit or several neighbours.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BitField {
    /// All bits of the field.
    pub mask: u64,
    /// The name.
    pub name: String,
    /// What it means.
    pub summary: Option<String>,
    /// When it is there.
    pub conformance: Conformance,
}

/// A structure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Struct {
    /// The name.
    pub name: String,
    /// What it means.
    pub summary: Option<String>,
    /// The fields, by number. The implicit `FabricIndex` (254) of a fabric-scoped structure is one of them.
    pub fields: Vec<Field>,
    /// Whether each instance belongs to a fabric.
    pub fabric_scoped: bool,
    /// Whether a client can send it, in a request or a write: such values are checked, not only read.
    pub incoming: bool,
}
