//! Histories for people: plain text and Markdown.

use std::fmt::Write as _;

use super::{History, HistoryStep, Presence};
use crate::diff;
use crate::reference::{markdown as md, words};

/// A history as plain text.
pub fn text(history: &History) -> String {
    let mut text = format!("{} {}\n", words::cluster_id(history.id), history.name);
    for step in &history.steps {
        _ = writeln!(text, "\n{}", heading(step));
        for change in &step.changes {
            text.push_str(&diff::line(change));
        }
    }
    text
}

/// A history as Markdown.
pub fn markdown(history: &History) -> String {
    let mut text = format!("# {} {}\n", words::cluster_id(history.id), md::escape(&history.name));
    for step in &history.steps {
        _ = writeln!(text, "\n## {}", md::escape(&heading(step)));
        if !step.changes.is_empty() {
            _ = write!(text, "\n{}", diff::table(&step.changes));
        }
    }
    text
}

/// `1.6.1, revision 1: 2 reused, 1 breaking since 1.6`
fn heading(step: &HistoryStep) -> String {
    let release = step.release.as_deref().unwrap_or("without release");
    let revision = step.revision.map_or_else(|| "revision unknown".to_owned(), |it| format!("revision {it}"));
    let since = step.compared_with.as_ref().map(|release| format!(" since {release}")).unwrap_or_default();
    match step.presence {
        Presence::NotYet => format!("{release}: not there yet"),
        Presence::Gone => format!("{release}: gone"),
        Presence::Present if step.compared_with.is_none() && step.changes.is_empty() => {
            format!("{release}, {revision}: the first state")
        }
        Presence::Present if step.changes.is_empty() => format!("{release}, {revision}: no change{since}"),
        Presence::Present => format!("{release}, {revision}: {}{since}", diff::counts(&step.changes)),
    }
}
