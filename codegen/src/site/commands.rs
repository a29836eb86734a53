//! The commands of a cluster.

use maud::{Markup, html};

use super::book::{Edition, short_hex};
use super::changes::Changes;
use super::fields;
use super::table::{Row, Table};
use super::words;
use crate::model::{Command, Direction, Response};

const COLUMNS: &[&str] = &["Code", "Name", "Direction", "Access", "Answer", "Conformance"];

/// All commands at a glance, and then each.
pub(super) fn section(edition: &Edition<'_>, changes: &Changes) -> Markup {
    html! {
        (table(edition))
        @for command in &edition.cluster.commands { (article(edition, command, changes)) }
    }
}

fn table(edition: &Edition<'_>) -> Markup {
    let row = |command: &Command| Row {
        anchor: None,
        cells: vec![
            Some(html! { code { (short_hex(command.id)) } }),
            Some(
                html! { a class="name" href={ "#" (edition.command_anchor(command)) } { (words::breakable(&command.name)) } },
            ),
            Some(html! { (direction(command)) }),
            access(command),
            answer(edition, command),
            Some(fields::presence(edition, &command.conformance)),
        ],
    };
    let rows = edition.cluster.commands.iter().map(row).collect();
    Table { caption: "Commands at a glance", columns: COLUMNS, rows }.markup()
}

/// One command, with its parameters.
fn article(edition: &Edition<'_>, command: &Command, changes: &Changes) -> Markup {
    let anchor = edition.command_anchor(command);
    html! {
        article class="item" id=(anchor) {
            h4 {
                a class="name" href={ "#" (anchor) } { (command.name) }
                " " code class="code" { (short_hex(command.id)) }
                (changes.mark_of_command(command))
            }
            p class="signature" {
                (direction(command))
                @if let Some(access) = access(command) { " · " (access) }
                @if let Some(answer) = answer(edition, command) { " · answered by " (answer) }
                " · " (words::conformance(edition, &command.conformance))
            }
            @if let Some(summary) = &command.summary { p { (summary) } }
            @if command.fields.is_empty() {
                p class="note" { "No parameters." }
            } @else {
                (fields::table(edition, &format!("Parameters of {}", command.name), &command.fields))
            }
        }
    }
}

const fn direction(command: &Command) -> &'static str {
    match command.direction {
        Direction::ToServer => "client → server",
        Direction::ToClient => "server → client",
    }
}

/// What invoking needs; a response is not invoked.
fn access(command: &Command) -> Option<Markup> {
    if command.response == Response::None {
        return None;
    }
    let conditions = [
        (command.timed, "timed"),
        (command.fabric_scoped, "fabric-scoped"),
        (command.case_only, "CASE only"),
        (command.large_message, "large message"),
    ];
    let conditions: Vec<_> = conditions.into_iter().filter(|(set, _)| *set).map(|(_, word)| word).collect();
    Some(html! {
        (words::privilege(command.privilege))
        @for condition in conditions { ", " (condition) }
    })
}

fn answer(edition: &Edition<'_>, command: &Command) -> Option<Markup> {
    match &command.response {
        Response::None => None,
        Response::Status => Some(html! { "a status" }),
        Response::Command(_) => {
            let response = edition.cluster.response_of(command)?;
            let anchor = edition.command_anchor(response);
            Some(html! { a href={ "#" (anchor) } { code { (words::breakable(&response.name)) } } })
        }
    }
}
