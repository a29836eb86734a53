//! Every command and attribute, bytes in and bytes out, in all releases and on both storages.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of tests may fail like one"
)]

#[macro_use]
mod everywhere;

#[path = "../identity_support/mod.rs"]
mod identity_support;
#[path = "../server_support/mod.rs"]
mod server_support;
#[path = "../storage_support/mod.rs"]
mod storage_support;

mod access;
mod add_client;
mod attempt;
mod attributes;
mod authentication;
mod changes;
mod export_admin_secret;
mod factory_reset;
mod import_admin_secret;
mod indices;
mod order;
mod query_identity;
mod reading;
mod remove_client;
mod reopening;
mod retirement;
mod scenario;
mod shape;
