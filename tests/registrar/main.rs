//! The registrar of controllers, over the generated dispatch of both releases, blocking and asynchronous: what it says
//! when requests and answers are lost or spoilt on the way.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of tests may fail like one"
)]

mod changes;
mod controller;
mod current;
mod faults;
mod garbage;
mod identities;
mod link;
mod server;
