//! Fields of structures, commands and events side by side.

use super::change::Kind;
use super::data;
use super::findings::Findings;
use super::flow::Flow;
use super::items;
use super::rules::{self, Rule};
use super::types::Types;
use crate::model::{Conformance, Field};
use crate::reference::words;

/// The implicit field of what belongs to a fabric.
const FABRIC_INDEX: u32 = 254;

/// All fields, by number. That `FabricIndex` comes or goes with the fabric is told already if `fabric_is_told`.
pub(super) fn compare(
    findings: &mut Findings,
    types: &Types<'_>,
    flow: Flow,
    (old, new): (&[Field], &[Field]),
    fabric_is_told: bool,
) {
    let relevant = |fields: &[Field]| -> Vec<Field> {
        fields.iter().filter(|field| !(fabric_is_told && field.id == FABRIC_INDEX)).cloned().collect()
    };
    let (old, new) = (relevant(old), relevant(new));
    items::compare(findings, (&old, &new), flow, added, |findings, old, new| {
        let rules = [&rules::FIELD_NOW_OPTIONAL, &rules::FIELD_NOW_MANDATORY];
        presence_by(findings, flow, &old.conformance, &new.conformance, rules);
        data::compare(findings, types, flow, old, new);
    });
}

fn added(field: &Field) -> &'static Rule {
    if field.conformance.is_mandatory() { &rules::MANDATORY_FIELD_ADDED } else { &rules::ADDED }
}

/// When something with an id of its own is there.
pub(super) fn presence(findings: &mut Findings, old: &Conformance, new: &Conformance) {
    presence_by(findings, Flow::BOTH, old, new, [&rules::NOW_OPTIONAL, &rules::NOW_MANDATORY]);
}

fn presence_by(
    findings: &mut Findings,
    flow: Flow,
    old: &Conformance,
    new: &Conformance,
    [optional, mandatory]: [&Rule; 2],
) {
    let (old_text, new_text) = (words::conformance(old), words::conformance(new));
    let (kind, rule) = match (old.is_mandatory(), new.is_mandatory()) {
        (true, false) => (Kind::Presence, optional),
        (false, true) => (Kind::Presence, mandatory),
        _ if old_text == new_text => return,
        (true, true) => (Kind::Conformance, &rules::STILL_MANDATORY),
        _ => (Kind::Conformance, &rules::OTHER_CONFORMANCE),
    };
    findings.was_is(kind, rule, flow, "the conformance", old_text, new_text);
}
