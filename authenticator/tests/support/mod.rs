//! What the tests and the benchmark share: a server with its tables, access points and peers, our own and foreign.
#![allow(dead_code, unreachable_pub, reason = "each uses a part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test that goes wrong has to stop"
)]

pub mod access_point;
pub mod eapol_test;
pub mod foreign;
pub mod identities;
pub mod peer;
pub mod site;
