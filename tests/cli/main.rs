//! The command line as a process: what it prints, writes and exits with.
#![cfg(feature = "cli")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of tests may fail them"
)]

#[path = "../identity_support/mod.rs"]
mod identity_support;

mod check;
mod database;
mod forms;
mod hidden;
mod identity;
mod junk;
mod keys;
#[cfg(unix)]
mod private;
mod process;
mod secret;
mod show;
mod usage;
