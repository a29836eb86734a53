//! A server that is killed at any instant is, when it starts again, as it was before or after the command it was at.
//!
//! A child process, this very program, runs random commands with its tables and its keys on disk, and tells what it is
//! about to do and what has come of it. The parent kills it, 200 times in total, does the same commands with tables in
//! memory, starts a server where the child was killed, and compares. SIGKILL leaves what was written in the system's
//! cache, so this is about every instant, not about what a power failure takes; that the tests of the storage try.
#![cfg(unix)]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of tests may fail like one"
)]

mod child;
mod command;
#[path = "../identity_support/mod.rs"]
mod identity_support;
mod life;
mod random;
mod server;
mod shadow;
mod state;
mod tally;
mod task;

use std::thread;

use crate::{life::Life, random::Random, tally::Tally, task::Task};

const THREADS: u64 = 4;
const LIVES: u64 = 5;
const KILLS: u64 = 10;

/// The process that is killed: nothing to test, unless the parent started it.
#[test]
fn child() {
    if let Some(task) = Task::from_environment() {
        child::run(&task);
    }
}

#[test]
fn what_is_killed_starts_as_it_was_before_or_after() {
    let live = |thread| {
        let mut tally = Tally::default();
        for life in 0..LIVES {
            let mut random = Random::new(thread * LIVES + life);
            let mut life = Life::new(random.next(), life % 2 == 0);
            (0..KILLS).for_each(|_| life.kill(&mut random, &mut tally));
        }
        tally
    };
    let total: Tally = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS).map(|thread| scope.spawn(move || live(thread))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    println!("{total:#?}");
    total.check(THREADS * LIVES * KILLS);
}
