//! Clusters and events.

use super::{attribute, command, features, field};
use crate::diagnostics::{Diagnostic, codes};
use crate::dialect::access::{Access, one_space};
use crate::dialect::number::parse_number;
use crate::dialect::vocabulary::title;
use crate::source::Spanned;
use crate::syntax::{Cluster, ClusterId, Event};
use crate::xml::Element;

/// `ClusterRevision`.
const CLUSTER_REVISION: i128 = 0xFFFD;

/// Reads a cluster.
pub(super) fn read(element: &Element, access: &mut Access<'_>) -> Option<Cluster> {
    let name = name(element, access);
    let id = code(element, access);
    let revision = revision(element, access);
    let features = features::read(element, access);
    let attributes = attribute::read_all(element, access);
    let commands = command::read_all(element, access);
    let events = events(element, access);
    let manufacturer = access.optional_number(element, "manufacturerCode");
    let (Some(name), Some(id)) = (name, id) else {
        access.lose_cluster(id.map(|id| id.value));
        return None;
    };
    Some(Cluster {
        span: element.span,
        name: name.clone(),
        ids: vec![ClusterId { id: Some(id), name, pics: None }],
        revision,
        description: element.child_text("description").map(|text| one_space(&text.value)),
        pics: None,
        role: None,
        scope: None,
        base: None,
        provisional: element.attribute("apiMaturity").is_some_and(|maturity| maturity.value == "provisional"),
        manufacturer,
        features,
        // Types stand beside clusters in this dialect and name the clusters that see them.
        types: Vec::new(),
        attributes,
        commands,
        events,
    })
}

fn name(element: &Element, access: &mut Access<'_>) -> Option<Spanned<String>> {
    let name = element.child_text("name").or_else(|| element.filled("name")).cloned();
    if name.is_none() {
        access.report(
            Diagnostic::new(codes::MISSING_NAME, "a cluster has no name")
                .at(element.span, "`<name>` is missing in this cluster")
                .with_help("add `<name>...</name>`"),
        );
    }
    name.map(|name| name.map(|name| one_space(&name)))
}

fn code(element: &Element, access: &mut Access<'_>) -> Option<Spanned<u32>> {
    let Some(code) = element.child_text("code").or_else(|| element.filled("code")) else {
        access.report(
            Diagnostic::new(codes::MISSING_ID, "a cluster has no id")
                .at(element.span, "`<code>` is missing in this cluster")
                .with_help("add `<code>0x...</code>`"),
        );
        return None;
    };
    access.number(code, "the cluster's `<code>`")
}

/// The revision is the value of a global attribute; where that is missing it is unknown, not 1.
fn revision(element: &Element, access: &mut Access<'_>) -> Option<u16> {
    let is_revision = |global: &&Element| {
        let code = global.attribute("code").and_then(|code| parse_number(&code.value).ok());
        code.is_some_and(|code| code.value == CLUSTER_REVISION)
    };
    let global = element.children_named("globalAttribute").find(is_revision)?;
    access.optional_number(global, "value").map(|revision| revision.value)
}

/// The events of a cluster or an extension.
pub(super) fn events(owner: &Element, access: &mut Access<'_>) -> Vec<Event> {
    let mut events = Vec::new();
    for element in owner.children_named("event") {
        events.extend(access.inside(title(element), |access| event(element, access)));
    }
    events
}

fn event(element: &Element, access: &mut Access<'_>) -> Option<Event> {
    let id = access.id(element, "code");
    let name = access.name(element);
    let priority = access.priority(element);
    let granted = attribute::granted(element, access);
    let fields = field::of_event(element, access);
    Some(Event {
        span: element.span,
        priority,
        read_privilege: granted.read,
        fabric_sensitive: access.is_set(element, "isFabricSensitive") || granted.fabric_sensitive,
        conformance: field::conformance(element, access),
        fields,
        summary: element.child_text("description").map(|text| one_space(&text.value)),
        // Last, so that the rest of a faulty item is looked at too.
        id: id?,
        name: name?,
    })
}
