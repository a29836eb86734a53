//! Attributes, and the access rules and qualities that they share with commands and events.

use super::field;
use crate::diagnostics::{Diagnostic, codes};
use crate::dialect::access::{Access, one_space};
use crate::dialect::vocabulary::title;
use crate::model::{Persistence, Privilege, Quality};
use crate::source::Spanned;
use crate::syntax::{Attribute, Field};
use crate::xml::Element;

/// The attributes of a cluster or an extension.
pub(super) fn read_all(owner: &Element, access: &mut Access<'_>) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    for element in owner.children_named("attribute") {
        // The client's side of old clusters: no server has these, and their codes are counted separately.
        if element.attribute("side").is_some_and(|side| side.value == "client") {
            continue;
        }
        attributes.extend(access.inside(title(element), |access| read(element, access)));
    }
    attributes
}

fn read(element: &Element, access: &mut Access<'_>) -> Option<Attribute> {
    let id = access.id(element, "code");
    let name = name(element, access);
    let granted = granted(element, access);
    let quality = quality(element, access);
    let manufacturer = access.optional_number(element, "manufacturerCode");
    let readable = access.flag(element, "readable").unwrap_or(true);
    let writable = access.is_set(element, "writable");
    let fabric_scoped = access.is_set(element, "isFabricScoped") || granted.fabric_scoped;
    let timed_write = access.is_set(element, "mustUseTimedWrite");
    let field = Field {
        span: element.span,
        ty: field::type_of(element, access),
        nullable: field::is_nullable(element, access),
        conformance: field::conformance(element, access),
        constraints: field::limits(element, access),
        default: element.attribute("default").cloned(),
        fabric_sensitive: access.is_set(element, "isFabricSensitive") || granted.fabric_sensitive,
        summary: summary(element),
        // Last, so that the rest of a faulty item is looked at too.
        id: Some(id?),
        name: name?,
    };
    Some(Attribute {
        field,
        manufacturer,
        define: element.filled("define").cloned(),
        readable,
        writable,
        read_privilege: granted.read,
        write_privilege: granted.write,
        fabric_scoped,
        timed_write,
        quality,
    })
}

/// The name is the text; where there is none `name`, and in old files the description. `define` goes stale when an
/// attribute is renamed, and is only used where there is nothing else.
fn name(element: &Element, access: &mut Access<'_>) -> Option<Spanned<String>> {
    let written = element.text.as_ref().or_else(|| element.filled("name"));
    let name = written.or_else(|| element.child_text("description")).cloned();
    let name = name.or_else(|| defined(element, access));
    if name.is_none() {
        access.missing(codes::MISSING_NAME, element, "name", "name");
    }
    name.map(|name| name.map(|name| one_space(&name)))
}

/// `COLOR_OF_LIGHT` as `ColorOfLight`.
fn defined(element: &Element, access: &mut Access<'_>) -> Option<Spanned<String>> {
    let define = element.filled("define")?;
    let name = define.clone().map(|define| define.split('_').map(capitalised).collect::<String>());
    access.report(
        Diagnostic::new(codes::LEFT_UNSAID, "an attribute has no name")
            .at(define.span, format!("`{}` is taken, from this", name.value))
            .with_help("add `name=\"...\"` to `<attribute>`"),
    );
    Some(name)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.trim().chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters.map(|letter| letter.to_ascii_lowercase())).collect()
}

fn summary(element: &Element) -> Option<String> {
    let is_named = element.text.is_some() || element.filled("name").is_some();
    element.child_text("description").filter(|_| is_named).map(|text| one_space(&text.value))
}

/// What `<access>` elements grant.
#[derive(Default)]
pub(super) struct Granted {
    pub(super) read: Option<Privilege>,
    pub(super) write: Option<Privilege>,
    pub(super) invoke: Option<Privilege>,
    pub(super) fabric_scoped: bool,
    pub(super) fabric_sensitive: bool,
}

#[derive(Clone, Copy)]
enum Operation {
    Read,
    Write,
    Invoke,
}

const OPERATIONS: &[(&str, Operation)] =
    &[("read", Operation::Read), ("write", Operation::Write), ("invoke", Operation::Invoke)];

const MODIFIERS: &[(&str, bool)] = &[("fabric-scoped", true), ("fabric-sensitive", false)];

/// The access rules of an item.
pub(super) fn granted(item: &Element, access: &mut Access<'_>) -> Granted {
    let mut granted = Granted::default();
    for rule in item.children_named("access") {
        // Old files say role.
        let privilege = access.privilege(rule, "privilege").or_else(|| access.privilege(rule, "role"));
        match access.optional_word(rule, "op", OPERATIONS) {
            Some(Operation::Read) => granted.read = privilege.or(granted.read),
            Some(Operation::Write) => granted.write = privilege.or(granted.write),
            Some(Operation::Invoke) => granted.invoke = privilege.or(granted.invoke),
            None if privilege.is_some() && rule.filled("op").is_none() => access.report(
                Diagnostic::new(codes::UNKNOWN_WORD, "an access rule does not say what it is about")
                    .at(rule.span, "`op` is missing here")
                    .with_help("add `op=\"read\"`, `op=\"write\"` or `op=\"invoke\"`"),
            ),
            None => {}
        }
        match access.optional_word(rule, "modifier", MODIFIERS) {
            Some(true) => granted.fabric_scoped = true,
            Some(false) => granted.fabric_sensitive = true,
            None => {}
        }
        granted.fabric_sensitive |= access.is_set(rule, "fabricSensitive");
    }
    granted
}

const PERSISTENCE: &[(&str, Persistence)] = &[
    ("fixed", Persistence::Fixed),
    ("nonVolatile", Persistence::NonVolatile),
    ("volatile", Persistence::Volatile),
];

fn quality(element: &Element, access: &mut Access<'_>) -> Quality {
    let mut quality = Quality {
        persistence: access.advice(element, "persistence", PERSISTENCE),
        reportable: access.is_set(element, "reportable"),
        atomic_write: access.is_set(element, "mustUseAtomicWrite"),
        ..Quality::default()
    };
    for child in element.children_named("quality") {
        quality.persistence = access.advice(child, "persistence", PERSISTENCE).or(quality.persistence);
        quality.changes_omitted |= access.is_set(child, "changeOmitted");
        quality.scene |= access.is_set(child, "scene");
        quality.reportable |= access.is_set(child, "reportable");
        quality.quieter_reporting |= access.is_set(child, "quieterReporting");
        quality.atomic_write |= access.is_set(child, "atomicWrite");
        quality.large_message |= access.is_set(child, "largeMessage");
        quality.source_attribution |= access.is_set(child, "sourceAttribution");
    }
    quality
}
