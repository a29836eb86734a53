//! Whatever fails, and at whichever operation: nothing has changed, and the same command then succeeds.
//!
//! Everything runs on both storages and over the wire of both releases. "Nothing" is memory, storage, key store, what
//! the authenticator was told, what subscribers would be told, and the bytes of the answer.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of tests may fail like one"
)]

mod answer;
mod authenticator;
mod case;
mod command;
mod faulty_key_store;
mod faulty_storage;
mod fuse;
#[path = "../identity_support/mod.rs"]
mod identity_support;
mod key_store;
mod medium;
mod picture;
mod start;
mod storage;
mod template;
