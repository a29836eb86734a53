//! What a parent tells its child to do.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

const VARIABLE: &str = "NETIM_TEST_CRASH_CHILD";

/// To go on with the commands of a seed, from a certain one on, in a folder.
pub(crate) struct Task {
    pub(crate) seed: u64,
    pub(crate) first: u64,
    pub(crate) folder: PathBuf,
}

impl Task {
    pub(crate) fn from_environment() -> Option<Self> {
        let task = env::var(VARIABLE).ok()?;
        let mut parts = task.splitn(3, ' ');
        let mut number = || parts.next().unwrap().parse().unwrap();
        let (seed, first) = (number(), number());
        Some(Self { seed, first, folder: parts.next().unwrap().into() })
    }

    /// This program, to run [`child`](crate::child()) alone.
    pub(crate) fn command(seed: u64, first: u64, folder: &Path) -> Command {
        let mut command = Command::new(env::current_exe().unwrap());
        command.args(["--exact", "child"]);
        command.env(VARIABLE, format!("{seed} {first} {}", folder.display()));
        command
    }
}
