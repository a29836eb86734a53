//! Going on although there are errors: when that is possible, and what is then left out.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Model;
use crate::session::Session;

/// Whether something sound is left, and nobody would be given what was not asked for: with a wrong option or a wrong
/// configuration, what was asked for is not known.
pub(super) fn is_possible(model: &Model, diagnostics: &Diagnostics) -> bool {
    let spares_the_rest = |diagnostic: &&Diagnostic| !diagnostic.is_error() || is_of_inputs(diagnostic.code);
    diagnostics.sorted().iter().all(spares_the_rest)
        && model.releases.iter().any(|release| !release.clusters.is_empty())
}

/// Whether a code is of what is in the inputs, and not of what is wanted of them.
fn is_of_inputs(code: Code) -> bool {
    ["E01", "E02", "E03"].iter().any(|group| code.id.starts_with(group))
}

/// What is left out: what the resolver has set aside, and what errors name beside that.
pub(super) fn left_out(session: &Session) -> Vec<String> {
    let diagnostics = &session.diagnostics;
    let mut all: BTreeSet<String> = diagnostics.left_out().map(ToOwned::to_owned).collect();
    let set_aside = all.clone();
    for error in diagnostics.sorted().into_iter().filter(|diagnostic| diagnostic.is_error()) {
        let item = error.path.clone().unwrap_or_else(|| file(error, session));
        if !set_aside.iter().any(|known| covers(known, &item)) {
            all.insert(item);
        }
    }
    all.into_iter().collect()
}

/// Whether an item that was set aside is what a path leads to, or what that is a part of. Types that stand beside their
/// clusters have no cluster in the paths of their faults.
fn covers(set_aside: &str, path: &str) -> bool {
    let item = set_aside.split(" (").next().unwrap_or(set_aside);
    let bare = item.split_once(" > ").map_or(item, |(_, bare)| bare);
    let leads_to =
        |item: &str| path.strip_prefix(item).is_some_and(|rest| rest.is_empty() || rest.starts_with(" > "));
    leads_to(item) || leads_to(bare)
}

/// What is left out for an error of a whole file, or of an input that is not even one.
fn file(error: &Diagnostic, session: &Session) -> String {
    let file = error.place.as_ref().map(|place| session.sources.path(place.span.file));
    file.map_or_else(|| error.message.clone(), |path| format!("the file {}", path.display()))
}
