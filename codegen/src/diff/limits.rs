//! Limits side by side: wider, narrower, or others.

use super::change::Kind;
use super::findings::Findings;
use super::flow::Flow;
use super::rules::{self, Rule};
use super::types::Types;
use crate::model::{Bound, Bounds, Constraint, Field, Shape};
use crate::reference::words;

/// The limits of a value whose type is the same in both states, but for its size.
pub(super) fn compare(findings: &mut Findings, types: &Types<'_>, flow: Flow, old: &Field, new: &Field) {
    let (old_limited, new_limited) = (Limited::of(old), Limited::of(new));
    let text = |field: &Field| match words::limits(&field.ty, &field.constraint) {
        limits if limits.is_empty() => "none".to_owned(),
        limits => limits,
    };
    // A server refuses what is no item, and reads any.
    if let Some(name) = newly_listed(types, old_limited, new_limited).filter(|_| flow.to_server) {
        let items = format!("the items of {name}");
        findings.was_is(Kind::Limits, &rules::NARROWER_LIMITS, flow, "the limit", text(old), items);
        return;
    }
    // What clients send too has no type of an exact length.
    if flow == Flow::TO_CLIENT && !are_as_long(old_limited, new_limited) {
        findings.was_is(Kind::Limits, &rules::EXACT_LENGTH, flow, "the limit", text(old), text(new));
        return;
    }
    if let Some(rule) = both(old_limited, new_limited).rule() {
        findings.was_is(Kind::Limits, rule, flow, "the limit", text(old), text(new));
    }
}

/// The enumeration that an integer has become, unless all that the integer could be is an item.
fn newly_listed<'a>(types: &Types<'_>, old: Limited<'_>, new: Limited<'a>) -> Option<&'a str> {
    if let (Some(old), Some(new)) = (old.entry(), new.entry()) {
        return newly_listed(types, old, new);
    }
    let (Shape::Unsigned(_), Shape::Enum(name)) = (old.shape, new.shape) else {
        return None;
    };
    let (least, greatest) = old.range();
    let given = old.constraint.value.as_ref();
    let number = |bound: Option<&Bound>| bound.and_then(Bound::number);
    let least = number(given.and_then(|bounds| bounds.min.as_ref())).or(least)?;
    let greatest = number(given.and_then(|bounds| bounds.max.as_ref())).or(greatest)?;
    let items = types.new.enumeration(name)?.items.iter();
    let known = items.filter(|item| (least..=greatest).contains(&item.value.into())).count();
    (i128::try_from(known).ok()? <= greatest - least).then_some(name)
}

/// Whether octets of one exact length have it in both states.
fn are_as_long(old: Limited<'_>, new: Limited<'_>) -> bool {
    match (old.shape, new.shape) {
        (Shape::Octets, Shape::Octets) => old.constraint.exact_length() == new.constraint.exact_length(),
        _ => match (old.entry(), new.entry()) {
            (Some(old), Some(new)) => are_as_long(old, new),
            _ => true,
        },
    }
}

/// How limits have changed, all of them together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Verdict {
    wider: bool,
    narrower: bool,
    other: bool,
}

impl Verdict {
    const fn and(self, other: Self) -> Self {
        Self {
            wider: self.wider || other.wider,
            narrower: self.narrower || other.narrower,
            other: self.other || other.other,
        }
    }

    const fn rule(self) -> Option<&'static Rule> {
        match self {
            Self { narrower: true, .. } => Some(&rules::NARROWER_LIMITS),
            Self { other: true, .. } => Some(&rules::OTHER_LIMITS),
            Self { wider: true, .. } => Some(&rules::WIDER_LIMITS),
            _ => None,
        }
    }
}

/// The constraint of a value, and what limits it anyway.
#[derive(Clone, Copy)]
struct Limited<'a> {
    shape: &'a Shape,
    nullable: bool,
    constraint: &'a Constraint,
}

impl<'a> Limited<'a> {
    const fn of(field: &'a Field) -> Self {
        Self { shape: &field.ty.shape, nullable: field.nullable, constraint: &field.constraint }
    }

    /// What the type itself can hold. Null takes the greatest number without a sign, and the least with one.
    fn range(self) -> Range {
        let null = i128::from(self.nullable);
        match self.shape {
            Shape::Unsigned(width) => {
                let (min, max) = width.unsigned_range();
                (Some(min), Some(max - null))
            }
            Shape::Signed(width) => {
                let (min, max) = width.signed_range();
                (Some(min + null), Some(max))
            }
            _ => (None, None),
        }
    }

    fn entry(self) -> Option<Self> {
        let Shape::List { entry, entry_constraint } = self.shape else {
            return None;
        };
        Some(Self { shape: &entry.shape, nullable: false, constraint: entry_constraint })
    }
}

/// The least and the greatest that there can be.
type Range = (Option<i128>, Option<i128>);

/// The size of a string or a list.
const SIZE: Range = (Some(0), None);

