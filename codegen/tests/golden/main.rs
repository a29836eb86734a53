//! What the generator writes: shown next to its input, compiled, and the same every time.
//!
//! A folder of `fixtures/` is one construct, in one dialect or in both (`zap.xml`, `spec.xml`), with the Rust that comes
//! of it beside it (`emitted.snap`). The code is run in `behaviour/`, a crate that generates its own.

#![cfg(test)]

mod compiled;
mod deep;
mod emitted;
mod same_bytes;
mod support;
mod unformatted;
