//! No `Debug` shows a secret: neither of what a secret goes through in its life, nor of any type that is declared.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of tests may fail like one"
)]
#![cfg(feature = "std")]

mod declared;
mod life;
#[path = "../secret_support/mod.rs"]
mod secret_support;
mod server;
