//! The whole core as firmware would have it: no std, no alloc, everything static.
//!
//! That this builds is the proof. It has a panic handler of its own, which std would have too, and rustc takes one
//! only; and it has no global allocator, without which rustc refuses whatever needs alloc:
//!
//! ```sh
//! cargo build --manifest-path examples/no-std/Cargo.toml
//! ```
//!
//! [`memory`] says what it costs.
#![no_std]

pub mod memory;
mod panic;
pub mod server;
