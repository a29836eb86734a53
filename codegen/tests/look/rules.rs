//! Every rule by which changes are judged: one change of a small cluster, there and back.

mod values;

use clustergen::diff::{self, Judgement, Kind};

use crate::support::cluster;
use Judgement::{Breaking, Compatible, Reused};

/// A cluster with something of every kind, each line different from all others.
const KETTLE: &str = r#"<cluster id="0xFFF1FC10" name="Kettle" revision="1">
<revisionHistory><revision revision="1" summary="First"/></revisionHistory>
<classification hierarchy="base" role="application" picsCode="KET" scope="Endpoint"/>
<features>
<feature bit="0" code="HOT" name="HotWater" summary="Hot"><optionalConform/></feature>
</features>
<dataTypes>
<enum name="ModeEnum">
<item value="0" name="Idle"><mandatoryConform/></item>
<item value="1" name="Boil"><mandatoryConform/></item>
</enum>
<enum name="OtherEnum">
<item value="0" name="Nothing"><mandatoryConform/></item>
</enum>
<bitmap name="StateBitmap">
<bitfield bit="0" name="Full"><mandatoryConform/></bitfield>
<bitfield from="1" to="2" name="Level"><mandatoryConform/></bitfield>
</bitmap>
<struct name="ReportStruct">
<field id="0" name="Poured" type="uint16"><mandatoryConform/></field>
<field id="1" name="Remark" type="string"><optionalConform/><constraint><maxLength value="10"/></constraint></field>
</struct>
<struct name="OrderStruct">
<field id="0" name="Quantity" type="uint16"><mandatoryConform/></field>
<field id="1" name="Recipient" type="string"><optionalConform/><constraint><maxLength value="11"/></constraint></field>
</struct>
</dataTypes>
<attributes>
<attribute id="0x0000" name="Serial" type="string"><access read="true" readPrivilege="view"/><quality persistence="fixed"/><mandatoryConform/></attribute>
<attribute id="0x0001" name="Target" type="uint16"><access read="true" write="true" readPrivilege="view" writePrivilege="operate"/><mandatoryConform/><constraint><max value="100"/></constraint></attribute>
<attribute id="0x0002" name="Reports" type="list"><entry type="ReportStruct"/><access read="true" readPrivilege="manage"/><mandatoryConform/></attribute>
<attribute id="0x0003" name="Mode" type="ModeEnum"><access read="true" readPrivilege="operate"/><mandatoryConform/></attribute>
<attribute id="0x0004" name="Since" type="epoch-s"><access read="true" readPrivilege="view"/><optionalConform/></attribute>
<attribute id="0x0005" name="Other" type="OtherEnum"><access read="true" readPrivilege="view"/><optionalConform/></attribute>
</attributes>
<commands>
<command id="0x00" name="Pour" direction="commandToServer" response="PourResponse"><access invokePrivilege="manage"/><mandatoryConform/>
<field id="0" name="Order" type="OrderStruct"><mandatoryConform/></field>
<field id="1" name="State" type="StateBitmap"><mandatoryConform/></field>
</command>
<command id="0x01" name="PourResponse" direction="responseFromServer"><mandatoryConform/>
<field id="0" name="Left" type="uint16"><mandatoryConform/></field>
</command>
</commands>
<events>
<event id="0x00" name="Boiled" priority="info"><access readPrivilege="view"/><mandatoryConform/>
<field id="0" name="Degrees" type="int16"><mandatoryConform/></field>
</event>
</events>
</cluster>"#;

/// All changes when one piece of the cluster is replaced, but for what is said of the revision.
fn changes(from: &str, to: &str) -> [Vec<(Kind, Judgement)>; 2] {
    assert_eq!(KETTLE.matches(from).count(), 1, "{from}");
    let (old, new) = (cluster(KETTLE), cluster(&KETTLE.replace(from, to)));
    [(&old, &new), (&new, &old)].map(|(old, new)| {
        let changes = diff::clusters(old, new).into_iter();
        changes
            .filter(|change| change.kind != Kind::SameRevision)
            .map(|change| (change.kind, change.judgement))
            .collect()
    })
}

