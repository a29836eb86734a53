//! `netim db show`.

use std::fs;

use serde_json::json;

use crate::{
    database::{CAPACITY, HANDLE, client, good, left_behind, newer, open, store},
    identity_support::{identity, vectors},
    process::{Folder, netim},
};

#[test]
fn in_words() {
    let folder = Folder::new();
    let file = store(&folder, "db", &good());
    let size = fs::metadata(&file).unwrap().len();
    let words = netim(&["db", "show", &file]).ok().replace(&format!(" {size} "), " SIZE ");
    insta::assert_snapshot!("full", folder.mask(&words));
    let file = store(&folder, "empty", &[]);
    let size = fs::metadata(&file).unwrap().len();
    let words = netim(&["db", "show", &file]).ok().replace(&format!(" {size} "), " SIZE ");
    insta::assert_snapshot!("empty", folder.mask(&words));
}

#[test]
fn as_json() {
    let folder = Folder::new();
    let file = store(&folder, "db", &good());
    let run = netim(&["--json", "db", "show", &file]);
    run.ok();
    let (clients, secrets) = (vectors("clients"), vectors("secrets"));
    let client = |index: u16, vector: usize, network_identity: Option<u16>| json!({ "index": index, "identifier": clients[vector]["identifier"], "network_identity": network_identity });
    let network_identity =
        |index: u16, vector: usize, created: &str, seconds: u32, current: bool, clients: u16| {
            json!({
                "index": index,
                "type": "ECDSA",
                "identifier": secrets[vector]["identifier"],
                "created": created,
                "created_seconds": seconds,
                "current": current,
                "clients": clients,
            })
        };
    let expected = json!({
        "file": file,
        "size": fs::metadata(&file).unwrap().len(),
        "format": 2,
        "was_closed": true,
        "commits": 2,
        "capacity": CAPACITY,
        "admin_secret": { "created": "2026-01-01T00:00:00Z", "created_seconds": 820_540_800 },
        "network_identities": [
            network_identity(7, 0, "2022-03-07T20:26:40Z", 700_000_000, false, 1),
            network_identity(9, 1, "2026-01-01T00:00:00Z", 820_540_800, true, 2),
        ],
        "clients": [client(1, 3, Some(9)), client(3, 0, Some(7)), client(4, 1, None), client(2047, 2, Some(9))],
    });
    assert_eq!(run.json(), expected);
}

#[test]
fn handles_of_keys_stay_inside() {
    let folder = Folder::new();
    let file = store(&folder, "db", &good());
    for arguments in
        [&["db", "show", &file][..], &["db", "show", "--json", &file], &["db", "check", "--json", &file]]
    {
        let run = netim(arguments);
        let text = run.ok().to_lowercase();
        let handle = format!("{:x}", base16ct::HexDisplay(&HANDLE[..6]));
        assert!(!text.contains(&handle) && !text.contains("handle"), "{text}");
    }
}

#[test]
fn the_file_stays_as_it_is() {
    let folder = Folder::new();
    let closed = store(&folder, "closed", &good());
    let dead = left_behind(&folder, "dead", &good());
    for file in [closed, dead] {
        // Whoever may only read it may look at it.
        let mut permissions = fs::metadata(&file).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions).unwrap();
        let state = || (fs::read(&file).unwrap(), fs::metadata(&file).unwrap().modified().unwrap());
        let before = state();
        for verb in ["show", "check"] {
            netim(&["db", verb, &file]).ok();
            assert_eq!(state(), before);
        }
    }
    assert_eq!(fs::read_dir(folder.path("")).unwrap().count(), 2, "nothing is put next to it");
}

#[test]
fn a_server_that_died_is_mentioned() {
    let folder = Folder::new();
    let file = left_behind(&folder, "db", &good());
    assert!(netim(&["db", "show", &file]).ok().contains("not closed: the server that used it has died"));
    let json = netim(&["db", "show", "--json", &file]).json();
    assert_eq!((&json["was_closed"], json["clients"].as_array().unwrap().len()), (&json!(false), 4));
}

#[test]
fn what_cannot_be_shown_is_explained() {
    let folder = Folder::new();
    let locked = folder.name("locked");
    let storage = open(&folder, "locked", &good());
    let whole = fs::read(store(&folder, "whole", &good())).unwrap();
    let mut damaged = whole.clone();
    damaged[20_000] ^= 1;
    let mut header = whole.clone();
    header[20] ^= 1;
    header[4096 + 20] ^= 1;
    let contradiction = [client(1, identity(&vectors("clients")[0]), Some(5))];
    let files = [
        locked,
        newer(&folder, "newer"),
        folder.put("damaged", damaged),
        folder.put("header", header),
        folder.put("truncated", &whole[..whole.len() - 100]),
        folder.put("short", &whole[..100]),
        folder.put("empty", ""),
        folder.put("text", "Lorem ipsum ".repeat(1000)),
        store(&folder, "contradiction", &contradiction),
        folder.name("missing"),
        folder.name(""),
    ];
    let transcript = files.map(|file| {
        let run = netim(&["db", "show", &file]);
        let json = netim(&["db", "show", "--json", &file]);
        let error: serde_json::Value = serde_json::from_str(&json.err).unwrap();
        let message = run.failed();
        assert!(message.starts_with(&format!("error: {}\n", error["error"].as_str().unwrap())), "{message}");
        folder.mask(message)
    });
    drop(storage);
    let lengths = transcript.join("\n").replace(&whole.len().to_string(), "LEN");
    insta::assert_snapshot!(lengths.replace(&(whole.len() - 100).to_string(), "LEN-100"));
}
