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

    /// All limits, each with what it counts.
    pub fn limits(&self) -> impl Iterator<Item = (&Bounds, Unit)> {
        let limits = [(&self.value, Unit::None), (&self.length, Unit::Byte), (&self.count, Unit::Entry)];
        limits.into_iter().filter_map(|(limit, unit)| Some((limit.as_ref()?, unit)))
    }
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Nothing: it is one of the number itself.
    None,
    /// The bytes of a string.
    Byte,
    /// The entries of a list.
    Entry,
}

impl Unit {
    /// What to call one of them, or several.
    pub const fn name(self, is_one: bool) -> &'static str {
        match (self, is_one) {
            (Self::None, _) => "",
            (Self::Byte, true) => "byte",
            (Self::Byte, false) => "bytes",
            (Self::Entry, true) => "entry",
            (Self::Entry, false) => "entries",
        }
    }

    /// What to call them behind a limit, which may be prose that says so itself: then, nothing.
    pub fn name_behind(self, bound: &Bound) -> &'static str {
        match bound {
            Bound::Expression(text) if [true, false].iter().any(|one| text.contains(self.name(*one))) => "",
            _ => self.name(*bound == Bound::Number(1)),
        }
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

impl Bounds {
    /// Whether a floating-point number is within the limits, as far as they are numbers. What is no number is not. For a
    /// number of single precision the limits have it, too: 0.1 is at most 0.1.
    pub fn allow_fraction(&self, number: f64, is_single: bool) -> bool {
        #[expect(clippy::cast_possible_truncation, reason = "that is what single precision is")]
        let rounded = |limit: f64| if is_single { f64::from(limit as f32) } else { limit };
        let limit = |bound: &Option<Bound>| bound.as_ref().and_then(Bound::fraction).map(rounded);
        let (min, max) = (limit(&self.min), limit(&self.max));
        (min.is_none() && max.is_none())
            || (number >= min.unwrap_or(f64::NEG_INFINITY) && number <= max.unwrap_or(f64::INFINITY))
    }
}

/// A limit.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// A number: this can be checked.
    Number(i128),
    /// A number that is no integer, of a floating-point type: this can be checked, too.
    Fraction(f64),
    /// The value of an attribute of the cluster: only the server can check it.
    Attribute(String),
    /// Anything else.
    Expression(String),
}

impl Bound {
    /// The number, if it is an integer.
    pub const fn number(&self) -> Option<i128> {
        match self {
            Self::Number(value) => Some(*value),
            Self::Fraction(_) | Self::Attribute(_) | Self::Expression(_) => None,
        }
    }

    /// The number as floating point, if it is one of either kind.
    #[expect(clippy::cast_precision_loss, reason = "limits of floating-point types are small or approximate")]
    pub const fn fraction(&self) -> Option<f64> {
        match self {
            Self::Number(value) => Some(*value as f64),
            Self::Fraction(value) => Some(*value),
            Self::Attribute(_) | Self::Expression(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bound, Unit};

    #[test]
    fn units_follow_what_does_not_say_them() {
        let prose = |text: &str| Bound::Expression(text.to_owned());
        assert_eq!(Unit::Byte.name_behind(&Bound::Number(1)), "byte");
        assert_eq!(Unit::Entry.name_behind(&Bound::Number(20)), "entries");
        assert_eq!(Unit::Entry.name_behind(&Bound::Attribute("TableSize".to_owned())), "entries");
        assert_eq!(Unit::Byte.name_behind(&prose("MaxSize - 2")), "bytes");
        assert_eq!(Unit::Byte.name_behind(&prose("64 bytes")), "");
        assert_eq!(Unit::Entry.name_behind(&prose("1 entry")), "");
        assert_eq!(Unit::None.name_behind(&prose("MaxSize")), "");
    }
}
