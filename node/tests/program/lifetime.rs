//! From the first start to the end, and again.

use std::{fs, os::unix::fs::MetadataExt as _, path::Path};

use serde_json::Value;

use crate::node::{self, Node, Place};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

#[test]
fn the_first_start_makes_a_private_folder_and_prints_the_codes() {
    let place = Place::new();
    let node = Node::start(&place, &[]);
    let log = node.log();
    assert!(log.contains("Manual pairing code: 3497-011-2332"), "{log}");
    assert!(log.contains("QR code: MT:-24J0AFN00KA0648G00"), "{log}");
    assert!(log.contains("release 1.6,"), "{log}");
    assert_eq!(mode(&place.data()), 0o700);
    for file in ["control", "settings.json", "cluster/tables", "lock"] {
        assert_eq!(mode(&place.data().join(file)), 0o600, "{file}");
    }
    for folder in ["matter", "cluster"] {
        assert_eq!(mode(&place.data().join(folder)), 0o700, "{folder}");
    }
}

#[test]
fn a_signal_ends_it_in_order_and_the_next_start_is_the_same_device() {
    let place = Place::new();
    let mut serial_numbers = Vec::new();
    for (signal, release) in [("TERM", "1.6"), ("INT", "1.6.1"), ("TERM", "1.6")] {
        let node = Node::start(&place, &["--release", release]);
        assert_eq!(node::status(&place.data()).get("release").unwrap(), release);
        let (status, log) = node.end(signal);
        assert!(status.success(), "{log}");
        assert!(log.contains(&format!("SIG{signal}: ending")), "{log}");
        assert!(!place.data().join("control").exists());
        let status = node::status(&place.data());
        assert_eq!(status.get("running"), Some(&Value::Null));
        assert_eq!(status.get("release").unwrap(), release, "the release may be switched");
        serial_numbers.push(status.get("serial_number").unwrap().clone());
    }
    serial_numbers.dedup();
    assert_eq!(serial_numbers.len(), 1);
}

#[test]
fn after_a_kill_it_starts_again() {
    let place = Place::new();
    for _ in 0..3 {
        let (status, _) = Node::start(&place, &[]).end("KILL");
        assert_eq!(status.code(), None);
        assert!(place.data().join("control").exists(), "nobody could remove it");
    }
    assert_eq!(node::status(&place.data()).get("running"), Some(&Value::Null));
}

#[test]
fn a_status_is_the_same_for_people() {
    let place = Place::new();
    let node = Node::start(&place, &["--client-table-size", "777", "--release", "1.6.1"]);
    let printed = node::verb("status", &place.data(), &[]);
    for expected in [
        format!("running as process {} on UDP port {}", node.id(), node.port),
        "the commissioning window is open".to_owned(),
        "0 of 777".to_owned(),
        "release                   1.6.1".to_owned(),
    ] {
        assert!(printed.contains(&expected), "{expected}: {printed}");
    }
    let status = node::status(&place.data());
    let running = status.get("running").unwrap();
    assert_eq!(running.get("process").unwrap(), node.id());
    assert_eq!(running.get("commissioning_window").unwrap(), true);
    assert_eq!(running.get("test_events").unwrap(), false);
}

#[test]
fn another_node_on_the_same_folder_is_refused() {
    let place = Place::new();
    let node = Node::start(&place, &[]);
    let fault = node::start_refused(&place.data(), &["--port", "0"]);
    assert!(fault.contains("--port"), "an option that is wrong comes first: {fault}");
    let fault = node::start_refused(&place.data(), &["--port", "5541"]);
    assert!(fault.contains("is in use by another netim-node"), "{fault}");
    assert!(node::status(&place.data()).get("running").is_some_and(Value::is_object), "{}", node.log());
}

/// To look at a stopped node takes the folder for a moment, which must not be in the way of one that starts.
#[test]
fn whoever_looks_is_in_nobodys_way() {
    let place = Place::new();
    Node::start(&place, &[]).end("TERM");
    let data = place.data();
    let looking = std::thread::spawn(move || {
        (0..20).for_each(|_| assert!(node::status(&data).get("running").is_some()));
    });
    for _ in 0..3 {
        Node::start(&place, &[]).end("TERM");
    }
    looking.join().unwrap();
}
