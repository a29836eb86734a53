//! Generating: what is written, what is left alone, what is printed.

use std::fs::File;
use std::time::SystemTime;

use crate::process::{clustergen, command, put, run, tree, workshop};

const CRATE: [&str; 6] = ["generate", "xml", "--out", "out", "--crate", "example-cluster"];

#[test]
fn a_crate_with_all_clusters_and_releases() {
    let folder = workshop();
    let generated = clustergen(folder.path(), &CRATE);
    assert_eq!((generated.status, generated.stdout.as_str()), (0, ""), "{}", generated.stderr);
    let files = tree(&folder.path().join("out"));
    assert!(files["Cargo.toml"].contains("name = \"example-cluster\""), "{}", files["Cargo.toml"]);
    assert!(files.contains_key("src/lib.rs"));
    let expected = format!("wrote {0} files ({0} changed) from 4 inputs to `out`\n", files.len());
    assert_eq!(generated.stderr, expected);
    for (name, text) in &files {
        assert!(text.lines().next().unwrap().contains("@generated"), "{name} has no header");
        assert!(!text.contains(folder.path().to_str().unwrap()), "{name} tells where it was made");
    }
}

#[test]
fn a_crate_is_named_after_its_folder_and_modules_have_none() {
    let folder = workshop();
    let generated = clustergen(folder.path(), &["generate", "xml", "--out", "deep/my-cluster"]);
    assert_eq!(generated.status, 0, "{}", generated.stderr);
    assert!(tree(&folder.path().join("deep/my-cluster"))["Cargo.toml"].contains("name = \"my-cluster\""));

    let generated = clustergen(folder.path(), &["generate", "xml", "--out", "DoorLock"]);
    assert_eq!(generated.status, 0, "{}", generated.stderr);
    let files = tree(&folder.path().join("DoorLock"));
    assert!(files["Cargo.toml"].contains("name = \"DoorLock\""), "{}", files["Cargo.toml"]);
    assert!(files["src/lib.rs"].contains("#![allow(non_snake_case"), "Rust warns of the name");

    let generated = clustergen(folder.path(), &["generate", "xml", "--out", "modules", "--module"]);
    assert_eq!(generated.status, 0, "{}", generated.stderr);
    let files = tree(&folder.path().join("modules"));
    assert!(files.contains_key("mod.rs") && !files.contains_key("Cargo.toml"), "{:?}", files.keys());
}

#[test]
fn the_runtime_is_found_by_path() {
    let folder = workshop();
    put(folder.path(), "lib/runtime/Cargo.toml", "[package]\nname = 'clustergen-runtime'");
    let arguments = ["generate", "xml", "--out", "new/out", "--runtime", "lib/runtime"];
    let generated = clustergen(folder.path(), &arguments);
    assert_eq!(generated.status, 0, "{}", generated.stderr);
    let manifest = &tree(&folder.path().join("new/out"))["Cargo.toml"];
    assert!(manifest.contains("\"../../lib/runtime\""), "{manifest}");
}

#[test]
fn clusters_and_releases_are_selected() {
    let folder = workshop();
    let texts = |arguments: &[&str]| {
        let mut all = vec!["generate", "xml", "--module", "--force", "--out", "out"];
        all.extend(arguments);
        let generated = clustergen(folder.path(), &all);
        assert_eq!(generated.status, 0, "{}", generated.stderr);
        let files = tree(&folder.path().join("out")).into_iter();
        files.flat_map(|(name, text)| [name, text]).collect::<Vec<_>>().join("\n")
    };
    let all = texts(&[]);
    for word in ["Lamp", "Heater", "v1_0", "v1_1"] {
        assert!(all.contains(word), "no {word}");
    }
    for selector in ["0xFFF1FC01", "4294048769", "heater"] {
        let heater = texts(&["--cluster", selector]);
        assert!(heater.contains("Target") && !heater.contains("Brightness"), "{selector}");
    }
    let release = texts(&["--release", "1.1"]);
    assert!(release.contains("Brightness") && release.contains("Target"));
    assert!(!tree(&folder.path().join("out")).keys().any(|name| name.contains("1_0")), "the other is gone");
}

#[test]
fn the_output_is_the_same_each_time_and_for_inputs_in_any_order() {
    let folder = workshop();
    let output = |inputs: &[&str], out: &str| {
        let mut arguments = vec!["generate"];
        arguments.extend(inputs);
        arguments.extend(["--crate", "a", "--out", out]);
        let generated = clustergen(folder.path(), &arguments);
        assert_eq!(generated.status, 0, "{}", generated.stderr);
        tree(&folder.path().join(out))
    };
    assert_eq!(output(&["xml"], "a"), output(&["xml"], "b"));
    let (lamp, heater) = ("xml/1.0/Lamp.xml", "xml/1.0/Heater.xml");
    let expected = output(&[lamp, heater], "c");
    assert_eq!(expected, output(&[heater, lamp], "d"));
    assert_eq!(expected, output(&[heater, lamp, heater], "e"), "a file named twice is one file");
    assert_eq!(expected, output(&["xml/1.0"], "f"), "a folder is its files");
}

#[test]
fn what_is_current_is_not_touched() {
    let folder = workshop();
    assert_eq!(clustergen(folder.path(), &CRATE).status, 0);
    let out = folder.path().join("out");
    let files = tree(&out);
    for name in files.keys() {
        let file = File::options().write(true).open(out.join(name)).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    }
    put(&out, "src/lib.rs", &(files["src/lib.rs"].clone() + "// changed by hand\n"));

    let again = clustergen(folder.path(), &CRATE);
    assert_eq!(again.stderr, format!("wrote {} files (1 changed) from 4 inputs to `out`\n", files.len()));
    assert_eq!(tree(&out), files);
    let touched =
        |name: &&String| out.join(name).metadata().unwrap().modified().unwrap() != SystemTime::UNIX_EPOCH;
    assert_eq!(files.keys().filter(touched).collect::<Vec<_>>(), ["src/lib.rs"]);
}

#[test]
fn warnings_do_not_stop_it_and_quiet_leaves_them_out() {
    let folder = workshop();
    put(
        folder.path(),
        "odd/a.xml",
        &tree(&folder.path().join("xml"))["1.0/Lamp.xml"].replace("<features>", "<odd/><features>"),
    );
    let loud = clustergen(folder.path(), &["generate", "odd", "--out", "out"]);
    assert_eq!(loud.status, 0, "{}", loud.stderr);
    assert!(loud.stderr.contains("warning") && loud.stderr.contains("odd/a.xml"), "{}", loud.stderr);
    let quiet = clustergen(folder.path(), &["generate", "odd", "--out", "out", "--quiet"]);
    assert_eq!((quiet.status, quiet.stderr.as_str(), quiet.stdout.as_str()), (0, "", ""));
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let folder = workshop();
    put(folder.path(), "bad.xml", "<html/>");
    let colored = |color: &[&str], no_color: &str| {
        let mut command = command(folder.path());
        command.args(["generate", "bad.xml", "--out", "out"]).args(color).env("NO_COLOR", no_color);
        let run = run(&mut command, folder.path());
        assert_eq!(run.status, 1);
        run.stderr.contains('\x1b')
    };
    assert!(!colored(&[], ""), "this is no terminal");
    assert!(!colored(&["--color", "never"], ""));
    assert!(colored(&["--color", "always"], ""));
    assert!(colored(&["--color", "always"], "1"), "who asks for it gets it");
}
