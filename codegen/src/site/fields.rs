//! Fields of commands, events and structures as a table, and what it shares with the one of attributes.

use maud::{Markup, html};

use super::book::Edition;
use super::table::{Row, Table};
use super::words;
use crate::model::{Conformance, Field};

const COLUMNS: &[&str] = &["Id", "Name", "Type", "Limits", "Default", "Flags"];

/// The fields of an item.
pub(super) fn table(edition: &Edition<'_>, caption: &str, fields: &[Field]) -> Markup {
    let row = |field: &Field| Row {
        anchor: None,
        cells: vec![
            Some(html! { code { (field.id) } }),
            Some(name(field)),
            Some(words::data_type(edition, &field.ty)),
            words::limits(edition, &field.constraint),
            default(field),
            flags(&of_field(edition, field)),
        ],
    };
    Table { caption, columns: COLUMNS, rows: fields.iter().map(row).collect() }.markup()
}

/// The name, and what it means below it.
pub(super) fn name(field: &Field) -> Markup {
    described(&field.name, &html! {}, field.summary.as_deref())
}

/// A name with a mark, and what it means below it.
pub(super) fn described(name: &str, mark: &Markup, summary: Option<&str>) -> Markup {
    html! {
        span class="name" { (words::breakable(name)) }
        (mark)
        @if let Some(summary) = summary { p class="note" { (summary) } }
    }
}

/// The default as written.
pub(super) fn default(field: &Field) -> Option<Markup> {
    field.default.as_ref().map(|default| html! { code { (default) } })
}

/// What is true of a field beside its type and limits; the first says when it is there.
pub(super) fn of_field(edition: &Edition<'_>, field: &Field) -> Vec<Markup> {
    let mut flags = vec![presence(edition, &field.conformance)];
    let others = [
        (field.nullable, "nullable"),
        (field.fabric_sensitive, "fabric-sensitive"),
        (field.secret, "secret"),
    ];
    flags.extend(others.into_iter().filter(|(set, _)| *set).map(|(_, word)| flag(word)));
    flags
}

/// When an item is there, as a flag.
pub(super) fn presence(edition: &Edition<'_>, conformance: &Conformance) -> Markup {
    let class = if conformance.is_mandatory() { "flag mandatory" } else { "flag" };
    html! { span class=(class) { (words::conformance(edition, conformance)) } }
}

/// A word that is true of an item.
pub(super) fn flag(word: &str) -> Markup {
    html! { span class="flag" { (word) } }
}

/// Flags in one cell.
pub(super) fn flags(flags: &[Markup]) -> Option<Markup> {
    (!flags.is_empty()).then(|| html! { span class="flags" { (words::joined(flags, " ")) } })
}
