//! A cluster as it is in one release.

use std::borrow::Cow;

use maud::{Markup, html};

use super::book::{Book, Edition, Entry, Kind, hex};
use super::changes::Changes;
use super::{attributes, commands, events, features, types, words};
use crate::model::{Attribute, Cluster, Command, Event, Feature};

/// The section of one release; `index` is its place among the editions of the cluster.
pub(super) fn section(book: &Book<'_>, entry: &Entry<'_>, index: usize, changes: &Changes) -> Markup {
    let Some(edition) = entry.editions.get(index) else {
        return html! {};
    };
    let before = index.checked_sub(1).and_then(|before| entry.editions.get(before));
    let parts = parts(edition, changes, before.map(|before| book.release_of(before)));
    html! {
        section class="edition" id=(edition.slug) aria-labelledby={ (edition.anchor("title")) } {
            (contents(book, edition, &parts))
            div class="text" {
                h2 id=(edition.anchor("title")) { (title(book, edition)) }
                @if let Some(description) = &edition.cluster.description { p class="lead" { (description) } }
                (facts(edition))
                @if let Some(before) = before { (changes.summary(edition, book.release_of(before))) }
                @if let Some(absent) = absent(edition.cluster) { p class="note" { (absent) } }
                @for part in &parts { (part.markup(edition)) }
            }
        }
    }
}

fn title(book: &Book<'_>, edition: &Edition<'_>) -> String {
    if edition.slug == "cluster" {
        "The cluster".to_owned()
    } else {
        format!("Release {}", book.release_of(edition))
    }
}

/// A part of a section.
struct Part {
    place: &'static str,
    title: Cow<'static, str>,
    count: usize,
    /// What there is in it, with the places of it.
    items: Vec<(String, String)>,
    body: Markup,
}

impl Part {
    fn markup(&self, edition: &Edition<'_>) -> Markup {
        let anchor = edition.anchor(self.place);
        html! {
            section aria-labelledby=(anchor) {
                h3 id=(anchor) { (self.title) " " small { (self.count) } }
                (self.body)
            }
        }
    }
}

/// The parts that there is something in.
fn parts(edition: &Edition<'_>, changes: &Changes, before: Option<&str>) -> Vec<Part> {
    let cluster = edition.cluster;
    let part = |place, title: &'static str, items: Vec<_>, body| Part {
        place,
        title: title.into(),
        count: items.len(),
        items,
        body,
    };
    let feature = |item: &Feature| (item.name.clone(), edition.feature_anchor(item.bit));
    let attribute = |item: &Attribute| (item.field.name.clone(), edition.attribute_anchor(item.field.id));
    let command = |item: &Command| (item.name.clone(), edition.command_anchor(item));
    let event = |item: &Event| (item.name.clone(), edition.event_anchor(item));
    let mut parts = vec![
        part("features", "Features", named(&cluster.features, feature), features::table(edition, changes)),
        part(
            "attributes",
            "Attributes",
            named(&cluster.attributes, attribute),
            attributes::table(edition, changes),
        ),
        part("commands", "Commands", named(&cluster.commands, command), commands::section(edition, changes)),
        part("events", "Events", named(&cluster.events, event), events::section(edition, changes)),
        part("types", "Types", type_names(edition), types::articles(edition, changes)),
    ];
    parts.retain(|part| part.count > 0);
    if let Some(before) = before {
        parts.push(Part {
            place: "changes",
            title: format!("Changes since {before}").into(),
            count: changes.list().map_or(0, <[_]>::len),
            items: Vec::new(),
            body: changes.table(edition),
        });
    }
    parts
}

fn named<T>(items: &[T], name_and_place: impl Fn(&T) -> (String, String)) -> Vec<(String, String)> {
    items.iter().map(name_and_place).collect()
}

fn type_names(edition: &Edition<'_>) -> Vec<(String, String)> {
    let cluster = edition.cluster;
    let structs = cluster.structs.iter().map(|item| (Kind::Struct, &item.name));
    let enums = cluster.enums.iter().map(|item| (Kind::Enum, &item.name));
    let bitmaps = cluster.bitmaps.iter().map(|item| (Kind::Bitmap, &item.name));
    let all = structs.chain(enums).chain(bitmaps);
    all.filter_map(|(kind, name)| Some((name.clone(), edition.type_anchor(kind, name)?))).collect()
}

/// `The cluster has no features and no events.`
fn absent(cluster: &Cluster) -> Option<String> {
    let counts = [
        (cluster.features.len(), "features"),
        (cluster.attributes.len(), "attributes of its own"),
        (cluster.commands.len(), "commands"),
        (cluster.events.len(), "events"),
    ];
    let absent: Vec<_> =
        counts.iter().filter(|(count, _)| *count == 0).map(|(_, what)| format!("no {what}")).collect();
    (!absent.is_empty()).then(|| format!("The cluster has {}.", absent.join(" and ")))
}

/// What is in the section, beside it.
fn contents(book: &Book<'_>, edition: &Edition<'_>, parts: &[Part]) -> Markup {
    html! {
        nav class="contents" aria-label={ "Contents of " (title(book, edition)) } {
            ul {
                @for part in parts {
                    li {
                        a href={ "#" (edition.anchor(part.place)) } { (part.title) }
                        @if !part.items.is_empty() {
                            ul { @for (name, anchor) in &part.items { li { a href={ "#" (anchor) } { (words::breakable(name)) } } } }
                        }
                    }
                }
                li { a href="#history" { "History" } }
                li { a href="#devices" { "Devices" } }
            }
        }
    }
}

fn facts(edition: &Edition<'_>) -> Markup {
    let cluster = edition.cluster;
    let revision = cluster.revision.map_or_else(|| "not said".to_owned(), |revision| revision.to_string());
    let maturity = if cluster.provisional { "provisional" } else { "stable" };
    let mut facts = vec![("Code", hex(cluster.id)), ("ClusterRevision", revision)];
    let optional = [("Role", &cluster.role), ("Scope", &cluster.scope), ("PICS", &cluster.pics)];
    facts.extend(optional.into_iter().filter_map(|(name, fact)| Some((name, fact.clone()?))));
    facts.push(("Maturity", maturity.to_owned()));
    if cluster.id > 0xFFFF {
        facts.push(("Vendor", hex(cluster.id >> 16)));
    }
    html! {
        dl class="facts" { @for (name, fact) in facts { div { dt { (name) } dd { (fact) } } } }
    }
}
