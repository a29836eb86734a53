//! Requests and responses that do not find each other.

use std::collections::BTreeSet;

use super::subject::{self, Subject};
use crate::diagnostics::codes;
use crate::model::{Command, Direction, Response};
use crate::similar::folded;

/// Reports responses that no request names: at the request to which they seem to belong, if there is one.
pub(super) fn check(subject: &mut Subject<'_>) {
    let commands = &subject.located.cluster.commands;
    let named: BTreeSet<&str> = commands
        .iter()
        .filter_map(|command| match &command.response {
            Response::Command(name) => Some(name.as_str()),
            Response::None | Response::Status => None,
        })
        .collect();
    let is_unsent = |command: &&Command| {
        command.direction == Direction::ToClient && !named.contains(command.name.as_str())
    };
    for response in commands.iter().filter(is_unsent) {
        let item = subject::command(Direction::ToClient, response.id, &response.name);
        match request_of(response, commands) {
            Some(request) => {
                let message = format!("`{}` is not said to be answered by `{}`", request.name, response.name);
                let help = format!("write `response=\"{}\"`, or leave the response out", response.name);
                let asking = subject::command(Direction::ToServer, request.id, &request.name);
                let label = "the answer is taken to be a status";
                subject.report_pair(codes::ANSWER_UNSAID, [&asking, &item], message, label, &help);
            }
            // What is not called a response is a command of the server's own, as some old clusters have it.
            None if folded(&response.name).ends_with("response") => {
                let message = format!("no request is answered by `{}`", response.name);
                let help = "let a request name it as its response, or remove it";
                subject.report(codes::UNSENT_RESPONSE, &item, message, "no server sends this", help);
            }
            None => {}
        }
    }
}

/// The request that is answered by a status and is called as the response would have it.
fn request_of<'c>(response: &Command, commands: &'c [Command]) -> Option<&'c Command> {
    let name = folded(&response.name);
    let bare = name.strip_suffix("response")?;
    let is_meant = |command: &&Command| {
        let own = folded(&command.name);
        command.response == Response::Status && own.strip_suffix("request").unwrap_or(&own) == bare
    };
    commands.iter().find(is_meant)
}
