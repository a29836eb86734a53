//! The command line as a process: what it prints, writes and exits with.
#![cfg(feature = "cli")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests may fail them"
)]

mod bad_input;
mod check;
mod configuration;
mod deny_warnings;
mod explain;
mod generate;
mod keep_going;
mod lint;
mod output_folder;
mod process;
mod readme;
mod usage;
