//! Afterwards: limits are of a kind that their type has, lie within it, and leave something between them.

use std::fmt::Display;

use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::model::{self, Bounds, Shape, Width};
use crate::source::{Span, Spanned};
use crate::syntax::{Bound, Constraint, Limits};

/// What of a type can be limited.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// The value of a number of this range.
    Value { least: i128, greatest: i128, signed: Option<Width> },
    /// The value of a floating-point number.
    Fraction,
    /// The bytes of a string.
    Length,
    /// The entries of a list.
    Count,
    /// Nothing, and nobody minds if it is: a range of an enumeration says no more than its items do.
    Nothing,
}

impl Kind {
    fn of(shape: &Shape) -> Self {
        match shape {
            Shape::Unsigned(width) => {
                let (least, greatest) = width.unsigned_range();
                Self::Value { least, greatest, signed: None }
            }
            Shape::Signed(width) => {
                let (least, greatest) = width.signed_range();
                Self::Value { least, greatest, signed: Some(*width) }
            }
            Shape::Single | Shape::Double => Self::Fraction,
            Shape::Text | Shape::Octets => Self::Length,
            Shape::List { .. } => Self::Count,
            _ => Self::Nothing,
        }
    }
}

/// The limits of one item: where it is, what it is, and who is told of faults.
pub(super) struct Checker<'a> {
    pub(super) path: &'a str,
    pub(super) shape: &'a Shape,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Checker<'_> {
    /// Settles all limits of an item. Several limits are alternatives: a value is right if one of them allows it.
    pub(super) fn settle(&mut self, written: &[Spanned<Constraint>]) -> model::Constraint {
        let kind = Kind::of(self.shape);
        let mut merged: Option<Bounds> = None;
        let mut described = false;
        let mut beside_length = None;
        let has_length = written.iter().any(|constraint| matches!(constraint.value, Constraint::Size(_)));
        for constraint in written {
            let Some(bounds) = self.bounds(kind, constraint) else {
                described |= constraint.value == Constraint::Described;
                continue;
            };
            if has_length && kind == Kind::Length && matches!(constraint.value, Constraint::Range(_)) {
                beside_length = Some(bounds);
                continue;
            }
            merged = Some(match merged {
                None => bounds,
                Some(known) => {
                    described |= known != bounds;
                    widest(known, bounds)
                }
            });
        }
        if let (Some(length), Some(range)) = (&mut merged, beside_length) {
            complete(length, range);
        }
        let merged = merged.filter(|bounds| bounds.min.is_some() || bounds.max.is_some());
        let mut settled = model::Constraint { described, ..model::Constraint::default() };
        match kind {
            Kind::Value { .. } | Kind::Fraction => settled.value = merged,
            Kind::Length => settled.length = merged,
            Kind::Count => settled.count = merged,
            Kind::Nothing => {}
        }
        settled
    }

    /// One constraint as bounds of what the type has; `None` if it limits nothing that can be checked.
    fn bounds(&mut self, kind: Kind, constraint: &Spanned<Constraint>) -> Option<Bounds> {
        let (limits, usual) = match &constraint.value {
            Constraint::Described => return None,
            Constraint::Range(limits) => (limits.clone(), !matches!(kind, Kind::Length | Kind::Count)),
            Constraint::Size(limits) => (limits.clone(), matches!(kind, Kind::Length | Kind::Count)),
            Constraint::Allowed(bound) => {
                (Limits { min: Some(bound.clone()), max: Some(bound.clone()) }, true)
            }
        };
        if !usual {
            self.report_kind(kind, constraint.span);
        }
        if kind == Kind::Fraction {
            return usual.then(|| self.of_fraction(limits, constraint.span)).flatten();
        }
        // A range of a list is of its entries or of their number, and a size of a number is neither: only a range of a
        // string has one sensible reading, which is its length.
        if kind == Kind::Nothing || (!usual && kind != Kind::Length) {
            return None;
        }
        self.in_range(kind, limits, constraint.span)
    }

    /// Limits as bounds that lie within what they limit.
    fn in_range(&mut self, kind: Kind, limits: Limits, span: Span) -> Option<Bounds> {
        let (least, greatest, signed) = match kind {
            Kind::Value { least, greatest, signed } => (least, greatest, signed),
            Kind::Length | Kind::Count | Kind::Fraction | Kind::Nothing => (0, i128::from(u32::MAX), None),
        };
        let min = limits.min.map(|bound| read(bound, signed));
        let mut max = limits.max.clone().map(|bound| read(bound, signed));
        if is_empty(min.as_ref(), max.as_ref()) {
            // `0xFFFF` may be the greatest number that somebody could think of rather than the bits of -1.
            max = limits.max.map(|bound| read(bound, None));
        }
        if let (Some(model::Bound::Number(min)), Some(model::Bound::Number(max))) = (&min, &max)
            && min > max
        {
            self.report_empty(min, max, span);
            return None;
        }
        let min = min.map(|bound| self.clamp(bound, least, greatest, span));
        let max = max.map(|bound| self.clamp(bound, least, greatest, span));
        // What the type says anyway is no limit.
        let min = min.filter(|bound| bound.number() != Some(least));
        let max = max.filter(|bound| bound.number() != Some(greatest));
        Some(Bounds { min, max })
    }

    /// Limits of a floating-point number.
    fn of_fraction(&mut self, limits: Limits, span: Span) -> Option<Bounds> {
        // One in hexadecimal may be the bits of the number as well as the number, and then so may be the other.
        let is_raw =
            |bound: &Option<Bound>| matches!(bound, Some(Bound::Number { value, hex: true }) if *value != 0);
        let raw = is_raw(&limits.min) || is_raw(&limits.max);
        let bound = |bound| as_fraction(bound, raw);
        let bounds = Bounds { min: limits.min.map(bound), max: limits.max.map(bound) };
        let number = |bound: &Option<model::Bound>| bound.as_ref().and_then(model::Bound::fraction);
        match (number(&bounds.min), number(&bounds.max)) {
            (Some(min), Some(max)) if min > max => {
                self.report_empty(min, max, span);
                None
            }
            _ => Some(bounds),
        }
    }

    fn clamp(&mut self, bound: model::Bound, least: i128, greatest: i128, span: Span) -> model::Bound {
        let model::Bound::Number(value) = bound else { return bound };
        let within = value.clamp(least, greatest);
        if within != value {
            self.report_outside(value, within, span);
        }
        model::Bound::Number(within)
    }

    fn report_outside(&mut self, value: i128, within: i128, span: Span) {
        let message = format!("the limit {value} lies outside the type");
        let diagnostic =
            Diagnostic::new(codes::LIMIT_OUTSIDE_TYPE, message).at(span, format!("{within} is used instead"));
        self.diagnostics.push(diagnostic.within(self.path).with_help("mend the limit or the type"));
    }

    fn report_empty(&mut self, min: impl Display, max: impl Display, span: Span) {
        let message = format!("the minimum {min} is over the maximum {max}");
        let diagnostic = Diagnostic::new(codes::EMPTY_RANGE, message).at(span, "neither is checked");
        self.diagnostics
            .push(diagnostic.within(self.path).with_help("exchange the two, or mend one of them"));
    }

    fn report_kind(&mut self, kind: Kind, span: Span) {
        let (message, label) = match kind {
            Kind::Length => ("a string has a length, not a range", "read as limits of its length"),
            Kind::Count => ("a list has a number of entries, not a range", "left out"),
            Kind::Value { .. } | Kind::Fraction | Kind::Nothing => {
                ("only strings and lists have a size", "left out")
            }
        };
        let help = match kind {
            Kind::Length | Kind::Count => {
                "write it as a length: `length` and `minLength`, or the length in the constraint"
            }
            Kind::Value { .. } | Kind::Fraction | Kind::Nothing => {
                "write it as a range: `min` and `max`, or the range in the constraint"
            }
        };
        let diagnostic = Diagnostic::new(codes::LIMIT_OF_ANOTHER_KIND, message).at(span, label);
        self.diagnostics.push(diagnostic.within(self.path).with_help(help));
    }
}

