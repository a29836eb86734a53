//! Types on a page: how they are used, and how they are defined.

use serde::Serialize;

use super::item::FieldPage;
use super::words;
use crate::model::{Bitmap, Bound, Bounds, Cluster, Constraint, DataType, Enum, Shape, Struct, Width};

/// The type of a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TypeUse {
    /// The name: `uint16`, `epoch-s`, `ClientStruct`, `list of ClientStruct`.
    pub name: String,
    /// What it is on the wire: `bool`, `uint8` to `uint64`, `int8` to `int64`, `single`, `double`, `string`, `octstr`,
    /// `struct` or `list`.
    pub wire: String,
    /// Which enumeration, bitmap or structure of the page it is.
    pub defined: Option<String>,
    /// Of a list, the type of its entries.
    pub entry: Option<Box<TypeUse>>,
}

impl TypeUse {
    /// The type of a value of a cluster.
    pub fn of(ty: &DataType, cluster: &Cluster) -> Self {
        let (defined, entry) = match &ty.shape {
            Shape::Enum(name) | Shape::Bitmap(name) | Shape::Struct(name) => (Some(name.clone()), None),
            Shape::List { entry, .. } => (None, Some(Box::new(Self::of(entry, cluster)))),
            _ => (None, None),
        };
        Self { name: words::data_type(ty), wire: wire(&ty.shape, cluster), defined, entry }
    }
}

fn wire(shape: &Shape, cluster: &Cluster) -> String {
    let unsigned = |width: Option<Width>| format!("uint{}", width.unwrap_or(Width::W8).bits());
    match shape {
        Shape::Bool => "bool".to_owned(),
        Shape::Unsigned(width) => unsigned(Some(*width)),
        Shape::Signed(width) => format!("int{}", width.bits()),
        Shape::Single => "single".to_owned(),
        Shape::Double => "double".to_owned(),
        Shape::Text => "string".to_owned(),
        Shape::Octets => "octstr".to_owned(),
        Shape::Enum(name) => unsigned(cluster.enumeration(name).map(|item| item.width)),
        Shape::Bitmap(name) => unsigned(cluster.bitmap(name).map(|item| item.width)),
        Shape::Struct(_) => "struct".to_owned(),
        Shape::List { .. } => "list".to_owned(),
    }
}

/// The limits of a value. What is not limited is null.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct LimitsPage {
    /// All of them in words: `1 to 2047`.
    pub text: String,
    /// The least number.
    pub min: Option<LimitValue>,
    /// The greatest number.
    pub max: Option<LimitValue>,
    /// The fewest bytes of a string.
    pub min_length: Option<LimitValue>,
    /// The most bytes of a string.
    pub max_length: Option<LimitValue>,
    /// The fewest entries of a list.
    pub min_count: Option<LimitValue>,
    /// The most entries of a list.
    pub max_count: Option<LimitValue>,
    /// Whether the specification says more in prose.
    pub described: bool,
    /// The limits of each entry of a list.
    pub entry: Option<Box<LimitsPage>>,
}

/// A number, or the name or expression that it comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum LimitValue {
    /// An integer.
    Number(i128),
    /// A number of a floating-point type.
    Fraction(f64),
    /// An attribute's name or an expression.
    Text(String),
}

impl LimitsPage {
    /// The limits of a value; `None` if there are none.
    pub fn of(ty: &DataType, constraint: &Constraint) -> Option<Self> {
        let entry = match &ty.shape {
            Shape::List { entry, entry_constraint } => Self::of(entry, entry_constraint).map(Box::new),
            _ => None,
        };
        let min = |bounds: &Option<Bounds>| bounds.as_ref()?.min.as_ref().map(limit);
        let max = |bounds: &Option<Bounds>| bounds.as_ref()?.max.as_ref().map(limit);
        let limits = Self {
            text: words::limits(ty, constraint),
            min: min(&constraint.value),
            max: max(&constraint.value),
            min_length: min(&constraint.length),
            max_length: max(&constraint.length),
            min_count: min(&constraint.count),
            max_count: max(&constraint.count),
            described: constraint.described,
            entry,
        };
        (limits != Self::default()).then_some(limits)
    }
}

fn limit(bound: &Bound) -> LimitValue {
    match bound {
        Bound::Number(number) => LimitValue::Number(*number),
        Bound::Fraction(number) => LimitValue::Fraction(*number),
        Bound::Attribute(text) | Bound::Expression(text) => LimitValue::Text(text.clone()),
    }
}

/// An enumeration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EnumPage {
    /// The name.
    pub name: String,
    /// How many bits a value has.
    pub bits: u8,
    /// What it means.
    pub summary: Option<String>,
    /// By value.
    pub items: Vec<ValuePage>,
}

/// An item of an enumeration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ValuePage {
    /// The value.
    pub value: u32,
    /// The name.
    pub name: String,
    /// When it is there, in the specification's notation.
    pub conformance: String,
    /// What it means.
    pub summary: Option<String>,
}

impl EnumPage {
    /// The definition of an enumeration.
    pub fn of(item: &Enum) -> Self {
        let value = |item: &crate::model::EnumItem| ValuePage {
            value: item.value,
            name: item.name.clone(),
            conformance: words::conformance(&item.conformance),
            summary: item.summary.clone(),
        };
        Self {
            name: item.name.clone(),
            bits: item.width.bits(),
            summary: item.summary.clone(),
            items: item.items.iter().map(value).collect(),
        }
    }
}

/// A bitmap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BitmapPage {
    /// The name.
    pub name: String,
    /// How many bits a value has.
    pub bits: u8,
    /// What it means.
    pub summary: Option<String>,
    /// By their lowest bit.
    pub fields: Vec<BitPage>,
}

/// A field of a bitmap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BitPage {
    /// The lowest bit.
    pub bit: u32,
    /// All bits as a number.
    pub mask: u64,
    /// The name.
    pub name: String,
    /// When it is there, in the specification's notation.
    pub conformance: String,
    /// What it means.
    pub summary: Option<String>,
}

impl BitmapPage {
    /// The definition of a bitmap.
    pub fn of(item: &Bitmap) -> Self {
        let field = |field: &crate::model::BitField| BitPage {
            bit: field.mask.trailing_zeros(),
            mask: field.mask,
            name: field.name.clone(),
            conformance: words::conformance(&field.conformance),
            summary: field.summary.clone(),
        };
        Self {
            name: item.name.clone(),
            bits: item.width.bits(),
            summary: item.summary.clone(),
            fields: item.fields.iter().map(field).collect(),
        }
    }
}

/// A structure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StructPage {
    /// The name.
    pub name: String,
    /// What it means.
    pub summary: Option<String>,
    /// Whether each instance belongs to a fabric.
    pub fabric_scoped: bool,
    /// By number; the implicit `FabricIndex` (254) is one of them.
    pub fields: Vec<FieldPage>,
}

impl StructPage {
    /// The definition of a structure.
    pub fn of(item: &Struct, cluster: &Cluster) -> Self {
        Self {
            name: item.name.clone(),
            summary: item.summary.clone(),
            fabric_scoped: item.fabric_scoped,
            fields: item.fields.iter().map(|field| FieldPage::of(field, cluster)).collect(),
        }
    }
}
