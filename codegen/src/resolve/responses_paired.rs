//! Afterwards: a request that names a response has one.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::model::Direction;
use crate::similar::{self, closest};
use crate::source::Spanned;
use crate::syntax::{Cluster, Faults};

/// Looks for the response of each request. Where there is none a status is the sensible answer, unless the name is
/// likely to be a slip of the pen.
pub(super) fn pair(cluster: &mut Cluster, faults: &mut Faults, diagnostics: &mut Diagnostics) {
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
        if let Some(response) = &mut command.response
            && let Some(meant) = in_other_letters(&response.value, &responses)
        {
            let path = format!("{head} > {}", command.name.value);
            diagnostics.push(odd_spelling(response, meant).within(path));
            meant.clone_into(&mut response.value);
        }
        let missing = command.response.take_if(|response| !responses.contains(&response.value));
        if let Some(response) = missing {
            if faults.have_named(&response.value) {
                faults.add(command.span); // the response has been reported where it is
                continue;
            }
            let diagnostic = report(&response, &unclaimed).within(format!("{head} > {}", command.name.value));
            if diagnostic.is_error() {
                faults.add(command.span);
            }
            diagnostics.push(diagnostic);
        }
    }
}

/// The only response of nearly this name: other capitals or other characters between the words.
fn in_other_letters<'r>(name: &str, responses: &'r BTreeSet<String>) -> Option<&'r str> {
    if responses.contains(name) {
        return None;
    }
    let mut same = responses.iter().filter(|response| similar::folded(response) == similar::folded(name));
    same.next().filter(|_| same.next().is_none()).map(String::as_str)
}

fn odd_spelling(response: &Spanned<String>, meant: &str) -> Diagnostic {
    let message = format!("the response is called `{meant}` and not `{}`", response.value);
    Diagnostic::new(codes::ODD_SPELLING, message)
        .at(response.span, format!("read as `{meant}`"))
        .with_help("write the name of a command as its definition has it")
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
