//! The page of a cluster: as it is in each release, its history, the devices that have it.

use maud::{Markup, html};

use super::book::{Book, Entry, hex};
use super::changes::Changes;
use super::{devices, edition, history, shell};

/// The page.
pub(super) fn page(book: &Book<'_>, entry: &Entry<'_>) -> Markup {
    let changes = Changes::of_entry(entry);
    let main = html! {
        nav class="path" aria-label="Path" { a href="index.html" { "Clusters" } " › " (entry.name()) }
        h1 { (entry.name()) " " code class="code" { (hex(entry.id)) } }
        @let former = entry.former_names();
        @if !former.is_empty() { p class="note" { "Formerly " (former.join(", ")) "." } }
        @if entry.editions.len() > 1 { (switch(book, entry)) }
        // The newest first: it is what most come for, and where there is no script one reads from the top.
        @for (index, changes) in changes.iter().enumerate().rev() {
            (edition::section(book, entry, index, changes))
        }
        (history::section(book, entry, &changes))
        (devices::section(book, entry))
    };
    shell::page(book, shell::Place::Cluster, &format!("{} ({})", entry.name(), hex(entry.id)), &main)
}

/// Links to the releases; the script makes them a switch.
fn switch(book: &Book<'_>, entry: &Entry<'_>) -> Markup {
    html! {
        nav class="switch" aria-labelledby="switch" {
            span id="switch" { "Release" }
            ul {
                @for edition in &entry.editions {
                    li { a href={ "#" (edition.slug) } { (book.release_of(edition)) } }
                }
            }
        }
    }
}
