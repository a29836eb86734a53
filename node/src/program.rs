//! The program `netim-node`: a Matter node with the cluster on endpoint 1.
//!
//! | room | holds |
//! |---|---|
//! | `options` | what the command line says |
//! | `folder` | the data folder: its layout, its lock, upgrades, factory reset |
//! | `settings`, `blobs`, `cluster` | what is in it: what the device is, what the stack keeps, the tables and keys |
//! | `radius` | the server that access points ask |
//! | `device` | the endpoints and what they say about themselves |
//! | `stack` | everything at work, until something ends it |
//! | `announce`, `listen`, `pairing` | how controllers find the node and get in |
//! | `test_event` | what certification tests want to provoke |
//! | `control` | the socket over which a running node is asked |
//! | `status`, `backup` | what it is asked for |
//! | `logging`, `notify`, `fault` | what it tells |

mod announce;
mod backup;
mod blobs;
mod buffers;
mod cluster;
mod control;
mod device;
mod fault;
mod folder;
mod interface;
mod listen;
mod logging;
mod notify;
mod options;
mod pairing;
mod radius;
mod run;
mod secret_json;
mod settings;
mod stack;
mod status;
mod test_event;

use std::{io::Write as _, process::ExitCode};

use clap::Parser as _;

use fault::Fault;
use options::{Options, Verb};

/// Does what the command line says.
pub fn main() -> ExitCode {
    let Options { verb, run } = Options::parse();
    let done = match (verb, run) {
        (Some(Verb::Status(arguments)), _) => status::show(&arguments),
        (Some(Verb::Backup(arguments)), _) => backup::write(&arguments),
        (Some(Verb::Restore(arguments)), _) => backup::restore(&arguments),
        (Some(Verb::FactoryReset(arguments)), _) => run::factory_reset(&arguments),
        (None, Some(arguments)) => run::run(&arguments),
        (None, None) => Err(Fault::new("nothing to do").help("see `netim-node --help`")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            // Where nobody listens, nobody needs to hear of it.
            let _ = write!(std::io::stderr(), "{fault}");
            ExitCode::FAILURE
        }
    }
}
