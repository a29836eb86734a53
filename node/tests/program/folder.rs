//! Data folders that are none.

use std::{
    fs::{self, Permissions},
    os::unix::fs::{PermissionsExt as _, chown},
};

use crate::node::{self, Node, Place};

#[test]
fn a_place_where_no_folder_can_be() {
    let place = Place::new();
    fs::write(place.path("file"), "").unwrap();
    let fault = node::start_refused(&place.path("file").join("data"), &[]);
    assert!(fault.contains("creating `") && fault.contains("help:"), "{fault}");
    let fault = node::start_refused(&place.path("file"), &[]);
    assert!(fault.contains("creating `"), "{fault}");
}

#[test]
fn a_folder_that_others_can_look_into() {
    let place = Place::new();
    fs::create_dir(place.data()).unwrap();
    fs::set_permissions(place.data(), Permissions::from_mode(0o750)).unwrap();
    let fault = node::start_refused(&place.data(), &[]);
    assert!(fault.contains("mode 0750") && fault.contains("chmod 0700"), "{fault}");
}

#[test]
fn a_folder_that_belongs_to_another_user() {
    let place = Place::new();
    Node::start(&place, &[]).end("TERM");
    // Only a superuser can give a folder away, and open what is another's.
    if chown(place.data(), Some(65534), None).is_err() {
        return;
    }
    let fault = node::start_refused(&place.data(), &[]);
    assert!(fault.contains("belongs to user 65534") && fault.contains("chown 0"), "{fault}");
}

#[test]
fn a_folder_that_is_somebody_elses() {
    let place = Place::new();
    fs::create_dir(place.data()).unwrap();
    fs::set_permissions(place.data(), Permissions::from_mode(0o700)).unwrap();
    fs::write(place.data().join("letter"), "Dear ").unwrap();
    let fault = node::start_refused(&place.data(), &[]);
    assert!(fault.contains("holds `letter`"), "{fault}");
    assert_eq!(fs::read(place.data().join("letter")).unwrap(), b"Dear ");
    for verb in ["status", "backup", "factory-reset"] {
        let data = place.data();
        let last = if verb == "backup" { "copy" } else { "--yes" };
        let last = if verb == "status" { "--json" } else { last };
        let fault = node::refused([verb, "--data", data.to_str().unwrap(), last]);
        assert!(fault.contains("is not the data folder of a node"), "{verb}: {fault}");
    }
}

#[test]
fn a_folder_of_a_newer_program() {
    let place = Place::new();
    Node::start(&place, &[]).end("TERM");
    let version = place.data().join("version");
    fs::write(&version, "2\n").unwrap();
    for fault in [
        node::start_refused(&place.data(), &[]),
        node::refused(["status", "--data", place.data().to_str().unwrap()]),
    ] {
        assert!(fault.contains("is of version 2; this program knows up to 1"), "{fault}");
    }
    fs::write(&version, "two\n").unwrap();
    let fault = node::start_refused(&place.data(), &[]);
    assert!(fault.contains("does not hold a version"), "{fault}");
}
