//! The tables: from storage, plans, and against a simple model.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of tests may fail like one"
)]

#[path = "tables/directory.rs"]
mod directory;
#[path = "tables/load.rs"]
mod load;
#[path = "tables/model.rs"]
mod model;
#[path = "tables/plans.rs"]
mod plans;
#[path = "storage_support/mod.rs"]
mod support;
