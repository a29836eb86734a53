//! `netim db check`.

use std::fs;

use netim::storage::redb::RedbStorage;
use serde_json::{Value, json};

use crate::{
    database::{client, good, left_behind, network_identity, newer, open, store, variant},
    identity_support::{identity, vectors},
    process::{Folder, netim, no_forks},
};

#[test]
fn a_good_one_is_in_order() {
    let folder = Folder::new();
    let file = store(&folder, "db", &good());
    let words = netim(&["db", "check", &file]).ok().to_owned();
    assert_eq!(words, format!("`{file}` is in order: 4 clients, 2 network identities\n"));
    let run = netim(&["db", "check", "--json", &file]);
    run.ok();
    let expected = json!({
        "file": file,
        "ok": true,
        "kind": null,
        "problems": [],
        "was_closed": true,
        "clients": 4,
        "network_identities": 2,
    });
    assert_eq!(run.json(), expected);
    let file = left_behind(&folder, "dead", &good());
    assert!(netim(&["db", "check", &file]).ok().contains("the server that used it has died"));
    let file = store(&folder, "empty", &[]);
    assert!(netim(&["db", "check", &file]).ok().contains("0 clients, 0 network identities"));
}

#[test]
fn all_that_is_wrong_is_listed() {
    let folder = Folder::new();
    let (clients, secrets) = (vectors("clients"), vectors("secrets"));
    let file = store(
        &folder,
        "db",
        &[
            client(1, identity(&clients[0]), Some(8)),
            client(2, variant(&clients[0], "collides"), None),
            client(3, variant(&clients[1], "bad_signature"), Some(1)),
            client(4, variant(&clients[2], "off_curve"), None),
            client(5, identity(&clients[3]), Some(1)),
            network_identity(1, identity(&secrets[0]), 1, 10),
            network_identity(2, identity(&secrets[1]), 1, 11),
            network_identity(3, identity(&secrets[1]), 2, 12),
            network_identity(4, variant(&clients[4], "bad_signature"), 3, 13),
            network_identity(5, identity(&secrets[5]), 4, 14),
            network_identity(6, identity(&secrets[6]), 5, 15),
        ],
    );
    let run = netim(&["db", "check", &file]);
    insta::assert_snapshot!(folder.mask(run.failed()));

    let run = netim(&["db", "check", "--json", &file]);
    assert_eq!((run.status, run.err.as_str()), (1, ""));
    let json = run.json();
    assert_eq!((&json["ok"], &json["kind"]), (&json!(false), &Value::Null));
    let problems = json["problems"].as_array().unwrap();
    assert_eq!(problems.len(), 8);
    assert_eq!(
        problems[0],
        json!({ "where": "client 1", "what": "it refers to network identity 8, which does not exist" })
    );
}

#[test]
fn a_capacity_that_no_server_has() {
    let folder = Folder::new();
    let file = folder.name("db");
    let lock = no_forks();
    RedbStorage::create(&file, 499).unwrap().close().unwrap();
    drop(lock);
    let run = netim(&["db", "check", &file]);
    assert!(run.failed().contains("a capacity of 499; it can be 500 to 2047"), "{}", run.err);
}

/// The kind of what is wrong with a file as a whole.
fn kind(file: &str) -> Value {
    let run = netim(&["db", "check", "--json", file]);
    assert_eq!((run.status, run.err.as_str()), (1, ""), "{file}");
    let json = run.json();
    assert_eq!((&json["ok"], json["problems"].as_array().unwrap().len()), (&json!(false), 1));
    assert!(netim(&["db", "check", file]).failed().contains("has 1 problem:\n  "));
    json["kind"].clone()
}

#[test]
fn bad_files_are_told_apart() {
    let folder = Folder::new();
    assert_eq!(kind(&newer(&folder, "newer")), "newer");
    assert_eq!(kind(&folder.put("text", "no database ".repeat(1000))), "not_a_database");
    assert_eq!(kind(&folder.put("empty", "")), "not_a_database");
    let whole = fs::read(store(&folder, "whole", &good())).unwrap();
    assert_eq!(kind(&folder.put("truncated", &whole[..whole.len() / 2])), "damaged");
    assert_eq!(kind(&folder.put("longer", [&whole[..], &[0; 512]].concat())), "damaged");
}

/// Every bit counts; some of them are tried.
#[test]
fn damage_is_found_and_the_file_stays_as_it_is() {
    let folder = Folder::new();
    let closed = fs::read(store(&folder, "closed", &good())).unwrap();
    let header = 8192;
    for at in (header..closed.len()).step_by(closed.len() / 37) {
        let mut bytes = closed.clone();
        bytes[at] ^= 0x10;
        let file = folder.put("damaged", &bytes);
        assert_eq!(kind(&file), "damaged");
        assert_eq!(fs::read(&file).unwrap(), bytes);
    }
    // Where the server died, damage may be in a place that holds nothing.
    let dead = fs::read(left_behind(&folder, "dead", &good())).unwrap();
    for at in (header..dead.len()).step_by(4096) {
        let mut bytes = dead.clone();
        bytes[at..(at + 512).min(dead.len())].fill(0xa5);
        let file = folder.put("damaged", &bytes);
        let run = netim(&["db", "check", &file]);
        assert!(run.status == 0 || run.status == 1, "{run:?}");
        assert!(!run.err.contains("panicked"), "{}", run.err);
        assert_eq!(fs::read(&file).unwrap(), bytes);
    }
}

#[test]
fn one_that_is_in_use_is_not_checked() {
    let folder = Folder::new();
    let storage = open(&folder, "db", &good());
    for arguments in
        [&["db", "check", &folder.name("db")][..], &["db", "check", "--json", &folder.name("db")]]
    {
        let run = netim(arguments);
        assert!(run.failed().contains("in use by another process"), "{}", run.err);
    }
    drop(storage);
    netim(&["db", "check", &folder.name("db")]).ok();
}
