//! Access points: who may ask where, and what the status says about it. That clients are let in is tested with real ones,
//! in `tests/controllers/chip/test_chain.py`.

use std::{
    fs,
    net::UdpSocket,
    os::unix::fs::PermissionsExt as _,
    path::Path,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::node::{self, Node, Place};

/// A file of access points that its owner alone can read; its name.
fn access_points(place: &Place, lines: &str) -> String {
    let path = place.path("radius-clients");
    fs::write(&path, lines).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    path.display().to_string()
}

fn figures(data: &Path) -> Value {
    node::status(data).pointer("/running/radius").unwrap().clone()
}

#[test]
fn nobody_is_answered_unless_wanted() {
    let place = Place::new();
    let node = Node::start(&place, &[]);
    assert_eq!(figures(&place.data()), Value::Null);
    assert!(!node::verb("status", &place.data(), &[]).contains("RADIUS"));
    assert!(!node.log().contains("RADIUS"), "{}", node.log());
}

#[test]
fn the_status_tells_where_access_points_ask_and_what_became_of_it() {
    let place = Place::new();
    let file = access_points(&place, "192.0.2.20 0123456789abcdef das=3799\n");
    let [first, second] = [(); 2].map(|()| UdpSocket::bind("127.0.0.1:0").unwrap());
    let addresses = [&first, &second].map(|socket| socket.local_addr().unwrap().to_string());
    drop((first, second));
    let [one, other] = &addresses;
    let node = Node::start(
        &place,
        &["--radius", one, "--radius", other, "--radius-clients", &file, "--log", "trace"],
    );
    let nothing = json!({
        "addresses": addresses,
        "accepts": 0,
        "rejects": {},
        "discards": {},
        "repeated": 0,
        "handshake": null,
        "disconnects_sent": 0,
        "disconnects_acknowledged": 0,
        "open_sessions": 0,
    });
    assert_eq!(figures(&place.data()), nothing);

    // It is not in the file, so nobody listens to what it says.
    let stranger = UdpSocket::bind("127.0.0.1:0").unwrap();
    for address in &addresses {
        stranger.send_to(b"let me in", address).unwrap();
    }
    let since = Instant::now();
    while figures(&place.data()).get("discards") != Some(&json!({ "unknown-nas": 2 })) {
        assert!(since.elapsed() < Duration::from_mins(1), "{}", figures(&place.data()));
        std::thread::sleep(Duration::from_millis(20));
    }
    let told = node::verb("status", &place.data(), &[]);
    for line in [format!("RADIUS                    {one}, {other}"), "2: unknown-nas 2".to_owned()] {
        assert!(told.contains(&line), "{told}");
    }
    let (status, log) = node.end("TERM");
    assert!(status.success() && log.contains("unknown access point"), "{log}");
    assert!(!log.contains("0123456789abcdef"), "{log}");
    assert_eq!(node::status(&place.data()).get("running"), Some(&Value::Null));
}

#[test]
fn an_address_that_is_taken() {
    let place = Place::new();
    let file = access_points(&place, "192.0.2.20 0123456789abcdef\n");
    let taken = UdpSocket::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let fault = node::start_refused(&place.data(), &["--radius", &address, "--radius-clients", &file]);
    assert!(fault.contains(&address) && fault.contains("in use") && fault.contains("--radius"), "{fault}");
}

#[test]
fn a_file_of_access_points_that_is_wrong() {
    let place = Place::new();
    let file = access_points(&place, "192.0.2.20 0123456789abcdef das=0\n\nhall 0123456789abcdef\n");
    let refused = |file: &str| {
        let fault =
            node::start_refused(&place.data(), &["--radius", "127.0.0.1:1812", "--radius-clients", file]);
        assert!(!place.data().exists(), "nothing was made for nothing");
        assert!(fault.contains("--radius-clients") && !fault.contains("0123456789abcdef"), "{fault}");
        fault
    };
    let fault = refused(&file);
    assert!(fault.contains(&format!("{file}:1:33: ")) && fault.contains(&format!("{file}:3:1: ")), "{fault}");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o604)).unwrap();
    let fault = refused(&file);
    assert!(fault.contains(&format!("chmod o= {file}")), "{fault}");
    let fault = refused("no-such-file");
    assert!(fault.contains("`no-such-file` cannot be read"), "{fault}");
}
