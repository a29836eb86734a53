//! The facts about an item in words: type, limits, access, quality.

use crate::model::{
    Attribute, Bound, Bounds, Choice, Command, Conformance, Constraint, DataType, Field, Persistence,
    Privilege, Response, Shape, Unit,
};

use super::docs::{code, prose};
use crate::reference::words;

/// `` `ClientIndex` (0): uint16, 1 to 2047, nullable, optional ``
pub(super) fn field(field: &Field) -> String {
    format!("{} ({}): {}.", code(&field.name), field.id, value(field))
}

/// The type, the limits, and whether it may be null or absent.
pub(super) fn value(field: &Field) -> String {
    let mut facts = vec![data_type(&field.ty, &field.constraint)];
    if field.nullable {
        facts.push("nullable".to_owned());
    }
    facts.extend(conformance(&field.conformance));
    if field.fabric_sensitive {
        facts.push("fabric-sensitive".to_owned());
    }
    if let Some(default) = &field.default {
        facts.push(format!("default {}", prose(default)));
    }
    facts.join(", ")
}

/// `uint16, 1 to 2047`, `list of ClientStruct, at most ClientTableSize entries`
fn data_type(ty: &DataType, constraint: &Constraint) -> String {
    let mut text = match &ty.shape {
        Shape::List { entry, entry_constraint } => format!("list of {}", entry_type(entry, entry_constraint)),
        _ => type_name(&ty.name),
    };
    for limit in limits(constraint) {
        text.push_str(", ");
        text.push_str(&limit);
    }
    text
}

/// `uint16`, `octstr (exactly 20 bytes)`
fn entry_type(ty: &DataType, constraint: &Constraint) -> String {
    let limits = limits(constraint);
    let name = type_name(&ty.name);
    if limits.is_empty() { name } else { format!("{name} ({})", limits.join(", ")) }
}

/// `uint16` is a word of the specification's language, `ClientStruct` a name.
fn type_name(name: &str) -> String {
    if name.contains(|c: char| c.is_ascii_uppercase()) { code(name) } else { prose(name) }
}

fn limits(constraint: &Constraint) -> Vec<String> {
    constraint.limits().map(|(limit, unit)| bounds(limit, unit)).collect()
}

fn bounds(bounds: &Bounds, unit: Unit) -> String {
    let counted = |limit: &Bound| match unit.name_behind(limit) {
        "" => bound(limit),
        name => format!("{} {name}", bound(limit)),
    };
    match (&bounds.min, &bounds.max) {
        (Some(min), Some(max)) if min == max => format!("exactly {}", counted(max)),
        (Some(min), Some(max)) => format!("{} to {}", bound(min), counted(max)),
        (Some(min), None) => format!("at least {}", counted(min)),
        (None, Some(max)) => format!("at most {}", counted(max)),
        (None, None) => "any".to_owned(),
    }
}

fn bound(bound: &Bound) -> String {
    match bound {
        Bound::Number(number) => number.to_string(),
        Bound::Fraction(number) => number.to_string(),
        Bound::Attribute(text) | Bound::Expression(text) => code(text),
    }
}

/// When an item is there, unless it always is.
pub(super) fn conformance(conformance: &Conformance) -> Option<String> {
    if conformance.is_mandatory() {
        return None;
    }
    Some(conformance.choice().map_or_else(|| "optional".to_owned(), |choice| choice_of(conformance, choice)))
}

/// `exactly one of choice a`, and when that is so.
fn choice_of(conformance: &Conformance, choice: &Choice) -> String {
    let text = format!("{} of choice {}", choice.count.words(), prose(&choice.group));
    match conformance {
        _ if conformance.plain_choice() == Some(choice) => text,
        Conformance::Optional { when: Some(term), .. } => format!("{text} if {}", code(&words::term(term))),
        _ => format!("optional or mandatory by {}", code(&words::conformance(conformance))),
    }
}

/// `read Manage, write Administer`
pub(super) fn attribute_access(attribute: &Attribute) -> String {
    let mut access = Vec::new();
    if let Some(read) = attribute.read {
        access.push(format!("read {}", privilege(read)));
    }
    if let Some(write) = attribute.write {
        let timed = if attribute.timed_write { ", timed" } else { "" };
        access.push(format!("write {}{timed}", privilege(write)));
    }
    access.join(", ")
}

/// The qualities of an attribute.
pub(super) fn quality(attribute: &Attribute) -> Vec<&'static str> {
    let quality = attribute.quality;
    let persistence = match quality.persistence {
        Some(Persistence::Fixed) => Some("fixed"),
        Some(Persistence::NonVolatile) => Some("non-volatile"),
        Some(Persistence::Volatile) | None => None,
    };
    let flags = [
        (quality.changes_omitted, "changes omitted"),
        (quality.quieter_reporting, "quieter reporting"),
        (quality.scene, "scene"),
        (quality.atomic_write, "atomic write"),
        (quality.large_message, "large message"),
        (attribute.fabric_scoped, "fabric-scoped"),
    ];
    persistence.into_iter().chain(flags.into_iter().filter(|(set, _)| *set).map(|(_, name)| name)).collect()
}

/// `invoke Manage, timed, CASE only, answered by AddClientResponse`
pub(super) fn command_access(command: &Command) -> String {
    let mut facts = vec![format!("invoke {}", privilege(command.privilege))];
    facts.extend(conformance(&command.conformance));
    let flags = [
        (command.timed, "timed"),
        (command.fabric_scoped, "fabric-scoped"),
        (command.case_only, "CASE only"),
        (command.large_message, "large message"),
    ];
    facts.extend(flags.into_iter().filter(|(set, _)| *set).map(|(_, name)| name.to_owned()));
    match &command.response {
        Response::Command(name) => facts.push(format!("answered by {}", code(name))),
        Response::Status => facts.push("answered by a status".to_owned()),
        Response::None => {}
    }
    facts.join(", ")
}

/// `Manage`
pub(super) const fn privilege(privilege: Privilege) -> &'static str {
    match privilege {
        Privilege::View => "View",
        Privilege::Operate => "Operate",
        Privilege::Manage => "Manage",
        Privilege::Administer => "Administer",
    }
}
