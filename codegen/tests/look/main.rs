//! The verbs that look at clusters: list, show, diff, history, decode.
#![cfg(feature = "cli")]
#![expect(
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "helpers of tests may fail them, and say that a test is skipped"
)]

mod corpus;
mod decode;
mod diff;
mod docs;
mod history;
mod json;
mod pages;
mod rules;
mod support;
