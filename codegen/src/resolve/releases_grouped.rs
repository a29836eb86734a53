//! Afterwards: the inputs are sorted by release, and within a release by dialect.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{Input, Selection};
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::similar;
use crate::syntax::{Dialect, Document};

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

/// Compares names so that numbers in them count as numbers: 1.9 before 1.10. No name comes first.
fn natural(a: Option<&str>, b: Option<&str>) -> Ordering {
    let part = |part: &str| (part.parse().unwrap_or(u64::MAX), part.to_owned());
    let key = |name: &str| name.split(['.', '-', '_', ' ']).map(part).collect::<Vec<_>>();
    a.map(key).cmp(&b.map(key)).then_with(|| a.cmp(&b))
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
}
