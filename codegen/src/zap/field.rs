//! Fields of structures, commands and events, and what attributes have in common with them.

use crate::dialect::access::{Access, attribute_of, prose};
use crate::dialect::conformance::conformance_of;
use crate::dialect::number::parse_number;
use crate::dialect::vocabulary::title;
use crate::model::Conformance;
use crate::source::{Span, Spanned};
use crate::syntax::{Bound, Constraint, Field, Limits, TypeUse};
use crate::xml::Element;

/// The fields of a structure.
pub(super) fn of_struct(owner: &Element, access: &mut Access<'_>) -> Vec<Field> {
    read_all(owner, "item", access, |item| item.filled("fieldId"))
}

/// The fields of an event. Where both spellings of the number are there, the newer one counts.
pub(super) fn of_event(owner: &Element, access: &mut Access<'_>) -> Vec<Field> {
    read_all(owner, "field", access, |field| field.filled("fieldId").or_else(|| field.filled("id")))
}

/// The fields of a command.
///
/// The configuration tool counts and never looks at `id`, and there are files in which all ids are 0: ids are trusted
/// only if every field has one and they rise.
pub(super) fn of_command(owner: &Element, access: &mut Access<'_>) -> Vec<Field> {
    let ids: Option<Vec<_>> = owner
        .children_named("arg")
        .map(|arg| arg.filled("id").and_then(|id| parse_number(&id.value).ok()).map(|id| id.value))
        .collect();
    let trusted = ids.is_some_and(|ids| ids.is_sorted_by(|before, after| before < after));
    read_all(owner, "arg", access, |arg| {
        arg.filled("fieldId").or_else(|| arg.filled("id").filter(|_| trusted))
    })
}

fn read_all<'e>(
    owner: &'e Element,
    tag: &'e str,
    access: &mut Access<'_>,
    id: impl Fn(&'e Element) -> Option<&'e Spanned<String>>,
) -> Vec<Field> {
    let mut fields = Vec::new();
    for element in owner.children_named(tag) {
        fields.extend(access.inside(title(element), |access| read(element, id(element), access)));
    }
    fields
}

fn read(element: &Element, id: Option<&Spanned<String>>, access: &mut Access<'_>) -> Option<Field> {
    let name = access.name(element);
    let id = match id {
        // A number that is there and wrong must not be replaced by counting.
        Some(text) => access.number(text, &format!("the number of `<{}>`", element.name)).map(Some),
        None => Some(None),
    };
    Some(Field {
        span: element.span,
        ty: type_of(element, access),
        nullable: is_nullable(element, access),
        conformance: conformance(element, access),
        constraints: limits(element, access),
        default: element.attribute("default").cloned(),
        fabric_sensitive: access.is_set(element, "isFabricSensitive"),
        summary: prose(element, "description"),
        // Last, so that the rest of a faulty item is looked at too.
        id: id?,
        name: name?,
    })
}

/// A list is written `type="array" entryType="T"` or `array="true" type="T"`.
pub(super) fn type_of(element: &Element, access: &mut Access<'_>) -> TypeUse {
    let ty = element.filled("type");
    let is_array = ty.is_some_and(|ty| ty.value.trim().eq_ignore_ascii_case("array"));
    let list = is_array || access.is_set(element, "array");
    let name = if is_array { element.filled("entryType") } else { ty };
    let name = name.cloned().map(|name| name.map(|name| name.trim().to_owned()));
    // A range can only be about the entries of a list.
    let entry_constraints = if list { range(element, access).into_iter().collect() } else { Vec::new() };
    TypeUse { name, list, entry_constraints }
}

/// Whether null is a value.
pub(super) fn is_nullable(element: &Element, access: &mut Access<'_>) -> bool {
    let quality = element.child("quality").is_some_and(|quality| access.is_set(quality, "nullable"));
    access.is_set(element, "isNullable") || quality
}

/// The limits, except those of a list's entries.
pub(super) fn limits(element: &Element, access: &mut Access<'_>) -> Vec<Spanned<Constraint>> {
    let is_array = element.attribute("type").is_some_and(|ty| ty.value.trim().eq_ignore_ascii_case("array"));
    let is_list = is_array || element.attribute("array").is_some_and(|array| array.value.trim() == "true");
    let range = if is_list { None } else { range(element, access) };
    range.into_iter().chain(size(element, access)).collect()
}

