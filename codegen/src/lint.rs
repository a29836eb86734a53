//! What is suspicious in cluster XML that is valid: for authors of such files.
//!
//! A rule is a file of this folder, and each of its codes (`L0101`) is explained by `clustergen explain`. Rules look at
//! resolved clusters, each dialect on its own, and report into the same diagnostics as everything else, so that what the
//! reader and the resolver find is said along with them. A rule is worth having if it is right about the clusters that
//! are published: what is only unusual is not looked for.
//!
//! Clusters with errors are not looked at: what is missing there has been reported as that.

mod answers;
mod bits;
mod conditions;
mod contradictions;
mod defaults;
mod defines;
mod names;
#[cfg(feature = "cli")]
pub mod output;
mod revisions;
mod scopes;
mod subject;
mod unused;

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::pipeline::{self, Task};
use crate::resolve::{Input, Located, Selection, locate};
use crate::session::Session;
use subject::Subject;

/// The rules that look at one cluster at a time.
const RULES: &[fn(&mut Subject<'_>)] = &[
    answers::check,
    bits::check,
    conditions::check,
    contradictions::check,
    defaults::check,
    names::check,
    revisions::check,
];

/// Reads the inputs of a task and looks for all that is suspicious in them. What is found is in the session afterwards,
/// along with what is wrong.
pub fn lint(task: &Task, session: &mut Session) {
    let inputs = pipeline::examine(task, session);
    let mut findings = findings(&inputs, &task.selection, session.diagnostics.has_errors());
    if task.selection.clusters.is_empty() {
        defines::check(&inputs, &session.sources, &mut findings);
    }
    let mut seen = BTreeSet::new();
    for finding in findings.sorted() {
        // Clusters that share a file or a type share what is wrong with it.
        if seen.insert((finding.code, finding.place.as_ref().map(|place| place.span))) {
            session.diagnostics.push(finding.clone());
        }
    }
}

fn findings(inputs: &[Input], selection: &Selection, has_errors: bool) -> Diagnostics {
    let mut findings = Diagnostics::default();
    // All clusters, because one may use what belongs to another.
    let all = Selection { clusters: Vec::new(), ..selection.clone() };
    let located = locate(inputs, &all);
    let is_wanted = |id: u32, name: &str| {
        selection.clusters.is_empty() || selection.clusters.iter().any(|wanted| wanted.matches(id, name))
    };
    for one in &located {
        if !one.faulty && is_wanted(one.cluster.id, &one.cluster.name) {
            for rule in RULES {
                rule(&mut Subject { located: one, findings: &mut findings });
            }
        }
    }
    let of_selected = |one: &&Located| is_wanted(one.cluster.id, &one.cluster.name);
    // What is faulty may have used anything.
    if !has_errors {
        unused::check(&located, of_selected, &mut findings);
    }
    if selection.clusters.is_empty() {
        scopes::check(inputs, &mut findings);
    }
    findings
}

/// Whether a finding is of a rule of this module.
pub fn is_finding(diagnostic: &Diagnostic) -> bool {
    diagnostic.code.id.starts_with('L')
}
