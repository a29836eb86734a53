//! What real files do, and what is made of it.

use clustergen::model::{Bound, Cluster, Direction, Response, Shape, Width};

use crate::support::{Session, zap};

fn only(text: &str) -> Cluster {
    all([text]).remove(0)
}

fn all<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<Cluster> {
    let (mut model, session) = Session::resolved_all(texts);
    assert_eq!(session.lines(), [""; 0]);
    model.releases.remove(0).clusters
}

fn numbers(cluster: &Cluster, structure: &str) -> Vec<(u32, String)> {
    let fields = &cluster.structure(structure).unwrap().fields;
    fields.iter().map(|field| (field.id, field.name.clone())).collect()
}

fn structure(attributes: &str, items: &str) -> String {
    zap(&format!(r#"<struct name="S" {attributes}><cluster code="0x0001"/>{items}</struct>"#), "")
}

fn named(pairs: &[(u32, &str)]) -> Vec<(u32, String)> {
    pairs.iter().map(|(id, name)| (*id, (*name).to_owned())).collect()
}

#[test]
fn fields_are_counted_from_the_last_number() {
    let items = r#"<item name="A" type="int8u"/><item name="B" type="int8u" fieldId="5"/><item name="C" type="int8u"/>"#;
    assert_eq!(numbers(&only(&structure("", items)), "S"), named(&[(0, "A"), (5, "B"), (6, "C")]));
}

#[test]
fn the_fabric_index_is_there_once() {
    let item = r#"<item fieldId="1" name="A" type="int8u"/>"#;
    let expected = named(&[(1, "A"), (254, "FabricIndex")]);
    assert_eq!(numbers(&only(&structure(r#"isFabricScoped="true""#, item)), "S"), expected);
    let written = format!(r#"{item}<item fieldId="0xFE" name="FabricIndex" type="fabric_idx"/>"#);
    let old = only(&structure("", &written));
    assert_eq!(numbers(&old, "S"), expected);
    assert!(old.structs[0].fabric_scoped, "a structure that says which fabric it belongs to belongs to one");
}

#[test]
fn a_group_is_several_clusters() {
    let text = r#"<cluster name="Resource Monitoring Clusters" revision="1">
        <clusterIds><clusterId id="0x0071" name="HEPA Filter Monitoring" picsCode="HEPAFREMON"/>
        <clusterId id="0x0072" name="Activated Carbon Filter Monitoring" picsCode="ACFREMON"/></clusterIds>
        <classification hierarchy="base" role="application" picsCode="REPM" scope="Endpoint"/>
        <attributes><attribute id="0x0000" name="Condition" type="percent"><mandatoryConform/></attribute></attributes></cluster>"#;
    let clusters = all([text]);
    let facts: Vec<_> = clusters
        .iter()
        .map(|it| (it.id, it.name.as_str(), it.pics.as_deref(), it.attributes.len()))
        .collect();
    assert_eq!(
        facts,
        [
            (0x71, "HEPA Filter Monitoring", Some("HEPAFREMON"), 1),
            (0x72, "Activated Carbon Filter Monitoring", Some("ACFREMON"), 1)
        ]
    );
}

#[test]
fn a_derived_cluster_has_what_its_base_has() {
    let base = r#"<cluster name="Mode Base Cluster" revision="2"><clusterIds><clusterId name="Mode Base"/></clusterIds>
        <classification hierarchy="base" role="application" picsCode="MODB" scope="Endpoint"/>
        <dataTypes><enum name="ModeTag"><item value="0" name="Auto"><mandatoryConform/></item></enum></dataTypes>
        <attributes><attribute id="0x0000" name="Mode" type="uint8"><access read="true" readPrivilege="manage"/>
        <mandatoryConform/></attribute><attribute id="0x0001" name="OnMode" type="uint8"><optionalConform/></attribute></attributes>
        <commands><command id="0x00" name="Change" direction="commandToServer" response="ChangeResponse"><mandatoryConform/>
        <field id="0" name="New" type="uint8"><mandatoryConform/></field></command>
        <command id="0x01" name="ChangeResponse" direction="responseFromServer"><mandatoryConform/></command></commands></cluster>"#;
    let derived = r#"<cluster id="0x0049" name="Oven Mode Cluster" revision="1">
        <clusterIds><clusterId id="0x0049" name="Oven Mode"/></clusterIds>
        <classification hierarchy="derived" baseCluster="Mode Base" role="application" picsCode="OTCCM" scope="Endpoint"/>
        <dataTypes><enum name="ModeTag"><item value="0x4000" name="Bake"><mandatoryConform/></item></enum></dataTypes>
        <attributes><attribute id="0x0000" name="Mode"/><attribute id="0x0001" name="OnMode"><disallowConform/></attribute></attributes>
        <commands><command id="0x00" name="Change"><mandatoryConform/></command></commands></cluster>"#;
    let clusters = all([derived, base]);
    assert_eq!(clusters.len(), 1, "a base is no cluster");
    let cluster = &clusters[0];
    assert_eq!(
        (cluster.id, cluster.name.as_str(), cluster.pics.as_deref()),
        (0x49, "Oven Mode", Some("OTCCM"))
    );
    let attributes: Vec<_> = cluster.attributes.iter().map(|it| it.field.name.as_str()).collect();
    assert_eq!(attributes, ["Mode"], "what is disallowed is not there");
    assert_eq!(cluster.commands.len(), 2);
    assert_eq!(cluster.commands[0].response, Response::Command("ChangeResponse".to_owned()));
    assert_eq!(cluster.commands[0].fields.len(), 1);
    let items: Vec<_> = cluster.enums[0].items.iter().map(|it| it.value).collect();
    assert_eq!((items, cluster.enums[0].width.bits()), (vec![0, 0x4000], 16));
}

#[test]
fn a_feature_bitmap_is_no_type() {
    let bitmap = |name: &str| {
        format!(
            r#"<bitmap name="{name}" type="bitmap32"><cluster code="0x0001"/><field name="Lift" mask="0x2"/></bitmap>"#
        )
    };
    for name in ["Feature", "TestFeature"] {
        let cluster = only(&zap(&bitmap(name), ""));
        assert!(cluster.bitmaps.is_empty());
        assert_eq!((cluster.features[0].bit, cluster.features[0].name.as_str()), (1, "Lift"));
    }
    let attribute = r#"<attribute side="server" code="0x0000" name="A" type="Feature"/>"#;
    let used = only(&zap(&bitmap("Feature"), attribute));
    assert_eq!((used.bitmaps.len(), used.features.len()), (1, 1), "it is a type where it is used as one");
}

#[test]
fn one_code_goes_both_ways() {
    let command = |source: &str, name: &str| {
        format!(
            r#"<command source="{source}" code="0x00" name="{name}"><description>x</description></command>"#
        )
    };
    let cluster = only(&zap("", &(command("server", "AddResponse") + &command("client", "Add"))));
    let directions: Vec<_> = cluster.commands.iter().map(|it| (it.id, it.direction)).collect();
    assert_eq!(directions, [(0, Direction::ToServer), (0, Direction::ToClient)]);
}

#[test]
fn structures_that_a_client_sends_are_marked() {
    let structure = |name: &str, ty: &str| {
        format!(
            r#"<struct name="{name}"><cluster code="0x0001"/><item fieldId="0" name="A" type="{ty}"/></struct>"#
        )
    };
    let types = ["Inner", "Outer", "Read", "Written"];
    let beside = types.map(|name| structure(name, if name == "Outer" { "Inner" } else { "int8u" })).concat();
    let inside = r#"<attribute side="server" code="0x0000" name="R" type="array" entryType="Read"/>
        <attribute side="server" code="0x0001" name="W" type="Written" writable="true"/>
        <command source="client" code="0x00" name="Set"><description>x</description><arg name="A" type="Outer" array="true"/></command>"#;
    let cluster = only(&zap(&beside, inside));
    let incoming: Vec<_> = cluster.structs.iter().map(|it| (it.name.as_str(), it.incoming)).collect();
    assert_eq!(incoming, [("Inner", true), ("Outer", true), ("Read", false), ("Written", true)]);
}

#[test]
fn types_of_the_cluster_come_before_global_ones() {
    let types = |scope: &str, item: &str| {
        format!(r#"<enum name="E" type="enum8">{scope}<item name="{item}" value="0"/></enum>"#)
    };
    let both = types("", "Global") + &types(r#"<cluster code="0x0001"/>"#, "Own");
    let attribute = r#"<attribute side="server" code="0x0000" name="A" type="E"/>"#;
    assert_eq!(only(&zap(&both, attribute)).enums[0].items[0].name, "Own");
    assert_eq!(only(&zap(&types("", "Global"), attribute)).enums[0].items[0].name, "Global");
    assert!(only(&zap(&types("", "Global"), "")).enums.is_empty(), "what nobody uses is not gathered");
}

#[test]
fn a_semantic_tag_is_a_structure_also_without_its_definition() {
    let cluster = only(&zap(
        "",
        r#"<attribute side="server" code="0x0000" name="Tags" type="array" entryType="semtag"/>"#,
    ));
    assert_eq!(cluster.structure("SemanticTagStruct").unwrap().fields.len(), 4);
    let Shape::List { entry, .. } = &cluster.attributes[0].field.ty.shape else { panic!("a list") };
    assert_eq!(entry.shape, Shape::Struct("SemanticTagStruct".to_owned()));
}

#[test]
fn several_limits_are_alternatives() {
    let text = r#"<cluster id="0x0001" name="Test" revision="1"><attributes>
        <attribute id="0x0000" name="Six or eight" type="octstr"><mandatoryConform/><constraint><allowed value="6"/></constraint>
        <constraint><allowed value="8"/></constraint></attribute>
        <attribute id="0x0001" name="Percent" type="uint8"><mandatoryConform/><constraint><max value="100"/></constraint>
        <constraint><allowed value="0xFF"/></constraint></attribute></attributes></cluster>"#;
    let cluster = only(text);
    let length = format!("{:?}", cluster.attributes[0].field.constraint.length);
    assert_eq!(length, "Some(Bounds { min: Some(Number(6)), max: Some(Number(8)) })");
    let percent = &cluster.attributes[1].field.constraint;
    assert!(percent.value.is_none() && percent.described, "all that is left to check is the type");
}

#[test]
fn global_attributes_and_extensions() {
    let cluster = zap("", r#"<attribute side="server" code="0xFFFC" name="FeatureMap" type="bitmap32"/>"#);
    let extension = r#"<configurator><clusterExtension code="0x0001">
        <attribute side="server" code="0x0000" name="More" type="int8u" manufacturerCode="0xFFF1"/></clusterExtension></configurator>"#;
    let clusters = all([extension, cluster.as_str()]);
    let ids: Vec<_> = clusters[0].attributes.iter().map(|it| it.field.id).collect();
    assert_eq!(ids, [0xFFF1_0000]);
}

/// A cluster of the specification's dialect around what is to be looked at.
fn spec(inside: &str) -> String {
    format!(r#"<cluster id="0x0001" name="Test" revision="1">{inside}</cluster>"#)
}

#[test]
fn one_attribute_under_two_conditions_is_there_under_either() {
    let text = spec(
        r#"<features><feature bit="0" code="LT" name="Lighting"><optionalConform/></feature></features><attributes>
        <attribute id="0x0000" name="Min" type="uint8"><mandatoryConform><feature name="LT"/></mandatoryConform></attribute>
        <attribute id="0x0000" name="Min" type="uint8"><optionalConform/></attribute></attributes>"#,
    );
    let (model, session) = Session::resolved(&text);
    assert!(session.lines()[0].starts_with("W0304") && session.lines().len() == 1);
    let conformance = format!("{:?}", model.releases[0].clusters[0].attributes[0].field.conformance);
    assert!(conformance.starts_with("Otherwise([Mandatory(Some(Feature("), "{conformance}");
}

#[test]
fn numbers_without_a_base_mean_what_their_name_says() {
    let types = r#"<dataTypes><number name="SignedTemperature" type=""/><number name="Strange" type=""/>
        <number name="Degrees" type="SignedTemperature"/></dataTypes>"#;
    let attribute = |ty: &str| {
        format!(
            r#"{types}<attributes><attribute id="0x0000" name="A" type="{ty}"><mandatoryConform/></attribute></attributes>"#
        )
    };
    let cluster = only(&spec(&attribute("Degrees")));
    let ty = &cluster.attributes[0].field.ty;
    assert_eq!((ty.name.as_str(), &ty.shape), ("Degrees", &Shape::Signed(Width::W8)));
    let said = Session::resolved(&spec(&attribute("Strange"))).1.lines();
    assert!(said[0].starts_with("E0301") && said[0].contains("but not as what"), "{said:?}");
}

#[test]
fn limits_refer_to_attributes_that_are_there() {
    let limit = |name: &str| format!(r#"<constraint><max><attribute name="{name}"/></max></constraint>"#);
    let text = spec(&format!(
        r#"<attributes><attribute id="0x0000" name="A" type="uint8"><mandatoryConform/>{}</attribute>
        <attribute id="0x0001" name="B" type="uint8"><mandatoryConform/>{}</attribute></attributes>"#,
        limit("B"),
        limit("Elsewhere"),
    ));
    let cluster = only(&text);
    let max = |index: usize| cluster.attributes[index].field.constraint.value.clone().unwrap().max.unwrap();
    assert_eq!(max(0), Bound::Attribute("B".to_owned()));
    assert_eq!(max(1), Bound::Expression("Elsewhere".to_owned()));
}

#[test]
fn shells_and_headings_are_passed_over() {
    let shell = r#"<cluster name="OTA Software Update" revision=""><clusterIds/></cluster>"#;
    let heading = spec(r#"<dataTypes><enum name="Status Codes" type="status"/></dataTypes>"#);
    let clusters = all([shell, heading.as_str()]);
    assert_eq!((clusters.len(), clusters[0].enums.len()), (1, 0));
}

#[test]
fn a_name_with_a_number_does_not_take_the_name_of_another() {
    let attribute = |id: u8, name: &str| {
        format!(r#"<attribute id="0x000{id}" name="{name}" type="uint8"><mandatoryConform/></attribute>"#)
    };
    let all = [(0, "A"), (1, "A"), (2, "A1"), (3, "A11"), (4, "A")].map(|(id, name)| attribute(id, name));
    let (model, session) = Session::resolved(&spec(&format!("<attributes>{}</attributes>", all.concat())));
    assert_eq!(session.lines().len(), 2, "one for each that is renamed");
    let cluster = &model.releases[0].clusters[0];
    let names: Vec<_> = cluster.attributes.iter().map(|attribute| attribute.field.name.as_str()).collect();
    assert_eq!(names, ["A", "A111", "A1", "A11", "A4"]);
}
