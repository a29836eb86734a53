//! The socket over which a running node is asked: one line of JSON, one line of JSON back.
//!
//! It lies in the data folder, and only the owner of the folder can reach it.

mod address;
mod client;
mod serve;

use serde::{Deserialize, Serialize};

use super::{backup::Archive, fault::Fault, status::Status};

pub(super) use self::{
    client::{answers, ask},
    serve::Control,
};

/// What a running node can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "request")]
pub(super) enum Request {
    /// How it is.
    Status,
    /// All that it keeps.
    Backup,
    /// To forget everything and begin anew.
    FactoryReset,
}

/// What it says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Answer {
    /// How it is.
    Status(Box<Status>),
    /// All that it keeps.
    Backup(Archive),
    /// It will be done.
    Accepted,
    /// Why not.
    Error(String),
}

impl Answer {
    fn from_fault(fault: &Fault) -> Self {
        Self::Error(fault.message().to_owned())
    }
}
