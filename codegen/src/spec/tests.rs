//! Each construct of the dialect in both of its spellings, with input of our own.

mod conformances;
mod faults;
mod limits;

use crate::model::{Direction, EventPriority, Persistence, Privilege};
use crate::read::testing::{read_text, spec_cluster, spotless};
use crate::syntax::{Attribute, Cluster, Command, Field, TypeDef, TypeKind};

fn cluster(sections: &str) -> Cluster {
    spotless(&spec_cluster(sections)).clusters.remove(0)
}

fn attribute(attributes: &str, children: &str) -> Attribute {
    let text = format!(
        "<attributes><attribute id=\"0x0001\" name=\"A\" {attributes}>{children}</attribute></attributes>"
    );
    cluster(&text).attributes.remove(0)
}

fn field(attributes: &str, children: &str) -> Field {
    attribute(attributes, children).field
}

fn command(attributes: &str, children: &str) -> Command {
    cluster(&format!("<commands><command id=\"0x01\" {attributes}>{children}</command></commands>"))
        .commands
        .remove(0)
}

fn types(text: &str) -> Vec<TypeDef> {
    cluster(&format!("<dataTypes>{text}</dataTypes>")).types
}

#[test]
fn a_cluster() {
    let cluster = spotless(
        "<cluster id=\"0x0450\" name=\"Example Cluster\" revision=\"2\">
         <revisionHistory><revision revision=\"1\" summary=\"First\"/></revisionHistory>
         <clusterIds><clusterId id=\"0x0450\" name=\"Example\" picsCode=\"EXMPL\"><provisionalConform/></clusterId></clusterIds>
         <classification hierarchy=\"base\" role=\"application\" picsCode=\"OTHER\" scope=\"Endpoint\"/></cluster>",
    )
    .clusters
    .remove(0);
    assert_eq!((cluster.name.value.as_str(), cluster.revision), ("Example", Some(2)));
    assert_eq!((cluster.ids.len(), cluster.ids[0].id.unwrap().value), (1, 0x0450));
    assert_eq!((cluster.pics.as_deref(), cluster.role.as_deref()), (Some("EXMPL"), Some("application")));
    assert_eq!(cluster.scope.as_deref(), Some("Endpoint"));
    assert!(cluster.provisional && cluster.base.is_none());
}

#[test]
fn where_ids_come_from() {
    let ids = |id: &str, list: &str| {
        let text = format!("<cluster {id} name=\"X Cluster\"><clusterIds>{list}</clusterIds></cluster>");
        let ids = spotless(&text).clusters.remove(0).ids;
        ids.into_iter().map(|id| (id.id.map(|id| id.value), id.name.value)).collect::<Vec<_>>()
    };
    let (one, two) = ("<clusterId id=\"0x1\" name=\"A\"/>", "<clusterId id=\"0x2\" name=\"B\"/>");
    let named = |id: Option<u32>, name: &str| (id, name.to_owned());
    assert_eq!(ids("id=\"\"", one), [named(Some(1), "A")], "only in the list");
    assert_eq!(ids("", &format!("{one}{two}")), [named(Some(1), "A"), named(Some(2), "B")], "a group");
    assert_eq!(ids("id=\"5\"", ""), [named(Some(5), "X")], "only at the root");
    assert_eq!(ids("id=\"5\"", "<clusterId name=\"A\"/>"), [named(Some(5), "A")], "only at the root");
    assert_eq!(ids("", "<clusterId name=\"Mode Base\"/>"), [named(None, "Mode Base")], "an abstract base");
}

#[test]
fn shells_and_bases() {
    assert!(spotless("<cluster id=\"\" name=\"Shell\" revision=\"\"/>").clusters.is_empty());
    let cluster =
        cluster("<classification hierarchy=\"derived\" baseCluster=\"Mode Base\" role=\"application\"/>");
    assert_eq!(cluster.base.unwrap().value, "Mode Base");
}

#[test]
fn files_of_global_types_and_of_devices() {
    let document = spotless("<enums><enum name=\"E\"><item value=\"1\" name=\"A\"/></enum></enums>");
    assert!(matches!(document.types[0].kind, TypeKind::Enum { .. }));
    let document = spotless("<typeDefs><number name=\"N\" type=\"uint16\"/></typeDefs>");
    assert!(matches!(document.types[0].kind, TypeKind::Alias { .. }));
    let document =
        spotless("<commands><command id=\"0xFE\" name=\"C\" direction=\"commandToServer\"/></commands>");
    assert_eq!((document.commands[0].id.value, document.commands[0].name.value.as_str()), (0xFE, "C"));
    assert!(spotless("<deviceType id=\"1\" name=\"D\"><clusters/></deviceType>").clusters.is_empty());
}

