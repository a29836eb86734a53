//! `clustergen site` as a process: what it writes, leaves alone, prints and exits with.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use tempfile::TempDir;

use crate::pages::{fixtures, own_clusters};

struct Run {
    status: i32,
    stdout: String,
    stderr: String,
}

fn site(folder: &Path, inputs: &Path, more: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_clustergen"));
    command.current_dir(folder).arg("site").arg(inputs).args(["--out", "out"]).args(more);
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code().unwrap(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn tree(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(Result::unwrap);
    let file = |path: &Path| {
        (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(path).unwrap())
    };
    entries.map(|entry| file(&entry.path())).collect()
}

#[test]
fn a_folder_with_pages() {
    let folder = TempDir::new().unwrap();
    let run = site(folder.path(), &own_clusters(), &[]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert_eq!(run.stderr, "wrote 6 files (6 changed) from 6 inputs to `out`\n");
    let files = tree(&folder.path().join("out"));
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["0x0450.html", "index.html", "names.html", "search-index.js", "site.js", "style.css"]);
    assert!(files["0x0450.html"].contains("No survey of devices was given."));
}

#[test]
fn what_is_current_is_not_touched_and_what_is_no_longer_made_is_removed() {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("out");
    let survey = fixtures().join("survey.json");
    let survey = ["--devices", survey.to_str().unwrap()];
    assert_eq!(site(folder.path(), &own_clusters(), &survey).status, 0);
    assert!(out.join("devices.html").exists());
    for foreign in ["notes.html", "photo.png", "README.md"] {
        fs::write(out.join(foreign), "mine").unwrap();
    }
    let style = fs::File::options().write(true).open(out.join("style.css")).unwrap();
    style.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    drop(style);

    let again = site(folder.path(), &own_clusters(), &survey);
    assert_eq!(again.stderr, "wrote 7 files (0 changed) from 6 inputs to `out`\n");
    let house = site(folder.path(), &fixtures().join("house"), &[]);
    let wrote = "wrote 6 files (4 changed, 2 removed) from 2 inputs to `out`\n";
    assert!(house.stderr.ends_with(wrote), "{}", house.stderr);
    assert!(!out.join("devices.html").exists() && !out.join("0x0450.html").exists());
    assert!(["notes.html", "photo.png", "README.md"].iter().all(|foreign| out.join(foreign).exists()));
    assert_eq!(fs::metadata(out.join("style.css")).unwrap().modified().unwrap(), SystemTime::UNIX_EPOCH);
}

#[test]
fn pages_of_others_are_not_replaced_unless_one_insists() {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("index.html"), "mine").unwrap();
    let run = site(folder.path(), &own_clusters(), &[]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("E0501") && run.stderr.contains("index.html"), "{}", run.stderr);
    assert_eq!(tree(&out).len(), 1, "nothing was written");
    assert_eq!(site(folder.path(), &own_clusters(), &["--force"]).status, 0);
    assert_eq!(tree(&out).len(), 6);
}

#[test]
fn any_error_and_nothing_is_written() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("survey.json"), "{\"devices\": [\n  {\"vendor\": 1}\n]}").unwrap();
    fs::write(folder.path().join("bad.xml"), "<html/>").unwrap();
    let bad_survey = site(folder.path(), &own_clusters(), &["--devices", "survey.json"]);
    assert!(bad_survey.stderr.contains("survey.json:2:14"), "{}", bad_survey.stderr);
    assert!(bad_survey.stderr.contains("E0451"), "{}", bad_survey.stderr);
    let no_survey = site(folder.path(), &own_clusters(), &["--devices", "none.json"]);
    assert!(no_survey.stderr.contains("none.json"), "{}", no_survey.stderr);
    let bad_input = site(folder.path(), &folder.path().join("bad.xml"), &["--devices", "survey.json"]);
    assert!(bad_input.stderr.contains("E0103") && bad_input.stderr.contains("E0451"), "both at once");
    for run in [bad_survey, no_survey, bad_input] {
        assert_eq!((run.status, run.stdout.as_str()), (1, ""));
        assert!(run.stderr.ends_with("nothing was written\n"), "{}", run.stderr);
    }
    assert!(!folder.path().join("out").exists());
}

#[test]
fn what_is_faulty_can_be_left_out_but_not_of_a_survey() {
    let folder = TempDir::new().unwrap();
    let xml = folder.path().join("xml");
    fs::create_dir(&xml).unwrap();
    let house = fs::read_to_string(fixtures().join("house/1.0/House.xml")).unwrap();
    fs::write(xml.join("House.xml"), house.replace("type=\"uint16\" default=\"2000\"", "type=\"Nowhere\""))
        .unwrap();
    assert_eq!(site(folder.path(), &xml, &[]).status, 1);
    assert!(!folder.path().join("out").exists());
    let run = site(folder.path(), &xml, &["--keep-going"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("E0301") && run.stderr.contains("wrote 6 files"), "{}", run.stderr);
    let page = tree(&folder.path().join("out"))["0xFFF1FC20.html"].clone();
    assert!(page.contains("attribute-0x0001") && !page.contains("attribute-0x0002"));

    fs::write(folder.path().join("survey.json"), "[]").unwrap();
    let run = site(folder.path(), &own_clusters(), &["--keep-going", "--devices", "survey.json"]);
    assert!(run.status == 1 && run.stderr.ends_with("nothing was written\n"), "{}", run.stderr);
}

#[test]
fn wrong_usage_has_a_status_of_its_own() {
    let folder = TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_clustergen"));
    let output = command.current_dir(folder.path()).args(["site", "xml"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--out"));
}
