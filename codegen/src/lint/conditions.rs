//! Conditions and limits that refer to what the cluster does not have.

use std::collections::BTreeSet;

use super::subject::{Item, Subject, conformances};
use crate::diagnostics::codes;
use crate::model::{Cluster, Conformance, Term};
use crate::similar;

/// What every cluster has, although no cluster says so.
const GLOBAL: [&str; 6] = [
    "ClusterRevision",
    "FeatureMap",
    "AttributeList",
    "EventList",
    "AcceptedCommandList",
    "GeneratedCommandList",
];

/// Reports names that are stale.
pub(super) fn check(subject: &mut Subject<'_>) {
    let cluster = &subject.located.cluster;
    let known = Known::of(cluster);
    for (item, conformance) in conformances(cluster) {
        let mut terms = Vec::new();
        terms_of(conformance, &mut terms);
        for term in terms {
            if let Some((kind, name, names)) = known.missing(term) {
                let message = format!(
                    "the condition of `{}` names the {kind} `{name}`, which `{}` does not have",
                    item.name, cluster.name
                );
                let help = similar::help(name, names.iter().copied());
                subject.report(codes::UNKNOWN_CONDITION, &item, message, "it never holds", &help);
            }
        }
    }
    for (key, name) in &subject.located.stale_limits {
        let item = Item { key: key.clone(), name: named(cluster, key) };
        let message = format!("a limit is the attribute `{name}`, which `{}` does not have", cluster.name);
        let help = similar::help(name, known.attributes.iter().copied());
        subject.report(codes::UNKNOWN_LIMIT, &item, message, "nobody can check it", &help);
    }
}

/// The name of the attribute or field behind a key.
fn named(cluster: &Cluster, key: &str) -> String {
    let fields = super::subject::fields(cluster);
    fields.into_iter().find(|(item, _)| item.key == key).map(|(item, _)| item.name).unwrap_or_default()
}

/// What conditions can refer to.
struct Known<'c> {
    features: BTreeSet<&'c str>,
    attributes: BTreeSet<&'c str>,
    commands: BTreeSet<&'c str>,
}

impl<'c> Known<'c> {
    fn of(cluster: &'c Cluster) -> Self {
        let features = cluster.features.iter();
        Self {
            features: features.flat_map(|one| [one.code.as_str(), one.name.as_str()]).collect(),
            attributes: cluster.attributes.iter().map(|one| one.field.name.as_str()).collect(),
            commands: cluster.commands.iter().map(|one| one.name.as_str()).collect(),
        }
    }

    /// What a term refers to in vain: which kind of item, its name, and the names that there are. Where the inputs have
    /// nothing of a kind, they leave it out: old files have no features.
    fn missing<'t>(&self, term: &'t Term) -> Option<(&'static str, &'t str, &BTreeSet<&'c str>)> {
        let (kind, name, names) = match term {
            Term::Feature(name) => ("feature", name, &self.features),
            Term::Attribute(name) => ("attribute", name, &self.attributes),
            Term::Command(name) => ("command", name, &self.commands),
            _ => return None,
        };
        let is_known = names.is_empty() || names.contains(name.as_str()) || GLOBAL.contains(&name.as_str());
        (!is_known).then_some((kind, name, names))
    }
}

fn terms_of<'c>(conformance: &'c Conformance, all: &mut Vec<&'c Term>) {
    match conformance {
        Conformance::Mandatory(term) | Conformance::Optional { when: term, .. } => {
            if let Some(term) = term {
                parts_of(term, all);
            }
        }
        Conformance::Otherwise(parts) => parts.iter().for_each(|part| terms_of(part, all)),
        _ => {}
    }
}

fn parts_of<'c>(term: &'c Term, all: &mut Vec<&'c Term>) {
    all.push(term);
    match term {
        Term::Not(inner) => parts_of(inner, all),
        Term::And(parts) | Term::Or(parts) | Term::Xor(parts) => {
            for part in parts {
                parts_of(part, all);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_found_at_any_depth() {
        let feature = |name: &str| Term::Feature(name.to_owned());
        let deep = Term::Or(vec![feature("A"), Term::Not(Box::new(Term::And(vec![feature("B")])))]);
        let conformance = Conformance::Otherwise(vec![Conformance::Mandatory(Some(deep))]);
        let mut all = Vec::new();
        terms_of(&conformance, &mut all);
        let features = all.iter().filter(|term| matches!(term, Term::Feature(_)));
        assert_eq!(features.count(), 2);
    }
}
