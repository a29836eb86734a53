//! Values of facts as text, so that they can be compared and shown.

use crate::model::{Bound, Conformance, DataType, Quality, Shape};

/// A type on the wire.
pub(super) fn shape(ty: &DataType) -> String {
    match &ty.shape {
        Shape::Bool => "bool".to_owned(),
        Shape::Unsigned(width) => format!("uint{}", width.bits()),
        Shape::Signed(width) => format!("int{}", width.bits()),
        Shape::Single => "single".to_owned(),
        Shape::Double => "double".to_owned(),
        Shape::Text => "string".to_owned(),
        Shape::Octets => "octstr".to_owned(),
        Shape::Enum(name) | Shape::Bitmap(name) | Shape::Struct(name) => name.clone(),
        Shape::List { entry, .. } => format!("list of {}", shape(entry)),
    }
}

/// A limit.
pub(super) fn bound(bound: &Bound) -> String {
    match bound {
        Bound::Number(value) => value.to_string(),
        Bound::Fraction(value) => value.to_string(),
        Bound::Attribute(name) => format!("the attribute {name}"),
        Bound::Expression(text) => format!("the expression {text}"),
    }
}

/// A default, numbers in one spelling.
pub(super) fn default(text: &str) -> String {
    let text = text.trim();
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let hex = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X"));
    let number = hex.map_or_else(|| digits.parse::<i128>(), |digits| i128::from_str_radix(digits, 16));
    number.map_or_else(|_| text.to_lowercase(), |number| (sign * number).to_string())
}

/// When an item is there, without the choice group, which is a fact of its own.
pub(super) fn conformance(conformance: &Conformance) -> String {
    match conformance {
        Conformance::Mandatory(None) => "mandatory".to_owned(),
        Conformance::Mandatory(Some(term)) => format!("mandatory if {term:?}"),
        Conformance::Optional { when: None, .. } => "optional".to_owned(),
        Conformance::Optional { when: Some(term), .. } => format!("optional if {term:?}"),
        Conformance::Otherwise(parts) => {
            parts.iter().map(self::conformance).collect::<Vec<_>>().join(", else ")
        }
        Conformance::Provisional => "provisional".to_owned(),
        Conformance::Deprecated => "deprecated".to_owned(),
        Conformance::Disallowed => "disallowed".to_owned(),
        Conformance::Described => "described".to_owned(),
    }
}

/// The qualities of an attribute.
pub(super) fn quality(quality: Quality) -> String {
    let persistence = quality.persistence.map(|persistence| format!("{persistence:?}").to_lowercase());
    let flags = [
        (quality.changes_omitted, "changes omitted"),
        (quality.scene, "scene"),
        (quality.reportable, "reportable"),
        (quality.quieter_reporting, "quieter reporting"),
        (quality.atomic_write, "atomic write"),
        (quality.large_message, "large message"),
        (quality.source_attribution, "source attribution"),
    ];
    let flags = flags.iter().filter(|(set, _)| *set).map(|(_, name)| (*name).to_owned());
    persistence.into_iter().chain(flags).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_default_in_two_spellings_is_one_text() {
        assert_eq!(default("0x1F4"), default(" 500"));
        assert_eq!(default("-0x01"), default("-1"));
        assert_eq!(default("FALSE"), default("false"));
    }
}
