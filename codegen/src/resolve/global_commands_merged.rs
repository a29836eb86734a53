//! Afterwards: a command that several clusters share has the fields that it has everywhere, and its response is there.

use std::collections::BTreeSet;

use super::groups_split::World;
use crate::model::Direction;
use crate::syntax::{Cluster, Command};

/// Completes commands of the cluster that a file of global commands describes.
pub(super) fn merge(cluster: &mut Cluster, world: &World<'_>) {
    let global: Vec<&Command> = world.documents.iter().flat_map(|document| &document.commands).collect();
    if global.is_empty() {
        return;
    }
    for command in &mut cluster.commands {
        let same =
            |known: &&&Command| known.id.value == command.id.value && known.name.value == command.name.value;
        if let Some(known) = global.iter().find(same) {
            complete(command, known);
        }
    }
    let known: BTreeSet<_> = cluster.commands.iter().map(|command| command.name.value.clone()).collect();
    let asked_for = cluster.commands.iter().filter_map(|command| command.response.as_ref());
    let wanted: Vec<_> = asked_for.map(|name| &name.value).filter(|name| !known.contains(*name)).collect();
    let is_wanted = |command: &&Command| {
        command.direction == Some(Direction::ToClient) && wanted.contains(&&command.name.value)
    };
    let responses: Vec<_> = global.into_iter().filter(is_wanted).cloned().collect();
    cluster.commands.extend(responses);
}

/// What the cluster says itself is kept.
fn complete(command: &mut Command, global: &Command) {
    if command.fields.is_empty() {
        command.fields.clone_from(&global.fields);
    }
    if command.direction.is_none() {
        command.direction = global.direction;
        command.response = command.response.take().or_else(|| global.response.clone());
    }
    command.privilege = command.privilege.or(global.privilege);
    command.timed |= global.timed;
    command.fabric_scoped |= global.fabric_scoped;
    command.large_message |= global.large_message;
    command.summary = command.summary.take().or_else(|| global.summary.clone());
}