/// What replacing something by something else comes to, and what replacing it back comes to.
#[track_caller]
fn judged(from: &str, to: &str, there: (Kind, Judgement), back: (Kind, Judgement)) {
    let [forward, backward] = changes(from, to);
    assert_eq!((forward, backward), (vec![there], vec![back]), "{from} -> {to}");
}

/// The same change of something that clients send and of the same that servers send.
#[track_caller]
fn judged_both(
    kind: Kind,
    [(to_server, to_client), (from, to)]: [(&str, &str); 2],
    [sent_by_client, sent_by_server]: [[Judgement; 2]; 2],
) {
    for (context, [there, back]) in [(to_server, sent_by_client), (to_client, sent_by_server)] {
        let (old, new) = (context.replace('@', from), context.replace('@', to));
        judged(&old, &new, (kind, there), (kind, back));
    }
}

#[test]
fn what_is_added_is_compatible_and_what_is_removed_is_breaking() {
    let added = (Kind::Added, Compatible);
    let removed = (Kind::Removed, Breaking);
    let pieces = [
        "<feature bit=\"0\" code=\"HOT\" name=\"HotWater\" summary=\"Hot\"><optionalConform/></feature>",
        "<item value=\"1\" name=\"Boil\"><mandatoryConform/></item>",
        "<bitfield bit=\"0\" name=\"Full\"><mandatoryConform/></bitfield>",
        "<field id=\"1\" name=\"Remark\" type=\"string\"><optionalConform/><constraint><maxLength value=\"10\"/></constraint></field>",
        "<attribute id=\"0x0004\" name=\"Since\" type=\"epoch-s\"><access read=\"true\" readPrivilege=\"view\"/><optionalConform/></attribute>",
    ];
    for piece in pieces {
        judged(piece, "", removed, added);
    }
    let start = KETTLE.find("<event id").unwrap();
    let end = KETTLE.find("</events>").unwrap();
    judged(&KETTLE[start..end], "", removed, added);
}

#[test]
fn a_mandatory_field_breaks_whoever_does_not_know_it() {
    for field in [
        "<field id=\"0\" name=\"Poured\" type=\"uint16\"><mandatoryConform/></field>",
        "<field id=\"0\" name=\"Quantity\" type=\"uint16\"><mandatoryConform/></field>",
    ] {
        judged(field, "", (Kind::Removed, Breaking), (Kind::Added, Breaking));
    }
}

#[test]
fn similar_names_are_renames_and_others_are_reused_ids() {
    for (from, to) in [
        ("name=\"HotWater\"", "name=\"HotWaterSupply\""),
        ("name=\"Boil\"", "name=\"Boiling\""),
        ("name=\"Full\"", "name=\"FullFlag\""),
        ("name=\"Remark\"", "name=\"RemarkText\""),
        ("name=\"Serial\"", "name=\"SerialNumber\""),
        ("name=\"Boiled\"", "name=\"BoiledEvent\""),
        ("name=\"Kettle\"", "name=\"Water Kettle\""),
        // A cluster with everything else as it was is the same cluster.
        ("name=\"Kettle\"", "name=\"Samovar\""),
    ] {
        judged(from, to, (Kind::Renamed, Compatible), (Kind::Renamed, Compatible));
    }
    for (from, to) in [
        ("code=\"HOT\" name=\"HotWater\"", "code=\"STM\" name=\"Steam\""),
        ("name=\"Boil\"", "name=\"Descale\""),
        ("name=\"Full\"", "name=\"Broken\""),
        ("name=\"Remark\"", "name=\"Author\""),
        ("name=\"Serial\"", "name=\"Colour\""),
        ("name=\"Boiled\"", "name=\"Spilled\""),
    ] {
        judged(from, to, (Kind::Reused, Reused), (Kind::Reused, Reused));
    }
}

