//! Names that are one to a reader.

use super::subject::{self, Item, Subject, payloads, value};
use crate::diagnostics::codes;
use crate::model::Direction;
use crate::resolve::facts;
use crate::similar::folded;

/// Reports names that differ only in capitals or in what stands between the words.
pub(super) fn check(subject: &mut Subject<'_>) {
    let cluster = &subject.located.cluster;
    let mut groups: Vec<Vec<(&str, Item)>> = Vec::new();
    let attributes = cluster.attributes.iter();
    groups.push(attributes.map(|one| (one.field.name.as_str(), subject::attribute(&one.field))).collect());
    for direction in [Direction::ToServer, Direction::ToClient] {
        let commands = cluster.commands.iter().filter(|one| one.direction == direction);
        groups.push(
            commands.map(|one| (one.name.as_str(), subject::command(direction, one.id, &one.name))).collect(),
        );
    }
    let events = cluster.events.iter();
    groups.push(events.map(|one| (one.name.as_str(), subject::event(one.id, &one.name))).collect());
    let features = cluster.features.iter();
    let feature = |bit, name: &str| Item { key: facts::feature(bit), name: name.to_owned() };
    groups.push(features.map(|one| (one.name.as_str(), feature(one.bit, &one.name))).collect());
    let enums = cluster.enums.iter().map(|one| one.name.as_str());
    let bitmaps = cluster.bitmaps.iter().map(|one| one.name.as_str());
    let structs = cluster.structs.iter().map(|one| one.name.as_str());
    let types = enums.chain(bitmaps).chain(structs);
    groups.push(types.map(|name| (name, subject::type_def(name))).collect());
    for payload in payloads(cluster) {
        let fields = payload.fields.iter();
        groups.push(fields.map(|one| (one.name.as_str(), payload.field(one))).collect());
    }
    for def in &cluster.enums {
        let item = |of: u32, name: &str| value(&def.name, u64::from(of), name);
        groups.push(def.items.iter().map(|one| (one.name.as_str(), item(one.value, &one.name))).collect());
    }
    for def in &cluster.bitmaps {
        let fields = def.fields.iter();
        groups.push(fields.map(|one| (one.name.as_str(), value(&def.name, one.mask, &one.name))).collect());
    }
    for group in &groups {
        unlike(subject, group);
    }
}

/// Reports the later of two names that are nearly one.
fn unlike(subject: &mut Subject<'_>, group: &[(&str, Item)]) {
    for (index, (name, item)) in group.iter().enumerate() {
        let own = folded(name);
        let mut before = group.iter().take(index);
        let Some((first_name, first)) = before.find(|(other, _)| !own.is_empty() && folded(other) == own)
        else {
            continue;
        };
        let message = format!("`{first_name}` and `{name}` differ only in how they are spelt");
        let help = "give one of them a name that tells them apart, or remove it";
        subject.report_pair(codes::NEARLY_ONE_NAME, [item, first], message, "nearly the same name", help);
    }
}
