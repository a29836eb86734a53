//! Each construct of the dialect, with input of our own.

mod faults;

use crate::model::{Conformance, Direction, EventPriority, Persistence, Privilege, Term};
use crate::read::testing::{faults, spotless, zap_cluster};
use crate::syntax::{
    Attribute, Bound, Cluster, Command, Constraint, Event, Field, Limits, TypeDef, TypeKind,
};

fn cluster(items: &str) -> Cluster {
    spotless(&zap_cluster(items)).clusters.remove(0)
}

fn attribute(attributes: &str, children: &str) -> Attribute {
    let text = format!("<attribute side=\"server\" code=\"1\" {attributes}>{children}</attribute>");
    cluster(&text).attributes.remove(0)
}

fn command(attributes: &str, children: &str) -> Command {
    let text = format!("<command source=\"client\" code=\"1\" name=\"Go\" {attributes}>{children}</command>");
    cluster(&text).commands.remove(0)
}

fn event(attributes: &str, children: &str) -> Event {
    cluster(&format!("<event code=\"1\" name=\"Gone\" {attributes}>{children}</event>")).events.remove(0)
}

fn type_def(text: &str) -> TypeDef {
    spotless(&format!("<configurator>{text}</configurator>")).types.remove(0)
}

fn ids(fields: &[Field]) -> Vec<Option<u32>> {
    fields.iter().map(|field| field.id.map(|id| id.value)).collect()
}

fn number(value: i128, hex: bool) -> Bound {
    Bound::Number { value, hex }
}

#[test]
fn a_cluster() {
    let cluster = cluster(
        "<description>What it\n   does</description><domain name=\"General\">General</domain><define>EX</define>
         <client init=\"false\" tick=\"false\">true</client><server tick=\"true\" tickFrequency=\"half\">true</server>
         <globalAttribute side=\"either\" code=\"0xFFFC\" value=\"0\"/>
         <globalAttribute side=\"either\" code=\"65533\" value=\"0x0003\"/>",
    );
    assert_eq!((cluster.name.value.as_str(), cluster.ids[0].id.unwrap().value), ("Ex", 0xFFF1_FC00));
    assert_eq!(cluster.description.unwrap(), "What it does");
    assert_eq!((cluster.revision, cluster.provisional), (Some(3), false));
}

#[test]
fn what_is_not_about_clusters_is_passed_over() {
    let document = spotless(
        "<zap><domain name=\"x\" spec=\"y\"/><atomic><type id=\"1\" what=\"ever\"/></atomic><global><attribute/></global>
         <accessControl><role type=\"view\" description=\"\"/></accessControl><tag name=\"a\" description=\"b\"/>
         <deviceType><name>X</name><clusters><include cluster=\"Y\"/></clusters></deviceType></zap>",
    );
    assert!(document.clusters.is_empty() && document.types.is_empty());
}

#[test]
fn the_name_of_an_attribute() {
    let name = |attributes: &str, children: &str| {
        let attribute = attribute(&format!("type=\"int8u\" {attributes}"), children);
        (attribute.field.name.value, attribute.field.summary)
    };
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(name("define=\"STALE\"", " Text "), ("Text".to_owned(), None));
    assert_eq!(name("name=\"Name\"", "Text"), ("Text".to_owned(), None));
    assert_eq!(name("name=\"Name\"", "<description>About</description>"), ("Name".to_owned(), text("About")));
    assert_eq!(
        name("define=\"STALE\"", "<description>described</description>"),
        ("described".to_owned(), None)
    );
    let nameless = zap_cluster("<attribute side=\"server\" code=\"1\" type=\"int8u\" define=\"\"/>");
    assert_eq!(faults(&nameless), ["2:1: error[E0203]: `<attribute>` has no name"]);
}

#[test]
fn both_spellings_of_a_list() {
    for written in ["type=\"ARRAY\" entryType=\"T\"", "type=\"T\" array=\"true\""] {
        let ty = attribute(&format!("name=\"A\" {written}"), "").field.ty;
        assert_eq!((ty.name.unwrap().value.as_str(), ty.list), ("T", true));
    }
}

#[test]
fn limits() {
    let field = |attributes: &str| attribute(&format!("name=\"A\" {attributes}"), "").field;
    let limits = |attributes: &str| {
        let field = field(attributes);
        field.constraints.into_iter().map(|limit| limit.value).collect::<Vec<_>>()
    };
    assert_eq!(
        limits("type=\"int16s\" max=\"0X7F\" min=\"-5\""),
        [Constraint::Range(Limits { min: Some(number(-5, false)), max: Some(number(0x7F, true)) })]
    );
    assert_eq!(
        limits("type=\"octet_string\" length=\"20\" minLength=\"20\""),
        [Constraint::Size(Limits { min: Some(number(20, false)), max: Some(number(20, false)) })]
    );
    assert_eq!(limits("type=\"int8u\" min=\"\" max=\"\""), []);
    let single = Bound::Expression("1.5".to_owned());
    assert_eq!(
        limits("type=\"single\" max=\"1.5\""),
        [Constraint::Range(Limits { min: None, max: Some(single) })]
    );
    let list = field("type=\"array\" entryType=\"int8u\" length=\"3\" max=\"9\"");
    assert_eq!(list.constraints.len(), 1);
    let entries = Limits { min: None, max: Some(number(9, false)) };
    assert_eq!(list.ty.entry_constraints[0].value, Constraint::Range(entries));
}

