//! Storage: what every one must do, and what the one on disk promises besides.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of tests may fail like one"
)]

#[path = "storage/behaviour.rs"]
mod behaviour;
#[path = "storage/crash.rs"]
mod crash;
#[path = "storage/damage.rs"]
mod damage;
#[path = "storage/file.rs"]
mod file;
#[path = "storage_support/mod.rs"]
mod support;
