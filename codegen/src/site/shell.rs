//! What stands around every page.

use maud::{DOCTYPE, Markup, html};

use super::book::Book;

/// A small drawing, so that no browser asks for one.
const ICON: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Crect width='16' \
                    height='16' rx='4' fill='%230f766e'/%3E%3Cpath d='M4 8h8M8 4v8' stroke='%23fff' stroke-width='2'/%3E%3C/svg%3E";

/// Which page this is, for the navigation.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The list of clusters.
    Clusters,
    /// The list of names.
    Names,
    /// The list of devices.
    Devices,
    /// The page of a cluster.
    Cluster,
}

/// A whole page.
pub(super) fn page(book: &Book<'_>, place: Place, title: &str, main: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                link rel="icon" href=(ICON);
                link rel="stylesheet" href="style.css";
                script src="site.js" defer {}
            }
            body {
                a class="skip" href="#main" { "Skip to the content" }
                (header(book, place))
                main id="main" { (main) }
                footer { p { "Made by clustergen " (env!("CARGO_PKG_VERSION")) "." } }
            }
        }
    }
}

fn header(book: &Book<'_>, place: Place) -> Markup {
    let link = |to: Place, href: &str, text: &str| {
        let current = (place == to).then_some("page");
        html! { a href=(href) aria-current=[current] { (text) } }
    };
    html! {
        header class="bar" {
            nav class="pages" aria-label="Pages" {
                (link(Place::Clusters, "index.html", "Clusters"))
                (link(Place::Names, "names.html", "Names"))
                @if book.survey.is_some() { (link(Place::Devices, "devices.html", "Devices")) }
            }
            // Shown by the script, without which it could do nothing.
            search class="search" role="search" hidden {
                label for="query" { "Search names and ids" }
                input id="query" type="search" placeholder="Search" autocomplete="off"
                    spellcheck="false" aria-controls="results" aria-keyshortcuts="/";
                div class="found" hidden {
                    p id="count" role="status" {}
                    ul id="results" aria-label="Results" {}
                }
            }
        }
    }
}
