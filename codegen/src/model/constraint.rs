//! Limits on values.

use serde::Serialize;

/// The limits of a value. All that are given hold together.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Constraint {
    /// Of a number.
    pub value: Option<Bounds>,
    /// Of the bytes of a string.
    pub length: Option<Bounds>,
    /// Of the entries of a list.
    pub count: Option<Bounds>,
    /// Whether the specification says more in prose.
    pub described: bool,
}

impl Constraint {
    /// Whether there is nothing to check or to tell.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The length of a string that has exactly one.
    pub fn exact_length(&self) -> Option<usize> {
        let bounds = self.length.as_ref()?;
        let (Some(Bound::Number(min)), Some(Bound::Number(max))) = (&bounds.min, &bounds.max) else {
            return None;
        };
        if min == max { usize::try_from(*min).ok() } else { None }
    }
}

/// A lower and an upper limit, both inclusive; at least one is there.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Bounds {
    /// The least.
    pub min: Option<Bound>,
    /// The greatest.
    pub max: Option<Bound>,
}

/// A limit.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// A number: this can be checked.
    Number(i128),
    /// The value of an attribute of the cluster: only the server can check it.
    Attribute(String),
    /// Anything else.
    Expression(String),
}

impl Bound {
    /// The number, if it is one.
    pub const fn number(&self) -> Option<i128> {
        match self {
            Self::Number(value) => Some(*value),
            Self::Attribute(_) | Self::Expression(_) => None,
        }
    }
}
