//! Folders of older versions.

use std::fs;

use crate::{
    node::{self, Node, Place},
    plain_server::{fill, held},
};

#[test]
fn a_plain_server_becomes_a_node_and_a_copy_is_kept() {
    let place = Place::new();
    let before = fill(&place.data(), 3);
    let old = ["tables", "keys"].map(|name| fs::read(place.data().join(name)).unwrap());
    let node = Node::start(&place, &[]);
    assert!(node.log().contains("upgraded"), "{}", node.log());
    assert_eq!(held(&node::status(&place.data())), before);
    node.end("TERM");
    assert_eq!(held(&node::status(&place.data())), before, "stopped, too");
    let copy = place.data().join("before-upgrade-0");
    assert_eq!(["tables", "keys"].map(|name| fs::read(copy.join(name)).unwrap()), old);
    let node = Node::start(&place, &[]);
    assert!(!node.log().contains("upgraded"), "once is enough: {}", node.log());
}

#[test]
fn an_upgrade_that_was_interrupted_is_finished_and_its_copy_is_the_first_one() {
    let place = Place::new();
    let before = fill(&place.data(), 1);
    let data = place.data();
    let tables = fs::read(data.join("tables")).unwrap();
    // As a crash between two files leaves it.
    let copy = data.join("before-upgrade-0");
    fs::create_dir(&copy).unwrap();
    for name in ["tables", "keys"] {
        fs::copy(data.join(name), copy.join(name)).unwrap();
    }
    fs::create_dir(data.join("cluster")).unwrap();
    fs::rename(data.join("tables"), data.join("cluster/tables")).unwrap();
    let node = Node::start(&place, &[]);
    assert_eq!(held(&node::status(&data)), before, "{}", node.log());
    assert_eq!(fs::read(copy.join("tables")).unwrap(), tables);
}

#[test]
fn more_clients_than_there_is_room_for_are_refused_and_kept() {
    let place = Place::new();
    let before = fill(&place.data(), 501);
    let fault = node::start_refused(&place.data(), &[]);
    assert!(fault.contains("501 clients are stored") && fault.contains("--client-table-size"), "{fault}");
    let node = Node::start(&place, &["--client-table-size", "501"]);
    assert_eq!(held(&node::status(&place.data())), before, "{}", node.log());
}
