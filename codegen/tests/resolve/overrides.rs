//! What `[[override]]` does, and when it is of no use.

use clustergen::model::{Cluster, DataType, Field, Model, Shape};
use clustergen::overrides::Override;
use clustergen::resolve::{Selection, resolve, resolve_dialect};
use clustergen::source::Dialect;

use crate::support::{self, Session, zap};

/// What the configuration tool's dialect has no words for, of the two releases that have a server.
const ZAP_0X0450: &str = r#"
    [[override]]
    cluster = "0x0450"
    dialect = "zap"
    releases = ["1.6", "1.6.1"]
    pics = "NETIM"
    role = "application"
    scope = "Endpoint"
    reason = "ZAP has none of these"

    [[override]]
    cluster = "Network Identity Management"
    dialect = "zap"
    releases = ["1.6", "1.6.1"]
    item = "Clients"
    max-from = "ClientTableSize"
    reason = "ZAP has no limits that refer to attributes"

    [[override]]
    cluster = "0x0450"
    dialect = "zap"
    releases = ["1.6", "1.6.1"]
    item = "ClientStruct.NetworkIdentityIndex"
    default = "null"
    reason = "ZAP cannot say null"
"#;

fn overrides(text: &str) -> Vec<Override> {
    #[derive(serde::Deserialize)]
    struct Table {
        #[serde(rename = "override")]
        overrides: Vec<Override>,
    }
    toml::from_str::<Table>(text).unwrap().overrides
}

/// The overrides of the choice groups, which are many and alike.
fn choices() -> Vec<Override> {
    let choice = |releases: &str, item: &str, group: &str| {
        format!(
            "[[override]]\ncluster = 0x0450\ndialect = 'zap'\nreleases = [{releases}]\nitem = '{item}'\n\
             choice = '{group}'\nreason = 'no choice groups'\n"
        )
        .replace("0x0450", "'0x0450'")
    };
    let both = "'1.6', '1.6.1'";
    let items = [
        (both, "RemoveClient.ClientIndex", "a"),
        (both, "RemoveClient.ClientIdentifier", "a"),
        (both, "QueryIdentity.NetworkIdentityIndex", "b"),
        (both, "QueryIdentity.NetworkIdentityType", "b"),
        ("'1.6.1'", "QueryIdentity.ClientIndex", "b"),
        (both, "QueryIdentity.Identifier", "b"),
    ];
    overrides(&items.map(|(releases, item, group)| choice(releases, item, group)).join("\n"))
}

/// The model without what one of the dialects has no words for and an override cannot give: prose, and typedefs' names.
fn bare(model: Model) -> Vec<Cluster> {
    let bare_type = |ty: &mut DataType| match &mut ty.shape {
        Shape::List { entry, .. } => {
            ty.name.clear();
            entry.name.clear();
        }
        _ => ty.name.clear(),
    };
    let bare_field = |field: &mut Field| {
        field.summary = None;
        bare_type(&mut field.ty);
    };
    let mut clusters: Vec<_> = model.releases.into_iter().flat_map(|release| release.clusters).collect();
    for cluster in &mut clusters {
        cluster.description = None;
        cluster.enums.iter_mut().flat_map(|item| &mut item.items).for_each(|item| item.summary = None);
        cluster.structs.iter_mut().flat_map(|item| &mut item.fields).for_each(bare_field);
        cluster.attributes.iter_mut().for_each(|item| bare_field(&mut item.field));
        cluster.dialects.clear();
        for command in &mut cluster.commands {
            command.summary = None;
            command.fields.iter_mut().for_each(bare_field);
        }
    }
    clusters
}

#[test]
fn with_overrides_zap_says_what_the_specification_says() {
    let mut session = Session::of_releases(&support::clusters_xml());
    let selection = Selection { clusters: Vec::new(), releases: vec!["1.6".to_owned(), "1.6.1".to_owned()] };
    let overrides = [overrides(ZAP_0X0450), choices()].concat();
    let mut alone = |dialect| {
        bare(resolve_dialect(&session.inputs, dialect, &selection, &overrides, &mut session.diagnostics))
    };
    assert_eq!(alone(Dialect::Zap), alone(Dialect::Spec));
    assert_eq!(session.report(), "");
}

