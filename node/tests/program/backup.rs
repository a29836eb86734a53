//! Backups.

use std::{
    ffi::OsStr,
    fs,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
};

use serde_json::Value;

use crate::{
    node::{self, Node, Place},
    plain_server::{Held, fill, held},
};

/// A backup of a node with five clients, and what it holds.
fn backup(place: &Place, running: bool) -> (PathBuf, Held) {
    let before = fill(&place.data(), 5);
    let file = place.path("backup");
    let node = Node::start(place, &[]);
    let node = if running {
        Some(node)
    } else {
        node.end("TERM");
        None
    };
    node::verb("backup", &place.data(), &[file.as_os_str()]);
    drop(node);
    (file, before)
}

fn restore(data: &Path, file: &Path) -> Result<(), String> {
    let output = node::run([OsStr::new("restore"), OsStr::new("--data"), data.as_os_str(), file.as_os_str()]);
    if output.status.success() { Ok(()) } else { Err(String::from_utf8(output.stderr).unwrap()) }
}

#[test]
fn a_backup_brings_everything_back_from_a_running_node_and_from_a_stopped_one() {
    for running in [true, false] {
        let place = Place::new();
        let (file, before) = backup(&place, running);
        assert_eq!(fs::metadata(&file).unwrap().mode() & 0o7777, 0o600, "there are keys in it");
        let restored = place.path("restored");
        restore(&restored, &file).unwrap();
        let status = node::status(&restored);
        assert_eq!(held(&status), before, "running: {running}");
        let original = node::status(&place.data());
        assert_eq!(status.get("serial_number"), original.get("serial_number"));
        // The keys are there too, else it would not start.
        let node = Node::start_on(&place, &restored, &[]);
        assert_eq!(held(&node::status(&restored)), before, "{}", node.log());
    }
}

#[test]
fn nothing_is_overwritten() {
    let place = Place::new();
    let (file, before) = backup(&place, false);
    let copy = fs::read(&file).unwrap();
    let fault = node::refused([
        OsStr::new("backup"),
        OsStr::new("--data"),
        place.data().as_os_str(),
        file.as_os_str(),
    ]);
    assert!(fault.contains("name another file"), "{fault}");
    assert_eq!(fs::read(&file).unwrap(), copy);
    let fault = restore(&place.data(), &file).unwrap_err();
    assert!(fault.contains("is not empty"), "{fault}");
    assert_eq!(held(&node::status(&place.data())), before);
    fs::create_dir(place.path("empty")).unwrap();
    restore(&place.path("empty"), &file).unwrap();
}

#[test]
fn files_without_a_name_are_none_of_the_nodes() {
    let place = Place::new();
    let before = fill(&place.data(), 1);
    Node::start(&place, &[]).end("TERM");
    let leftovers =
        [".tmpAbCd01", "matter/.tmpAbCd02", "cluster/.tmpAbCd03"].map(|name| place.data().join(name));
    for leftover in &leftovers {
        fs::write(leftover, "half a file").unwrap();
    }
    let file = place.path("backup");
    node::verb("backup", &place.data(), &[file.as_os_str()]);
    assert!(!fs::read_to_string(&file).unwrap().contains(".tmp"));
    // Older programs took them along.
    let older = with(&file, |archive| {
        let files = archive.get_mut("files").unwrap().as_array_mut().unwrap();
        let mut leftover = files.first().unwrap().clone();
        *leftover.get_mut("name").unwrap() = "matter/.tmpAbCd02".into();
        files.push(leftover);
    });
    restore(&place.path("restored"), &older).unwrap();
    assert!(!place.path("restored").join("matter/.tmpAbCd02").exists());
    assert_eq!(held(&node::status(&place.path("restored"))), before);
    let node = Node::start(&place, &[]);
    assert!(leftovers.iter().all(|leftover| !leftover.exists()), "{}", node.log());
}

/// Changes one thing in a backup.
fn with(file: &Path, change: impl FnOnce(&mut Value)) -> PathBuf {
    let mut archive: Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    change(&mut archive);
    let changed = file.with_extension("changed");
    fs::write(&changed, serde_json::to_vec(&archive).unwrap()).unwrap();
    changed
}

fn first(archive: &mut Value) -> &mut Value {
    archive.pointer_mut("/files/0").unwrap()
}

#[test]
fn what_is_damaged_or_no_backup_is_refused_and_leaves_nothing() {
    let place = Place::new();
    let (file, _) = backup(&place, false);
    let target = place.path("target");
    let refused = |file: &Path, expected: &str| {
        let fault = restore(&target, file).unwrap_err();
        assert!(fault.contains(expected), "{expected}: {fault}");
        assert!(!target.exists());
    };
    refused(
        &with(&file, |archive| first(archive)["contents"] = "AAAA".into()),
        "it is damaged: `cluster/tables`",
    );
    refused(&with(&file, |archive| first(archive)["name"] = "../../etc/passwd".into()), "which no node has");
    refused(&with(&file, |archive| first(archive)["name"] = "cluster/../x".into()), "which no node has");
    refused(&with(&file, |archive| archive["version"] = 2.into()), "it is of version 2");
    refused(&with(&file, |archive| archive["format"] = "tar".into()), "is not a backup");
    fs::write(place.path("text"), "Dear ").unwrap();
    refused(&place.path("text"), "is not a backup");
    refused(&place.path("missing"), "reading `");
}

#[test]
fn what_was_done_is_said_in_json_too() {
    let place = Place::new();
    fill(&place.data(), 0);
    Node::start(&place, &[]).end("TERM");
    let file = place.path("backup");
    let printed = node::verb("backup", &place.data(), &[file.as_os_str(), OsStr::new("--json")]);
    let done: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(done.get("file").unwrap(), file.to_str().unwrap());
    assert!(done.get("files").unwrap().as_u64().unwrap() >= 3);
}