/// Lets a range of a string say what its length leaves open: beside a length it often has only what the type says anyway.
fn complete(length: &mut Bounds, range: Bounds) {
    let (min, max) = (length.min.clone().or(range.min), length.max.clone().or(range.max));
    if !is_empty(min.as_ref(), max.as_ref()) {
        *length = Bounds { min, max };
    }
}

/// A limit as it is meant.
fn read(bound: Bound, signed: Option<Width>) -> model::Bound {
    match bound {
        Bound::Attribute(name) => model::Bound::Attribute(name),
        Bound::Expression(text) => model::Bound::Expression(text),
        Bound::Number { value, hex } => {
            let raw = signed.filter(|_| hex);
            model::Bound::Number(raw.map_or(value, |width| from_twos_complement(value, width)))
        }
    }
}

/// A limit of a floating-point number; one in hexadecimal is only told if it is `raw`.
fn as_fraction(bound: Bound, raw: bool) -> model::Bound {
    match bound {
        Bound::Attribute(name) => model::Bound::Attribute(name),
        Bound::Number { value, hex: true } if raw => model::Bound::Expression(format!("0x{value:X}")),
        Bound::Number { value, .. } => model::Bound::Number(value),
        Bound::Expression(text) => match text.parse::<f64>() {
            Ok(value) if value.is_finite() => fraction(value),
            _ => model::Bound::Expression(text),
        },
    }
}

/// An integer is one, whichever way it is written.
fn fraction(value: f64) -> model::Bound {
    let digits = format!("{value:.0}");
    match digits.parse() {
        Ok(integer) if value.fract() == 0.0 && value.abs() < 1e15 => model::Bound::Number(integer),
        _ => model::Bound::Fraction(value),
    }
}

fn is_empty(min: Option<&model::Bound>, max: Option<&model::Bound>) -> bool {
    let number = |bound: Option<&model::Bound>| bound.and_then(model::Bound::number);
    number(min).zip(number(max)).is_some_and(|(min, max)| min > max)
}

/// Hexadecimal limits of signed types are often the bits of the number as they lie in memory.
fn from_twos_complement(value: i128, width: Width) -> i128 {
    let (_, greatest) = width.signed_range();
    let (_, all_bits) = width.unsigned_range();
    if value > greatest && value <= all_bits { value - all_bits - 1 } else { value }
}

/// Bounds that allow what either allows.
fn widest(a: Bounds, b: Bounds) -> Bounds {
    Bounds { min: wider(a.min, b.min, i128::min), max: wider(a.max, b.max, i128::max) }
}

fn wider(
    a: Option<model::Bound>,
    b: Option<model::Bound>,
    choose: impl Fn(i128, i128) -> i128,
) -> Option<model::Bound> {
    match (a?, b?) {
        (a, b) if a == b => Some(a),
        (model::Bound::Number(a), model::Bound::Number(b)) => Some(model::Bound::Number(choose(a, b))),
        // Which of the two is wider only the server knows.
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_bits_of_signed_limits_are_negative_numbers() {
        assert_eq!(from_twos_complement(0x954D, Width::W16), -27315);
        assert_eq!(from_twos_complement(0x7FFF, Width::W16), 32767);
        assert_eq!(from_twos_complement(0x1_0000, Width::W16), 0x1_0000, "too wide to be raw bits");
        assert_eq!(from_twos_complement(0x80_0000, Width::W24), -8_388_608);
    }
}