#[test]
fn names_that_change_places_are_reused_ids_however_alike_they_are() {
    let from = "<item value=\"0\" name=\"Idle\"><mandatoryConform/></item>\n<item value=\"1\" name=\"Boil\">";
    let to = "<item value=\"0\" name=\"Boil\"><mandatoryConform/></item>\n<item value=\"1\" name=\"Idle\">";
    let [forward, _] = changes(from, to);
    assert_eq!(forward, [(Kind::Reused, Reused); 2]);
}

#[test]
fn a_cluster_that_has_nothing_in_common_with_what_had_its_id_is_another() {
    let other = r#"<cluster id="0xFFF1FC10" name="Doorbell" revision="1"><attributes>
<attribute id="0x0000" name="Melody" type="uint8"><access read="true" readPrivilege="view"/><mandatoryConform/></attribute>
</attributes></cluster>"#;
    let changes = diff::clusters(&cluster(KETTLE), &cluster(other));
    assert!(changes.iter().any(|it| it.path.is_empty() && it.kind == Kind::Reused), "{changes:?}");
}

#[test]
fn sizes_and_null_depend_on_who_sends() {
    let fields = (
        "<field id=\"0\" name=\"Quantity\" type=\"@\"><mandatoryConform/>",
        "<field id=\"0\" name=\"Poured\" type=\"@\"><mandatoryConform/>",
    );
    let wider = [[Compatible, Breaking], [Breaking, Breaking]];
    judged_both(Kind::Type, [fields, ("uint16", "uint32")], wider);
    judged_both(Kind::Type, [fields, ("uint16", "string")], [[Breaking; 2]; 2]);
    judged_both(Kind::Type, [fields, ("uint16", "int16")], [[Breaking; 2]; 2]);
    judged_both(Kind::TypeName, [fields, ("uint16", "vendor-id")], [[Compatible; 2]; 2]);

    let fields = (
        "<field id=\"0\" name=\"Quantity\" type=\"uint16\">@",
        "<field id=\"0\" name=\"Poured\" type=\"uint16\">@",
    );
    let nullable = ("", "<quality nullable=\"true\"/>");
    judged_both(Kind::Nullable, [fields, nullable], [[Compatible, Breaking], [Breaking, Breaking]]);
    let optional = ("<mandatoryConform/>", "<optionalConform/>");
    judged_both(Kind::Presence, [fields, optional], [[Compatible, Breaking], [Breaking, Breaking]]);
}

#[test]
fn limits_matter_to_servers_only() {
    let fields = ("<constraint><maxLength value=\"11\"/>", "<constraint><maxLength value=\"10\"/>");
    judged(
        fields.0,
        "<constraint><maxLength value=\"9\"/>",
        (Kind::Limits, Breaking),
        (Kind::Limits, Compatible),
    );
    judged(
        fields.1,
        "<constraint><maxLength value=\"9\"/>",
        (Kind::Limits, Compatible),
        (Kind::Limits, Compatible),
    );
    let (breaking, fine) = ((Kind::Limits, Breaking), (Kind::Limits, Compatible));
    judged("<max value=\"100\"/>", "<max value=\"99\"/>", breaking, fine);
    judged("<constraint><max value=\"100\"/></constraint>", "", fine, breaking);
    judged("<max value=\"100\"/>", "<max><attribute name=\"Serial\"/></max>", breaking, breaking);
    judged(
        "<max value=\"100\"/>",
        "<between><from value=\"0\"/><to value=\"101\"/></between>",
        fine,
        breaking,
    );
}

#[test]
fn enums_bitmaps_and_quantities() {
    judged("type=\"ModeEnum\"", "type=\"OtherEnum\"", (Kind::Type, Breaking), (Kind::Type, Breaking));
    judged("type=\"ModeEnum\"", "type=\"uint8\"", (Kind::TypeName, Compatible), (Kind::TypeName, Compatible));
    judged("type=\"epoch-s\"", "type=\"elapsed-s\"", (Kind::Type, Reused), (Kind::Type, Reused));
    judged("from=\"1\" to=\"2\"", "from=\"1\" to=\"3\"", (Kind::Mask, Breaking), (Kind::Mask, Breaking));
    let [forward, backward] = changes("value=\"1\" name=\"Boil\"", "value=\"300\" name=\"Boil\"");
    assert!(forward.contains(&(Kind::Width, Breaking)), "servers send more than clients can hold");
    assert!(backward.contains(&(Kind::Width, Breaking)));
}

