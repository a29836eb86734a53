//! Attributes, commands and events.

use super::anonymous::Anonymous;
use super::{field, names};
use crate::dialect::access::{Access, prose};
use crate::dialect::conformance::conformance_of;
use crate::dialect::vocabulary::title;
use crate::model::{Direction, Persistence, Quality};
use crate::syntax::{Attribute, Command, Event};
use crate::xml::Element;

/// The attributes of a cluster.
pub(super) fn attributes(
    cluster: &Element,
    anonymous: &mut Anonymous,
    access: &mut Access<'_>,
) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    for element in items(cluster, "attributes", "attribute") {
        attributes.extend(access.inside(title(element), |access| attribute(element, anonymous, access)));
    }
    attributes
}

/// The commands of a cluster.
pub(super) fn commands(
    cluster: &Element,
    anonymous: &mut Anonymous,
    access: &mut Access<'_>,
) -> Vec<Command> {
    each_command(items(cluster, "commands", "command"), anonymous, access)
}

/// The commands of a file of global commands.
pub(super) fn global_commands(
    root: &Element,
    anonymous: &mut Anonymous,
    access: &mut Access<'_>,
) -> Vec<Command> {
    each_command(root.children_named("command"), anonymous, access)
}

fn each_command<'e>(
    elements: impl Iterator<Item = &'e Element>,
    anonymous: &mut Anonymous,
    access: &mut Access<'_>,
) -> Vec<Command> {
    let mut commands = Vec::new();
    for element in elements {
        commands.extend(access.inside(title(element), |access| command(element, anonymous, access)));
    }
    commands
}

/// The events of a cluster.
pub(super) fn events(cluster: &Element, anonymous: &mut Anonymous, access: &mut Access<'_>) -> Vec<Event> {
    let mut events = Vec::new();
    for element in items(cluster, "events", "event") {
        events.extend(access.inside(title(element), |access| event(element, anonymous, access)));
    }
    events
}

fn items<'e>(cluster: &'e Element, list: &'e str, item: &'e str) -> impl Iterator<Item = &'e Element> {
    cluster.children_named(list).flat_map(move |list| list.children_named(item))
}

const FLAGS: &[(&str, bool)] = &[("true", true), ("optional", true), ("false", false)];

fn attribute(element: &Element, anonymous: &mut Anonymous, access: &mut Access<'_>) -> Option<Attribute> {
    let id = access.id(element, "id");
    let field = field::read(element, id, None, anonymous, access).filter(|_| id.is_some());
    let rule = element.child("access");
    let mut can = |name: &str| rule.and_then(|rule| access.optional_word(rule, name, FLAGS));
    let (read, write) = (can("read"), can("write"));
    let writable = write.unwrap_or(false);
    let mut granted = |name: &str| rule.and_then(|rule| access.privilege(rule, name));
    let (read_privilege, write_privilege) = (granted("readPrivilege"), granted("writePrivilege"));
    let mut is = |name: &str| rule.is_some_and(|rule| access.is_set(rule, name));
    let (fabric_scoped, timed_write) = (is("fabricScoped"), is("timed"));
    let quality = quality(element, access);
    Some(Attribute {
        field: field?,
        manufacturer: None,
        define: None,
        // Files without any access rule are about attributes that a base cluster defines.
        readable: read.unwrap_or(read_privilege.is_some() || !writable),
        writable,
        read_privilege,
        write_privilege,
        fabric_scoped,
        timed_write,
        quality,
    })
}

const PERSISTENCE: &[(&str, Persistence)] = &[
    ("fixed", Persistence::Fixed),
    ("nonVolatile", Persistence::NonVolatile),
    ("volatile", Persistence::Volatile),
];

fn quality(element: &Element, access: &mut Access<'_>) -> Quality {
    let Some(quality) = element.child("quality") else {
        return Quality::default();
    };
    Quality {
        persistence: access.advice(quality, "persistence", PERSISTENCE),
        changes_omitted: access.is_set(quality, "changeOmitted"),
        scene: access.is_set(quality, "scene"),
        reportable: access.is_set(quality, "reportable"),
        quieter_reporting: access.is_set(quality, "quieterReporting"),
        atomic_write: access.is_set(quality, "atomicWrite"),
        large_message: access.is_set(quality, "largeMessage"),
        source_attribution: access.is_set(quality, "sourceAttribution"),
    }
}

const DIRECTIONS: &[(&str, Direction)] = &[
    ("commandToServer", Direction::ToServer),
    ("responseFromServer", Direction::ToClient),
    ("commandToClient", Direction::ToClient),
];

fn command(element: &Element, anonymous: &mut Anonymous, access: &mut Access<'_>) -> Option<Command> {
    let id = access.id(element, "id");
    let name = access.name(element);
    let direction = access.optional_word(element, "direction", DIRECTIONS);
    let rule = element.child("access");
    let privilege = rule.and_then(|rule| access.privilege(rule, "invokePrivilege"));
    let mut is = |name: &str| rule.is_some_and(|rule| access.is_set(rule, name));
    let (timed, fabric_scoped) = (is("timed"), is("fabricScoped"));
    let large_message =
        element.child("quality").is_some_and(|quality| access.is_set(quality, "largeMessage"));
    let fields = field::read_all(element, anonymous, access);
    // Y: a status is the answer; N: there is none.
    let response = element.filled("response").filter(|response| !matches!(response.value.trim(), "Y" | "N"));
    // Derived clusters leave the direction to their base. One that is not understood is not the same as none.
    if direction.is_none() && element.filled("direction").is_some() {
        return None;
    }
    Some(Command {
        span: element.span,
        manufacturer: None,
        response: response.map(|name| names::spelt(name, names::of_command, access)),
        privilege,
        timed,
        fabric_scoped,
        large_message,
        conformance: conformance_of(element),
        fields,
        summary: prose(element, "summary"),
        // Last, so that the rest of a faulty item is looked at too.
        id: id?,
        name: names::spelt(&name?, names::of_command, access),
        direction,
    })
}

fn event(element: &Element, anonymous: &mut Anonymous, access: &mut Access<'_>) -> Option<Event> {
    let id = access.id(element, "id");
    let name = access.name(element);
    let priority = access.priority(element);
    let rule = element.child("access");
    let read_privilege = rule.and_then(|rule| access.privilege(rule, "readPrivilege"));
    let fabric_sensitive = rule.is_some_and(|rule| access.is_set(rule, "fabricSensitive"));
    let fields = field::read_all(element, anonymous, access);
    Some(Event {
        span: element.span,
        priority,
        read_privilege,
        fabric_sensitive,
        conformance: conformance_of(element),
        fields,
        summary: prose(element, "summary"),
        // Last, so that the rest of a faulty item is looked at too.
        id: id?,
        name: name?,
    })
}
