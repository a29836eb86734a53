//! The model as the pages want it: by cluster, with the releases of each, and with a name for every place.

use std::collections::BTreeMap;

use super::anchors::{Unique, slug};
use super::survey::Survey;
use crate::model::{Cluster, Command, Direction, Event, Model};

/// All that the pages tell.
pub(super) struct Book<'m> {
    /// The releases, the oldest first.
    pub(super) releases: Vec<Release>,
    /// The clusters, by id.
    pub(super) entries: Vec<Entry<'m>>,
    /// The devices, if there is a survey.
    pub(super) survey: Option<&'m Survey>,
}

/// A release.
pub(super) struct Release {
    /// Its name, for readers.
    pub(super) name: String,
    /// Its name in an address.
    pub(super) slug: String,
}

/// A cluster in all releases that have it.
pub(super) struct Entry<'m> {
    /// The id.
    pub(super) id: u32,
    /// The name of its page.
    pub(super) file: String,
    /// As it is in each release, the oldest first; there is at least one.
    pub(super) editions: Vec<Edition<'m>>,
    newest: &'m Cluster,
}

/// A cluster in one release.
pub(super) struct Edition<'m> {
    /// Which of the book's releases.
    pub(super) release: usize,
    /// What begins the name of each of its places.
    pub(super) slug: String,
    /// The cluster.
    pub(super) cluster: &'m Cluster,
    /// The places of its types, by kind and name.
    types: BTreeMap<(Kind, &'m str), String>,
}

/// What a type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// An enumeration.
    Enum,
    /// A bitmap.
    Bitmap,
    /// A structure.
    Struct,
}

impl<'m> Book<'m> {
    pub(super) fn new(model: &'m Model, survey: Option<&'m Survey>) -> Self {
        let releases = releases(model);
        let mut entries: BTreeMap<u32, Vec<Edition<'m>>> = BTreeMap::new();
        for ((index, release), label) in model.releases.iter().enumerate().zip(&releases) {
            for cluster in &release.clusters {
                entries.entry(cluster.id).or_default().push(Edition::new(index, label, cluster));
            }
        }
        let entry = |(id, editions): (u32, Vec<Edition<'m>>)| {
            let newest = editions.last()?.cluster;
            Some(Entry { id, file: format!("{}.html", hex(id)), editions, newest })
        };
        Self { releases, entries: entries.into_iter().filter_map(entry).collect(), survey }
    }

    /// The cluster with this id.
    pub(super) fn entry(&self, id: u32) -> Option<&Entry<'m>> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// The name of the release of an edition.
    pub(super) fn release_of(&self, edition: &Edition<'_>) -> &str {
        self.releases.get(edition.release).map_or("", |release| &release.name)
    }
}

impl<'m> Entry<'m> {
    /// As it is in the newest release that has it.
    pub(super) fn newest(&self) -> &'m Cluster {
        self.newest
    }

    /// The name, which the newest release that has it decides.
    pub(super) fn name(&self) -> &'m str {
        &self.newest.name
    }

    /// The names that it has or had, without the present one.
    pub(super) fn former_names(&self) -> Vec<&'m str> {
        let mut names: Vec<_> = self.editions.iter().map(|edition| edition.cluster.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names.retain(|name| *name != self.name());
        names
    }
}

impl<'m> Edition<'m> {
    fn new(release: usize, label: &Release, cluster: &'m Cluster) -> Self {
        let enums = cluster.enums.iter().map(|item| (Kind::Enum, item.name.as_str()));
        let bitmaps = cluster.bitmaps.iter().map(|item| (Kind::Bitmap, item.name.as_str()));
        let structs = cluster.structs.iter().map(|item| (Kind::Struct, item.name.as_str()));
        let mut unique = Unique::default();
        let anchor = |(kind, name)| ((kind, name), unique.take(&format!("type-{}", slug(name))));
        let types = enums.chain(bitmaps).chain(structs).map(anchor).collect();
        Self { release, slug: label.slug.clone(), cluster, types }
    }

    /// The full name of a place of this edition.
    pub(super) fn anchor(&self, place: &str) -> String {
        format!("{}/{place}", self.slug)
    }

    /// The place of a type.
    pub(super) fn type_anchor(&self, kind: Kind, name: &str) -> Option<String> {
        self.types.get(&(kind, name)).map(|place| self.anchor(place))
    }

    /// The place of an attribute.
    pub(super) fn attribute_anchor(&self, id: u32) -> String {
        self.anchor(&format!("attribute-{}", hex(id)))
    }

    /// The place of a command.
    pub(super) fn command_anchor(&self, command: &Command) -> String {
        let kind = match command.direction {
            Direction::ToServer => "command",
            Direction::ToClient => "response",
        };
        self.anchor(&format!("{kind}-{}", short_hex(command.id)))
    }

    /// The place of an event.
    pub(super) fn event_anchor(&self, event: &Event) -> String {
        self.anchor(&format!("event-{}", short_hex(event.id)))
    }

    /// The place of a feature.
    pub(super) fn feature_anchor(&self, bit: u8) -> String {
        self.anchor(&format!("feature-{bit}"))
    }
}

fn releases(model: &Model) -> Vec<Release> {
    let mut unique = Unique::default();
    let label = |name: &Option<String>| match name {
        Some(name) => Release { name: name.clone(), slug: unique.take(&slug(name)) },
        None => Release { name: "no release".to_owned(), slug: unique.take("cluster") },
    };
    model.releases.iter().map(|release| &release.name).map(label).collect()
}

/// `0x0450`: clusters and attributes.
pub(super) fn hex(id: u32) -> String {
    format!("0x{id:04X}")
}

/// `0x02`: commands and events.
pub(super) fn short_hex(id: u32) -> String {
    format!("0x{id:02X}")
}
