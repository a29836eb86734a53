//! The order in which files are read changes nothing.

use clustergen::resolve::{Selection, resolve};

use crate::support::{self, Session, zap};

#[test]
fn releases_and_dialects_may_come_in_any_order() {
    let mut session = Session::of_releases(&support::clusters_xml());
    let forwards = resolve(&session.inputs, &Selection::default(), &[], &mut session.diagnostics);
    session.inputs.reverse();
    let backwards = resolve(&session.inputs, &Selection::default(), &[], &mut session.diagnostics);
    assert_eq!(forwards, backwards);
}

#[test]
fn so_may_types_extensions_and_faults() {
    let types = |name: &str, item: &str| {
        format!(
            r#"<configurator><enum name="{name}" type="enum8"><cluster code="0x0001"/><item name="{item}" value="0"/></enum>
            <clusterExtension code="0x0001"><attribute side="server" code="0x0010" name="{item}" type="E"/></clusterExtension>
            </configurator>"#
        )
    };
    let cluster = zap("", r#"<attribute side="server" code="0x0000" name="X" type="F"/>"#);
    let texts = [types("E", "A"), cluster, types("E", "B"), types("F", "C")];
    let mut session = Session::of_texts(texts.iter().map(|text| (None, text.as_str())));
    let forwards = resolve(&session.inputs, &Selection::default(), &[], &mut session.diagnostics);
    let said = session.lines();
    assert!(!said.is_empty());
    for turn in 1..texts.len() {
        session.inputs.rotate_left(turn);
        session.diagnostics = clustergen::diagnostics::Diagnostics::default();
        let turned = resolve(&session.inputs, &Selection::default(), &[], &mut session.diagnostics);
        assert_eq!(forwards, turned);
        assert_eq!(said, session.lines());
    }
}

#[test]
fn selected_releases_come_in_the_order_asked_for() {
    let mut session = Session::of_releases(&support::clusters_xml());
    let releases = vec!["1.6.1".to_owned(), "1.6".to_owned()];
    let selection = Selection { clusters: vec!["network identity MANAGEMENT".into()], releases };
    let model = resolve(&session.inputs, &selection, &[], &mut session.diagnostics);
    let names: Vec<_> = model.releases.iter().map(|release| release.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["1.6.1", "1.6"]);
    assert!(model.releases.iter().all(|release| release.clusters[0].id == 0x0450));
    assert_eq!(session.report(), "");
}
