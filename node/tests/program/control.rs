//! The control socket, for those who do not speak its language.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    os::unix::net::UnixStream,
    path::Path,
};

use crate::node::{self, Node, Place};

fn say(data: &Path, line: &[u8]) -> String {
    let mut stream = UnixStream::connect(data.join("control")).unwrap();
    stream.write_all(line).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let mut answer = String::new();
    BufReader::new(stream).read_line(&mut answer).unwrap();
    answer
}

#[test]
fn nonsense_is_answered_with_an_error_and_harms_nobody() {
    let place = Place::new();
    let node = Node::start(&place, &[]);
    let long = vec![b'{'; 100_000];
    for line in [&b"status\n"[..], b"{\"request\":\"reboot\"}\n", b"\n", b"", b"\xFF\n", &long] {
        // Some of it is not even read to its end.
        let answer = std::panic::catch_unwind(|| say(&place.data(), line)).unwrap_or_default();
        assert!(answer.is_empty() || answer.starts_with("{\"error\":"), "{answer}");
    }
    assert!(say(&place.data(), b"{\"request\":\"status\"}\n").starts_with("{\"status\":"), "{}", node.log());
}

#[test]
fn one_who_says_nothing_holds_nobody_up_for_long() {
    let place = Place::new();
    let node = Node::start(&place, &[]);
    let silent = UnixStream::connect(place.data().join("control")).unwrap();
    // It waits its turn behind the silent one.
    assert!(node::status(&place.data()).get("running").is_some(), "{}", node.log());
    drop(silent);
}

#[test]
fn a_folder_may_have_a_path_that_is_too_long_for_a_socket() {
    let place = Place::new();
    let data = place.path(&"d".repeat(120)).join("data");
    let node = Node::start_on(&place, &data, &[]);
    assert!(node::status(&data).get("running").is_some_and(serde_json::Value::is_object), "{}", node.log());
}