#[test]
fn data_types() {
    let types = types(
        "<number name=\"N\" type=\"uint16\"/><number name=\"Old\" type=\"\"/>
         <enum name=\"E\"><item value=\"0x10\" name=\"A\" summary=\"s\"><mandatoryConform/></item><item from=\"0x80\" to=\"0xBF\"/></enum>
         <bitmap name=\"B\"><bitfield name=\"X\" bit=\"1\"/><bitfield name=\"Y\" from=\"0x2\" to=\"3\"/><bitfield name=\"Z\" from=\"4\" to=\"7\"/>
         <bitfield name=\"All\" from=\"0\" to=\"63\"/></bitmap>
         <struct name=\"S\"><field id=\"0\" name=\"F\" type=\"Other\"/><access fabricScoped=\"true\"/></struct>",
    );
    let TypeKind::Alias { target } = &types[0].kind else { panic!() };
    assert_eq!(target.as_ref().unwrap().value, "uint16");
    assert!(matches!(types[1].kind, TypeKind::Alias { target: None }));
    let TypeKind::Enum { items, .. } = &types[2].kind else { panic!() };
    assert_eq!((items.len(), items[0].value.value, items[0].summary.as_deref()), (1, 0x10, Some("s")));
    let TypeKind::Bitmap { fields, .. } = &types[3].kind else { panic!() };
    let masks: Vec<_> = fields.iter().map(|field| field.mask.value).collect();
    assert_eq!(masks, [0b10, 0b1100, 0xF0, u64::MAX]);
    let TypeKind::Struct { fields, fabric_scoped: true } = &types[4].kind else { panic!() };
    assert_eq!(fields[0].ty.name.as_ref().unwrap().value, "Other");
}

#[test]
fn odd_spellings_are_read_and_told() {
    let text = spec_cluster(
        "<dataTypes><bitmap name=\"B type\"><bitfield name=\"Z\" bit=\"4-7\"/></bitmap></dataTypes>
<commands><command id=\"0\" name=\"Go Command\" direction=\"commandToServer\" response=\"Done Command\">
<field name=\"F\" type=\"ref_B\"/></command></commands>",
    );
    let (document, said) = read_text(&text);
    assert_eq!(
        said,
        [
            "2:26: warning[W0204]: `B type` is no usual spelling",
            "2:58: warning[W0204]: `bit=\"4-7\"` is no usual spelling",
            "3:33: warning[W0204]: `Go Command` is no usual spelling",
            "3:83: warning[W0204]: `Done Command` is no usual spelling",
            "4:1: warning[W0312]: `<field>` has no id",
            "4:23: warning[W0204]: `ref_B` is no usual spelling",
        ]
    );
    let cluster = &document.unwrap().clusters[0];
    let TypeKind::Bitmap { fields, .. } = &cluster.types[0].kind else { panic!() };
    assert_eq!((cluster.types[0].name.value.as_str(), fields[0].mask.value), ("B", 0xF0));
    let go = &cluster.commands[0];
    assert_eq!((go.name.value.as_str(), go.response.as_ref().unwrap().value.as_str()), ("Go", "Done"));
    assert!(go.fields[0].id.is_none(), "the resolver counts");
    assert_eq!(go.fields[0].ty.name.as_ref().unwrap().value, "B");
}

#[test]
fn anonymous_types_are_named_after_their_owner() {
    let cluster = cluster(
        "<dataTypes><enum name=\"ModeEnum\"/><struct name=\"S\">
         <field id=\"0\" name=\"Mode\" type=\"enum8\"><enum><item value=\"0\" name=\"A\"/></enum></field>
         <field id=\"1\" name=\"Flags\" type=\"map8\"><bitmap><bitfield bit=\"0\" name=\"A\"/></bitmap></field></struct></dataTypes>
         <attributes><attribute id=\"0\" name=\"State\" type=\"enum8\"><enum><item from=\"1\" to=\"9\"/></enum></attribute></attributes>",
    );
    let names: Vec<_> = cluster.types.iter().map(|def| def.name.value.as_str()).collect();
    assert_eq!(names, ["ModeEnum", "S", "SModeEnum", "FlagsBitmap"], "ModeEnum is taken");
    let TypeKind::Struct { fields, .. } = &cluster.types[1].kind else { panic!() };
    assert_eq!(fields[0].ty.name.as_ref().unwrap().value, "SModeEnum");
    let TypeKind::Enum { base, .. } = &cluster.types[2].kind else { panic!() };
    assert_eq!(base.as_ref().unwrap().value, "enum8");
    let state = cluster.attributes[0].field.ty.name.as_ref().unwrap();
    assert_eq!(state.value, "enum8", "only a reserved range");
}

