//! Features, attributes, commands and events side by side.

use super::change::Kind;
use super::data;
use super::fields;
use super::findings::Findings;
use super::flow::Flow;
use super::items;
use super::rules::{self, Rule};
use super::types::Types;
use crate::model::{Attribute, Command, Feature, Persistence, Quality, Response};
use crate::reference::words;

/// All features, by bit.
pub(super) fn features(findings: &mut Findings, types: &Types<'_>) {
    let pair = (types.old.features.as_slice(), types.new.features.as_slice());
    items::compare(
        findings,
        pair,
        Flow::BOTH,
        |_| &rules::ADDED,
        |findings, old: &Feature, new| {
            if old.code != new.code {
                let (old, new) = (old.code.as_str(), new.code.as_str());
                findings.was_is(Kind::Code, &rules::RENAMED, Flow::BOTH, "the code", old, new);
            }
            fields::presence(findings, &old.conformance, &new.conformance);
        },
    );
}

/// All attributes, by id.
pub(super) fn attributes(findings: &mut Findings, types: &Types<'_>) {
    let pair = (types.old.attributes.as_slice(), types.new.attributes.as_slice());
    items::compare(
        findings,
        pair,
        Flow::BOTH,
        |_| &rules::ADDED,
        |findings, old, new| {
            attribute(findings, types, old, new);
        },
    );
}

fn attribute(findings: &mut Findings, types: &Types<'_>, old: &Attribute, new: &Attribute) {
    // What could not be written in one of the states has no old clients that write.
    let flow = Flow::of_attribute(old.write.is_some() && new.write.is_some());
    fields::presence(findings, &old.field.conformance, &new.field.conformance);
    data::compare(findings, types, flow, &old.field, &new.field);
    findings.access(Kind::Read, "reading", old.read, new.read);
    findings.access(Kind::Write, "writing", old.write, new.write);
    if flow.to_server {
        let timed = (old.timed_write, new.timed_write);
        findings.flag(Kind::Timed, timed, "timed in writing", [&rules::NOW_TIMED, &rules::NOT_TIMED]);
    }
    let scoped = (old.fabric_scoped, new.fabric_scoped);
    findings.flag(Kind::FabricScoped, scoped, "fabric-scoped", [&rules::FABRIC_SCOPED; 2]);
    quality(findings, old.quality, new.quality);
}

fn quality(findings: &mut Findings, old: Quality, new: Quality) {
    const HARMLESS: [&Rule; 2] = [&rules::QUALITY; 2];
    if old.persistence != new.persistence {
        let was_fixed = old.persistence == Some(Persistence::Fixed);
        let rule = if was_fixed { &rules::NOT_FIXED } else { &rules::QUALITY };
        let name = |quality: Quality| quality.persistence.map(words::persistence);
        findings.fact(Kind::Quality, rule, "the persistence", name(old), name(new));
    }
    let flags = [
        (
            old.changes_omitted,
            new.changes_omitted,
            "changes omitted",
            [&rules::CHANGES_OMITTED, &rules::QUALITY],
        ),
        (old.quieter_reporting, new.quieter_reporting, "reported quietly", HARMLESS),
        (old.reportable, new.reportable, "reportable", HARMLESS),
        (old.scene, new.scene, "part of scenes", HARMLESS),
        (old.source_attribution, new.source_attribution, "attributed to a source", HARMLESS),
        (old.atomic_write, new.atomic_write, "written atomically", [&rules::ATOMIC_WRITE, &rules::QUALITY]),
        (old.large_message, new.large_message, "a large message", [&rules::LARGE_MESSAGE, &rules::QUALITY]),
    ];
    for (old, new, what, rules) in flags {
        findings.flag(Kind::Quality, (old, new), what, rules);
    }
}

/// All commands, by direction and id.
pub(super) fn commands(findings: &mut Findings, types: &Types<'_>) {
    let pair = (types.old.commands.as_slice(), types.new.commands.as_slice());
    items::compare(
        findings,
        pair,
        Flow::BOTH,
        |_| &rules::ADDED,
        |findings, old, new| {
            command(findings, types, old, new);
        },
    );
}

fn command(findings: &mut Findings, types: &Types<'_>, old: &Command, new: &Command) {
    fields::presence(findings, &old.conformance, &new.conformance);
    if !same_answer(types, old, new) {
        let name = |command: &Command| match &command.response {
            Response::None => "nothing".to_owned(),
            Response::Status => "a status".to_owned(),
            Response::Command(name) => name.clone(),
        };
        let rule = &rules::OTHER_RESPONSE;
        findings.was_is(Kind::Response, rule, Flow::BOTH, "the answer", name(old), name(new));
    }
    findings.access(Kind::Invoke, "invoking", Some(old.privilege), Some(new.privilege));
    let timed = [&rules::NOW_TIMED, &rules::NOT_TIMED];
    findings.flag(Kind::Timed, (old.timed, new.timed), "timed", timed);
    let scoped = (old.fabric_scoped, new.fabric_scoped);
    findings.flag(Kind::FabricScoped, scoped, "fabric-scoped", [&rules::FABRIC_SCOPED; 2]);
    let case_only = (old.case_only, new.case_only);
    findings.flag(Kind::Quality, case_only, "refused without CASE", [&rules::CASE_ONLY, &rules::QUALITY]);
    let large = (old.large_message, new.large_message);
    findings.flag(Kind::Quality, large, "a large message", [&rules::LARGE_MESSAGE, &rules::QUALITY]);
    fields::compare(findings, types, Flow::of(old.direction), (&old.fields, &new.fields), false);
}

/// Whether both are answered by the same command, whatever it is called.
fn same_answer(types: &Types<'_>, old: &Command, new: &Command) -> bool {
    match (types.old.response_of(old), types.new.response_of(new)) {
        (Some(old), Some(new)) => old.id == new.id,
        _ => old.response == new.response,
    }
}

/// All events, by id.
pub(super) fn events(findings: &mut Findings, types: &Types<'_>) {
    let pair = (types.old.events.as_slice(), types.new.events.as_slice());
    items::compare(
        findings,
        pair,
        Flow::TO_CLIENT,
        |_| &rules::ADDED,
        |findings, old, new| {
            fields::presence(findings, &old.conformance, &new.conformance);
            if old.priority != new.priority {
                let (old, new) = (words::priority(old.priority), words::priority(new.priority));
                findings.was_is(Kind::Priority, &rules::PRIORITY, Flow::TO_CLIENT, "the priority", old, new);
            }
            findings.access(Kind::Read, "reading", Some(old.read), Some(new.read));
            let sensitive = (old.fabric_sensitive, new.fabric_sensitive);
            let rules = [&rules::NOW_SENSITIVE, &rules::NOT_SENSITIVE];
            findings.flag(Kind::FabricSensitive, sensitive, "fabric-sensitive", rules);
            let fabric_is_told = old.fabric_sensitive != new.fabric_sensitive;
            fields::compare(findings, types, Flow::TO_CLIENT, (&old.fields, &new.fields), fabric_is_told);
        },
    );
}
