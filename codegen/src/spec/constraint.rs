//! Limits in both spellings: flat in old files, nested in new ones.

use super::bound;
use crate::diagnostics::codes;
use crate::dialect::access::{Access, attribute_of};
use crate::source::Spanned;
use crate::syntax::{Bound, Constraint, Limits};
use crate::xml::Element;

/// What a limit is about, and which sides it has.
#[derive(Clone, Copy)]
enum Kind {
    Described,
    Allowed,
    Between(About),
    Min(About),
    Max(About),
}

#[derive(Clone, Copy)]
enum About {
    Value,
    Size,
}

const KINDS: &[(&str, Kind)] = &[
    ("desc", Kind::Described),
    ("between", Kind::Between(About::Value)),
    ("min", Kind::Min(About::Value)),
    ("max", Kind::Max(About::Value)),
    ("allowed", Kind::Allowed),
    ("minLength", Kind::Min(About::Size)),
    ("maxLength", Kind::Max(About::Size)),
    ("lengthBetween", Kind::Between(About::Size)),
    ("minCount", Kind::Min(About::Size)),
    ("maxCount", Kind::Max(About::Size)),
    ("countBetween", Kind::Between(About::Size)),
    ("maxCodePoints", Kind::Described),
    ("tags", Kind::Described),
];

/// The limits in an attribute, a field or a list's entry.
pub(super) fn all(item: &Element, access: &mut Access<'_>) -> Vec<Spanned<Constraint>> {
    let mut constraints = Vec::new();
    for element in item.children_named("constraint") {
        if element.filled("type").is_some() {
            constraints.extend(flat(element, access));
        } else {
            constraints.extend(element.children.iter().map(nested));
        }
    }
    constraints
}

fn flat(element: &Element, access: &mut Access<'_>) -> Option<Spanned<Constraint>> {
    let written = element.filled("type")?;
    let kind = access
        .word_or(codes::UNREAD_LIMIT, written, attribute_of(element, "type"), KINDS)
        .unwrap_or(Kind::Described);
    let side = |name: &str| element.filled(name).and_then(|text| bound::parse(&text.value));
    let constraint = build(kind, side("value"), side("from"), side("to"));
    Some(Spanned::new(constraint, element.span))
}

fn nested(element: &Element) -> Spanned<Constraint> {
    let written = |name: &str| element.filled(name).and_then(|text| bound::parse(&text.value));
    let side = |name: &str| element.child(name).and_then(bound::read).or_else(|| written(name));
    let kind = KINDS.iter().find(|(name, _)| *name == element.name).map(|(_, kind)| *kind);
    // What is not known is warned about with the vocabulary.
    let constraint = kind
        .map_or(Constraint::Described, |kind| build(kind, bound::read(element), side("from"), side("to")));
    Spanned::new(constraint, element.span)
}

fn build(kind: Kind, value: Option<Bound>, from: Option<Bound>, to: Option<Bound>) -> Constraint {
    let (about, limits) = match kind {
        Kind::Described => return Constraint::Described,
        Kind::Allowed => return value.map_or(Constraint::Described, Constraint::Allowed),
        Kind::Between(about) => (about, Limits { min: from, max: to }),
        Kind::Min(about) => (about, Limits { min: value, max: None }),
        Kind::Max(about) => (about, Limits { min: None, max: value }),
    };
    if limits == Limits::default() {
        return Constraint::Described;
    }
    match about {
        About::Value => Constraint::Range(limits),
        About::Size => Constraint::Size(limits),
    }
}
