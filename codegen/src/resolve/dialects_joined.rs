//! Afterwards: each cluster of a release is there once. Where both dialects have it, it is what the specification's says,
//! and whatever the other one says otherwise is reported.

use super::Resolved;
use super::agreement::{Difference, differences};
use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::model::Cluster;

/// Joins the clusters of both dialects: what is in both is compared, and the specification's is used.
pub(super) fn join(
    zap: Vec<Resolved>,
    spec: Vec<Resolved>,
    release: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Vec<Cluster> {
    let mut clusters = Vec::new();
    let mut zap = zap;
    for mut one in spec {
        if let Some(at) = zap.iter().position(|other| other.cluster.id == one.cluster.id) {
            let other = zap.remove(at);
            // Of what had to be left out, the other dialect always says more.
            if !one.faulty && !other.faulty {
                compare(&other, &one, release, diagnostics);
            }
            complete(&mut one.cluster, &other.cluster);
            one.cluster.dialects.splice(..0, other.cluster.dialects);
        }
        clusters.push(one.cluster);
    }
    clusters.extend(zap.into_iter().map(|resolved| resolved.cluster));
    clusters.sort_by_key(|cluster| cluster.id);
    clusters
}

/// Reports what the dialects disagree on.
fn compare(zap: &Resolved, spec: &Resolved, release: Option<&str>, diagnostics: &mut Diagnostics) {
    let differences = differences(&zap.cluster, &spec.cluster);
    for difference in differences.iter().filter(|difference| difference.allowed.is_none()) {
        diagnostics.push(report(difference, zap, spec, release));
    }
}

fn report(difference: &Difference, zap: &Resolved, spec: &Resolved, release: Option<&str>) -> Diagnostic {
    let text =
        |value: Option<&String>| value.map_or_else(|| "nothing".to_owned(), |value| format!("`{value}`"));
    let (in_zap, in_spec) = (text(difference.zap.as_ref()), text(difference.spec.as_ref()));
    let message = format!(
        "the dialects disagree on the {} of `{}`: {in_zap} in ZAP, {in_spec} in the specification's",
        difference.property.wording(),
        difference.name,
    );
    let mut diagnostic = Diagnostic::new(codes::DIALECTS_DISAGREE, message);
    if let Some(span) = spec.places.find(&difference.item) {
        diagnostic =
            diagnostic.at(span, format!("the specification's dialect says {in_spec}, which is taken"));
    }
    if let Some(span) = zap.places.find(&difference.item) {
        diagnostic = diagnostic.with_related(span, format!("the ZAP dialect says {in_zap}"));
    }
    let release = release.map_or_else(String::new, |release| format!(" of release {release}"));
    diagnostic.within(format!("{} > {}", spec.cluster.name, difference.name)).with_help(format!(
        "mend one of the files{release}, or set it right with an `[[override]]` of that dialect"
    ))
}

/// Takes from the other dialect what this one has no words for: widths, and prose where it has none.
fn complete(spec: &mut Cluster, zap: &Cluster) {
    let fill = |mine: &mut Option<String>, other: Option<&String>| {
        if mine.is_none() {
            *mine = other.cloned();
        }
    };
    fill(&mut spec.description, zap.description.as_ref());
    for def in &mut spec.enums {
        if let Some(other) = zap.enumeration(&def.name) {
            def.width = def.width.max(other.width);
            fill(&mut def.summary, other.summary.as_ref());
        }
    }
    for def in &mut spec.bitmaps {
        if let Some(other) = zap.bitmap(&def.name) {
            def.width = def.width.max(other.width);
            fill(&mut def.summary, other.summary.as_ref());
        }
    }
    for attribute in &mut spec.attributes {
        let other = zap.attributes.iter().find(|other| other.field.id == attribute.field.id);
        fill(&mut attribute.field.summary, other.and_then(|other| other.field.summary.as_ref()));
    }
    for command in &mut spec.commands {
        let same =
            |other: &&crate::model::Command| (other.id, other.direction) == (command.id, command.direction);
        fill(&mut command.summary, zap.commands.iter().find(same).and_then(|other| other.summary.as_ref()));
    }
    for event in &mut spec.events {
        let other = zap.events.iter().find(|other| other.id == event.id);
        fill(&mut event.summary, other.and_then(|other| other.summary.as_ref()));
    }
}
