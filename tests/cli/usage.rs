//! Help, and wrong usage: exit 2, with a word on what to do.

use std::process::{Command, Stdio};

use crate::process::{Folder, netim, netim_of, no_forks};

#[test]
fn help() {
    let commands: [&[&str]; 13] = [
        &[],
        &["secret"],
        &["secret", "new"],
        &["secret", "show"],
        &["secret", "derive"],
        &["identity"],
        &["identity", "new"],
        &["identity", "show"],
        &["identity", "verify"],
        &["identity", "convert"],
        &["db"],
        &["db", "show"],
        &["db", "check"],
    ];
    for command in commands {
        let run = netim(&[command, &["--help"]].concat());
        let name = [&["help"], command].concat().join("_");
        insta::assert_snapshot!(name, run.ok());
    }
    assert_eq!(netim(&["--version"]).ok(), format!("netim {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn what_does_not_fit_together_is_wrong_usage() {
    let cases: [&[&str]; 16] = [
        &["secrets"],
        &["secret", "new"],
        &["secret", "new", "--out", "FILE", "--reveal"],
        &["secret", "new", "--reveal", "--json", "--encoding", "hex"],
        &["secret", "new", "--reveal", "--created", "yesterday"],
        &["secret", "new", "--reveal", "--encoding", "der"],
        &["secret", "derive", "--encoding", "hex"],
        &["secret", "derive", "--to", "pem", "--encoding", "hex"],
        &["identity", "new"],
        &["identity", "new", "--key", "FILE", "--key-out", "FILE"],
        &["identity", "convert"],
        &["identity", "convert", "--to", "text"],
        &["identity", "convert", "--to", "der", "--encoding", "binary", "--json"],
        &["identity", "show", "FILE", "FILE"],
        &["db", "show"],
        &["db", "check", "FILE", "--color", "pink"],
    ];
    let transcript = cases.map(|case| {
        let run = netim(case);
        assert_eq!((run.status, run.text()), (2, ""), "{case:?}: {run:?}");
        // What is wrong; the usage that follows is in the help already.
        let message = run.err.split("\n\nUsage:").next().unwrap();
        format!("$ netim {}\n{}", case.join(" "), message.trim_end())
    });
    insta::assert_snapshot!(transcript.join("\n\n"));
}

#[test]
fn nothing_at_all_shows_the_help() {
    for command in [&[][..], &["secret"], &["identity"], &["db"]] {
        let run = netim(command);
        assert_eq!((run.status, run.text()), (2, ""));
        assert!(run.err.contains("Usage: netim"), "{}", run.err);
    }
}

#[test]
fn colours_only_when_asked_for() {
    let plain = netim_of("?", &["identity", "show"]);
    assert!(plain.failed().starts_with("error: "));
    let coloured = netim_of("?", &["identity", "show", "--color", "always"]);
    assert!(coloured.failed().starts_with("\u{1b}[1m\u{1b}[31merror:\u{1b}[0m "), "{:?}", coloured.err);
    assert_eq!(netim_of("?", &["identity", "show", "--color", "never"]).err, plain.err);
}

#[test]
fn errors_are_json_too() {
    let run = netim_of("?", &["identity", "show", "--json"]);
    let error: serde_json::Value = serde_json::from_str(run.failed()).unwrap();
    assert_eq!(error["error"], "standard input: neither hexadecimal nor base64: see line 1, column 1");
    assert!(error["help"].as_str().unwrap().starts_with("the input may be hexadecimal"));
}

/// A reader that goes away is no reason to panic.
#[cfg(unix)]
#[test]
fn a_closed_standard_output() {
    let folder = Folder::new();
    let file = crate::database::store(&folder, "db", &crate::database::good());
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = Command::new(env!("CARGO_BIN_EXE_netim"));
    let lock = no_forks();
    let child = command.args(["db", "show", &file]).stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
    drop(lock);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(1), Vec::new()));
}