#[test]
fn access_and_qualities() {
    let read = (Kind::Read, Breaking);
    judged(
        "read=\"true\" readPrivilege=\"operate\"",
        "read=\"true\" readPrivilege=\"manage\"",
        read,
        (Kind::Read, Compatible),
    );
    let write = "write=\"true\" readPrivilege=\"view\" writePrivilege=\"operate\"";
    judged(write, "readPrivilege=\"view\"", (Kind::Write, Breaking), (Kind::Write, Compatible));
    let timed = "write=\"true\" timed=\"true\" readPrivilege=\"view\" writePrivilege=\"operate\"";
    judged(write, timed, (Kind::Timed, Breaking), (Kind::Timed, Compatible));
    let invoke = "<access invokePrivilege=\"manage\"/>";
    judged(
        invoke,
        "<access invokePrivilege=\"administer\"/>",
        (Kind::Invoke, Breaking),
        (Kind::Invoke, Compatible),
    );
    judged(
        invoke,
        "<access invokePrivilege=\"manage\" timed=\"true\"/>",
        (Kind::Timed, Breaking),
        (Kind::Timed, Compatible),
    );
    let fixed = "<quality persistence=\"fixed\"/>";
    judged(fixed, "", (Kind::Quality, Breaking), (Kind::Quality, Compatible));
    let omitted = "<quality persistence=\"fixed\" changeOmitted=\"true\"/>";
    judged(fixed, omitted, (Kind::Quality, Breaking), (Kind::Quality, Compatible));
    let scene = "<quality persistence=\"fixed\" scene=\"true\"/>";
    judged(fixed, scene, (Kind::Quality, Compatible), (Kind::Quality, Compatible));
    let atomic = "<quality persistence=\"fixed\" atomicWrite=\"true\"/>";
    judged(fixed, atomic, (Kind::Quality, Breaking), (Kind::Quality, Compatible));
    let large = "<quality persistence=\"fixed\" largeMessage=\"true\"/>";
    judged(fixed, large, (Kind::Quality, Breaking), (Kind::Quality, Compatible));
}

#[test]
fn fabrics() {
    let order = "<struct name=\"OrderStruct\">";
    let scoped = "<struct name=\"OrderStruct\"><access fabricScoped=\"true\"/>";
    let (there, back) = (changes(order, scoped)[0].clone(), changes(order, scoped)[1].clone());
    assert_eq!(there, [(Kind::FabricScoped, Breaking)], "FabricIndex comes with it");
    assert_eq!(back, [(Kind::FabricScoped, Breaking)]);
    let fields =
        "<field id=\"254\" name=\"FabricIndex\" type=\"fabric-idx\"><mandatoryConform/></field>\n</command>";
    let spelt_out = KETTLE.replacen("</command>", fields, 1);
    let changes_of_command = diff::clusters(&cluster(KETTLE), &cluster(&spelt_out));
    let last = changes_of_command.last().map(|change| (change.kind, change.judgement));
    assert_eq!(last, Some((Kind::Added, Breaking)), "no flag of a command brings FabricIndex with it");
    let pour = "<access invokePrivilege=\"manage\"/>";
    let scoped = "<access invokePrivilege=\"manage\" fabricScoped=\"true\"/>";
    judged(pour, scoped, (Kind::FabricScoped, Breaking), (Kind::FabricScoped, Breaking));
    let field = "name=\"Poured\" type=\"uint16\">";
    let sensitive = "name=\"Poured\" type=\"uint16\"><access fabricSensitive=\"true\"/>";
    judged(field, sensitive, (Kind::FabricSensitive, Breaking), (Kind::FabricSensitive, Compatible));
}

