//! Files of others in the output folder.

use crate::process::{clustergen, put, tree, workshop};

#[test]
fn a_file_in_the_way_is_refused_and_all_are_named() {
    let folder = workshop();
    let out = folder.path().join("out");
    put(&out, "Cargo.toml", "[package]\nname = \"mine\"\n");
    put(&out, "src/lib.rs", "//! Mine.\n");
    put(&out, "README.md", "Mine.\n");
    let before = tree(&out);
    let refused = clustergen(folder.path(), &["generate", "xml", "--out", "out"]);
    assert_eq!(refused.status, 1);
    assert_eq!(tree(&out), before);
    insta::assert_snapshot!(refused.stderr.replace('\\', "/"));
    assert_eq!(clustergen(folder.path(), &["check", "xml", "--out", "out"]).status, 1);

    let forced = clustergen(folder.path(), &["generate", "xml", "--out", "out", "--force"]);
    assert_eq!(forced.status, 0, "{}", forced.stderr);
    let after = tree(&out);
    assert_ne!(after["src/lib.rs"], before["src/lib.rs"]);
    assert_eq!(after["README.md"], "Mine.\n");
    assert_eq!(clustergen(folder.path(), &["check", "xml", "--out", "out"]).status, 0);
}

#[test]
fn other_files_stay_as_they_are() {
    let folder = workshop();
    let out = folder.path().join("out");
    for name in ["README.md", "src/mine.rs", "tests/wire.rs"] {
        put(&out, name, "mine");
    }
    assert_eq!(clustergen(folder.path(), &["generate", "xml", "--out", "out"]).status, 0);
    assert_eq!(clustergen(folder.path(), &["check", "xml", "--out", "out"]).status, 0);
    let after = tree(&out);
    assert!(["README.md", "src/mine.rs", "tests/wire.rs"].iter().all(|name| after[*name] == "mine"));
}

#[test]
fn an_output_folder_that_cannot_be_one() {
    let folder = workshop();
    put(folder.path(), "file", "a file");
    let run = clustergen(folder.path(), &["generate", "xml", "--out", "file/out"]);
    assert_eq!(run.status, 1);
    let message = "error[E0502]: cannot write into `file/out`: `file` is a file\n |\n = help: make room, or choose another output folder\n\n1 error; nothing was written\n";
    assert_eq!(run.stderr, message);
}