#[test]
fn attributes() {
    let derived = attribute("", "");
    assert!(derived.field.ty.name.is_none() && derived.readable && !derived.writable);
    let attribute = attribute(
        "type=\"list\" default=\"desc\"",
        "<entry type=\"S\"><constraint type=\"max\" value=\"5\"/></entry>
         <access read=\"true\" write=\"optional\" readPrivilege=\"view\" writePrivilege=\"admin\" fabricScoped=\"true\" fabricSensitive=\"true\" timed=\"true\"/>
         <quality changeOmitted=\"true\" nullable=\"true\" scene=\"false\" persistence=\"nonVolatile\" reportable=\"true\"/><optionalConform/>",
    );
    assert!(attribute.readable && attribute.writable && attribute.fabric_scoped && attribute.timed_write);
    assert_eq!(
        (attribute.read_privilege, attribute.write_privilege),
        (Some(Privilege::View), Some(Privilege::Administer))
    );
    assert!(attribute.field.nullable && attribute.field.fabric_sensitive && attribute.field.ty.list);
    assert_eq!(attribute.field.ty.name.unwrap().value, "S");
    assert_eq!(attribute.field.ty.entry_constraints.len(), 1);
    assert_eq!(attribute.quality.persistence, Some(Persistence::NonVolatile));
    assert!(attribute.quality.changes_omitted && attribute.quality.reportable && !attribute.quality.scene);
    assert_eq!(attribute.field.default.unwrap().value, "desc");
}

#[test]
fn a_default_may_refer_to_something() {
    let default =
        |child: &str| field("type=\"uint8\"", &format!("<default>{child}</default>")).default.unwrap().value;
    assert_eq!(default("<attribute name=\"X\"/>"), "X");
    assert_eq!(default("<enum default=\"Auto\"/>"), "Auto");
}

#[test]
fn commands() {
    let plain = command("name=\"Go\" direction=\"commandToServer\" response=\"Y\"", "");
    assert_eq!((plain.name.value.as_str(), plain.direction), ("Go", Some(Direction::ToServer)));
    assert!(plain.response.is_none() && plain.privilege.is_none() && !plain.timed);
    let full = command(
        "name=\"Go\" direction=\"commandToServer\" response=\"Done\"",
        "<quality largeMessage=\"true\"/><access invokePrivilege=\"manage\" fabricScoped=\"true\" timed=\"true\"/><mandatoryConform/>
         <field id=\"0\" name=\"A\" type=\"uint8\" default=\"null\"><quality nullable=\"true\"/><optionalConform choice=\"a\"/></field>",
    );
    assert!(full.timed && full.fabric_scoped && full.large_message && full.fields[0].nullable);
    assert_eq!((full.response.unwrap().value.as_str(), full.privilege), ("Done", Some(Privilege::Manage)));
    for (written, direction) in
        [("responseFromServer", Direction::ToClient), ("commandToClient", Direction::ToClient)]
    {
        assert_eq!(command(&format!("name=\"A\" direction=\"{written}\""), "").direction, Some(direction));
    }
    assert_eq!(command("name=\"Derived\"", "").direction, None);
}

#[test]
fn events() {
    let events = cluster(
        "<events><event id=\"0x00\" name=\"E\" priority=\"info\"><access readPrivilege=\"view\" fabricSensitive=\"true\"/><mandatoryConform/>
         <field id=\"0\" name=\"A\" type=\"list\"><entry type=\"uint8\"/></field></event><event id=\"1\" name=\"F\"/></events>",
    )
    .events;
    assert_eq!(
        (events[0].priority, events[0].read_privilege),
        (Some(EventPriority::Info), Some(Privilege::View))
    );
    assert!(events[0].fabric_sensitive && events[0].fields[0].ty.list);
    assert_eq!(events[1].priority, None);
}

#[test]
fn features() {
    let cluster = cluster(
        "<features><feature bit=\"1\" code=\"PA_LF\" name=\"A/B\" summary=\"s\"><optionalConform/></feature></features>",
    );
    let feature = &cluster.features[0];
    assert_eq!((feature.bit.value, feature.code.as_str(), feature.name.value.as_str()), (1, "PA_LF", "A/B"));
}