#[test]
fn access_and_qualities() {
    let plain = attribute("name=\"A\" type=\"int8u\"", "");
    assert_eq!(
        (plain.readable, plain.writable, plain.read_privilege, plain.write_privilege),
        (true, false, None, None)
    );
    let attribute = attribute(
        "name=\"A\" type=\"int8u\" writable=\"true\" readable=\"false\" mustUseTimedWrite=\"true\" isNullable=\"true\"
         isFabricSensitive=\"true\" mustUseAtomicWrite=\"true\" manufacturerCode=\"0x1002\" default=\"0\"",
        "<access op=\"read\" role=\"manage\"/><access op=\"write\" privilege=\"administer\"/>
         <access modifier=\"fabric-scoped\"/><quality scene=\"true\" changeOmitted=\"true\" persistence=\"nonVolatile\"/>",
    );
    assert!(!attribute.readable && attribute.writable && attribute.timed_write && attribute.fabric_scoped);
    assert_eq!(attribute.read_privilege, Some(Privilege::Manage));
    assert_eq!(attribute.write_privilege, Some(Privilege::Administer));
    assert!(attribute.field.nullable && attribute.field.fabric_sensitive);
    assert!(attribute.quality.scene && attribute.quality.changes_omitted && attribute.quality.atomic_write);
    assert_eq!(attribute.quality.persistence, Some(Persistence::NonVolatile));
    assert_eq!(attribute.manufacturer.unwrap().value, 0x1002);
    assert_eq!(attribute.field.default.unwrap().value, "0");
}

#[test]
fn attributes_of_the_client_are_passed_over() {
    assert!(
        cluster("<attribute side=\"client\" code=\"1\" type=\"int8u\">A</attribute>").attributes.is_empty()
    );
}

#[test]
fn conformance() {
    let of = |optional: &str, child: &str| {
        attribute(&format!("name=\"A\" type=\"int8u\" {optional}"), child).field.conformance
    };
    let (yes, no) = ("optional=\"true\"", "optional=\"false\"");
    let term = "<mandatoryConform><feature name=\"LOG\"/></mandatoryConform>";
    let when = Conformance::Mandatory(Some(Term::Feature("LOG".to_owned())));
    assert_eq!(of("", ""), None);
    assert_eq!(of(no, ""), None);
    assert_eq!(of(yes, ""), Some(Conformance::OPTIONAL));
    assert_eq!(of(yes, "<mandatoryConform/>"), Some(Conformance::OPTIONAL), "the attribute decides");
    assert_eq!(of(no, "<optionalConform/>"), Some(Conformance::MANDATORY), "the attribute decides");
    assert_eq!(of(yes, term), Some(when.clone()));
    assert_eq!(of("", term), Some(when));
    assert_eq!(of(no, "<disallowConform/>"), Some(Conformance::Disallowed));
    let provisional = Conformance::Otherwise(vec![Conformance::Provisional, Conformance::MANDATORY]);
    assert_eq!(of("apiMaturity=\"provisional\"", ""), Some(provisional));
}

#[test]
fn commands() {
    let plain = command("", "");
    assert_eq!((plain.direction, plain.privilege), (Some(Direction::ToServer), None));
    assert!(plain.response.is_none() && plain.conformance.is_none() && plain.summary.is_none());
    let full = command(
        "response=\"Done\" optional=\"true\" isFabricScoped=\"true\" mustUseTimedInvoke=\"true\" cli=\"x\"
         disableDefaultResponse=\"true\" noDefaultImplementation=\"true\" cliFunctionName=\"y\"",
        "<description>Goes</description><access op=\"invoke\" privilege=\"operate\"/><quality largeMessage=\"true\"/>",
    );
    assert!(full.timed && full.fabric_scoped && full.large_message);
    assert_eq!(full.response.unwrap().value, "Done");
    assert_eq!((full.conformance, full.privilege), (Some(Conformance::OPTIONAL), Some(Privilege::Operate)));
    assert_eq!(full.summary.unwrap(), "Goes");
    let response = cluster("<command source=\"server\" code=\"1\" name=\"Done\"/>").commands.remove(0);
    assert_eq!(response.direction, Some(Direction::ToClient));
}