#[test]
fn commands_and_events() {
    judged(
        "response=\"PourResponse\"",
        "response=\"Y\"",
        (Kind::Response, Breaking),
        (Kind::Response, Breaking),
    );
    judged(
        "priority=\"info\"",
        "priority=\"critical\"",
        (Kind::Priority, Compatible),
        (Kind::Priority, Compatible),
    );
    // A response that is only renamed is still the answer.
    let renamed = KETTLE.replace("PourResponse", "PouringResponse");
    let changes = diff::clusters(&cluster(KETTLE), &cluster(&renamed));
    let kinds: Vec<_> = changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [Kind::SameRevision, Kind::Renamed]);
}

#[test]
fn whether_something_is_there() {
    let serial = "<quality persistence=\"fixed\"/><mandatoryConform/>";
    let optional = "<quality persistence=\"fixed\"/><optionalConform/>";
    judged(serial, optional, (Kind::Presence, Breaking), (Kind::Presence, Compatible));
    let provisional = "<quality persistence=\"fixed\"/><otherwiseConform><provisionalConform/><mandatoryConform/></otherwiseConform>";
    judged(serial, provisional, (Kind::Conformance, Compatible), (Kind::Conformance, Compatible));
    let since = "type=\"epoch-s\"><access read=\"true\" readPrivilege=\"view\"/><optionalConform/>";
    let conditional = "type=\"epoch-s\"><access read=\"true\" readPrivilege=\"view\"/><optionalConform><feature name=\"HOT\"/></optionalConform>";
    judged(since, conditional, (Kind::Conformance, Compatible), (Kind::Conformance, Compatible));
    judged("code=\"HOT\"", "code=\"WARM\"", (Kind::Code, Compatible), (Kind::Code, Compatible));
}

#[test]
fn what_is_not_on_the_wire() {
    judged(
        "picsCode=\"KET\"",
        "picsCode=\"KETTLE\"",
        (Kind::Classification, Compatible),
        (Kind::Classification, Compatible),
    );
    let default = "name=\"Since\" type=\"epoch-s\" default=\"0\"";
    judged(
        "name=\"Since\" type=\"epoch-s\"",
        default,
        (Kind::Default, Compatible),
        (Kind::Default, Compatible),
    );
    let [forward, backward] = changes("summary=\"Hot\"", "summary=\"Very hot\"");
    assert_eq!((forward, backward), (vec![], vec![]), "prose is not compared");
}

#[test]
fn the_revision() {
    let judged = |new: &str| -> Vec<(Kind, Judgement)> {
        let new = KETTLE.replacen("revision=\"1\">", &format!("revision=\"{new}\">"), 1);
        let new = new.replace("<revision revision=\"1\" summary=\"First\"/>", "");
        let changes = diff::clusters(&cluster(KETTLE), &cluster(&new));
        changes.iter().map(|change| (change.kind, change.judgement)).collect()
    };
    assert_eq!(judged("2"), [(Kind::Revision, Compatible)]);
    assert_eq!(judged("0"), [(Kind::Revision, Breaking)], "a lower revision");

    let with = |from: &str, to: &str| {
        let changes = diff::clusters(&cluster(KETTLE), &cluster(&KETTLE.replace(from, to)));
        changes.first().map(|change| (change.kind, change.judgement))
    };
    assert_eq!(with("name=\"Boil\"", "name=\"Descale\""), Some((Kind::SameRevision, Breaking)));
    assert_eq!(with("name=\"Boil\"", "name=\"Boiling\""), Some((Kind::SameRevision, Compatible)));
}

#[test]
fn a_similar_name_for_another_kind_of_value_is_a_reused_id() {
    let [forward, _] = changes("name=\"Remark\" type=\"string\"", "name=\"Remarks\" type=\"bool\"");
    assert_eq!(forward, [(Kind::Reused, Reused)]);
    let [forward, _] = changes("name=\"Remark\" type=\"string\"", "name=\"remark\" type=\"bool\"");
    assert_eq!(
        forward,
        [(Kind::Renamed, Compatible), (Kind::Type, Breaking), (Kind::Limits, Compatible)][..2]
    );
}
