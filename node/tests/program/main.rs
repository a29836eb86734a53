//! The program as it is started, asked and ended; no controller is needed for that.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a helper of tests may fail like one")]

mod backup;
mod control;
mod factory_reset;
mod folder;
mod lifetime;
mod node;
mod options;
mod plain_server;
mod private;
mod radius;
mod upgrade;
