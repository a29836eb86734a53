//! Enumerations and bitmaps that stand inside the attribute or field that has them, without a name.

use std::collections::BTreeSet;

use super::types;
use crate::dialect::access::Access;
use crate::source::Spanned;
use crate::syntax::{TypeDef, TypeKind, TypeUse};
use crate::xml::Element;

/// Gives names to types that have none, and collects them.
pub(super) struct Anonymous {
    taken: BTreeSet<String>,
    types: Vec<TypeDef>,
}

impl Anonymous {
    /// For the types of a cluster, or of a file of global types.
    pub(super) fn new(root: &Element) -> Self {
        let lists = root.children_named("dataTypes").chain([root]);
        let names = lists.flat_map(|list| &list.children).filter_map(|ty| ty.filled("name"));
        Self { taken: names.map(|name| name.value.clone()).collect(), types: Vec::new() }
    }

    /// The types that were found.
    pub(super) fn into_types(self) -> Vec<TypeDef> {
        self.types
    }

    /// Takes the type out of its owner, and makes the owner use it by its new name: `<Owner>Enum`, or
    /// `<Outer><Owner>Enum` where that is taken.
    ///
    /// What stands there as the owner's type becomes the base. In a base cluster such an enumeration only reserves
    /// ranges of values; without an item it is no type, and the owner keeps what it has.
    pub(super) fn take(
        &mut self,
        owner: &Element,
        name: &Spanned<String>,
        outer: Option<&str>,
        ty: &mut TypeUse,
        access: &mut Access<'_>,
    ) {
        let Some(element) =
            owner.children.iter().find(|child| matches!(child.name.as_str(), "enum" | "bitmap"))
        else {
            return;
        };
        let base = if ty.list { None } else { ty.name.clone() };
        let (kind, suffix) = if element.name == "enum" {
            (TypeKind::Enum { base, items: types::enum_items(element, access) }, "Enum")
        } else {
            (TypeKind::Bitmap { base, fields: types::bit_fields(element, access) }, "Bitmap")
        };
        let is_empty = match &kind {
            TypeKind::Enum { items, .. } => items.is_empty(),
            TypeKind::Bitmap { fields, .. } => fields.is_empty(),
            TypeKind::Struct { .. } | TypeKind::Alias { .. } => true,
        };
        if is_empty {
            return;
        }
        let written = element.filled("name").cloned();
        let name =
            written.unwrap_or_else(|| Spanned::new(self.free_name(&name.value, outer, suffix), name.span));
        self.taken.insert(name.value.clone());
        ty.name = Some(name.clone());
        self.types.push(TypeDef { span: element.span, name, clusters: Vec::new(), summary: None, kind });
    }

    fn free_name(&self, owner: &str, outer: Option<&str>, suffix: &str) -> String {
        let plain = format!("{owner}{suffix}");
        let longer = outer.map(|outer| format!("{outer}{owner}{suffix}"));
        let numbered = (2..u32::MAX).map(|number| format!("{owner}{number}{suffix}"));
        let free = |name: &String| !self.taken.contains(name);
        [plain.clone()].into_iter().chain(longer).chain(numbered).find(free).unwrap_or(plain)
    }
}
