//! What the server costs: commands, reads, starting, memory.
//!
//! `cargo bench -p netim --bench server [-- FILTER]`, with `--features ring` for that too. Commits are durable, on the
//! disk that the folder for temporary files is on.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::unwrap_used,
    missing_docs,
    reason = "a benchmark of what the tests have shown to work"
)]

#[path = "server/account.rs"]
mod account;
#[path = "server/commands.rs"]
mod commands;
#[path = "server/identities.rs"]
mod identities;
#[path = "server/memory.rs"]
mod memory;
#[path = "server/parts.rs"]
mod parts;
#[path = "server/platform.rs"]
mod platform;
#[path = "server/reads.rs"]
mod reads;
#[path = "server/start.rs"]
mod start;

use criterion::{Criterion, criterion_group};

fn slow() -> Criterion {
    Criterion::default().sample_size(20)
}

criterion_group!(fast, parts::verification, commands::in_memory, reads::clients);
criterion_group! { name = durable; config = slow(); targets = parts::commit, commands::on_disk, start::start }

fn main() {
    fast();
    durable();
    Criterion::default().configure_from_args().final_summary();
    memory::print();
    account::print();
}
