//! The Network Administrator Shared Secret.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of tests may fail like one"
)]

#[path = "secret/derive.rs"]
mod derive;
mod identity_support;
#[path = "secret/nass.rs"]
mod nass;
#[path = "secret/text.rs"]
mod text;
