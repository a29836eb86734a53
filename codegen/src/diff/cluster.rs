//! Two states of one cluster as a whole.

use super::change::{Change, Judgement, Kind};
use super::findings::Findings;
use super::flow::Flow;
use super::names;
use super::parts;
use super::rules;
use super::types::{self, Types};
use crate::model::Cluster;

/// All that has changed, in the order of a cluster's page: the cluster itself, features, types, attributes, commands, events.
pub(super) fn compare(old: &Cluster, new: &Cluster) -> Vec<Change> {
    let types = Types::of(old, new);
    let mut parts = Findings::default();
    parts::features(&mut parts, &types);
    types::compare(&mut parts, &types);
    parts::attributes(&mut parts, &types);
    parts::commands(&mut parts, &types);
    parts::events(&mut parts, &types);

    let mut whole = Findings::default();
    name(&mut whole, old, new);
    revision(&mut whole, old, new, &parts.changes);
    facts(&mut whole, old, new);
    whole.changes.append(&mut parts.changes);
    whole.changes
}

/// Another name is a rename, unless the cluster has nothing in common with what had its id.
fn name(findings: &mut Findings, old: &Cluster, new: &Cluster) {
    if old.name == new.name {
        return;
    }
    if names::are_similar(&old.name, &new.name) || have_much_in_common(old, new) {
        findings.was_is(Kind::Renamed, &rules::RENAMED, Flow::BOTH, "the name", &old.name, &new.name);
    } else {
        let text = format!("was {} and is {}, with other attributes and commands", old.name, new.name);
        let states = (Some(old.name.clone()), Some(new.name.clone()));
        findings.push(Kind::Reused, (Judgement::Reused, rules::REUSED.to_owned()), states, text);
    }
}

/// Whether at least half of the ids of the smaller state stand for the same in the other.
fn have_much_in_common(old: &Cluster, new: &Cluster) -> bool {
    let names = |cluster: &Cluster| -> Vec<_> {
        let attributes = cluster.attributes.iter().map(|item| (None, item.field.id, item.field.name.clone()));
        let commands = cluster.commands.iter().map(|item| (Some(item.direction), item.id, item.name.clone()));
        attributes.chain(commands).collect()
    };
    let (old, new) = (names(old), names(new));
    let is_in_new = |(kind, id, name): &&(_, u32, String)| {
        new.iter().any(|(other, same, new)| other == kind && same == id && names::are_similar(name, new))
    };
    let common = old.iter().filter(is_in_new).count();
    common > 0 && common * 2 >= old.len().min(new.len())
}

/// `ClusterRevision`, seen beside the changes of the content.
fn revision(findings: &mut Findings, old: &Cluster, new: &Cluster, content: &[Change]) {
    let worst = content.iter().map(|change| change.judgement).max();
    if old.revision == new.revision && (old.revision.is_none() || worst.is_none()) {
        return;
    }
    let (rule, kind) = match (old.revision, new.revision, worst) {
        (Some(old), Some(new), _) if new > old => (&rules::REVISION_UP, Kind::Revision),
        (Some(old), Some(new), _) if new < old => (&rules::REVISION_DOWN, Kind::Revision),
        (Some(_), Some(_), Some(Judgement::Compatible)) => {
            (&rules::REVISION_SAME_HARMLESS, Kind::SameRevision)
        }
        (Some(_), Some(_), Some(_)) => (&rules::REVISION_SAME, Kind::SameRevision),
        _ => (&rules::REVISION_SAID, Kind::Revision),
    };
    let text = |revision: Option<u16>| revision.map_or_else(|| "unknown".to_owned(), |it| it.to_string());
    let states = (old.revision.map(|it| it.to_string()), new.revision.map(|it| it.to_string()));
    let text = if kind == Kind::SameRevision {
        let provisional = if new.provisional { "; the cluster is provisional" } else { "" };
        format!("the revision is {} as before, but the content is not{provisional}", text(new.revision))
    } else {
        format!("the revision was {} and is {}", text(old.revision), text(new.revision))
    };
    findings.push(kind, rule.judge(Flow::BOTH), states, text);
}

fn facts(findings: &mut Findings, old: &Cluster, new: &Cluster) {
    let facts = [
        ("the PICS code", &old.pics, &new.pics),
        ("the role", &old.role, &new.role),
        ("the scope", &old.scope, &new.scope),
    ];
    for (what, old, new) in facts {
        let rule = &rules::CLASSIFICATION;
        findings.fact(Kind::Classification, rule, what, old.as_deref(), new.as_deref());
    }
    let provisional = (old.provisional, new.provisional);
    findings.flag(Kind::Provisional, provisional, "provisional", [&rules::CLASSIFICATION; 2]);
}
