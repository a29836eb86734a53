//! Fields of structures, commands and events, and what attributes have in common with them.

use super::anonymous::Anonymous;
use super::{constraint, names};
use crate::diagnostics::{Diagnostic, codes};
use crate::dialect::access::{Access, prose};
use crate::dialect::conformance::conformance_of;
use crate::dialect::vocabulary::title;
use crate::source::Spanned;
use crate::syntax::{Field, TypeUse};
use crate::xml::Element;

/// The fields in a structure, a command or an event. A few files call the fields of a structure attributes.
pub(super) fn read_all(owner: &Element, anonymous: &mut Anonymous, access: &mut Access<'_>) -> Vec<Field> {
    let outer = owner.filled("name").map(|name| names::of_command(&name.value).to_owned());
    let mut fields = Vec::new();
    let elements = owner.children.iter().filter(|child| child.name == "field" || child.name == "attribute");
    for element in elements {
        fields.extend(access.inside(title(element), |access| {
            if element.name == "attribute" {
                names::report_odd("<attribute>", "<field>", element.span, access);
            }
            let id = number(element, access);
            let faulty = id.is_none() && element.filled("id").is_some();
            read(element, id, outer.as_deref(), anonymous, access).filter(|_| !faulty)
        }));
    }
    fields
}

/// The number of a field. A few files leave it out, and then it is for the resolver to count.
fn number(element: &Element, access: &mut Access<'_>) -> Option<Spanned<u32>> {
    if element.filled("id").is_some() {
        return access.id(element, "id");
    }
    access.report(
        Diagnostic::new(codes::LEFT_UNSAID, format!("`<{}>` has no id", element.name))
            .at(element.span, "the one after the field before it is assumed")
            .with_help(format!("add `id=\"...\"` to `<{}>`", element.name)),
    );
    None
}

/// A field, or what an attribute has in common with one.
pub(super) fn read(
    element: &Element,
    id: Option<Spanned<u32>>,
    outer: Option<&str>,
    anonymous: &mut Anonymous,
    access: &mut Access<'_>,
) -> Option<Field> {
    let name = access.name(element);
    let mut ty = type_of(element, access);
    if let Some(name) = &name {
        anonymous.take(element, name, outer, &mut ty, access);
    }
    Some(Field {
        span: element.span,
        ty,
        nullable: is_nullable(element, access),
        conformance: conformance_of(element),
        constraints: constraint::all(element, access),
        default: default(element),
        fabric_sensitive: element.child("access").is_some_and(|rule| access.is_set(rule, "fabricSensitive")),
        summary: prose(element, "summary"),
        // Last, so that the rest of a faulty item is looked at too.
        id,
        name: name?,
    })
}

fn type_of(element: &Element, access: &mut Access<'_>) -> TypeUse {
    let mut written = |element: &Element| {
        let ty = element.filled("type")?;
        Some(names::spelt(ty, names::of_type, access))
    };
    let ty = written(element);
    if ty.as_ref().is_none_or(|ty| !ty.value.eq_ignore_ascii_case("list")) {
        return TypeUse { name: ty, ..TypeUse::default() };
    }
    let entry = element.child("entry");
    TypeUse {
        name: entry.and_then(written),
        list: true,
        entry_constraints: entry.map(|entry| constraint::all(entry, access)).unwrap_or_default(),
    }
}

fn is_nullable(element: &Element, access: &mut Access<'_>) -> bool {
    let quality = element.child("quality").is_some_and(|quality| access.is_set(quality, "nullable"));
    // One file says it as the other dialect does.
    access.is_set(element, "isNullable") || quality
}

/// The default is a text, or refers to something by an element.
fn default(element: &Element) -> Option<Spanned<String>> {
    if let Some(text) = element.attribute("default") {
        return Some(text.clone());
    }
    let reference = element.child("default")?.children.first()?;
    ["name", "default", "value"].into_iter().find_map(|name| reference.filled(name)).cloned()
}
