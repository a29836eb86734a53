//! The command line as a process: what it prints, writes and exits with.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests may fail them")]

mod bad_input;
mod check;
mod configuration;
mod generate;
mod output_folder;
mod process;
mod readme;
mod usage;
