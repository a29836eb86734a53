//! Files with secrets are for their owner alone, also under `umask 000`.

use std::process::Command;

use crate::process::{Folder, mode};

#[test]
fn whatever_the_umask_is() {
    let folder = Folder::new();
    let generously = |arguments: &[&str]| {
        let mut command = Command::new("sh");
        command.args(["-c", "umask 000 && : > \"$NETIM_TEST_PROBE\" && exec \"$0\" \"$@\""]);
        command.env("NETIM_TEST_PROBE", folder.path("probe"));
        let output = command.arg(env!("CARGO_BIN_EXE_netim")).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let [secret, derived, key] = ["secret", "derived", "key"].map(|name| folder.name(name));
    generously(&["secret", "new", "--out", &secret]);
    generously(&["secret", "derive", &secret, "--key-out", &derived]);
    generously(&["identity", "new", "--key-out", &key]);
    assert_eq!(mode(&folder.path("probe")), 0o666, "the umask was not the one that was asked for");
    for name in ["secret", "derived", "key"] {
        assert_eq!(mode(&folder.path(name)), 0o600, "{name}");
    }
}
