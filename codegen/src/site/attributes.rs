//! The attributes of a cluster.

use maud::{Markup, html};

use super::book::{Edition, hex};
use super::changes::Changes;
use super::fields;
use super::table::{Row, Table};
use super::words;
use crate::model::{Attribute, Persistence, Privilege};

const COLUMNS: &[&str] = &["Code", "Name", "Type", "Limits", "Default", "Access", "Flags"];

/// The attributes as a table.
pub(super) fn table(edition: &Edition<'_>, changes: &Changes) -> Markup {
    let row = |attribute: &Attribute| {
        let field = &attribute.field;
        let mut flags = fields::of_field(edition, field);
        flags.extend(qualities(attribute).into_iter().map(fields::flag));
        Row {
            anchor: Some(edition.attribute_anchor(field.id)),
            cells: vec![
                Some(html! { code { (hex(field.id)) } }),
                Some(fields::described(
                    &field.name,
                    &changes.mark_of_attribute(field.id),
                    field.summary.as_deref(),
                )),
                Some(words::data_type(edition, &field.ty)),
                words::limits(edition, &field.constraint),
                fields::default(field),
                Some(access(attribute)),
                fields::flags(&flags),
            ],
        }
    };
    let rows = edition.cluster.attributes.iter().map(row).collect();
    Table { caption: "Attributes, without the global ones that every cluster has", columns: COLUMNS, rows }
        .markup()
}

fn access(attribute: &Attribute) -> Markup {
    let line = |verb: &str, privilege: Privilege| html! { span class="access" { (verb) " " (words::privilege(privilege)) } };
    html! {
        @match (attribute.read, attribute.write) {
            (Some(read), Some(write)) => { (line("read", read)) " " (line("write", write)) },
            (Some(read), None) => (line("read", read)),
            (None, Some(write)) => (line("write", write)),
            (None, None) => "none",
        }
    }
}

fn qualities(attribute: &Attribute) -> Vec<&'static str> {
    let quality = attribute.quality;
    let persistence = match quality.persistence {
        Some(Persistence::Fixed) => Some("fixed"),
        Some(Persistence::NonVolatile) => Some("non-volatile"),
        Some(Persistence::Volatile) | None => None,
    };
    let flags = [
        (attribute.timed_write, "timed write"),
        (attribute.fabric_scoped, "fabric-scoped"),
        (quality.changes_omitted, "changes omitted"),
        (quality.quieter_reporting, "quieter reporting"),
        (quality.reportable, "reportable"),
        (quality.scene, "scene"),
        (quality.atomic_write, "atomic write"),
        (quality.large_message, "large message"),
        (quality.source_attribution, "source attribution"),
    ];
    persistence.into_iter().chain(flags.into_iter().filter(|(set, _)| *set).map(|(_, word)| word)).collect()
}
