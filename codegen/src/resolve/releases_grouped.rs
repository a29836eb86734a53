//! Afterwards: the inputs are sorted by release, and within a release by dialect.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{Input, Selection};
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::similar;
use crate::source::Dialect;
use crate::syntax::Document;

/// The documents of one release.
#[derive(Default)]
pub(super) struct Group<'a> {
    /// The name of the release's folder.
    pub(super) name: Option<&'a str>,
    /// The documents of the configuration tool's dialect.
    pub(super) zap: Vec<&'a Document>,
    /// The documents of the specification's dialect.
    pub(super) spec: Vec<&'a Document>,
}

impl Group<'_> {
    /// The ids and names of all clusters, those without an id included.
    pub(super) fn clusters(&self) -> Vec<(Option<u32>, String)> {
        let documents = self.zap.iter().chain(&self.spec);
        let clusters = documents.flat_map(|document| &document.clusters);
        let ids = clusters.flat_map(super::groups_split::each_id);
        ids.map(|cluster| (super::draft::id(&cluster), cluster.name.value)).collect()
    }
}

/// Groups the inputs, and reports releases that are asked for and do not exist.
pub(super) fn group<'a>(
    inputs: &'a [Input],
    dialects: &[Dialect],
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) -> Vec<Group<'a>> {
    let mut groups: BTreeMap<Option<&str>, Group<'a>> = BTreeMap::new();
    for input in inputs.iter().filter(|input| dialects.contains(&input.document.dialect)) {
        let name = input.release.as_deref();
        let group = groups.entry(name).or_insert_with(|| Group { name, ..Group::default() });
        match input.document.dialect {
            Dialect::Zap => group.zap.push(&input.document),
            Dialect::Spec => group.spec.push(&input.document),
        }
    }
    if selection.releases.is_empty() {
        let mut all: Vec<_> = groups.into_values().collect();
        all.sort_by(|a, b| natural(a.name, b.name));
        return all;
    }
    let names: Vec<_> = groups.keys().flatten().copied().collect();
    let mut wanted = Vec::new();
    for release in &selection.releases {
        match groups.remove(&Some(release.as_str())) {
            Some(group) => wanted.push(group),
            None if names.contains(&release.as_str()) => {} // asked for twice
            None => {
                let diagnostic =
                    Diagnostic::new(codes::NO_SUCH_RELEASE, format!("no release `{release}` in the inputs"));
                diagnostics.push(diagnostic.with_help(similar::help(release, names.iter().copied())));
            }
        }
    }
    wanted
}

/// Compares names so that numbers in them count as numbers: 1.9 before 1.10. What has words behind its numbers comes before
/// what has not: 1.6-rc before 1.6. No name comes first.
fn natural(a: Option<&str>, b: Option<&str>) -> Ordering {
    a.map(parts).cmp(&b.map(parts)).then_with(|| a.cmp(&b))
}

/// A part of a name, in the order in which parts are sorted.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Part<'n> {
    /// Words behind a number: a draft of it.
    Draft(&'n str),
    /// Nothing more.
    End,
    Number(u64),
    /// Words that the name begins with.
    Word(&'n str),
}

fn parts(name: &str) -> Vec<Part<'_>> {
    let words = name.split(['.', '-', '_', ' ']).filter(|word| !word.is_empty());
    let runs =
        words.flat_map(|word| word.as_bytes().chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit()));
    let mut parts: Vec<_> = Vec::new();
    for run in runs.filter_map(|run| core::str::from_utf8(run).ok()) {
        parts.push(match run.parse() {
            Ok(number) => Part::Number(number),
            Err(_) if parts.is_empty() => Part::Word(run),
            Err(_) => Part::Draft(run),
        });
    }
    parts.push(Part::End);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_names_count_as_numbers() {
        let mut names = [Some("1.10"), Some("1.6.1"), None, Some("1.4-draft"), Some("1.6"), Some("1.9")];
        names.sort_by(|a, b| natural(*a, *b));
        assert_eq!(names, [None, Some("1.4-draft"), Some("1.6"), Some("1.6.1"), Some("1.9"), Some("1.10")]);
    }

    #[test]
    fn drafts_come_before_what_they_become() {
        let sorted =
            ["1.4-draft", "1.4", "1.6-rc", "1.6-rc2", "1.6-rc10", "1.6", "1.6.1-rc", "1.6.1", "1.10", "main"];
        let mut names: Vec<_> = sorted.iter().rev().copied().collect();
        names.sort_by(|a, b| natural(Some(a), Some(b)));
        assert_eq!(names, sorted);
    }
}
