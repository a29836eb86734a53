//! What goes wrong.

use std::{io, string::String};

use clap::{CommandFactory as _, error::ErrorKind};

use super::arguments::CommandLine;

/// Why a command comes to nothing.
#[derive(Debug)]
pub(super) enum Stop {
    /// The input is bad, or something cannot be done.
    Fault(Fault),
    /// Options that do not fit together.
    Usage(UsageFault),
    /// A stream cannot be written to.
    Stream(io::Error),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<UsageFault> for Stop {
    fn from(fault: UsageFault) -> Self {
        Self::Usage(fault)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Stream(error)
    }
}

/// What is wrong, and what to do about it. Never holds anything of what was read.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Fault {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Options that do not fit together.
#[derive(Debug)]
pub(super) struct UsageFault(&'static str);

impl UsageFault {
    pub(super) fn conflict(message: &'static str) -> Self {
        Self(message)
    }

    /// The fault in clap's words.
    pub(super) fn into_error(self) -> clap::Error {
        CommandLine::command().error(ErrorKind::ArgumentConflict, self.0)
    }
}
