//! Bad input: exit 1, an error that shows the place, and nothing written.

use std::fs;

use tempfile::TempDir;

use crate::process::{Run, clustergen, fixtures, put, tree};

/// Generates from what is in a folder, and sees to it that it fails and writes nothing.
fn fails(folder: &std::path::Path, inputs: &[&str]) -> Run {
    let out = TempDir::new().unwrap();
    let target = out.path().join("out");
    let mut arguments = vec!["generate"];
    arguments.extend(inputs);
    arguments.extend(["--module", "--out", target.to_str().unwrap()]);
    let run = clustergen(folder, &arguments);
    assert_eq!(run.status, 1, "{}", run.snapshot());
    assert_eq!(run.stdout, "");
    assert!(run.stderr.ends_with("; nothing was written\n"), "{}", run.stderr);
    assert!(!target.exists(), "nothing is written");
    run
}

#[test]
fn each_is_shown_in_its_place() {
    let folder = fixtures().join("bad");
    let files = tree(&folder);
    assert!(files.len() >= 18, "the inputs have gone astray: {files:?}");
    for name in files.keys() {
        let run = fails(&folder, &[name]);
        assert!(run.stderr.contains(&format!("{name}:")), "the file and the line are named: {}", run.stderr);
        insta::assert_snapshot!(name.trim_end_matches(".xml").replace('/', "_"), run.stderr);
    }
}

#[test]
fn all_files_are_looked_at_in_one_run() {
    let folder = fixtures().join("bad");
    let files = tree(&folder);
    let run = fails(&folder, &["spec"]);
    for name in files.keys().filter(|name| name.starts_with("spec/")) {
        assert!(run.stderr.contains(name.as_str()), "nothing about {name}: {}", run.stderr);
    }
}

#[test]
fn a_cluster_twice_is_shown_in_both_files() {
    let folder = TempDir::new().unwrap();
    let lamp = &tree(&fixtures().join("good/1.0"))["Lamp.xml"];
    put(folder.path(), "a.xml", lamp);
    put(folder.path(), "b.xml", &lamp.replace("\"Lamp", "\"Torch"));
    let run = fails(folder.path(), &["a.xml", "b.xml"]);
    insta::assert_snapshot!(run.stderr);
}

#[test]
fn nothing_to_read() {
    let folder = TempDir::new().unwrap();
    fs::create_dir_all(folder.path().join("empty/more")).unwrap();
    put(folder.path(), "latin1.xml", "");
    fs::write(folder.path().join("latin1.xml"), b"<cluster>\n  caf\xe9").unwrap();
    // The rest of the line is the system's.
    let nowhere = fails(folder.path(), &["nowhere"]).stderr;
    assert!(nowhere.starts_with("error[E0101]: cannot read `nowhere`: "), "{nowhere}");
    let runs = ["empty", "latin1.xml"].map(|input| fails(folder.path(), &[input]).stderr);
    insta::assert_snapshot!(runs.join("\n"));
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_or_folder() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("link")).unwrap();
    symlink("nowhere.xml", folder.path().join("link/a.xml")).unwrap();
    let run = fails(folder.path(), &["link"]);
    assert!(run.stderr.contains("E0101") && run.stderr.contains("link/a.xml"), "{}", run.stderr);

    put(folder.path(), "closed/a.xml", "<cluster/>");
    put(folder.path(), "file/b.xml", "<cluster/>");
    let close = |name: &str, mode| {
        fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    close("file/b.xml", 0);
    if fs::read(folder.path().join("file/b.xml")).is_ok() {
        eprintln!(
            "SKIPPED: this user may read everything (root), so nothing can be made unreadable by its mode"
        );
        return;
    }
    close("closed", 0);
    let runs = ["closed", "file"].map(|input| fails(folder.path(), &[input]).stderr);
    close("closed", 0o755);
    assert!(runs.iter().all(|stderr| stderr.contains("E0101")), "{runs:?}");
    assert!(runs[1].contains("file/b.xml"), "{runs:?}");
}

#[test]
fn selections_of_what_does_not_exist() {
    let folder = fixtures();
    let cases: [&[&str]; 3] =
        [&["good", "--cluster", "Exmple"], &["good", "--cluster", "0x9999"], &["good", "--release", "1.61"]];
    let runs = cases.map(|case| fails(&folder, case).stderr);
    insta::assert_snapshot!(runs.join("\n"));
}
