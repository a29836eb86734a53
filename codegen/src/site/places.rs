//! Everything that has a name, with where it is: for the search and for the list of names.

use std::collections::BTreeSet;

use super::book::{Book, Edition, Entry, Kind, hex, short_hex};
use crate::model::Direction;

/// A thing with a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Its name.
    pub(super) name: String,
    /// What it is.
    pub(super) what: &'static str,
    /// Its id; types have none.
    pub(super) id: String,
    /// Which of the book's clusters it belongs to.
    pub(super) cluster: usize,
    /// The name of its place on the page of the cluster; empty for the cluster itself.
    pub(super) anchor: String,
}

/// All of them, by cluster. What is in several releases leads to the newest.
pub(super) fn all(book: &Book<'_>) -> Vec<Place> {
    let mut places = Vec::new();
    for (cluster, entry) in book.entries.iter().enumerate() {
        for name in std::iter::once(entry.name()).chain(entry.former_names()) {
            let (name, id) = (name.to_owned(), hex(entry.id));
            places.push(Place { name, what: "cluster", id, cluster, anchor: String::new() });
        }
        places.extend(of_entry(cluster, entry));
    }
    places
}

fn of_entry(cluster: usize, entry: &Entry<'_>) -> Vec<Place> {
    let mut seen = BTreeSet::new();
    let all = entry.editions.iter().rev().flat_map(|edition| of_edition(cluster, edition));
    let mut places: Vec<_> =
        all.filter(|place| seen.insert((place.what, place.id.clone(), place.name.clone()))).collect();
    places.sort_by(|a, b| (a.what, &a.id, &a.name).cmp(&(b.what, &b.id, &b.name)));
    places
}

fn of_edition(cluster: usize, edition: &Edition<'_>) -> Vec<Place> {
    let place = |what, name: &str, id, anchor| Place { name: name.to_owned(), what, id, cluster, anchor };
    let (mut places, described) = (Vec::new(), edition.cluster);
    for feature in &described.features {
        let (id, anchor) = (feature.code.clone(), edition.feature_anchor(feature.bit));
        places.push(place("feature", &feature.name, id, anchor));
    }
    for attribute in &described.attributes {
        let id = attribute.field.id;
        places.push(place("attribute", &attribute.field.name, hex(id), edition.attribute_anchor(id)));
    }
    for command in &described.commands {
        let what = match command.direction {
            Direction::ToServer => "command",
            Direction::ToClient => "response",
        };
        places.push(place(what, &command.name, short_hex(command.id), edition.command_anchor(command)));
    }
    for event in &described.events {
        places.push(place("event", &event.name, short_hex(event.id), edition.event_anchor(event)));
    }
    let structs = described.structs.iter().map(|item| (Kind::Struct, "struct", &item.name));
    let enums = described.enums.iter().map(|item| (Kind::Enum, "enum", &item.name));
    let bitmaps = described.bitmaps.iter().map(|item| (Kind::Bitmap, "bitmap", &item.name));
    for (kind, what, name) in structs.chain(enums).chain(bitmaps) {
        let anchor = edition.type_anchor(kind, name);
        places.extend(anchor.map(|anchor| place(what, name, String::new(), anchor)));
    }
    places
}
