//! Everything is for the owner alone, also where the process would let others have it (`umask 000`).

use std::{
    fs,
    os::unix::fs::{FileTypeExt as _, MetadataExt as _},
    path::Path,
};

use crate::{
    node::{self, Node, Place, generous_command},
    plain_server::fill,
};

/// Asserts that all that is below a folder, and the folder, is for its owner alone; returns how much it is.
#[track_caller]
fn assert_private(path: &Path) -> usize {
    let metadata = fs::symlink_metadata(path).unwrap();
    let expected = if metadata.is_dir() { 0o700 } else { 0o600 };
    assert_eq!(metadata.mode() & 0o7777, expected, "{}", path.display());
    if !metadata.is_dir() {
        return 1;
    }
    1 + fs::read_dir(path).unwrap().map(|entry| assert_private(&entry.unwrap().path())).sum::<usize>()
}

#[test]
fn whatever_the_umask_is() {
    let place = Place::new();
    let probe = place.path("probe");
    let touched =
        std::process::Command::new("sh").args(["-c", "umask 000 && : > \"$0\""]).arg(&probe).status();
    assert!(touched.unwrap().success() && fs::metadata(&probe).unwrap().mode() & 0o7777 == 0o666);

    let node = Node::start_generously(&place, &[]);
    // The folder, two in it, the lock, the version, the socket, the settings, the tables.
    assert!(assert_private(&place.data()) >= 8);
    let socket = fs::symlink_metadata(place.data().join("control")).unwrap();
    assert!(socket.file_type().is_socket());

    let file = place.path("backup");
    let verb = |verb: &str, data: &Path| {
        let mut command = generous_command();
        command.args([verb, "--data"]).arg(data).arg(&file);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    verb("backup", &place.data());
    assert_private(&file);
    // Killed, so that the tables have to be repaired.
    node.end("KILL");
    let restored = place.path("restored");
    verb("restore", &restored);
    assert_private(&restored);
    let node = Node::start_generously(&place, &["--release", "1.6.1"]);
    assert_private(&place.data());
    let (status, log) = node.end("TERM");
    assert!(status.success(), "{log}");
    assert_private(&place.data());
    assert!(node::status(&place.data()).get("running").is_some());
}

#[test]
fn with_keys_in_it() {
    let place = Place::new();
    fill(&place.data(), 3);
    let node = Node::start_generously(&place, &[]);
    assert!(place.data().join("cluster/keys").exists());
    assert_private(&place.data());
    node.end("TERM");
    assert_private(&place.data());
}
