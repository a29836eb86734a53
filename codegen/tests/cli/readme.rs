//! The commands of the README do what it says.

use std::path::Path;

use crate::process::{command, run};

#[test]
fn every_command_of_the_readme_succeeds() {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let readme = std::fs::read_to_string(repository.join("README.md")).unwrap();
    // The one without inputs is the main job on the repository itself: a test of its own sees to that.
    let commands: Vec<_> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("cargo run -p clustergen -- "))
        .filter(|arguments| !arguments.contains('#'))
        .collect();
    assert_eq!(commands.len(), 7, "a generate and a check, and five ways to look at clusters");
    for arguments in commands {
        let outcome = run(command(&repository).args(arguments.split_whitespace()), &repository);
        assert_eq!(outcome.status, 0, "{arguments}: {}", outcome.stderr);
    }
}
