use std::fs;

use tempfile::TempDir;

use super::*;
use crate::emit::{Package, RuntimeDependency};
use crate::selector::ClusterSelector;

/// What a configuration says, or its faults as `line:column message (help)`.
fn loaded(text: &str) -> (TempDir, Result<(Task, PathBuf), Vec<String>>) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(FILE_NAME);
    fs::write(&path, text).unwrap();
    fs::create_dir(folder.path().join("runtime")).unwrap();
    fs::write(folder.path().join("runtime/Cargo.toml"), "").unwrap();
    let mut session = Session::default();
    let config = load(&path, &mut session).and_then(|config| config.destination(&mut session));
    let faults = session.diagnostics.sorted().into_iter().map(|diagnostic| {
        assert_eq!(diagnostic.code.id, "E0401");
        let (line, column) = session.sources.line_column(diagnostic.place.as_ref().unwrap().span);
        let help = diagnostic.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{line}:{column} {}{help}", diagnostic.message)
    });
    let faults: Vec<_> = faults.collect();
    (folder, config.ok_or(faults))
}

fn faults(text: &str) -> Vec<String> {
    loaded(text).1.expect_err("a fault")
}

#[test]
fn all_keys_are_understood() {
    let (folder, config) = loaded(
        r#"
        inputs = ["xml", "more/a.xml"]
        clusters = ["0x0450", "On/Off"]
        releases = ["1.6"]
        out = "generated"
        crate = "my-cluster"
        version = "2.0.0"
        runtime = "runtime"
        manifest.license.workspace = true
        manifest.keywords = ["a \"b\""]
        layout = "flat"
        server = false
        client = true
        async-server = true
        owned = true
        serde = true
        defmt = false
        runtime-path = "crate::matter"

        [[rename]]
        cluster = "On/Off"
        item = "Toggle"
        kind = "command"
        to = "Flip"
        "#,
    );
    let (task, out) = config.unwrap();
    let below = |path: &str| folder.path().join(path);
    assert_eq!(out, below("generated"));
    assert_eq!(task.inputs, [below("xml"), below("more/a.xml")]);
    let clusters = [ClusterSelector::Id(0x0450), ClusterSelector::Name("On/Off".to_owned())];
    assert_eq!(task.selection.clusters, clusters);
    assert_eq!(task.selection.releases, ["1.6"]);
    let runtime = RuntimeDependency::Path("../runtime".to_owned());
    let (name, version) = ("my-cluster".to_owned(), "2.0.0".to_owned());
    let manifest = [("keywords", r#"['a "b"']"#), ("license", "{ workspace = true }")];
    let manifest = manifest.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec();
    assert_eq!(task.package, Package::Crate { name, version, runtime, manifest });
    assert_eq!((task.flat, task.server, task.client), (true, false, true));
    assert_eq!((task.async_server, task.owned, task.serde, task.defmt), (true, true, true, false));
    assert_eq!(task.runtime, "crate::matter");
    let rename = &task.renames[0];
    assert_eq!((rename.item.as_deref(), rename.to.as_str()), (Some("Toggle"), "Flip"));
    assert_eq!((rename.kind, rename.place.is_some()), (Some(crate::renames::Kind::Command), true));
}

#[test]
fn little_is_needed() {
    let (_folder, config) = loaded("inputs = ['xml']\nout = 'my-crate'");
    let (task, _) = config.unwrap();
    let Package::Crate { name, version, runtime, .. } = task.package else { panic!("no crate") };
    assert_eq!((name.as_str(), version.as_str()), ("my-crate", package::DEFAULT_VERSION));
    assert_eq!(runtime, RuntimeDependency::Version(env!("CARGO_PKG_VERSION").to_owned()));
    assert_eq!((task.flat, task.server, task.client), (false, true, true));
    assert!(!(task.async_server || task.owned || task.serde || task.defmt));
    assert_eq!(task.runtime, "::clustergen_runtime");
    assert!(task.selection.clusters.is_empty() && task.selection.releases.is_empty());

    let (_folder, config) = loaded("inputs = ['xml']\nout = 'x'\nmodule = true");
    assert_eq!(config.unwrap().0.package, Package::Module);
}

#[test]
fn all_faults_come_out_together_and_in_their_places() {
    let text = r#"inputs = "xml"
cluster = ["0x0450"]
releases = ["1.6", 7]
out = "generated"
crate = "1st"
layout = "flatt"
server = "yes"
sever = true
unheard-of = 1
"#;
    insta::assert_snapshot!(faults(text).join("\n"), @r#"
    1:10 `inputs` is a list, not a single string
    2:1 there is no key `cluster` (did you mean `clusters`?)
    3:20 invalid type: integer `7`, expected a string
    5:9 `1st` is no name for a crate: it must begin with a letter from a to z
    6:10 the layout is "flat" or "modules", not "flatt"
    7:10 invalid type: string "yes", expected a boolean
    8:1 there is no key `sever` (did you mean `server`?)
    9:1 there is no key `unheard-of` (the keys are inputs, clusters, releases, out, crate, version, runtime, manifest, module, layout, server, client, async-server, owned, serde, defmt, rename, runtime-path, override, keep-going, deny-warnings)
    "#);
}

#[test]
fn what_is_no_toml_is_reported_as_far_as_can_be_seen() {
    insta::assert_snapshot!(faults("inputs = [xml]\nout =\ncrate = 'a'\ncrate = 'b'\n").join("\n"), @r#"
    1:11 string values must be quoted, expected literal string
    2:6 string values must be quoted, expected literal string
    4:1 duplicate key
    "#);
}

#[test]
fn keys_that_do_not_fit_together() {
    let text =
        "inputs = ['a']\nout = 'a'\nmodule = true\ncrate = 'a'\nversion = '1.0.0'\nruntime = 'runtime'";
    insta::assert_snapshot!(faults(text).join("\n"), @r#"
    4:9 `crate` is for crates, and `module = true` makes none
    5:11 `version` is for crates, and `module = true` makes none
    6:11 `runtime` is for crates, and `module = true` makes none
    "#);
}

#[test]
fn what_is_missing() {
    let first = |text| faults(text).swap_remove(0);
    let inputs =
        r#"1:1 `inputs` is missing (`inputs = ["clusters-xml"]` names the files and folders to read)"#;
    assert_eq!(first(""), inputs);
    let out = r#"1:1 `out` is missing (`out = "generated"` names the folder to write into)"#;
    assert_eq!(first("inputs = ['a']"), out);
    assert!(
        first("inputs = ['a']\nout = '1st'").starts_with("1:1 the crate cannot be named after its folder")
    );
    let text = "inputs = ['a']\nout = 'a'\nruntime = 'nowhere'";
    assert!(first(text).starts_with("3:11 there is no crate in "));
}

#[test]
fn faults_of_options_and_renames_are_in_their_places() {
    let text = r#"inputs = ["xml"]
out = "generated"
owned = "yes"
runtime-path = "not a path"
[[rename]]
cluster = "On/Off"
item = "Toggle"
[[rename]]
cluster = "On/Off"
item = "Toggle"
kind = "verb"
to = "flip"
"#;
    insta::assert_snapshot!(faults(text).join("\n"), @r#"
    3:9 invalid type: string "yes", expected a boolean
    4:16 `not a path` is no path of a crate or module in Rust
    5:1 missing field `to`
    11:8 unknown variant `verb`, expected one of `attribute`, `command`, `event`, `type`, `feature`
    "#);
}

#[test]
fn every_faulty_override_is_reported() {
    let text = r#"inputs = ["xml"]
out = "generated"
[[override]]
cluster = "0x0450"
[[override]]
cluster = 7
"#;
    let faults = faults(text);
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(faults[0].starts_with("3:") && faults[1].starts_with("6:"), "{faults:?}");
}
