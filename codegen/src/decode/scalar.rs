//! Values that are no containers: whether they fit their type and their limits, and what they stand for.

use std::fmt::Display;

use matter_tlv::Value;

use super::node::Node;
use super::problem::ProblemKind;
use super::raw::Element;
use super::reading::{Expected, Reading, node};
use super::time;
use crate::model::{Bound, Bounds, Shape, Unit, Width};
use crate::reference::words;

/// A value of a type that is no container.
pub(super) fn read<'c>(reading: &mut Reading<'c>, element: &Element<'_>, expected: Expected<'c>) -> Node {
    let ty = &expected.ty.name;
    let fits = matches!(
        (&expected.ty.shape, element.value),
        (Shape::Bool, Value::Bool(_))
            | (Shape::Unsigned(_) | Shape::Enum(_) | Shape::Bitmap(_), Value::UInt(_))
            | (Shape::Signed(_), Value::Int(_))
            | (Shape::Single, Value::Float32(_))
            | (Shape::Double, Value::Float32(_) | Value::Float64(_))
            | (Shape::Text, Value::Utf8(_))
            | (Shape::Octets, Value::Octets(_))
    );
    if !fits {
        return reading.wrong_type(element, ty, &words::wire_type(&expected.ty.shape));
    }
    let mut value = node(element, Some(ty.clone()));
    match element.value {
        Value::UInt(number) => value.meaning = unsigned(reading, element.offset, number, expected),
        Value::Int(number) => signed(reading, element.offset, number, expected),
        Value::Utf8(text) => length(reading, element.offset, text.len(), expected),
        Value::Float32(number) => fraction(reading, element.offset, (f64::from(number), number), expected),
        Value::Float64(number) => fraction(reading, element.offset, (number, number), expected),
        Value::Octets(bytes) => length(reading, element.offset, bytes.len(), expected),
        _ => {}
    }
    value
}

fn length(reading: &mut Reading<'_>, offset: usize, length: usize, expected: Expected<'_>) {
    check_bounds(reading, offset, expected.constraint.length.as_ref(), length, Unit::Byte);
}

fn signed(reading: &mut Reading<'_>, offset: usize, number: i64, expected: Expected<'_>) {
    if let Shape::Signed(width) = expected.ty.shape {
        range(reading, offset, number.into(), width.signed_range(), &expected.ty.name);
    }
    check_value(reading, offset, number.into(), expected);
}

/// A number without a sign, and what it stands for.
fn unsigned(reading: &mut Reading<'_>, offset: usize, number: u64, expected: Expected<'_>) -> Option<String> {
    let (width, meaning) = match &expected.ty.shape {
        Shape::Unsigned(width) => (*width, time::date(&expected.ty.name, number)),
        Shape::Enum(name) => enumeration(reading, offset, number, name)?,
        Shape::Bitmap(name) => bitmap(reading, offset, number, name)?,
        _ => return None,
    };
    range(reading, offset, number.into(), width.unsigned_range(), &expected.ty.name);
    check_value(reading, offset, number.into(), expected);
    meaning
}

fn enumeration(
    reading: &mut Reading<'_>,
    offset: usize,
    number: u64,
    name: &str,
) -> Option<(Width, Option<String>)> {
    let definition = reading.cluster.enumeration(name)?;
    let item = definition.items.iter().find(|item| u64::from(item.value) == number);
    if item.is_none() {
        reading.problem(offset, ProblemKind::UnknownValue, format!("{name} has no item {number}"));
    }
    Some((definition.width, item.map(|item| item.name.clone())))
}

/// The names of the bits that are set; of fields of several bits, with their values.
fn bitmap(
    reading: &mut Reading<'_>,
    offset: usize,
    number: u64,
    name: &str,
) -> Option<(Width, Option<String>)> {
    let definition = reading.cluster.bitmap(name)?;
    let known = definition.fields.iter().fold(0, |known, field| known | field.mask);
    let unknown = number & !known;
    if unknown != 0 {
        reading.problem(offset, ProblemKind::UnknownBits, format!("{name} has no bits 0x{unknown:X}"));
    }
    let set = definition.fields.iter().filter(|field| number & field.mask != 0);
    let names: Vec<_> = set
        .map(|field| match field.mask.count_ones() {
            1 => field.name.clone(),
            _ => format!("{} = {}", field.name, (number & field.mask) >> field.mask.trailing_zeros()),
        })
        .collect();
    Some((definition.width, Some(names.join(" | ")).filter(|names| !names.is_empty())))
}

fn range(reading: &mut Reading<'_>, offset: usize, number: i128, (min, max): (i128, i128), ty: &str) {
    if !(min..=max).contains(&number) {
        reading.problem(offset, ProblemKind::TooLarge, format!("{number} does not fit {ty}: {min} to {max}"));
    }
}

fn check_value(reading: &mut Reading<'_>, offset: usize, number: i128, expected: Expected<'_>) {
    if let Some(limits) = expected.constraint.value.as_ref().filter(|limits| !holds(limits, number)) {
        let text = format!("{number} is outside the limit: {}", words::bounds(limits, Unit::None));
        reading.problem(offset, ProblemKind::Limit, text);
    }
}

/// Checks a floating-point number, which is shown with the digits of its own precision.
fn fraction(
    reading: &mut Reading<'_>,
    offset: usize,
    (number, shown): (f64, impl Display),
    expected: Expected<'_>,
) {
    let is_single = expected.ty.shape == Shape::Single;
    let broken = |limits: &&Bounds| !limits.allow_fraction(number, is_single);
    if let Some(limits) = expected.constraint.value.as_ref().filter(broken) {
        let text = format!("{shown} is outside the limit: {}", words::bounds(limits, Unit::None));
        reading.problem(offset, ProblemKind::Limit, text);
    }
}

/// Checks a length in bytes or a number of entries.
pub(super) fn check_bounds(
    reading: &mut Reading<'_>,
    offset: usize,
    limits: Option<&Bounds>,
    size: usize,
    unit: Unit,
) {
    let number = i128::try_from(size).unwrap_or(i128::MAX);
    if let Some(limits) = limits.filter(|limits| !holds(limits, number)) {
        let units = unit.name(size == 1);
        let text = format!("{size} {units}, outside the limit: {}", words::bounds(limits, unit));
        reading.problem(offset, ProblemKind::Limit, text);
    }
}

/// Whether a number is within limits, as far as they are numbers: the values of attributes are not in the bytes.
fn holds(limits: &Bounds, number: i128) -> bool {
    let min = limits.min.as_ref().and_then(Bound::number);
    let max = limits.max.as_ref().and_then(Bound::number);
    min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max)
}
