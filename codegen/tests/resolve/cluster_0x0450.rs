//! Cluster 0x0450 in three releases and two dialects, resolved.

use crate::support::{self, Session};
use clustergen::model::Model;
use clustergen::resolve::{Selection, resolve};

fn resolved() -> (Model, Session) {
    let mut session = Session::of_releases(&support::clusters_xml());
    let model = resolve(&session.inputs, &Selection::default(), &[], &mut session.diagnostics);
    (model, session)
}

#[test]
fn nothing_is_wrong_with_it() {
    let (model, session) = resolved();
    assert_eq!(session.report(), "");
    assert_eq!(session.diagnostics.counts(), (0, 0));
    let names: Vec<_> = model.releases.iter().map(|release| release.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["1.4-draft", "1.6", "1.6.1"]);
}

#[test]
fn the_model_is_what_it_was() {
    let (model, _) = resolved();
    for release in &model.releases {
        let name = release.name.as_deref().unwrap();
        insta::assert_json_snapshot!(format!("model_{name}"), release);
    }
}