fn range(element: &Element, access: &mut Access<'_>) -> Option<Spanned<Constraint>> {
    limit(element, ["min", "max"], access).map(|limits| limits.map(Constraint::Range))
}

fn size(element: &Element, access: &mut Access<'_>) -> Option<Spanned<Constraint>> {
    for name in ["minLength", "length"] {
        if let Some(text) = element.filled(name)
            && parse_number(&text.value).is_ok_and(|number| number.value < 0)
        {
            access.number::<u64>(text, attribute_of(element, name));
            return None;
        }
    }
    limit(element, ["minLength", "length"], access).map(|limits| limits.map(Constraint::Size))
}

fn limit(element: &Element, [min, max]: [&str; 2], access: &mut Access<'_>) -> Option<Spanned<Limits>> {
    let (low, high) = (element.filled(min), element.filled(max));
    let bounds = Limits {
        min: low.and_then(|text| bound(element, min, text, access)),
        max: high.and_then(|text| bound(element, max, text, access)),
    };
    if bounds == Limits::default() {
        return None;
    }
    let span = match (low.map(|text| text.span), high.map(|text| text.span)) {
        (Some(low), Some(high)) => {
            Span { start: low.start.min(high.start), end: low.end.max(high.end), ..low }
        }
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => element.span,
    };
    Some(Spanned::new(bounds, span))
}

fn bound(element: &Element, name: &str, text: &Spanned<String>, access: &mut Access<'_>) -> Option<Bound> {
    // Limits of floating-point numbers are told, but not checked.
    if parse_number(&text.value).is_err() && text.value.trim().parse::<f64>().is_ok_and(f64::is_finite) {
        return Some(Bound::Expression(text.value.trim().to_owned()));
    }
    let number = access.integer(text, attribute_of(element, name))?.value;
    Some(Bound::Number { value: number.value, hex: number.hex })
}

/// When an item is there. `optional` decides if it is written; what else is written may say more precisely when.
pub(super) fn conformance(element: &Element, access: &mut Access<'_>) -> Option<Conformance> {
    let written = conformance_of(element);
    let conformance = match (optional(element, access), written) {
        (Some(true), Some(written)) if written.is_mandatory() => Some(Conformance::OPTIONAL),
        (Some(true), None) => Some(Conformance::OPTIONAL),
        (Some(false), Some(written)) if !written.is_mandatory() && !written.is_gone() => {
            Some(Conformance::MANDATORY)
        }
        (_, written) => written,
    };
    let is = |word: &str| element.attribute("apiMaturity").is_some_and(|maturity| maturity.value == word);
    if is("deprecated") || element.filled("removedIn").is_some() {
        return Some(leaving(conformance));
    }
    if is("provisional") {
        return Some(provisional(conformance));
    }
    conformance
}

/// The configuration tool keeps what a release has removed, because devices of older releases have it: nobody must
/// have it any more, and whoever asks for it may find it.
fn leaving(conformance: Option<Conformance>) -> Conformance {
    match conformance {
        Some(conformance) if conformance.is_gone() => conformance,
        Some(conformance) if !conformance.is_mandatory() => {
            Conformance::Otherwise(vec![conformance, Conformance::Deprecated])
        }
        _ => Conformance::Otherwise(vec![Conformance::OPTIONAL, Conformance::Deprecated]),
    }
}

fn optional(element: &Element, access: &mut Access<'_>) -> Option<bool> {
    // The loader takes 1 for true in arguments, and only there.
    if element.name == "arg"
        && element.attribute("optional").is_some_and(|optional| optional.value.trim() == "1")
    {
        return Some(true);
    }
    access.flag(element, "optional")
}

/// The same conformance, but it may still change.
fn provisional(conformance: Option<Conformance>) -> Conformance {
    match conformance {
        Some(Conformance::Otherwise(parts)) if parts.contains(&Conformance::Provisional) => {
            Conformance::Otherwise(parts)
        }
        Some(Conformance::Provisional) => Conformance::Provisional,
        Some(other) => Conformance::Otherwise(vec![Conformance::Provisional, other]),
        None => Conformance::Otherwise(vec![Conformance::Provisional, Conformance::MANDATORY]),
    }
}
