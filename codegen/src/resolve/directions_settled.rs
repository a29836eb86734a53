//! Afterwards: every command and event says what only some derived and old ones leave out.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::model::{Direction, EventPriority};
use crate::syntax::Cluster;

/// Settles who sends each command, and how important each event is.
pub(super) fn settle(cluster: &mut Cluster, diagnostics: &mut Diagnostics) {
    let head = cluster.name.value.clone();
    let answers: BTreeSet<_> = cluster
        .commands
        .iter()
        .filter_map(|command| command.response.as_ref())
        .map(|name| name.value.clone())
        .collect();
    for command in cluster.commands.iter_mut().filter(|command| command.direction.is_none()) {
        let (direction, assumed) = if answers.contains(&command.name.value) {
            (Direction::ToClient, "a command answers with it, so the server sends it")
        } else {
            (Direction::ToServer, "the client is assumed to send it")
        };
        command.direction = Some(direction);
        diagnostics.push(
            Diagnostic::new(codes::LEFT_UNSAID, format!("command `{}` has no direction", command.name.value))
                .at(command.span, assumed)
                .within(format!("{head} > {}", command.name.value))
                .with_help("write its `direction`: `commandToServer` or `responseFromServer`"),
        );
    }
    for event in cluster.events.iter_mut().filter(|event| event.priority.is_none()) {
        event.priority = Some(EventPriority::Info);
        diagnostics.push(
            Diagnostic::new(codes::LEFT_UNSAID, format!("event `{}` has no priority", event.name.value))
                .at(event.span, "`info` is assumed")
                .within(format!("{head} > {}", event.name.value))
                .with_help("write its `priority`: `debug`, `info` or `critical`"),
        );
    }
}
