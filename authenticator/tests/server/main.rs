//! The server as access points and peers see it: `eapol_test` on OpenSSL, and peers of our own that do what it cannot.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that goes wrong has to stop"
)]

#[path = "../support/mod.rs"]
mod support;

mod forged;
mod hidden;
mod networks;
mod packets;
mod peers;
mod removal;
mod reports;
mod sessions;
