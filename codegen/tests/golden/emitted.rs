//! The model and the emitted code, next to the XML that they come from.

use crate::support::{Fixture, emit, model, text};

/// After a change of the emitter: `INSTA_UPDATE=always cargo test -p clustergen --test golden`, then read the difference.
#[test]
fn each_construct_becomes_this_code() {
    for fixture in Fixture::all() {
        insta::with_settings!({
            snapshot_path => &fixture.folder,
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!("emitted", text(&emit(&fixture.task())));
        });
    }
}

#[test]
fn each_construct_means_this() {
    for fixture in Fixture::all() {
        insta::with_settings!({
            snapshot_path => &fixture.folder,
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_json_snapshot!("model", model(&fixture.task()));
        });
    }
}

#[test]
fn both_dialects_become_the_same_code() {
    let mut compared = 0;
    for fixture in Fixture::all() {
        let dialects = fixture.dialects();
        let texts = dialects.into_iter().map(|(dialect, file)| text(&emit(&fixture.task_of(dialect, file))));
        if let [zap, spec] = &texts.collect::<Vec<_>>()[..] {
            assert_same(&fixture.name, zap, spec);
            compared += 1;
        }
    }
    assert!(compared > 10, "of most constructs there are both");
}

/// Shows the lines that differ, and not two files.
fn assert_same(name: &str, zap: &str, spec: &str) {
    let differing = zap.lines().zip(spec.lines()).filter(|(zap, spec)| zap != spec);
    let differing: Vec<_> =
        differing.take(5).map(|(zap, spec)| format!("zap:  {zap}\nspec: {spec}")).collect();
    assert!(zap == spec, "{name}:\n{}", differing.join("\n"));
}
