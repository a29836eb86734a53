//! Generating from a configuration file.

use crate::process::{clustergen, put, tree, workshop};

const CONFIG: &str = "\
inputs = ['xml']
clusters = ['Lamp']
releases = ['1.0']
out = 'generated'
crate = 'lamp'
";

#[test]
fn the_file_is_found_here_or_above_and_its_paths_are_its_own() {
    let folder = workshop();
    put(folder.path(), "clustergen.toml", CONFIG);
    put(folder.path(), "a/b/empty.txt", "");
    let below = folder.path().join("a/b");
    let generated = clustergen(&below, &["generate"]);
    assert_eq!(generated.status, 0, "{}", generated.stderr);
    let files = tree(&folder.path().join("generated"));
    assert!(files["Cargo.toml"].contains("name = \"lamp\""));
    assert_eq!(clustergen(folder.path(), &["check"]).status, 0);
    assert_eq!(clustergen(&below, &["check", "--config", "../../clustergen.toml"]).status, 0);
    put(folder.path(), "generated/src/lib.rs", &files["Cargo.toml"]);
    assert_eq!(clustergen(&below, &["check"]).status, 1);
}

#[test]
fn it_says_the_same_as_the_arguments() {
    let folder = workshop();
    put(folder.path(), "clustergen.toml", CONFIG);
    assert_eq!(clustergen(folder.path(), &["generate"]).status, 0);
    let arguments = ["xml", "--cluster", "Lamp", "--release", "1.0", "--out", "other", "--crate", "lamp"];
    assert_eq!(clustergen(folder.path(), &[["generate"].as_slice(), &arguments].concat()).status, 0);
    assert_eq!(tree(&folder.path().join("generated")), tree(&folder.path().join("other")));
}

#[test]
fn its_faults_are_shown_in_their_places_and_nothing_is_written() {
    let folder = workshop();
    let text = "inputs = ['xml']\nclustes = ['Lamp']\nout = 'generated'\ncrate = 'a crate'\nserver = 'no'\n";
    put(folder.path(), "clustergen.toml", text);
    let run = clustergen(folder.path(), &["generate"]);
    assert_eq!(run.status, 1);
    insta::assert_snapshot!(run.stderr);
    assert!(!folder.path().join("generated").exists());

    let run = clustergen(folder.path(), &["generate", "--config", "nowhere.toml"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("E0101") && run.stderr.contains("nowhere.toml"), "{}", run.stderr);
}

#[test]
fn a_flat_layout_is_for_one_cluster() {
    let folder = workshop();
    let flat = |config: String| {
        put(folder.path(), "clustergen.toml", &(config + "layout = 'flat'\n"));
        clustergen(folder.path(), &["generate"])
    };
    let run = flat(CONFIG.to_owned());
    assert_eq!(run.status, 0, "{}", run.stderr);
    let run = flat(CONFIG.replace("clusters = ['Lamp']\n", ""));
    assert_eq!(run.status, 1);
    insta::assert_snapshot!(run.stderr);
}
