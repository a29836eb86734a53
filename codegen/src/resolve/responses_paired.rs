//! Afterwards: a request that names a response has one.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::model::Direction;
use crate::similar::closest;
use crate::source::Spanned;
use crate::syntax::Cluster;

/// Looks for the response of each request. Where there is none a status is the sensible answer, unless the name is
/// likely to be a slip of the pen.
pub(super) fn pair(cluster: &mut Cluster, diagnostics: &mut Diagnostics) {
    let from_server =
        cluster.commands.iter().filter(|command| command.direction == Some(Direction::ToClient));
    let responses: BTreeSet<String> = from_server.map(|command| command.name.value.clone()).collect();
    let asked_for: BTreeSet<String> = cluster
        .commands
        .iter()
        .filter_map(|command| Some(command.response.as_ref()?.value.clone()))
        .collect();
    let unclaimed: Vec<&str> = responses.difference(&asked_for).map(String::as_str).collect();
    let head = cluster.name.value.clone();
    for command in &mut cluster.commands {
        if command.direction == Some(Direction::ToClient) {
            continue; // the answer to a server's request is of no use to a server or a client of the data model
        }
        let missing = command.response.take_if(|response| !responses.contains(&response.value));
        if let Some(response) = missing {
            let diagnostic = report(&response, &unclaimed).within(format!("{head} > {}", command.name.value));
            diagnostics.push(diagnostic);
        }
    }
}

fn report(response: &Spanned<String>, unclaimed: &[&str]) -> Diagnostic {
    let message = format!("no command `{}` from the server", response.value);
    match closest(&response.value, unclaimed.iter().copied()) {
        Some(name) => Diagnostic::new(codes::UNKNOWN_RESPONSE, message)
            .at(response.span, "not defined")
            .with_help(format!("did you mean `{name}`?")),
        None => Diagnostic::new(codes::STATUS_ASSUMED, message)
            .at(response.span, "not defined; the answer is taken to be a status")
            .with_help("define the command, or leave the response out if the answer is a status"),
    }
}
