//! What is different in a release from the one before it.

use maud::{Markup, html};

use super::book::{Edition, Entry, Kind};
use super::table::{Row, Table};
use crate::diff::{self, Change, ItemKind, Judgement, Step};
use crate::model::{Command, Direction, Event};

/// The worst first.
const JUDGEMENTS: [Judgement; 3] = [Judgement::Reused, Judgement::Breaking, Judgement::Compatible];

/// The changes of one edition.
pub(super) struct Changes {
    /// What begins the names of its places.
    slug: String,
    /// The changes; `None` if there is nothing before it.
    list: Option<Vec<Change>>,
}

impl Changes {
    /// Those of each edition of a cluster.
    pub(super) fn of_entry(entry: &Entry<'_>) -> Vec<Self> {
        let mut before = None;
        let mut all = Vec::new();
        for edition in &entry.editions {
            let list = before.map(|before| diff::clusters(before, edition.cluster));
            all.push(Self { slug: edition.slug.clone(), list });
            before = Some(edition.cluster);
        }
        all
    }

    /// The changes; `None` if there is nothing before it.
    pub(super) fn list(&self) -> Option<&[Change]> {
        self.list.as_deref()
    }

    /// How many there are of each judgement, as words beside each other.
    pub(super) fn counts(&self) -> Markup {
        let list = self.list().unwrap_or_default();
        let count = |judgement| list.iter().filter(|change| change.judgement == judgement).count();
        let counts = JUDGEMENTS.map(|judgement| (judgement, count(judgement)));
        html! {
            @if list.is_empty() { "none" }
            span class="flags" {
                @for (judgement, count) in counts {
                    @if count > 0 { span class={ "judged " (judgement.name()) } { (count) " " (judgement.name()) } " " }
                }
            }
        }
    }

    /// What has changed in one line.
    pub(super) fn summary(&self, edition: &Edition<'_>, before: &str) -> Markup {
        html! {
            p class="since" {
                a href={ "#" (edition.anchor("changes")) } { "Changes since " (before) } " " (self.counts())
            }
        }
    }

    /// The changes as a table.
    pub(super) fn table(&self, edition: &Edition<'_>) -> Markup {
        let list = self.list().unwrap_or_default();
        if list.is_empty() {
            return html! { p class="note" { "Nothing has changed." } };
        }
        let row = |(index, change)| self.row(edition, index, change);
        let rows = list.iter().enumerate().map(row).collect();
        let caption =
            "Each change, judged for two peers of which one knows the one release and one the other";
        Table { caption, columns: &["Judged", "Where", "What", "Why"], rows }.markup()
    }

    fn row(&self, edition: &Edition<'_>, index: usize, change: &Change) -> Row {
        let judgement = change.judgement.name();
        Row {
            anchor: Some(self.anchor(index)),
            cells: vec![
                Some(html! { span class={ "judged " (judgement) } { (judgement) } }),
                Some(place(edition, change)),
                Some(html! { (change.text) }),
                Some(html! { (change.reason) }),
            ],
        }
    }

    fn anchor(&self, index: usize) -> String {
        format!("{}/change-{}", self.slug, index + 1)
    }

    /// Says whether an attribute is new or changed.
    pub(super) fn mark_of_attribute(&self, id: u32) -> Markup {
        self.mark(|step| step.item == ItemKind::Attribute && step.id == Some(id))
    }

    /// Says whether a command is new or changed.
    pub(super) fn mark_of_command(&self, command: &Command) -> Markup {
        let kind = item_kind(command.direction);
        self.mark(|step| step.item == kind && step.id == Some(command.id))
    }

    /// Says whether an event is new or changed.
    pub(super) fn mark_of_event(&self, event: &Event) -> Markup {
        self.mark(|step| step.item == ItemKind::Event && step.id == Some(event.id))
    }

    /// Says whether a feature is new or changed.
    pub(super) fn mark_of_feature(&self, bit: u8) -> Markup {
        self.mark(|step| step.item == ItemKind::Feature && step.id == Some(u32::from(bit)))
    }

    /// Says whether a type is new or changed.
    pub(super) fn mark_of_type(&self, kind: Kind, name: &str) -> Markup {
        self.mark(|step| type_kind(step.item) == Some(kind) && step.name == name)
    }

    /// A link to the first change of an item, coloured by the worst.
    fn mark(&self, is_it: impl Fn(&Step) -> bool) -> Markup {
        let list = self.list().unwrap_or_default().iter().enumerate();
        let of_item: Vec<_> = list.filter(|(_, change)| change.path.first().is_some_and(&is_it)).collect();
        let worst = of_item.iter().map(|(_, change)| change.judgement).max();
        let is_added = |change: &Change| change.kind == diff::Kind::Added && change.path.len() == 1;
        html! {
            @if let (Some((first, change)), Some(worst)) = (of_item.first(), worst) {
                " "
                a class={ "judged " (worst.name()) } href={ "#" (self.anchor(*first)) } {
                    @if is_added(change) { "new" } @else { "changed" }
                }
            }
        }
    }
}

const fn item_kind(direction: Direction) -> ItemKind {
    match direction {
        Direction::ToServer => ItemKind::Command,
        Direction::ToClient => ItemKind::Response,
    }
}

const fn type_kind(item: ItemKind) -> Option<Kind> {
    match item {
        ItemKind::Enum => Some(Kind::Enum),
        ItemKind::Bitmap => Some(Kind::Bitmap),
        ItemKind::Struct => Some(Kind::Struct),
        _ => None,
    }
}

/// Where a change is; the item itself is linked if the new release has it.
fn place(edition: &Edition<'_>, change: &Change) -> Markup {
    let Some((item, below)) = change.path.split_first() else {
        return html! { "the cluster" };
    };
    html! {
        @match anchor(edition, item) {
            Some(anchor) => a href={ "#" (anchor) } { (item.to_string()) },
            None => (item.to_string()),
        }
        @for step in below { " › " (step.to_string()) }
    }
}

fn anchor(edition: &Edition<'_>, item: &Step) -> Option<String> {
    let cluster = edition.cluster;
    let command = |direction| {
        let found = cluster
            .commands
            .iter()
            .find(|command| command.direction == direction && Some(command.id) == item.id);
        found.map(|command| edition.command_anchor(command))
    };
    match item.item {
        ItemKind::Feature => {
            let found = cluster.features.iter().find(|feature| Some(u32::from(feature.bit)) == item.id);
            found.map(|feature| edition.feature_anchor(feature.bit))
        }
        ItemKind::Attribute => {
            let found = cluster.attributes.iter().find(|attribute| Some(attribute.field.id) == item.id);
            found.map(|attribute| edition.attribute_anchor(attribute.field.id))
        }
        ItemKind::Command => command(Direction::ToServer),
        ItemKind::Response => command(Direction::ToClient),
        ItemKind::Event => {
            let found = cluster.events.iter().find(|event| Some(event.id) == item.id);
            found.map(|event| edition.event_anchor(event))
        }
        kind => edition.type_anchor(type_kind(kind)?, &item.name),
    }
}
