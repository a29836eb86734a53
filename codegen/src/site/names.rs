//! All names, like the index of a book.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::book::Book;
use super::places::{self, Place};
use super::shell;

/// The page.
pub(super) fn page(book: &Book<'_>) -> Markup {
    let letters = by_letter(book);
    let main = html! {
        h1 { "Names" }
        p class="lead" { "Every cluster, feature, attribute, command, event and type, in all releases." }
        nav class="letters" aria-label="Letters" {
            ul { @for letter in letters.keys() { li { a href={ "#letter-" (anchor(*letter)) } { (letter) } } } }
        }
        @for (letter, places) in &letters {
            section class="letter" {
                h2 id={ "letter-" (anchor(*letter)) } { (letter) }
                ul class="names" { @for place in places { li { (line(book, place)) } } }
            }
        }
    };
    shell::page(book, shell::Place::Names, "Names - clusters", &main)
}

/// The first letter in upper case; all that is no letter comes under `#`.
fn by_letter(book: &Book<'_>) -> BTreeMap<char, Vec<Place>> {
    let mut places = places::all(book);
    places.sort_by_cached_key(|place| (place.name.to_lowercase(), place.clone()));
    let mut letters: BTreeMap<char, Vec<Place>> = BTreeMap::new();
    for place in places {
        let first = place.name.chars().next().filter(char::is_ascii_alphabetic).unwrap_or('#');
        letters.entry(first.to_ascii_uppercase()).or_default().push(place);
    }
    letters
}

fn anchor(letter: char) -> char {
    if letter == '#' { '0' } else { letter }
}

fn line(book: &Book<'_>, place: &Place) -> Markup {
    let entry = book.entries.get(place.cluster);
    let (page, cluster) = entry.map_or(("index.html", ""), |entry| (entry.file.as_str(), entry.name()));
    let href = if place.anchor.is_empty() { page.to_owned() } else { format!("{page}#{}", place.anchor) };
    html! {
        a href=(href) { (place.name) }
        " "
        small {
            (place.what)
            @if !place.id.is_empty() { " " code { (place.id) } }
            @if place.what != "cluster" { " of " (cluster) }
        }
    }
}
