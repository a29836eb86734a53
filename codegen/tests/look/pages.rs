//! `clustergen list` and `clustergen show`.

use clustergen::cli::Exit;

use crate::support::{clustergen, clusters_xml, pair};

#[test]
fn releases_are_told_apart_in_the_list() {
    let folder = clusters_xml();
    insta::assert_snapshot!("list", clustergen(&["list", &folder]).success());
    let [old, new] = pair("thermostat");
    let _ = new;
    insta::assert_snapshot!("list_without_releases", clustergen(&["list", &old]).success());
}

#[test]
fn a_page_in_all_formats() {
    let folder = clusters_xml();
    let show = |options: &[&str]| {
        let all = ["show", &folder, "--cluster", "0x0450", "--release", "1.6"];
        clustergen(&[&all, options].concat()).success()
    };
    insta::assert_snapshot!("page_text", show(&[]));
    insta::assert_snapshot!("page_markdown", show(&["--format", "markdown"]));
    insta::assert_snapshot!("page_json", show(&["--format", "json"]));
}

#[test]
fn features_events_and_bits_have_their_place_on_a_page() {
    let [_, thermostat] = pair("thermostat");
    insta::assert_snapshot!("thermostat_text", clustergen(&["show", &thermostat]).success());
    let [commissioning, _] = pair("network-commissioning");
    insta::assert_snapshot!("commissioning_text", clustergen(&["show", &commissioning]).success());
}

#[test]
fn a_cluster_that_does_not_exist_is_an_error_with_a_suggestion() {
    let [old, _] = pair("thermostat");
    for verb in ["show", "list", "history"] {
        let run = clustergen(&[verb, &old, "--cluster", "Termostat"]);
        assert_eq!((run.exit, run.out.as_str()), (Exit::Failure, ""), "{verb}");
        assert!(run.err.contains("did you mean `Thermostat`?"), "{verb}: {}", run.err);
    }
}
