//! Enumerations, bitmaps, structures and typedefs.

use super::field;
use crate::dialect::access::{Access, prose};
use crate::dialect::vocabulary::title;
use crate::source::Spanned;
use crate::syntax::{BitField, EnumItem, TypeDef, TypeKind};
use crate::xml::Element;

/// An enumeration.
pub(super) fn enumeration(element: &Element, access: &mut Access<'_>) -> Option<TypeDef> {
    let mut items = Vec::new();
    for item in element.children_named("item") {
        items.extend(access.inside(title(item), |access| enum_item(item, access)));
    }
    define(element, TypeKind::Enum { base: base(element), items }, access)
}

fn enum_item(element: &Element, access: &mut Access<'_>) -> Option<EnumItem> {
    let name = access.name_of_value(element);
    let value = access.required_up_to(element, "value", "value", u32::MAX.into());
    Some(EnumItem {
        summary: prose(element, "summary").or_else(|| prose(element, "description")),
        conformance: field::conformance(element, access),
        // Last, so that the rest of a faulty item is looked at too.
        name: name?,
        value: value?,
    })
}

/// A bitmap.
pub(super) fn bitmap(element: &Element, access: &mut Access<'_>) -> Option<TypeDef> {
    let mut fields = Vec::new();
    for item in element.children_named("field") {
        fields.extend(access.inside(title(item), |access| bit_field(item, access)));
    }
    define(element, TypeKind::Bitmap { base: base(element), fields }, access)
}

fn bit_field(element: &Element, access: &mut Access<'_>) -> Option<BitField> {
    let name = access.name_of_value(element);
    let mask = access.required_number(element, "mask", "mask");
    Some(BitField {
        summary: prose(element, "summary").or_else(|| prose(element, "description")),
        conformance: field::conformance(element, access),
        // Last, so that the rest of a faulty item is looked at too.
        name: name?,
        mask: mask?,
    })
}

/// A structure.
pub(super) fn structure(element: &Element, access: &mut Access<'_>) -> Option<TypeDef> {
    let fields = field::of_struct(element, access);
    let fabric_scoped = access.is_set(element, "isFabricScoped");
    define(element, TypeKind::Struct { fields, fabric_scoped }, access)
}

/// A typedef.
pub(super) fn alias(element: &Element, access: &mut Access<'_>) -> Option<TypeDef> {
    define(element, TypeKind::Alias { target: base(element) }, access)
}

fn define(element: &Element, kind: TypeKind, access: &mut Access<'_>) -> Option<TypeDef> {
    let mut clusters = Vec::new();
    let mut named = 0;
    for cluster in element.children_named("cluster") {
        named += 1;
        clusters.extend(access.id(cluster, "code"));
    }
    let name = access.name(element)?;
    // A type whose clusters are all unreadable must not become a global one.
    if named > 0 && clusters.is_empty() {
        return None;
    }
    Some(TypeDef { span: element.span, name, clusters, summary: prose(element, "description"), kind })
}

fn base(element: &Element) -> Option<Spanned<String>> {
    element.filled("type").cloned().map(|ty| ty.map(|ty| ty.trim().to_owned()))
}