fn both(old: Limited<'_>, new: Limited<'_>) -> Verdict {
    let verdict =
        bounds((old.constraint.value.as_ref(), old.range()), (new.constraint.value.as_ref(), new.range()))
            .and(bounds((old.constraint.length.as_ref(), SIZE), (new.constraint.length.as_ref(), SIZE)))
            .and(bounds((old.constraint.count.as_ref(), SIZE), (new.constraint.count.as_ref(), SIZE)));
    match (old.entry(), new.entry()) {
        (Some(old), Some(new)) => verdict.and(both(old, new)),
        _ => verdict,
    }
}

/// Compares limits; what is not limited is so by what there can be.
fn bounds((old, old_range): (Option<&Bounds>, Range), (new, new_range): (Option<&Bounds>, Range)) -> Verdict {
    let min = |bounds: Option<&Bounds>| bounds.and_then(|bounds| bounds.min.clone());
    let max = |bounds: Option<&Bounds>| bounds.and_then(|bounds| bounds.max.clone());
    one((min(old), old_range.0), (min(new), new_range.0), true).and(one(
        (max(old), old_range.1),
        (max(new), new_range.1),
        false,
    ))
}

/// Compares two minima or two maxima, each with what there can be anyway.
fn one(
    (old, old_natural): (Option<Bound>, Option<i128>),
    (new, new_natural): (Option<Bound>, Option<i128>),
    is_min: bool,
) -> Verdict {
    // A limit that says no more than the type is none.
    let own = |bound: Option<Bound>, natural: Option<i128>| {
        bound.filter(|bound| natural.is_none() || bound.number() != natural)
    };
    let (old, new) = (own(old, old_natural), own(new, new_natural));
    if old == new {
        return Verdict::default();
    }
    let (old, new) = (old.or(old_natural.map(Bound::Number)), new.or(new_natural.map(Bound::Number)));
    match (old, new) {
        // The type became larger, and the limit is what it was.
        (Some(Bound::Number(old)), Some(Bound::Number(new))) if old == new => Verdict::default(),
        (Some(Bound::Number(old)), Some(Bound::Number(new))) => {
            let wider = (new < old) == is_min;
            Verdict { wider, narrower: !wider, other: false }
        }
        (Some(old), Some(new)) if old.fraction().is_some() && new.fraction().is_some() => {
            let wider = (new.fraction() < old.fraction()) == is_min;
            Verdict { wider, narrower: !wider, other: false }
        }
        (None, _) => Verdict { narrower: true, ..Verdict::default() },
        (_, None) => Verdict { wider: true, ..Verdict::default() },
        _ => Verdict { other: true, ..Verdict::default() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDER: Verdict = Verdict { wider: true, narrower: false, other: false };
    const NARROWER: Verdict = Verdict { wider: false, narrower: true, other: false };

    fn of(min: Option<i128>, max: Option<i128>) -> Bounds {
        Bounds { min: min.map(Bound::Number), max: max.map(Bound::Number) }
    }

    #[test]
    fn limits_are_wider_or_narrower_on_either_side() {
        let range = (Some(0), Some(255));
        let cases = [
            (Some(of(Some(1), None)), Some(of(Some(0), None)), WIDER),
            (Some(of(Some(1), None)), Some(of(Some(2), None)), NARROWER),
            (Some(of(None, Some(10))), Some(of(None, Some(20))), WIDER),
            (Some(of(None, Some(10))), Some(of(None, Some(9))), NARROWER),
            (Some(of(Some(1), Some(9))), Some(of(Some(2), Some(10))), WIDER.and(NARROWER)),
            (None, Some(of(Some(0), Some(255))), Verdict::default()),
            (Some(of(None, Some(254))), None, WIDER),
        ];
        for (old, new, expected) in cases {
            assert_eq!(bounds((old.as_ref(), range), (new.as_ref(), range)), expected, "{old:?} {new:?}");
        }
    }

    #[test]
    fn what_null_takes_is_no_limit() {
        let nullable = (Some(0), Some(254));
        let full = (Some(0), Some(255));
        let greatest = of(None, Some(254));
        assert_eq!(bounds((None, full), (Some(&greatest), nullable)), Verdict::default());
        assert_eq!(bounds((None, full), (Some(&greatest), full)), NARROWER);
        assert_eq!(bounds((Some(&of(None, Some(200))), full), (Some(&greatest), nullable)), WIDER);
    }

    #[test]
    fn lengths_have_no_greatest() {
        let limited = of(None, Some(32));
        assert_eq!(bounds((None, SIZE), (Some(&limited), SIZE)), NARROWER);
        assert_eq!(bounds((Some(&limited), SIZE), (None, SIZE)), WIDER);
        let by_attribute = Bounds { min: None, max: Some(Bound::Attribute("Size".to_owned())) };
        assert!(bounds((Some(&limited), SIZE), (Some(&by_attribute), SIZE)).other);
    }
}
