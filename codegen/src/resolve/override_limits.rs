//! Limits that an override sets.

use super::builtin;
use crate::model::Shape;
use crate::source::Spanned;
use crate::syntax::{Bound, Constraint, Field, Limits};

/// The limits that are wanted; what is `None` stays as it is.
pub(super) struct Wish<'a> {
    pub(super) min: Option<i64>,
    pub(super) max: Option<i64>,
    pub(super) max_from: Option<&'a str>,
}

/// Sets limits of a field, in place of all that it has, and says whether they are others than before.
pub(super) fn set(field: &mut Field, wish: &Wish<'_>) -> bool {
    let old = current(field);
    let mut new = old.clone();
    if let Some(min) = wish.min {
        new.min = Some(number(min));
    }
    if let Some(max) = wish.max {
        new.max = Some(number(max));
    }
    if let Some(attribute) = wish.max_from {
        new.max = Some(Bound::Attribute(attribute.to_owned()));
    }
    if same(old.min.as_ref(), new.min.as_ref()) && same(old.max.as_ref(), new.max.as_ref()) {
        return false;
    }
    let constraint = if has_size(field) { Constraint::Size(new) } else { Constraint::Range(new) };
    field.constraints.retain(|constraint| constraint.value == Constraint::Described);
    field.constraints.insert(0, Spanned::new(constraint, field.span));
    true
}

/// The limits as they are, where there is one.
fn current(field: &Field) -> Limits {
    let limits = field.constraints.iter().find_map(|constraint| match &constraint.value {
        Constraint::Range(limits) | Constraint::Size(limits) => Some(limits.clone()),
        Constraint::Allowed(bound) => Some(Limits { min: Some(bound.clone()), max: Some(bound.clone()) }),
        Constraint::Described => None,
    });
    limits.unwrap_or_default()
}

fn has_size(field: &Field) -> bool {
    let name = field.ty.name.as_ref();
    let builtin = name.and_then(|name| builtin::find(&name.value));
    let is_sized = |constraint: &Spanned<Constraint>| matches!(constraint.value, Constraint::Size(_));
    field.ty.list
        || field.constraints.iter().any(is_sized)
        || builtin.is_some_and(|builtin| matches!(builtin.shape, Shape::Text | Shape::Octets))
}

fn number(value: i64) -> Bound {
    Bound::Number { value: i128::from(value), hex: false }
}

fn same(a: Option<&Bound>, b: Option<&Bound>) -> bool {
    match (a, b) {
        (Some(Bound::Number { value: a, .. }), Some(Bound::Number { value: b, .. })) => a == b,
        _ => a == b,
    }
}
