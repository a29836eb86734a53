//! What cannot be is refused, with what to do about it.

use crate::node::{self, Node, Place};

#[test]
fn a_port_that_is_taken() {
    let place = Place::new();
    let node = Node::start(&place, &[]);
    let fault = node::start_refused(&place.path("other"), &["--port", &node.port.to_string()]);
    assert!(fault.contains(&format!("UDP port {}", node.port)) && fault.contains("--port"), "{fault}");
}

#[test]
fn an_interface_that_is_not_there() {
    let place = Place::new();
    let fault = node::start_refused(&place.data(), &["--interface", "no-such-if"]);
    assert!(fault.contains("no network interface `no-such-if`") && fault.contains("lo"), "{fault}");
    assert!(!place.data().exists(), "nothing was made for nothing");
}

#[test]
fn a_filter_for_the_log_that_is_none() {
    let place = Place::new();
    let fault = node::start_refused(&place.data(), &["--log", "netim=loud"]);
    assert!(fault.contains("--log netim=loud"), "{fault}");
}

#[test]
fn wrong_usage_has_an_exit_status_of_its_own() {
    for arguments in [
        &["--data", "d", "--passcode", "12345678"][..],
        &["--data", "d", "--client-table-size", "2048"],
        &["--data", "d", "--enable-key", "xyz"],
        &["--data", "d", "--release", "1.5"],
        &["--data", "d", "--radius", "127.0.0.1:1812"],
        &["--data", "d", "--radius-clients", "file"],
        &["status"],
        &[],
    ] {
        assert_eq!(node::run(arguments).status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn keys_are_not_shown_again() {
    let place = Place::new();
    let node = Node::start(
        &place,
        &["--enable-key", "00112233445566778899aabbccddeeff", "--passcode", "31415926", "--log", "trace"],
    );
    let (_, log) = node.end("TERM");
    assert!(log.contains("test events are enabled"), "{log}");
    assert!(!log.contains("31415926") && !log.to_lowercase().contains("8899aabb"), "{log}");
}
