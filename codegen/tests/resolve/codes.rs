//! Every diagnostic of the resolver: what it says, about which place, and what it takes to get it.

use crate::support::{Session, zap};

/// Resolves one cluster and lists what is said about it.
fn said(beside: &str, inside: &str) -> Vec<String> {
    Session::resolved(&zap(beside, inside)).1.lines()
}

#[track_caller]
fn says(beside: &str, inside: &str, expected: &[&str]) {
    assert_eq!(said(beside, inside), expected);
}

fn attribute(id: &str, name: &str, rest: &str) -> String {
    format!(r#"<attribute side="server" code="{id}" name="{name}" define="X" {rest}/>"#)
}

#[test]
fn e0301_unknown_type() {
    let beside = r#"<struct name="ClientStruct"><cluster code="0x0001"/><item fieldId="0" name="A" type="int8u"/></struct>"#;
    insta::assert_debug_snapshot!(said(beside, &attribute("0x0000", "A", r#"type="ClientStuct""#)));
}

#[test]
fn e0302_two_items_with_one_id() {
    let two =
        attribute("0x0000", "A", r#"type="int8u""#) + "\n" + &attribute("0x0000", "B", r#"type="int8u""#);
    insta::assert_debug_snapshot!(said("", &two));
}

#[test]
fn e0302_two_clusters_with_one_id() {
    let one = zap("", "");
    let other = one.replace("Test", "Other");
    insta::assert_debug_snapshot!(Session::resolved_all([one.as_str(), other.as_str()]).1.lines());
}

#[test]
fn w0306_two_items_with_one_name() {
    let two =
        attribute("0x0000", "A", r#"type="int8u""#) + "\n" + &attribute("0x0001", "A", r#"type="int8u""#);
    insta::assert_debug_snapshot!(said("", &two));
}

#[test]
fn e0303_two_types_with_one_name() {
    let one = r#"<enum name="E" type="enum8"><cluster code="0x0001"/><item name="A" value="0"/></enum>"#;
    let other = one.replace("\"A\"", "\"B\"");
    insta::assert_debug_snapshot!(said(&format!("{one}\n{other}"), ""));
    assert!(said(&format!("{one}\n{one}"), "").is_empty(), "the same definition twice is one");
}

#[test]
fn e0304_two_fields_with_one_number() {
    let fields = r#"<item fieldId="1" name="A" type="int8u"/><item fieldId="1" name="B" type="int8u"/>"#;
    insta::assert_debug_snapshot!(said(
        &format!(r#"<struct name="S"><cluster code="0x0001"/>{fields}</struct>"#),
        ""
    ));
}

#[test]
fn w0316_minimum_over_maximum() {
    insta::assert_debug_snapshot!(said("", &attribute("0x0000", "A", r#"type="int8u" min="9" max="1""#)));
    says("", &attribute("0x0000", "A", r#"type="int16s" min="0x954D" max="0x7FFF""#), &[]);
    let outside = said("", &attribute("0x0000", "A", r#"type="int16s" min="0x0000" max="0xFFFF""#));
    assert!(outside[0].starts_with("W0301"), "the bits of -1 make no sense here: {outside:?}");
}

#[test]
fn e0307_a_slip_in_the_name_of_a_response() {
    let command = |source: &str, code: &str, name: &str, rest: &str| {
        format!(
            r#"<command source="{source}" code="{code}" name="{name}" {rest}><description>x</description></command>"#
        )
    };
    let request = command("client", "0x00", "Add", r#"response="AddRespons""#);
    let response = command("server", "0x01", "AddResponse", "");
    insta::assert_debug_snapshot!(said("", &format!("{request}\n{response}")));
    insta::assert_debug_snapshot!("w0303_a_response_that_is_nowhere", said("", &request));
}

#[test]
fn e0308_structures_in_a_ring() {
    let structure = |name: &str, ty: &str| {
        let item = format!(r#"<item fieldId="0" name="Next" type="{ty}" array="true"/>"#);
        format!(r#"<struct name="{name}"><cluster code="0x0001"/>{item}</struct>"#)
    };
    insta::assert_debug_snapshot!(said(&(structure("A", "B") + "\n" + &structure("B", "A")), ""));
    insta::assert_debug_snapshot!("e0308_alone", said(&structure("A", "A"), ""));
}

#[test]
fn e0309_no_type() {
    let spec = r#"<cluster id="0x0001" name="Test" revision="1"><attributes><attribute id="0x0000" name="A">
        <mandatoryConform/></attribute><attribute id="0x0001" name="Gone"><deprecateConform/></attribute></attributes></cluster>"#;
    insta::assert_debug_snapshot!(Session::resolved(spec).1.lines());
}

#[test]
fn w0301_a_limit_outside_its_type() {
    insta::assert_debug_snapshot!(said(
        "",
        &attribute("0x0000", "A", r#"type="int8u" min="1" max="0xFFFF""#)
    ));
}

#[test]
fn w0304_one_item_twice() {
    let twice =
        attribute("0x0000", "A", r#"type="int8u""#) + "\n" + &attribute("0x0000", "A", r#"type="int8u""#);
    insta::assert_debug_snapshot!(said("", &twice));
}

#[test]
fn w0305_and_w0306_values_and_names_of_enumerations() {
    let items = r#"<item name="A" value="0"/><item name="B" value="0"/><item name="A" value="2"/>"#;
    let text = format!(r#"<enum name="E" type="enum8"><cluster code="0x0001"/>{items}</enum>"#);
    let (model, session) = Session::resolved(&zap(&text, ""));
    insta::assert_debug_snapshot!(session.lines());
    let items = &model.releases[0].clusters[0].enums[0].items;
    let items: Vec<_> = items.iter().map(|item| (item.value, item.name.as_str())).collect();
    assert_eq!(items, [(0, "A"), (2, "A2")]);
}

#[test]
fn w0307_a_type_of_another_cluster() {
    let beside = r#"<enum name="E" type="enum8"><cluster code="0x0002"/><item name="A" value="0"/></enum>"#;
    insta::assert_debug_snapshot!(said(beside, &attribute("0x0000", "A", r#"type="E""#)));
    let other = beside.replace("0x0002", "0x0003").replace("\"A\"", "\"B\"");
    let both = format!("{beside}\n{other}");
    insta::assert_debug_snapshot!(
        "e0301_types_of_other_clusters",
        said(&both, &attribute("0x0000", "A", r#"type="E""#))
    );
}

#[test]
fn w0308_a_leftover_for_a_type() {
    insta::assert_debug_snapshot!(said("", &attribute("0x0000", "A", r#"type="UTC_TIME""#)));
}

#[test]
fn w0308_a_base_of_another_kind() {
    let text = r#"<enum name="E" type="BITMAP8"><cluster code="0x0001"/><item name="A" value="0"/></enum>"#;
    insta::assert_debug_snapshot!(said(text, ""));
}

#[test]
fn w0309_w0310_w0311_what_is_not_there() {
    let nameless = r#"<cluster name="Test" revision="1"><classification hierarchy="base" role="application" picsCode="T"
        scope="Endpoint"/><attributes><attribute id="0x0000" name="A" type="uint8"/></attributes></cluster>"#;
    insta::assert_debug_snapshot!("w0309", Session::resolved(nameless).1.lines());
    let derived = r#"<cluster id="0x0001" name="Test" revision="1">
        <classification hierarchy="derived" baseCluster="Nothing" role="application" picsCode="T" scope="Endpoint"/></cluster>"#;
    insta::assert_debug_snapshot!("w0310", Session::resolved(derived).1.lines());
    let extension = r#"<configurator><clusterExtension code="0x0006"></clusterExtension></configurator>"#;
    insta::assert_debug_snapshot!("w0311", Session::resolved(extension).1.lines());
}

#[test]
fn w0312_what_is_not_said() {
    let spec = r#"<cluster id="0x0001" name="Test" revision="1">
        <commands><command id="0x00" name="Go"><mandatoryConform/></command></commands>
        <events><event id="0x00" name="Gone"><mandatoryConform/></event></events></cluster>"#;
    insta::assert_debug_snapshot!(Session::resolved(spec).1.lines());
}

#[test]
fn w0313_a_value_that_is_too_wide() {
    let text = r#"<enum name="E" type="enum8"><cluster code="0x0001"/><item name="A" value="0x100"/></enum>"#;
    insta::assert_debug_snapshot!(said(text, ""));
}

#[test]
fn w0314_a_range_of_a_string() {
    let (model, session) =
        Session::resolved(&zap("", &attribute("0x0000", "A", r#"type="octet_string" min="6" max="8""#)));
    insta::assert_debug_snapshot!(session.lines());
    let constraint = &model.releases[0].clusters[0].attributes[0].field.constraint;
    assert!(constraint.length.is_some() && constraint.value.is_none());
}

#[test]
fn e0402_and_e0403_selecting_nothing() {
    use clustergen::resolve::{Selection, resolve};
    let text = zap("", "");
    let mut session = Session::of_texts([(Some("1.6"), text.as_str())]);
    let selection =
        Selection { clusters: vec!["Tset".into()], releases: vec!["1.6".to_owned(), "1.7".to_owned()] };
    let model = resolve(&session.inputs, &selection, &[], &mut session.diagnostics);
    assert!(model.releases[0].clusters.is_empty());
    insta::assert_debug_snapshot!(session.lines());
}

#[test]
fn what_is_left_out_of_one_dialect_is_no_disagreement() {
    let zap = zap("", &attribute("0x0000", "A", r#"type="nothing""#));
    let spec = r#"<cluster id="0x0001" name="Test" revision="1"><attributes>
        <attribute id="0x0000" name="A" type="uint8"><mandatoryConform/></attribute></attributes></cluster>"#;
    let said = Session::resolved_all([zap.as_str(), spec]).1.lines();
    assert_eq!(said.len(), 1, "{said:?}");
}

#[test]
fn w0317_the_dialects_disagree() {
    let zap = zap("", &attribute("0x0000", "A", r#"type="int8u" max="9""#));
    let spec = r#"<cluster id="0x0001" name="Test" revision="1"><attributes>
        <attribute id="0x0000" name="A" type="uint16"><access read="true" readPrivilege="manage"/><mandatoryConform/></attribute>
        <attribute id="0x0001" name="B" type="uint16"><access read="true" readPrivilege="view"/><mandatoryConform/></attribute>
        </attributes></cluster>"#;
    insta::assert_debug_snapshot!(Session::resolved_all([zap.as_str(), spec]).1.lines());
}
