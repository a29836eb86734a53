//! Key stores.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of tests may fail like one"
)]

#[path = "key_store/behaviour.rs"]
mod behaviour;
#[path = "key_store/blob.rs"]
mod blob;
#[path = "key_store/faults.rs"]
mod faults;
#[path = "key_store/file.rs"]
mod file;
mod identity_support;
#[path = "key_store/model.rs"]
mod model;
