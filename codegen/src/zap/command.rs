//! Commands.

use super::{attribute, field};
use crate::diagnostics::{Diagnostic, codes};
use crate::dialect::access::{Access, attribute_of, one_space};
use crate::dialect::vocabulary::title;
use crate::model::Direction;
use crate::syntax::Command;
use crate::xml::Element;

/// The commands of a cluster or an extension.
pub(super) fn read_all(owner: &Element, access: &mut Access<'_>) -> Vec<Command> {
    let mut commands = Vec::new();
    for element in owner.children_named("command") {
        commands.extend(access.inside(title(element), |access| read(element, access)));
    }
    commands
}

const SOURCES: &[(&str, Direction)] = &[("client", Direction::ToServer), ("server", Direction::ToClient)];

fn read(element: &Element, access: &mut Access<'_>) -> Option<Command> {
    let id = access.id(element, "code");
    let name = access.name(element);
    let direction = direction(element, access);
    let granted = attribute::granted(element, access);
    let fields = field::of_command(element, access);
    Some(Command {
        span: element.span,
        manufacturer: access.optional_number(element, "manufacturerCode"),
        response: element.filled("response").cloned().map(|name| name.map(|name| one_space(&name))),
        privilege: granted.invoke,
        timed: access.is_set(element, "mustUseTimedInvoke"),
        fabric_scoped: access.is_set(element, "isFabricScoped") || granted.fabric_scoped,
        large_message: is_large(element, access),
        conformance: field::conformance(element, access),
        fields,
        summary: element.child_text("description").map(|text| one_space(&text.value)),
        // Last, so that the rest of a faulty item is looked at too.
        id: id?,
        name: name?,
        direction: Some(direction?),
    })
}

/// Without a source it is not even known whether the command is a request.
fn direction(element: &Element, access: &mut Access<'_>) -> Option<Direction> {
    let Some(source) = element.filled("source") else {
        access.missing(
            codes::UNKNOWN_WORD,
            element,
            "source",
            "source (`client` for requests, `server` for responses)",
        );
        return None;
    };
    if source.value.trim().eq_ignore_ascii_case("either") {
        access.report(
            Diagnostic::new(codes::ODD_SPELLING, "a command of both sides is read as one of the client")
                .at(source.span, "read as `client`")
                .with_help("write a command for each side"),
        );
        return Some(Direction::ToServer);
    }
    access.word(source, attribute_of(element, "source"), SOURCES)
}

fn is_large(element: &Element, access: &mut Access<'_>) -> bool {
    let quality = element.child("quality").is_some_and(|quality| access.is_set(quality, "largeMessage"));
    quality || access.is_set(element, "isLargeMessage")
}
