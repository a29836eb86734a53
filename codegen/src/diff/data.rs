//! Values side by side: type, null, limits, default.

use super::change::{Judgement, Kind};
use super::findings::Findings;
use super::flow::Flow;
use super::limits;
use super::rules::{self, Rule};
use super::types::Types;
use crate::model::{Cluster, DataType, Field, Shape, Width};
use crate::reference::words;

/// A value of a field or an attribute, but for its name and whether it is there.
pub(super) fn compare(findings: &mut Findings, types: &Types<'_>, flow: Flow, old: &Field, new: &Field) {
    let are_comparable = data_type(findings, types, flow, &old.ty, &new.ty);
    if old.nullable != new.nullable {
        let rule = if new.nullable { &rules::NOW_NULLABLE } else { &rules::NOT_NULLABLE };
        let name = |nullable| if nullable { "nullable" } else { "not nullable" };
        findings.was_is(Kind::Nullable, rule, flow, "it", name(old.nullable), name(new.nullable));
    }
    if are_comparable {
        limits::compare(findings, types, flow, old, new);
    }
    findings.fact(
        Kind::Default,
        &rules::DEFAULT,
        "the default",
        old.default.as_deref(),
        new.default.as_deref(),
    );
    let sensitive = (old.fabric_sensitive, new.fabric_sensitive);
    let rules = [&rules::NOW_SENSITIVE, &rules::NOT_SENSITIVE];
    findings.flag(Kind::FabricSensitive, sensitive, "fabric-sensitive", rules);
}

/// The types; whether they are the same but for their size, so that limits can be compared.
fn data_type(findings: &mut Findings, types: &Types<'_>, flow: Flow, old: &DataType, new: &DataType) -> bool {
    let (old_name, new_name) = (words::data_type(old), words::data_type(new));
    let mut report = |kind, rule: &Rule| {
        findings.was_is(kind, rule, flow, "the type", old_name.clone(), new_name.clone());
    };
    match relation(types, old, new) {
        Relation::Same => true,
        Relation::Called => {
            report(Kind::TypeName, &rules::TYPE_NAME);
            true
        }
        Relation::Resized(rule) => {
            report(Kind::Type, rule);
            true
        }
        Relation::OtherUnit => {
            let text = format!("the type was {old_name} and is {new_name}");
            let judged = (Judgement::Reused, rules::OTHER_UNIT.to_owned());
            findings.push(Kind::Type, judged, (Some(old_name), Some(new_name)), text);
            true
        }
        Relation::OtherNamed => {
            report(Kind::Type, &rules::OTHER_NAMED_TYPE);
            false
        }
        Relation::Other => {
            report(Kind::Type, &rules::OTHER_TYPE);
            false
        }
    }
}

/// How two types go together.
enum Relation {
    /// They are the same.
    Same,
    /// Only their names differ, and neither names a quantity that the other is not.
    Called,
    /// Both are integers of one kind, with more or fewer bits.
    Resized(&'static Rule),
    /// Both are integers of one kind, but of another quantity.
    OtherUnit,
    /// Both are enumerations, bitmaps or structures, but not the same one.
    OtherNamed,
    /// They have nothing in common.
    Other,
}

fn relation(types: &Types<'_>, old: &DataType, new: &DataType) -> Relation {
    match (&old.shape, &new.shape) {
        (Shape::List { entry: old, .. }, Shape::List { entry: new, .. }) => relation(types, old, new),
        (Shape::Struct(a), Shape::Struct(b))
        | (Shape::Enum(a), Shape::Enum(b))
        | (Shape::Bitmap(a), Shape::Bitmap(b)) => {
            // That the type itself is renamed is said once, where the type is.
            if types.are_same(a, b) { Relation::Same } else { Relation::OtherNamed }
        }
        // Either is read as a number, but not as the same one.
        (Shape::Enum(_), Shape::Bitmap(_)) | (Shape::Bitmap(_), Shape::Enum(_)) => Relation::OtherNamed,
        _ => match (integer(&old.shape, types.old), integer(&new.shape, types.new)) {
            (Some(a), Some(b)) if a.signed == b.signed => integers(old, new, a.width, b.width),
            (None, None) if old.shape == new.shape && !matches!(old.shape, Shape::List { .. }) => {
                if old.name == new.name { Relation::Same } else { Relation::Called }
            }
            _ => Relation::Other,
        },
    }
}

fn integers(old: &DataType, new: &DataType, old_width: Width, new_width: Width) -> Relation {
    // Another quantity is another one whatever its size: 50 percent, 50 hundredths of a percent.
    if old.name != new.name && is_quantity(old) && is_quantity(new) {
        Relation::OtherUnit
    } else if old_width < new_width {
        Relation::Resized(&rules::WIDER)
    } else if old_width > new_width {
        Relation::Resized(&rules::NARROWER)
    } else if old.name == new.name {
        Relation::Same
    } else {
        Relation::Called
    }
}

/// Whether the specification's own name of a type says what its number counts: `epoch-s`, `percent`, but not `uint16`.
fn is_quantity(ty: &DataType) -> bool {
    let is_builtin = ty.name.starts_with(|first: char| first.is_ascii_lowercase());
    let plain = ty.name.trim_end_matches(|c: char| c.is_ascii_digit());
    is_builtin && !["uint", "int", "enum", "map", "bool"].contains(&plain)
}

struct Integer {
    signed: bool,
    width: Width,
}

/// What a type is as an integer, enumerations and bitmaps included.
fn integer(shape: &Shape, cluster: &Cluster) -> Option<Integer> {
    let (signed, width) = match shape {
        Shape::Unsigned(width) => (false, *width),
        Shape::Signed(width) => (true, *width),
        Shape::Enum(name) => (false, cluster.enumeration(name)?.width),
        Shape::Bitmap(name) => (false, cluster.bitmap(name)?.width),
        _ => return None,
    };
    Some(Integer { signed, width })
}
