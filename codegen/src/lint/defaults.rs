//! Defaults that are no value of their type, or that the limits forbid.

use super::subject::{Item, Subject, fields};
use crate::diagnostics::codes;
use crate::dialect::number::{Number, parse_number};
use crate::model::{Bounds, Cluster, Field, Shape, Width};

/// Reports defaults that a device could not have.
pub(super) fn check(subject: &mut Subject<'_>) {
    let cluster = &subject.located.cluster;
    for (item, field) in fields(cluster) {
        let Some(default) = field.default.as_deref().map(str::trim).filter(|default| !default.is_empty())
        else {
            continue;
        };
        if let Some(fault) = fault(cluster, field, default) {
            report(subject, &item, default, fault);
        }
    }
}

enum Fault {
    /// No value of the type: why.
    Kind(String),
    /// A value of the type that the limits forbid.
    Limits,
}

fn report(subject: &mut Subject<'_>, item: &Item, default: &str, fault: Fault) {
    match fault {
        Fault::Kind(why) => {
            let message = format!("the default `{default}` of `{}` {why}", item.name);
            let help = "write a value that it can have, or no default";
            subject.report(codes::DEFAULT_OF_ANOTHER_KIND, item, message, "no value of its type", help);
        }
        Fault::Limits => {
            let message = format!("the default `{default}` of `{}` lies outside its limits", item.name);
            let help = "mend the default or the limits";
            subject.report(codes::DEFAULT_OUTSIDE_LIMITS, item, message, "not allowed", help);
        }
    }
}

/// What is wrong with a default, if anything is. Words other than `null` are names and prose, which mean what they mean.
fn fault(cluster: &Cluster, field: &Field, default: &str) -> Option<Fault> {
    if default.eq_ignore_ascii_case("null") {
        let is_number =
            !matches!(field.ty.shape, Shape::Struct(_) | Shape::List { .. } | Shape::Text | Shape::Octets);
        return (is_number && !field.nullable)
            .then(|| Fault::Kind("is null, which is no value of it".to_owned()));
    }
    if matches!(field.ty.shape, Shape::Single | Shape::Double) {
        let number = default.trim().parse().ok()?;
        let bounds = field.constraint.value.as_ref()?;
        return (!bounds.allow_fraction(number, false)).then_some(Fault::Limits);
    }
    let number = parse_number(default).ok()?;
    match &field.ty.shape {
        Shape::Bool => kind(matches!(number.value, 0 | 1), "is neither true nor false"),
        Shape::Unsigned(width) => of_number(field, number.value, width.unsigned_range(), *width),
        Shape::Signed(width) => {
            let range = width.signed_range();
            of_number(field, signed(number, *width), range, *width)
        }
        Shape::Enum(name) => of_enum(cluster, name, field, number.value),
        Shape::Bitmap(name) => {
            let width = cluster.bitmap(name)?.width;
            kind(fits(number.value, width.unsigned_range()), "needs more bits than the bitmap has")
        }
        _ => None,
    }
}

fn kind(is_right: bool, why: &str) -> Option<Fault> {
    (!is_right).then(|| Fault::Kind(why.to_owned()))
}

fn fits(value: i128, (least, greatest): (i128, i128)) -> bool {
    (least..=greatest).contains(&value)
}

/// Hexadecimal defaults of signed types are often the bits of the number as they lie in memory.
fn signed(number: Number, width: Width) -> i128 {
    let (_, greatest) = width.signed_range();
    let (_, all_bits) = width.unsigned_range();
    let is_raw = number.hex && number.value > greatest && number.value <= all_bits;
    if is_raw { number.value - all_bits - 1 } else { number.value }
}

fn of_number(field: &Field, value: i128, range: (i128, i128), width: Width) -> Option<Fault> {
    if !fits(value, range) {
        return Some(Fault::Kind(format!("does not fit in {} bits", width.bits())));
    }
    // In one dialect null has no word: it is the number that stands for it in memory.
    let is_null = field.nullable && (value == width.unsigned_range().1 || value == width.signed_range().0);
    let bounds = field.constraint.value.as_ref().filter(|_| !is_null)?;
    (!allows(bounds, value)).then_some(Fault::Limits)
}

fn allows(bounds: &Bounds, value: i128) -> bool {
    let number = |bound: &Option<crate::model::Bound>| bound.as_ref().and_then(crate::model::Bound::number);
    number(&bounds.min).is_none_or(|min| min <= value) && number(&bounds.max).is_none_or(|max| value <= max)
}

fn of_enum(cluster: &Cluster, name: &str, field: &Field, value: i128) -> Option<Fault> {
    let def = cluster.enumeration(name)?;
    let is_null = field.nullable && value == def.width.unsigned_range().1;
    let is_item = def.items.iter().any(|item| i128::from(item.value) == value);
    kind(def.items.is_empty() || is_null || is_item, "is no item of its enumeration")
}
