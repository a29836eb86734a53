//! Changes for people: plain text and Markdown.

use std::fmt::Write as _;

use super::change::{Change, Judgement};
use super::sets::{ClusterChanges, Comparison, Fate, Summary};
use crate::reference::{markdown as md, words};

/// A comparison as plain text, a change a line; what is not compatible is followed by the reason.
pub fn text(comparison: &Comparison) -> String {
    let mut text = String::new();
    for cluster in &comparison.clusters {
        _ = writeln!(text, "{}", heading(cluster));
        for change in &cluster.changes {
            _ = write!(text, "{}", line(change));
        }
        text.push('\n');
    }
    if comparison.is_empty() {
        text.push_str("no differences\n");
    } else {
        _ = writeln!(text, "{}", summary(comparison.summary));
    }
    text
}

/// A change in plain text, indented.
pub(crate) fn line(change: &Change) -> String {
    let mut line = format!("  {:<10}  {}: {}\n", change.judgement, change.place(), change.text);
    if change.judgement > Judgement::Compatible {
        _ = writeln!(line, "  {:<10}  {}", "", change.reason);
    }
    line
}

/// A comparison as Markdown: a table for each cluster.
pub fn markdown(comparison: &Comparison) -> String {
    let mut text = String::new();
    if comparison.is_empty() {
        return "No differences.\n".to_owned();
    }
    for cluster in &comparison.clusters {
        _ = writeln!(text, "## {}\n", md::escape(&heading(cluster)));
        if !cluster.changes.is_empty() {
            text.push_str(&table(&cluster.changes));
            text.push('\n');
        }
    }
    _ = writeln!(text, "{}.", md::escape(&summary(comparison.summary)));
    text
}

/// Changes as a table in Markdown.
pub(crate) fn table(changes: &[Change]) -> String {
    let judgement = |change: &Change| match change.judgement {
        Judgement::Compatible => "compatible".to_owned(),
        worse => format!("**{worse}**"),
    };
    let row = |change: &Change| {
        let cells = [&change.place(), &change.text, &change.reason].map(|cell| md::escape(cell));
        std::iter::once(judgement(change)).chain(cells).collect()
    };
    md::table(&["Judgement", "Where", "What", "Why"], changes.iter().map(row).collect())
}

/// `0x0201 Thermostat, revision 7 -> 11: 2 reused, 1 breaking`
fn heading(cluster: &ClusterChanges) -> String {
    let revision = |revision: Option<u16>| revision.map_or_else(|| "unknown".to_owned(), |it| it.to_string());
    let (old, new) = (revision(cluster.old_revision), revision(cluster.new_revision));
    let name = format!("{} {}", words::cluster_id(cluster.id), cluster.name);
    let hint = cluster.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
    match cluster.fate {
        Fate::Added => format!("{name}: the cluster is added, with revision {new} (compatible){hint}"),
        Fate::Removed => format!("{name}: the cluster is removed (breaking){hint}"),
        Fate::Changed => {
            let revisions =
                if old == new { format!("revision {old}") } else { format!("revision {old} -> {new}") };
            format!("{name}, {revisions}: {}", counts(&cluster.changes))
        }
    }
}

fn summary(summary: Summary) -> String {
    let clusters = if summary.clusters == 1 {
        "1 cluster differs".to_owned()
    } else {
        format!("{} clusters differ", summary.clusters)
    };
    format!("{clusters}: {}", totals(summary))
}

/// How many of some changes are judged how.
pub(crate) fn counts(changes: &[Change]) -> String {
    let count = |judgement| changes.iter().filter(|change| change.judgement == judgement).count();
    totals(Summary {
        clusters: 1,
        compatible: count(Judgement::Compatible),
        breaking: count(Judgement::Breaking),
        reused: count(Judgement::Reused),
    })
}

/// `2 reused, 1 breaking, 12 compatible`
fn totals(summary: Summary) -> String {
    let counts =
        [(summary.reused, "reused"), (summary.breaking, "breaking"), (summary.compatible, "compatible")];
    let counts: Vec<_> = counts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    counts.join(", ")
}
