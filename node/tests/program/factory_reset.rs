//! Factory reset, told by the owner of the data folder.

use std::{ffi::OsStr, fs, path::Path};

use serde_json::Value;

use crate::{
    node::{self, Node, Place},
    plain_server::{fill, held},
};

/// All files, but the lock and what says what the folder is.
fn files(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            files.extend(self::files(&entry.path()).into_iter().map(|below| format!("{name}/{below}")));
        } else {
            files.push(name);
        }
    }
    files.sort();
    files
}

fn unique_id(data: &Path) -> Value {
    let settings: Value = serde_json::from_slice(&fs::read(data.join("settings.json")).unwrap()).unwrap();
    settings.get("unique_id").unwrap().clone()
}

fn assert_as_new(status: &Value) {
    assert_eq!(status.get("clients").unwrap().as_array().unwrap().len(), 0);
    assert_eq!(status.get("network_identities").unwrap().as_array().unwrap().len(), 0);
    assert_eq!(status.get("admin_secret").unwrap(), &Value::Null);
}

#[test]
fn a_running_node_begins_anew() {
    let place = Place::new();
    fill(&place.data(), 2);
    let node = Node::start(&place, &[]);
    let before = (unique_id(&place.data()), node::status(&place.data()));
    node::verb("factory-reset", &place.data(), &[OsStr::new("--yes")]);
    node.wait_for("beginning anew");
    node.wait_for("room for 500 clients");
    let since = node.log().rfind("beginning anew").unwrap();
    while !node.log().split_at(since).1.contains("announced on lo") {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let status = node::status(&place.data());
    assert_as_new(&status);
    assert_eq!(status.get("serial_number"), before.1.get("serial_number"), "the device is the same");
    assert_ne!(unique_id(&place.data()), before.0);
    assert!(!place.data().join("before-upgrade-0").exists(), "copies hold keys, too");
}

#[test]
fn a_stopped_node_is_emptied() {
    let place = Place::new();
    fill(&place.data(), 2);
    Node::start(&place, &[]).end("TERM");
    node::verb("factory-reset", &place.data(), &[OsStr::new("--yes")]);
    assert_eq!(files(&place.data()), ["lock", "settings.json", "version"]);
    let node = Node::start(&place, &[]);
    assert_as_new(&node::status(&place.data()));
    assert!(node.log().contains("QR code"), "{}", node.log());
}

#[test]
fn one_that_was_interrupted_is_finished_at_the_next_start() {
    let place = Place::new();
    fill(&place.data(), 2);
    Node::start(&place, &[]).end("TERM");
    let (id, before) = (unique_id(&place.data()), node::status(&place.data()));
    fs::write(place.data().join("factory-reset"), "").unwrap();
    let node = Node::start(&place, &[]);
    let status = node::status(&place.data());
    assert_as_new(&status);
    assert_eq!(status.get("serial_number"), before.get("serial_number"), "the device is the same");
    assert_ne!(unique_id(&place.data()), id);
    assert!(!place.data().join("factory-reset").exists(), "{}", node.log());
}

/// The last fabric was removed, and the node died before it could note that everything is to be forgotten.
#[test]
fn a_node_that_has_lost_its_fabrics_begins_anew() {
    let place = Place::new();
    fill(&place.data(), 2);
    Node::start(&place, &[]).end("TERM");
    fs::write(place.data().join("matter/commissioned"), "").unwrap();
    let node = Node::start(&place, &[]);
    assert_as_new(&node::status(&place.data()));
    assert!(!place.data().join("matter/commissioned").exists(), "{}", node.log());
}

/// Whoever is told that everything will be forgotten can rely on it; so it is noted first.
#[test]
fn what_cannot_be_noted_is_not_promised() {
    let place = Place::new();
    let before = fill(&place.data(), 2);
    let node = Node::start(&place, &[]);
    fs::create_dir(place.data().join("factory-reset")).unwrap();
    let fault = node::refused(["factory-reset", "--data", place.data().to_str().unwrap(), "--yes"]);
    assert!(fault.contains("factory reset of `"), "{fault}");
    assert_eq!(held(&node::status(&place.data())), before, "{}", node.log());
}
