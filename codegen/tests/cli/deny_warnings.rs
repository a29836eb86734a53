//! `--deny-warnings`: a warning is as bad as an error.

use clustergen::Builder;
use tempfile::TempDir;

use crate::process::{clustergen, put, tree};

/// A cluster with an attribute that the dialect does not know.
const SUSPICIOUS: &str = "<cluster id=\"0xFFF1FC01\" name=\"Lamp\" revision=\"1\">\n  <attributes>\n    \
     <attribute id=\"0x0000\" name=\"Level\" type=\"uint8\" colour=\"red\">\n      \
     <access read=\"true\" readPrivilege=\"view\"/>\n      <mandatoryConform/>\n    </attribute>\n  </attributes>\n</cluster>\n";

#[test]
fn nothing_is_written_and_the_warning_is_shown() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "lamp.xml", SUSPICIOUS);
    let rest = ["lamp.xml", "--module", "--out", "out"];
    let allowed = clustergen(folder.path(), &[&["generate"][..], &rest].concat());
    assert_eq!(allowed.status, 0, "{}", allowed.stderr);
    std::fs::remove_dir_all(folder.path().join("out")).unwrap();
    for quiet in [&[][..], &["--quiet"]] {
        let run = clustergen(folder.path(), &[&["generate", "--deny-warnings"], &rest[..], quiet].concat());
        assert_eq!(run.status, 1);
        assert!(run.stderr.contains("[W0202]"), "{}", run.stderr);
        assert!(
            run.stderr.ends_with("1 warning, which --deny-warnings forbids; nothing was written\n"),
            "{}",
            run.stderr
        );
        assert!(!folder.path().join("out").exists());
    }
    let check = clustergen(folder.path(), &[&["check", "--deny-warnings"], &rest[..]].concat());
    assert_eq!(check.status, 1);
}

#[test]
fn with_keep_going_all_is_written_and_the_exit_status_is_1() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "lamp.xml", SUSPICIOUS);
    let arguments = ["generate", "lamp.xml", "--module", "--out", "out", "--deny-warnings", "--keep-going"];
    let run = clustergen(folder.path(), &arguments);
    assert_eq!(run.status, 1);
    assert!(run.stderr.ends_with("1 warning, which --deny-warnings forbids\n"), "{}", run.stderr);
    assert!(folder.path().join("out/mod.rs").exists());
}

#[test]
fn the_builder_refuses_too() {
    let folder = TempDir::new().unwrap();
    put(folder.path(), "lamp.xml", SUSPICIOUS);
    let out = folder.path().join("out");
    let builder = Builder::new().input(folder.path().join("lamp.xml")).out_dir(&out);
    assert_eq!(builder.clone().try_generate().unwrap().warnings.len(), 1);
    std::fs::remove_dir_all(&out).unwrap();
    match builder.deny_warnings(true).try_generate() {
        Err(clustergen::Error::Diagnostics { errors, .. }) => {
            assert!(errors.len() == 1 && errors[0].contains("W0202"), "{errors:?}");
        }
        other => panic!("{other:?}"),
    }
    assert!(tree(&out).is_empty());
}
