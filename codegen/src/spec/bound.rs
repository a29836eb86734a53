//! What a limit refers to: a number, an attribute, or something that can only be told.

use crate::dialect::number::parse_number;
use crate::syntax::Bound;
use crate::xml::Element;

/// A limit in the old spelling: a text.
pub(super) fn parse(text: &str) -> Option<Bound> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if let Ok(number) = parse_number(text) {
        return Some(Bound::Number { value: number.value, hex: number.hex });
    }
    let name = text.strip_suffix(" Attribute").unwrap_or(text);
    Some(if is_attribute_name(name) {
        Bound::Attribute(name.to_owned())
    } else {
        Bound::Expression(text.to_owned())
    })
}

/// Attributes are called `MaxLevel`; `RESP_MAX` is a constant and `derived` is prose.
fn is_attribute_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.chars().all(|c| c.is_ascii_alphanumeric())
        && text.chars().any(|c| c.is_ascii_lowercase())
}

/// A limit in the new spelling: an element with a value, or with an expression in it.
pub(super) fn read(element: &Element) -> Option<Bound> {
    if let Some(value) = element.filled("value") {
        return parse(&value.value);
    }
    let [inner] = element.children.as_slice() else {
        return element.text.as_ref().and_then(|text| parse(&text.value));
    };
    if inner.name == "attribute" && inner.children.is_empty() && inner.filled("cluster").is_none() {
        return name_of(inner).map(Bound::Attribute);
    }
    if inner.name == "constant"
        && let Some(value) = inner.filled("value")
    {
        return parse(&value.value);
    }
    expression(inner).map(Bound::Expression)
}

fn name_of(element: &Element) -> Option<String> {
    element.filled("name").map(|name| name.value.trim().to_owned())
}

/// An expression as text.
fn expression(element: &Element) -> Option<String> {
    match element.name.as_str() {
        "compute" => compute(element),
        "maxOf" => all_of(element).map(|parts| format!("max({})", parts.join(", "))),
        "minOf" => all_of(element).map(|parts| format!("min({})", parts.join(", "))),
        _ => {
            let own = name_of(element).or_else(|| {
                let value =
                    element.filled("value").or_else(|| element.filled("mask")).or(element.text.as_ref());
                value.map(|value| value.value.trim().to_owned())
            });
            let own = match element.filled("cluster") {
                Some(cluster) => own.map(|own| format!("{}.{own}", cluster.value.trim())),
                None => own,
            };
            let part = element.children.first().and_then(expression);
            match (own, part) {
                (Some(own), Some(part)) => Some(format!("{own}.{part}")),
                (own, part) => own.or(part),
            }
        }
    }
}

fn all_of(element: &Element) -> Option<Vec<String>> {
    element.children.iter().map(expression).collect()
}

fn compute(element: &Element) -> Option<String> {
    let operation = element
        .child_text("operation")
        .map(|text| text.value.as_str())
        .or_else(|| element.filled("operation").map(|text| text.value.as_str()));
    let sign = match operation? {
        "add" => "+",
        "subtract" => "-",
        "multiply" => "*",
        "divide" => "/",
        other => other,
    };
    let side = |name: &str| element.child(name).and_then(expression);
    Some(format!("({} {sign} {})", side("left")?, side("right")?))
}
