//! What a process holds in its memory of secrets: what `SECURITY.md` says, and nothing else.
//!
//! A child process, this very program, is a server that gets requests as bytes and answers with bytes. It knows no secret
//! but from them. The parent makes the secrets, sends the requests, and reads the child's memory as a debugger would
//! while the child waits for the next one: heap, stacks and all else that it can write to. It looks for each secret and
//! for what is calculated from it, whole and in pieces, as bytes in several orders and as text.
//!
//! Registers and what the system keeps (pipes, the cache of files) are not looked at.
#![cfg(all(unix, feature = "std"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of tests may fail like one"
)]

mod channel;
mod child;
mod image;
mod life;
#[path = "../secret_support/mod.rs"]
mod secret_support;
mod server;

#[cfg(target_os = "linux")]
mod stories;

/// The process whose memory is read: nothing to test, unless the parent started it.
#[test]
fn child() {
    child::run();
}

#[cfg(not(target_os = "linux"))]
#[test]
fn memory_is_not_read() {
    eprintln!("SKIPPED: the memory of another process is read on Linux only");
}
