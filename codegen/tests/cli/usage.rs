//! Help, and wrong usage: exit 2, with a word on what to do.

use tempfile::TempDir;

use crate::process::{clustergen, put, workshop};

#[test]
fn help() {
    let folder = TempDir::new().unwrap();
    for (name, arguments) in [
        ("help", ["--help"].as_slice()),
        ("help_generate", &["generate", "--help"]),
        ("help_check", &["check", "--help"]),
    ] {
        let run = clustergen(folder.path(), arguments);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""));
        insta::assert_snapshot!(name, run.stdout);
    }
    let version = clustergen(folder.path(), &["--version"]);
    assert_eq!((version.status, version.stdout), (0, format!("clustergen {}\n", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn what_does_not_fit_together_is_wrong_usage() {
    let folder = workshop();
    put(folder.path(), "a.toml", "inputs = ['xml']\nout = 'out'");
    let cases: [&[&str]; 17] = [
        &[],
        &["create"],
        &["generate"],
        &["check"],
        &["generate", "xml"],
        &["generate", "--out", "out"],
        &["generate", "--config", "a.toml", "--cluster", "1"],
        &["generate", "--config", "a.toml", "--release", "1.6"],
        &["generate", "--config", "a.toml", "--module"],
        &["generate", "xml", "--config", "a.toml"],
        &["generate", "xml", "--out", "out", "--crate", "a", "--module"],
        &["generate", "xml", "--out", "out", "--module", "--runtime", "."],
        &["generate", "xml", "--out", "out", "--crate", "1st"],
        &["generate", "xml", "--out", "1st"],
        &["generate", "xml", "--out", "out", "--runtime", "nowhere"],
        &["generate", "xml", "--out", "out", "--color", "pink"],
        &["check", "xml", "--oout", "out"],
    ];
    let transcript = cases.map(|case| {
        let run = clustergen(folder.path(), case);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{case:?}: {run:?}");
        // What is wrong; the usage that follows is in the help already.
        let message = run.stderr.split("\n\nUsage:").next().unwrap();
        assert!(!folder.path().join("out").exists());
        format!("$ clustergen {}\n{}", case.join(" "), message.trim_end())
    });
    insta::assert_snapshot!(transcript.join("\n\n"));
}