#[test]
fn what_no_dialect_can_say_is_set_in_both() {
    let text = r#"
        [[override]]
        cluster = "0x0450"
        item = "ImportAdminSecret"
        case-only = true
        reason = "facts, section 4"

        [[override]]
        cluster = "0x0450"
        item = "ImportAdminSecret.NetworkAdministratorSharedSecret"
        secret = true
        reason = "it is one"
    "#;
    let mut session = Session::of_releases(&support::clusters_xml());
    let selection = Selection { clusters: Vec::new(), releases: vec!["1.6".to_owned()] };
    let model = resolve(&session.inputs, &selection, &overrides(text), &mut session.diagnostics);
    assert_eq!(session.report(), "");
    let commands = &model.releases[0].clusters[0].commands;
    let import = commands.iter().find(|command| command.name == "ImportAdminSecret").unwrap();
    assert!(import.case_only && import.fields[0].secret);
    assert_eq!(commands.iter().filter(|command| command.case_only).count(), 1);
}

fn small() -> String {
    zap(
        r#"<enum name="E" type="enum8"><cluster code="0x0001"/><item name="One" value="1"/></enum>
        <enum name="Global" type="enum8"><item name="One" value="1"/></enum>"#,
        r#"<attribute side="server" code="0x0000" name="Level" type="int8u" min="1" max="9" default="3"/>
        <attribute side="server" code="0x0001" name="Kind" type="int8u"/>
        <attribute side="server" code="0x0002" name="Text" type="char_string" length="9"/>
        <attribute side="server" code="0x0003" name="Many" type="array" entryType="int8u"/>"#,
    )
}

fn applied(settings: &str) -> (Model, Vec<String>) {
    let text = format!("[[override]]\nreason = 'why'\n{settings}\n");
    let small = small();
    let mut session = Session::of_texts([(Some("1"), small.as_str())]);
    let model = resolve(&session.inputs, &Selection::default(), &overrides(&text), &mut session.diagnostics);
    (model, session.lines())
}

fn attribute(settings: &str, index: usize) -> Field {
    let (model, said) = applied(settings);
    assert_eq!(said, [""; 0]);
    model.releases[0].clusters[0].attributes[index].field.clone()
}

#[test]
fn each_setting_sets_what_it_says() {
    let level =
        attribute("cluster = 'test'\nitem = 'Level'\nmin = 2\noptional = true\nsummary = 'How much.'", 0);
    assert_eq!(level.summary.as_deref(), Some("How much."));
    assert!(!level.conformance.is_mandatory());
    assert_eq!(
        format!("{:?}", level.constraint.value),
        "Some(Bounds { min: Some(Number(2)), max: Some(Number(9)) })"
    );
    let kind = attribute("cluster = '1'\nitem = 'Kind'\ntype = 'E'", 1);
    assert_eq!(kind.ty.shape, Shape::Enum("E".to_owned()));
    let kind = attribute("cluster = '1'\nitem = 'Kind'\ntype = 'Global'", 1);
    assert_eq!(kind.ty.shape, Shape::Enum("Global".to_owned()), "also if nothing used the type before");
    let text = attribute("cluster = '1'\nitem = 'Text'\nmin = 9\nmax = 9", 2);
    assert_eq!(text.constraint.exact_length(), Some(9));
    let (model, _) = applied("cluster = '1'\nitem = 'E'\nwidth = 16");
    assert_eq!(model.releases[0].clusters[0].enums[0].width.bits(), 16);
}

#[test]
fn e0404_an_override_of_nothing() {
    insta::assert_debug_snapshot!("e0404_item", applied("cluster = '1'\nitem = 'Levle'\noptional = true").1);
    insta::assert_debug_snapshot!(
        "e0404_max_from",
        applied("cluster = '1'\nitem = 'Many'\nmax-from = 'Lvel'").1
    );
    insta::assert_debug_snapshot!("e0404_cluster", applied("cluster = 'Tset'\noptional = true").1);
}

#[test]
fn e0405_a_setting_that_does_not_fit() {
    insta::assert_debug_snapshot!(applied("cluster = '1'\nitem = 'Level'\nwidth = 8\npics = 'X'\nmin = 2").1);
}

#[test]
fn w0302_an_override_that_is_of_no_use_any_more() {
    insta::assert_debug_snapshot!(
        applied("cluster = '1'\nitem = 'Level'\nmin = 1\ndefault = '3'\ntype = 'uint8'").1
    );
}

#[test]
fn what_is_for_another_run_is_left_alone() {
    for settings in
        ["cluster = '1'\nreleases = ['2']", "cluster = '2'", "cluster = '1'\ndialect = 'spec'\nitem = 'None'"]
    {
        let text = format!("[[override]]\nreason = 'why'\n{settings}\noptional = true\n");
        let small = small();
        let mut session = Session::of_texts([(Some("1"), small.as_str())]);
        let selection = Selection { clusters: vec!["1".into()], releases: vec!["1".to_owned()] };
        resolve(&session.inputs, &selection, &overrides(&text), &mut session.diagnostics);
        assert_eq!(session.lines(), [""; 0], "{settings}");
    }
}
