//! The events of a cluster.

use maud::{Markup, html};

use super::book::{Edition, short_hex};
use super::changes::Changes;
use super::fields;
use super::words;
use crate::model::{Event, EventPriority};

/// All events.
pub(super) fn section(edition: &Edition<'_>, changes: &Changes) -> Markup {
    html! { @for event in &edition.cluster.events { (article(edition, event, changes)) } }
}

/// One event, with its fields.
fn article(edition: &Edition<'_>, event: &Event, changes: &Changes) -> Markup {
    let anchor = edition.event_anchor(event);
    html! {
        article class="item" id=(anchor) {
            h4 {
                a class="name" href={ "#" (anchor) } { (event.name) }
                " " code class="code" { (short_hex(event.id)) }
                (changes.mark_of_event(event))
            }
            p class="signature" {
                "priority " (priority(event.priority)) " · read " (words::privilege(event.read))
                @if event.fabric_sensitive { " · fabric-sensitive" }
                " · " (words::conformance(edition, &event.conformance))
            }
            @if let Some(summary) = &event.summary { p { (summary) } }
            @if event.fields.is_empty() {
                p class="note" { "No fields." }
            } @else {
                (fields::table(edition, &format!("Fields of {}", event.name), &event.fields))
            }
        }
    }
}

const fn priority(priority: EventPriority) -> &'static str {
    match priority {
        EventPriority::Debug => "debug",
        EventPriority::Info => "info",
        EventPriority::Critical => "critical",
    }
}
