//! A cluster through the releases.

use maud::{Markup, html};

use super::book::{Book, Entry, Release};
use super::changes::Changes;
use super::table::{Row, Table};

const COLUMNS: &[&str] =
    &["Release", "ClusterRevision", "Attributes", "Commands", "Events", "Types", "Changes"];

/// The section: a row for each release.
pub(super) fn section(book: &Book<'_>, entry: &Entry<'_>, changes: &[Changes]) -> Markup {
    let rows = book.releases.iter().enumerate().map(|(index, release)| row(entry, changes, index, release));
    html! {
        section class="apart" aria-labelledby="history" {
            h2 id="history" { "History" }
            @if book.releases.len() == 1 {
                p class="note" { "There is one release only, so there is nothing to compare it with." }
            }
            (Table { caption: "The cluster through the releases", columns: COLUMNS, rows: rows.collect() }.markup())
        }
    }
}

fn row(entry: &Entry<'_>, changes: &[Changes], index: usize, release: &Release) -> Row {
    let found = entry.editions.iter().zip(changes).find(|(edition, _)| edition.release == index);
    let Some((edition, changes)) = found else {
        let absent = [Some(html! { (release.name) }), Some(html! { "not there" })];
        return Row {
            anchor: None,
            cells: absent.into_iter().chain((2..COLUMNS.len()).map(|_| None)).collect(),
        };
    };
    let cluster = edition.cluster;
    let count = |count: usize| Some(html! { (count) });
    Row {
        anchor: None,
        cells: vec![
            Some(html! { a href={ "#" (edition.slug) } { (release.name) } }),
            cluster.revision.map(|revision| html! { (revision) }),
            count(cluster.attributes.len()),
            count(cluster.commands.len()),
            count(cluster.events.len()),
            count(cluster.structs.len() + cluster.enums.len() + cluster.bitmaps.len()),
            changes.list().map(|_| {
                html! {
                    a href={ "#" (edition.anchor("changes")) } { (changes.counts()) }
                }
            }),
        ],
    }
}
