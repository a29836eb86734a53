//! The process that is killed.

use std::{
    io::{self, Write as _},
    process,
};

use crate::{command::Command, server, task::Task};

/// Runs commands until it is killed, or until nobody listens any more. It says `started` when it has, `N` before
/// the N-th command, and what came of it after.
pub(crate) fn run(task: &Task) {
    let mut server =
        server::start(server::open(&task.folder, u64::from(process::id()) << 40 | task.first << 20));
    // Not `eprintln`, which the test harness swallows.
    let say = |what: &str| writeln!(io::stderr(), "{what}").is_ok();
    let mut listening = say("started");
    for n in task.first.. {
        if !listening {
            break;
        }
        listening = say(&n.to_string());
        let outcome = Command::nth(task.seed, n).run(&mut server);
        listening &= say(&outcome);
    }
}