#[test]
fn numbers_of_fields() {
    let args = |args: &str| ids(&command("", args).fields);
    let arg = "name=\"A\" type=\"int8u\"";
    assert_eq!(args(&format!("<arg {arg}/><arg {arg}/>")), [None, None]);
    assert_eq!(args(&format!("<arg id=\"0\" {arg}/><arg id=\"2\" {arg}/>")), [Some(0), Some(2)]);
    assert_eq!(args(&format!("<arg id=\"0\" {arg}/><arg id=\"0\" {arg}/>")), [None, None], "not rising");
    assert_eq!(args(&format!("<arg id=\"0\" {arg}/><arg {arg}/>")), [None, None], "not all");
    assert_eq!(args(&format!("<arg fieldId=\"5\" id=\"0\" {arg}/><arg id=\"0\" {arg}/>")), [Some(5), None]);
    let fields = "<field id=\"1\" name=\"A\" type=\"int8u\"/><field fieldId=\"2\" id=\"100\" name=\"B\" type=\"int8u\"/>";
    assert_eq!(ids(&event("", fields).fields), [Some(1), Some(2)]);
    let def = type_def(
        "<struct name=\"S\"><item fieldId=\"0xFE\" name=\"A\" type=\"T\"/><item name=\"B\" type=\"T\"/></struct>",
    );
    let TypeKind::Struct { fields, fabric_scoped: false } = def.kind else { panic!() };
    assert_eq!(ids(&fields), [Some(0xFE), None]);
}

#[test]
fn arguments_may_write_one_for_true() {
    let fields = command("", "<arg name=\"A\" type=\"int8u\" optional=\"1\"/>").fields;
    assert_eq!(fields[0].conformance, Some(Conformance::OPTIONAL));
}

#[test]
fn events() {
    let event = event(
        "side=\"server\" priority=\"critical\" isFabricSensitive=\"true\"",
        "<field id=\"0\" name=\"A\" type=\"int8u\" array=\"true\"/><description>D</description>
         <access op=\"read\" privilege=\"administer\"/><optionalConform/>",
    );
    assert_eq!(
        (event.priority, event.read_privilege),
        (Some(EventPriority::Critical), Some(Privilege::Administer))
    );
    assert!(event.fabric_sensitive && event.fields[0].ty.list);
    assert_eq!(event.conformance, Some(Conformance::OPTIONAL));
}

#[test]
fn types() {
    let def = type_def(
        "<enum name=\"E\" type=\"enum16\" description=\"d\"><cluster code=\"1\"/><cluster code=\"0x2\"/><item name=\"A\" value=\"0x1F\"/></enum>",
    );
    assert_eq!(def.clusters.iter().map(|code| code.value).collect::<Vec<_>>(), [1, 2]);
    let TypeKind::Enum { base, items } = def.kind else { panic!() };
    assert_eq!((base.unwrap().value.as_str(), items[0].value.value), ("enum16", 0x1F));
    let TypeKind::Bitmap { fields, .. } =
        type_def("<bitmap name=\"B\" type=\"BITMAP8\"><field name=\"Two Bits\" mask=\"0x0C\"/></bitmap>")
            .kind
    else {
        panic!()
    };
    assert_eq!((fields[0].mask.value, fields[0].name.value.as_str()), (0x0C, "Two Bits"));
    let def = type_def("<struct name=\"S\" isFabricScoped=\"true\"/>");
    assert!(matches!(def.kind, TypeKind::Struct { fabric_scoped: true, .. }));
    let TypeKind::Alias { target } = type_def("<typedef name=\"T\" type=\"int16u\"/>").kind else { panic!() };
    assert_eq!(target.unwrap().value, "int16u");
}

#[test]
fn features_in_a_list_and_as_tags() {
    let listed = cluster(
        "<features><feature bit=\"2\" code=\"LOG\" name=\"Logging\" summary=\"Keeps  a log\"><optionalConform/></feature></features>",
    );
    let feature = &listed.features[0];
    assert_eq!(
        (feature.bit.value, feature.code.as_str(), feature.name.value.as_str()),
        (2, "LOG", "Logging")
    );
    assert_eq!(feature.summary.as_deref(), Some("Keeps a log"));
    assert_eq!(feature.conformance, Some(Conformance::OPTIONAL));
    let tagged = cluster(
        "<tag name=\"PIN\" description=\"PIN codes\"/><globalAttribute side=\"either\" code=\"0xFFFC\" value=\"1\">
         <featureBit tag=\"PIN\" bit=\"0\">true</featureBit></globalAttribute>",
    );
    let feature = &tagged.features[0];
    assert_eq!(
        (feature.bit.value, feature.code.as_str(), feature.name.value.as_str()),
        (0, "PIN", "PIN codes")
    );
}

#[test]
fn extensions() {
    let document = spotless(
        "<configurator><clusterExtension code=\"0x0006\"><attribute side=\"server\" code=\"0xFFF10000\" type=\"int8u\">A</attribute>
         <command source=\"client\" code=\"0xFFF10001\" name=\"B\"/></clusterExtension></configurator>",
    );
    let extension = &document.extensions[0];
    assert_eq!((extension.cluster.value, extension.attributes.len(), extension.commands.len()), (6, 1, 1));
}
