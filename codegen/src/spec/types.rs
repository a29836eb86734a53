//! Enumerations, bitmaps, structures and numbers.

use super::anonymous::Anonymous;
use super::{field, names};
use crate::diagnostics::{Diagnostic, codes};
use crate::dialect::access::{Access, attribute_of, prose};
use crate::dialect::conformance::conformance_of;
use crate::dialect::vocabulary::title;
use crate::source::Spanned;
use crate::syntax::{BitField, EnumItem, TypeDef, TypeKind};
use crate::xml::Element;

/// The highest bit that a bitmap can have.
const HIGHEST_BIT: u64 = 63;

/// The types in a `<dataTypes>`, or in the root of a file of global types.
pub(super) fn read_all(list: &Element, anonymous: &mut Anonymous, access: &mut Access<'_>) -> Vec<TypeDef> {
    let mut types = Vec::new();
    for element in &list.children {
        types.extend(access.inside(title(element), |access| read(element, anonymous, access)));
    }
    types
}

fn read(element: &Element, anonymous: &mut Anonymous, access: &mut Access<'_>) -> Option<TypeDef> {
    let kind = match element.name.as_str() {
        "enum" => TypeKind::Enum { base: base(element, access), items: enum_items(element, access) },
        "bitmap" => TypeKind::Bitmap { base: base(element, access), fields: bit_fields(element, access) },
        "struct" => structure(element, anonymous, access),
        "number" | "typeDef" | "typedef" => TypeKind::Alias { target: base(element, access) },
        _ => return None,
    };
    let name = access.name(element)?;
    Some(TypeDef {
        span: element.span,
        name: names::spelt(&name, names::of_type, access),
        clusters: Vec::new(),
        summary: prose(element, "summary"),
        kind,
    })
}

fn base(element: &Element, access: &mut Access<'_>) -> Option<Spanned<String>> {
    let ty = element.filled("type")?;
    Some(names::spelt(ty, names::of_type, access))
}

fn structure(element: &Element, anonymous: &mut Anonymous, access: &mut Access<'_>) -> TypeKind {
    let fields = field::read_all(element, anonymous, access);
    let fabric_scoped = element.child("access").is_some_and(|rule| access.is_set(rule, "fabricScoped"));
    TypeKind::Struct { fields, fabric_scoped }
}

/// The items of an enumeration. Those that only reserve a range of values are no items.
pub(super) fn enum_items(element: &Element, access: &mut Access<'_>) -> Vec<EnumItem> {
    let mut items = Vec::new();
    for item in element.children_named("item") {
        let is_range =
            item.filled("value").is_none() && (item.filled("from").is_some() || item.filled("to").is_some());
        if !is_range {
            items.extend(access.inside(title(item), |access| enum_item(item, access)));
        }
    }
    items
}

fn enum_item(element: &Element, access: &mut Access<'_>) -> Option<EnumItem> {
    let name = access.name_of_value(element);
    let value = access.required_up_to(element, "value", "value", u32::MAX.into());
    Some(EnumItem {
        summary: prose(element, "summary"),
        conformance: conformance_of(element),
        // Last, so that the rest of a faulty item is looked at too.
        name: name?,
        value: value?,
    })
}

/// The fields of a bitmap.
pub(super) fn bit_fields(element: &Element, access: &mut Access<'_>) -> Vec<BitField> {
    let mut fields = Vec::new();
    for field in element.children_named("bitfield") {
        fields.extend(access.inside(title(field), |access| bit_field(field, access)));
    }
    fields
}

fn bit_field(element: &Element, access: &mut Access<'_>) -> Option<BitField> {
    let name = access.name_of_value(element);
    let mask = mask(element, access);
    Some(BitField {
        summary: prose(element, "summary"),
        conformance: conformance_of(element),
        // Last, so that the rest of a faulty item is looked at too.
        name: name?,
        mask: mask?,
    })
}

/// The bits are written as one number, as a range in two attributes, or, once, as a range in one.
fn mask(element: &Element, access: &mut Access<'_>) -> Option<Spanned<u64>> {
    let what = |name: &'static str| attribute_of(element, name);
    if let Some(bit) = element.filled("bit") {
        let ends = bit.value.split_once('-').filter(|(from, _)| !from.trim().is_empty());
        if let Some((from, to)) = ends {
            let usual = format!("from=\"{}\" to=\"{}\"", from.trim(), to.trim());
            names::report_odd(&format!("bit=\"{}\"", bit.value), &usual, bit.span, access);
        }
        let (from, to) = ends.unwrap_or((bit.value.as_str(), bit.value.as_str()));
        let mut end = |text: &str| {
            let text = Spanned::new(text.trim().to_owned(), bit.span);
            access.number_up_to::<u64>(&text, &what("bit"), HIGHEST_BIT)
        };
        let from = end(from)?;
        let to = end(to)?;
        return bits(from, to, access);
    }
    match (element.filled("from"), element.filled("to")) {
        (Some(from), Some(to)) => {
            let from = access.number_up_to::<u64>(from, &what("from"), HIGHEST_BIT);
            let to = access.number_up_to::<u64>(to, &what("to"), HIGHEST_BIT);
            bits(from?, to?, access)
        }
        _ if element.filled("mask").is_some() => access.optional_number(element, "mask"),
        _ => {
            access.missing(codes::MISSING_ID, element, "bit", "bit");
            None
        }
    }
}

fn bits(from: Spanned<u64>, to: Spanned<u64>, access: &mut Access<'_>) -> Option<Spanned<u64>> {
    if from.value > to.value {
        access.report(
            Diagnostic::new(
                codes::NUMBER_OUT_OF_RANGE,
                format!("bit {} is above bit {}", from.value, to.value),
            )
            .at(from.span, "the first bit of the field")
            .with_related(to.span, "the last bit of the field")
            .with_help("write the lower bit first"),
        );
        return None;
    }
    // Both are below 64.
    let mask = (u64::MAX >> (HIGHEST_BIT - (to.value - from.value))) << from.value;
    Some(Spanned::new(mask, from.span))
}
