//! The list of clusters: where one begins.

use maud::{Markup, html};

use super::book::{Book, Edition, Entry, hex};
use super::shell;
use super::table::{Row, Table};

const COLUMNS: &[&str] = &["Code", "Cluster", "Role", "Releases", "Attributes", "Commands", "Events"];
const COLUMNS_OF_ONE: &[&str] = &["Code", "Cluster", "Role", "Revision", "Attributes", "Commands", "Events"];

/// The page.
pub(super) fn page(book: &Book<'_>) -> Markup {
    let columns = if book.releases.len() > 1 { COLUMNS } else { COLUMNS_OF_ONE };
    let rows = book.entries.iter().map(|entry| row(book, entry)).collect();
    let main = html! {
        h1 { "Matter clusters" }
        p class="lead" { (summary(book)) }
        (Table { caption: "Clusters, by code; counts are those of the newest release", columns, rows }.markup())
    };
    shell::page(book, shell::Place::Clusters, "Matter clusters", &main)
}

/// `68 clusters in 3 releases: 1.4-draft, 1.6, 1.6.1.`
fn summary(book: &Book<'_>) -> String {
    let (clusters, releases) = (book.entries.len(), book.releases.len());
    let clusters = format!("{clusters} cluster{}", if clusters == 1 { "" } else { "s" });
    let names: Vec<_> = book.releases.iter().map(|release| release.name.as_str()).collect();
    match book.releases.as_slice() {
        [only] if only.slug == "cluster" => format!("{clusters}."),
        [only] => format!("{clusters} of release {}.", only.name),
        _ => format!("{clusters} in {releases} releases: {}.", names.join(", ")),
    }
}

fn row(book: &Book<'_>, entry: &Entry<'_>) -> Row {
    let newest = entry.newest();
    let count = |count: usize| (count > 0).then(|| html! { (count) });
    Row {
        anchor: None,
        cells: vec![
            Some(html! { code { (hex(entry.id)) } }),
            Some(html! {
                a class="name" href=(entry.file) { (entry.name()) }
                @let former = entry.former_names();
                @if !former.is_empty() { p class="note" { "formerly " (former.join(", ")) } }
            }),
            newest.role.as_ref().map(|role| html! { (role) }),
            releases(book, entry),
            count(newest.attributes.len()),
            count(newest.commands.len()),
            count(newest.events.len()),
        ],
    }
}

/// The releases that have it, each with its revision; of the only release there is just the revision.
fn releases(book: &Book<'_>, entry: &Entry<'_>) -> Option<Markup> {
    if book.releases.len() == 1 {
        return entry.newest().revision.map(|revision| html! { (revision) });
    }
    let release = |edition: &Edition<'_>| {
        html! {
            a class="flag" href={ (entry.file) "#" (edition.slug) } {
                (book.release_of(edition))
                @if let Some(revision) = edition.cluster.revision { " " small { "rev " (revision) } }
            }
        }
    };
    Some(html! { span class="flags" { @for edition in &entry.editions { (release(edition)) " " } } })
}
