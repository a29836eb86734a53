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
fn the_list_says_which_dialects_a_cluster_was_read_from() {
    let zap = |id: &str, name: &str| {
        format!("<cluster><name>{name}</name><domain>General</domain><code>{id}</code></cluster>")
    };
    let spec = |id: &str, name: &str| {
        format!(r#"<cluster id="{id}" name="{name}" revision="1"><attributes/></cluster>"#)
    };
    let folder = tempfile::TempDir::new().unwrap();
    let put = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    put("zap.xml", &format!("<configurator>{}{}</configurator>", zap("1", "One"), zap("2", "Two")));
    put("two.xml", &spec("2", "Two"));
    put("three.xml", &spec("3", "Three"));
    let path = folder.path().to_str().unwrap();
    let list = clustergen(&["list", path]).success();
    let dialects =
        list.lines().map(|line| line.split("  ").filter(|it| !it.is_empty()).nth(2).unwrap().trim());
    assert_eq!(dialects.collect::<Vec<_>>(), ["Dialect", "ZAP", "ZAP, spec", "spec"], "{list}");
    let json = clustergen(&["list", path, "--format", "json"]).json();
    let clusters = json["releases"][0]["clusters"].as_array().unwrap();
    let dialects: Vec<_> = clusters.iter().map(|cluster| cluster["dialects"].clone()).collect();
    assert_eq!(serde_json::Value::Array(dialects), serde_json::json!([["zap"], ["zap", "spec"], ["spec"]]));
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
