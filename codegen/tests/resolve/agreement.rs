//! The two dialects of cluster 0x0450 say the same, as far as both can.

use clustergen::model::{Cluster, Model};
use clustergen::resolve::{Difference, Selection, differences, resolve_dialect};
use clustergen::source::Dialect;

use crate::support::{self, Session};

fn resolved(dialect: Dialect) -> Model {
    let mut session = Session::of_releases(&support::clusters_xml());
    let model =
        resolve_dialect(&session.inputs, dialect, &Selection::default(), &[], &mut session.diagnostics);
    assert_eq!(session.report(), "");
    model
}

fn line(difference: &Difference) -> String {
    let Difference { name, property, zap, spec, allowed, .. } = difference;
    let text = |text: &Option<String>| {
        text.as_deref().unwrap_or("-").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let allowed = allowed.unwrap_or("NOT ALLOWED");
    format!("{name} / {property:?}: zap {:.40}, spec {:.40}\n    {allowed}", text(zap), text(spec))
}

fn pairs() -> Vec<(String, Cluster, Cluster)> {
    let (zap, spec) = (resolved(Dialect::Zap), resolved(Dialect::Spec));
    let both = zap.releases.into_iter().zip(spec.releases);
    both.map(|(mut zap, mut spec)| {
        assert_eq!(zap.name, spec.name);
        (zap.name.unwrap(), zap.clusters.remove(0), spec.clusters.remove(0))
    })
    .collect()
}

#[test]
fn every_difference_is_one_that_a_dialect_has_no_words_for() {
    let mut report = Vec::new();
    for (release, zap, spec) in pairs() {
        report.push(format!("# {release}"));
        for difference in differences(&zap, &spec) {
            assert!(difference.allowed.is_some(), "{release}: {}", line(&difference));
            report.push(line(&difference));
        }
    }
    insta::assert_snapshot!("allowed_differences", report.join("\n"));
}

/// Changes to the text of release 1.6 in the configuration tool's dialect: each of them is something that both can say.
const CHANGES: &[(&str, &str)] = &[
    (r#"<item name="ECDSA" value="0x00"/>"#, r#"<item name="ECDSA" value="0x01"/>"#),
    (r#"<item name="ECDSA" value="0x00"/>"#, r#"<item name="EdDSA" value="0x00"/>"#),
    (r#"<item fieldId="4" name="Current" type="boolean"/>"#, ""),
    (r#"fieldId="4" name="Current""#, r#"fieldId="6" name="Current""#),
    (r#"name="Current" type="boolean""#, r#"name="Current" type="int8u""#),
    (
        r#"name="RemainingClients" type="int16u" isNullable="true""#,
        r#"name="RemainingClients" type="int16u""#,
    ),
    (r#"name="CreatedTimestamp" type="epoch_s""#, r#"name="CreatedTimestamp" type="int32u""#),
    (r#"min="1" max="65534""#, r#"min="1" max="65535""#),
    (r#"length="20" minLength="20""#, r#"length="20""#),
    (r#"entryType="ActiveNetworkIdentityStruct" length="4""#, r#"entryType="ActiveNetworkIdentityStruct""#),
    (r#"min="500" max="2047" default="500""#, r#"min="500" max="2047""#),
    (r#"min="500" max="2047" default="500""#, r#"min="500" max="2047" default="501""#),
    (r#"min="500" max="2047""#, r#"max="2047""#),
    (r#"<access op="read" privilege="manage"/>"#, r#"<access op="read" privilege="view"/>"#),
    (r#"<quality persistence="nonVolatile"/>"#, ""),
    (r#"code="0x0002" name="ClientTableSize""#, r#"code="0x0003" name="ClientTableSize""#),
    (r#"response="AddClientResponse" mustUseTimedInvoke="true""#, r#"response="AddClientResponse""#),
    (r#"name="AddClient" response="AddClientResponse""#, r#"name="AddClient""#),
    (r#"name="AddClient" response"#, r#"name="AddClient" isFabricScoped="true" response"#),
    (r#"<access op="invoke" privilege="administer"/>"#, r#"<access op="invoke" privilege="manage"/>"#),
    (r#"type="octet_string" length="140""#, r#"type="char_string" length="140""#),
    (r#"max="2047" optional="true""#, r#"max="2047""#),
    (r#"code="0xFFFD" value="1""#, r#"code="0xFFFD" value="2""#),
    (r#"<cluster apiMaturity="provisional">"#, "<cluster>"),
    (r#"<struct name="ClientStruct">"#, r#"<struct name="ClientStruct" isFabricScoped="true">"#),
    ("<name>Network Identity Management</name>", "<name>Network Identities</name>"),
];

#[test]
fn what_both_can_say_must_agree() {
    let folder = support::clusters_xml().join("1.6");
    let read = |dialect: &str| {
        let file = support::entries(&folder.join(dialect)).remove(0);
        std::fs::read_to_string(file).unwrap()
    };
    let (zap, spec) = (read("zap"), read("spec"));
    for (from, to) in CHANGES {
        let changed = zap.replacen(from, to, 1);
        assert_ne!(zap, changed, "{from}");
        let (_, session) = Session::resolved_all([changed.as_str(), spec.as_str()]);
        let said = session.lines();
        assert!(said.iter().any(|line| line.starts_with("W0317")), "{from} -> {to}: {said:?}");
    }
}

/// Arguments of older files begin with a small letter, and acronyms are written in more than one way.
#[test]
fn names_in_other_letters_are_the_same_names() {
    let folder = support::clusters_xml().join("1.6");
    let read = |dialect: &str| {
        let file = support::entries(&folder.join(dialect)).remove(0);
        std::fs::read_to_string(file).unwrap()
    };
    let (zap, spec) = (read("zap"), read("spec"));
    let changed = zap.replace(r#"name="ClientIdentifier""#, r#"name="clientIDENTIFIER""#);
    assert_ne!(zap, changed);
    let (_, session) = Session::resolved_all([changed.as_str(), spec.as_str()]);
    let said = session.lines();
    assert!(!said.iter().any(|line| line.starts_with("W0317") && line.contains("on the name")), "{said:?}");
    let (_, session) = Session::resolved_all([zap.as_str(), spec.as_str()]);
    assert_eq!(said, session.lines());
}
