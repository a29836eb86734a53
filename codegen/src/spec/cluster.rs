//! Clusters: ids, classification, features.

use super::anonymous::Anonymous;
use super::{items, names, types};
use crate::diagnostics::{Diagnostic, codes};
use crate::dialect::access::{Access, HIGHEST_FEATURE_BIT, one_space, prose};
use crate::dialect::conformance::conformance_of;
use crate::dialect::vocabulary::title;
use crate::model::Conformance;
use crate::source::Spanned;
use crate::syntax::{Cluster, ClusterId, Feature};
use crate::xml::Element;

/// Reads a cluster. A shell with nothing in it, as the specification has for clusters that only prose describes, is
/// passed over.
pub(super) fn read(element: &Element, access: &mut Access<'_>) -> Option<Cluster> {
    if element.children.is_empty() {
        return None;
    }
    access.inside(title(element), |access| cluster(element, access))
}

fn cluster(element: &Element, access: &mut Access<'_>) -> Option<Cluster> {
    let name = name(element, access);
    let ids = ids(element, name.as_ref(), access);
    let class = element.child("classification");
    let in_class = |attribute: &str| class.and_then(|class| prose(class, attribute));
    let derived = in_class("hierarchy").is_some_and(|hierarchy| hierarchy == "derived");
    let base = class.and_then(|class| class.filled("baseCluster")).filter(|_| derived);
    let features = features(element, access);
    let mut anonymous = Anonymous::new(element);
    let data_types = element.child("dataTypes");
    let mut types = data_types.map(|list| types::read_all(list, &mut anonymous, access)).unwrap_or_default();
    let attributes = items::attributes(element, &mut anonymous, access);
    let commands = items::commands(element, &mut anonymous, access);
    let events = items::events(element, &mut anonymous, access);
    types.extend(anonymous.into_types());
    Some(Cluster {
        span: element.span,
        name: name?,
        pics: ids.iter().find_map(|id| id.pics.clone()).or_else(|| in_class("picsCode")),
        ids,
        revision: access.optional_number(element, "revision").map(|revision| revision.value),
        description: None,
        role: in_class("role"),
        scope: in_class("scope"),
        base: base.map(|base| names::renamed(base, names::of_cluster)),
        provisional: is_provisional(element),
        manufacturer: None,
        features,
        types,
        attributes,
        commands,
        events,
    })
}

/// The root's name, or that beside the id.
fn name(element: &Element, access: &mut Access<'_>) -> Option<Spanned<String>> {
    let mut listed = element.children_named("clusterIds").flat_map(|list| list.children_named("clusterId"));
    let name = match listed.find_map(|id| id.filled("name")) {
        Some(name) if element.filled("name").is_none() => name.clone().map(|name| one_space(&name)),
        _ => access.name(element)?,
    };
    Some(names::renamed(&name, names::of_cluster))
}

/// The ids are in `clusterIds`. The root repeats one of them, or has none, and old files leave out either.
fn ids(element: &Element, name: Option<&Spanned<String>>, access: &mut Access<'_>) -> Vec<ClusterId> {
    let own: Option<Spanned<u32>> = access.optional_number(element, "id");
    let mut ids = Vec::new();
    for child in element.children_named("clusterIds").flat_map(|list| list.children_named("clusterId")) {
        let faulty = child.filled("id").is_some();
        let id = access.optional_number(child, "id");
        let written = child.filled("name").map(|name| names::renamed(name, names::of_cluster));
        // A wrong id is not the same as none: this would be an abstract base.
        if (id.is_some() || !faulty)
            && let Some(name) = written.or_else(|| name.cloned())
        {
            let pics = prose(child, "picsCode");
            ids.push(ClusterId { id, name: name.map(|name| one_space(&name)), pics });
        }
    }
    if let Some(own) = own {
        report_others(own, &ids, access);
    }
    if let (Some(own), true) = (own, ids.iter().all(|id| id.id.is_none())) {
        match (ids.first_mut(), name) {
            (Some(first), _) => first.id = Some(own),
            (None, Some(name)) => ids.push(ClusterId { id: Some(own), name: name.clone(), pics: None }),
            (None, None) => {}
        }
    }
    ids
}

/// Each id of the list is a cluster. Beside an id of the root they are expected to be one and the same.
fn report_others(own: Spanned<u32>, ids: &[ClusterId], access: &mut Access<'_>) {
    let numbers = ids.iter().filter_map(|id| id.id);
    for other in numbers.filter(|id| id.value != own.value) {
        let message = format!("0x{:04X} is not the id 0x{:04X} of the root", other.value, own.value);
        access.report(
            Diagnostic::new(codes::ODD_SPELLING, message)
                .at(other.span, "a cluster with this id is made")
                .with_related(own.span, "the id of the root")
                .with_help(
                    "let the root have no id if the file is of several clusters, and the same one if not",
                ),
        );
    }
}

fn is_provisional(element: &Element) -> bool {
    let conforms = |id: &Element| match conformance_of(id) {
        Some(Conformance::Provisional) => true,
        Some(Conformance::Otherwise(parts)) => parts.contains(&Conformance::Provisional),
        _ => false,
    };
    element.children_named("clusterIds").flat_map(|list| list.children_named("clusterId")).any(conforms)
}

fn features(element: &Element, access: &mut Access<'_>) -> Vec<Feature> {
    let mut features = Vec::new();
    for feature in element.children_named("features").flat_map(|list| list.children_named("feature")) {
        features.extend(access.inside(title(feature), |access| read_feature(feature, access)));
    }
    features
}

fn read_feature(element: &Element, access: &mut Access<'_>) -> Option<Feature> {
    let bit = access.required_up_to(element, "bit", "bit", HIGHEST_FEATURE_BIT);
    let name = access.name(element);
    let (bit, name) = (bit?, name?);
    Some(Feature {
        bit,
        code: prose(element, "code").unwrap_or_else(|| name.value.clone()),
        name,
        summary: prose(element, "summary"),
        conformance: conformance_of(element),
    })
}
