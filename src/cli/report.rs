//! All that is printed, but for what clap says.

use std::{
    fmt::Display,
    io::{self, Read, Write},
    string::String,
};

use clap::builder::styling::{AnsiColor, Style};
use serde::Serialize;

use super::{Console, Exit, fault::Fault};

/// Something that a command found out: as JSON by its fields, and in words.
pub(super) trait Answer: Serialize {
    /// Prints it in words.
    fn print(&self, out: &mut dyn Write) -> io::Result<()>;
}

/// Where a command reads from and prints to.
pub(super) struct Report<'r, 'c> {
    console: &'r mut Console<'c>,
    json: bool,
    color: bool,
}

impl<'r, 'c> Report<'r, 'c> {
    pub(super) fn new(console: &'r mut Console<'c>, json: bool, color: bool) -> Self {
        Self { console, json, color }
    }

    /// Whether JSON is wanted.
    pub(super) fn json(&self) -> bool {
        self.json
    }

    /// Standard input. Whoever would have to type it is told.
    pub(super) fn input(&mut self) -> io::Result<&mut dyn Read> {
        if self.console.is_typed {
            writeln!(
                self.console.err,
                "reading from the terminal; the input ends with Ctrl-D, or name a FILE"
            )?;
        }
        Ok(&mut *self.console.input)
    }

    /// Prints what was found out.
    pub(super) fn answer(&mut self, answer: &impl Answer) -> io::Result<()> {
        if self.json {
            serde_json::to_writer_pretty(&mut *self.console.out, answer)?;
            return writeln!(self.console.out);
        }
        answer.print(self.console.out)
    }

    /// Prints bytes as they are.
    pub(super) fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.console.out.write_all(bytes)
    }

    /// Prints what should be known but is no fault. JSON has a field for it.
    pub(super) fn warning(&mut self, message: impl Display) -> io::Result<()> {
        if self.json { Ok(()) } else { self.label("warning", AnsiColor::Yellow, message) }
    }

    /// Prints why a command came to nothing.
    pub(super) fn fault(&mut self, fault: &Fault) -> io::Result<Exit> {
        let Fault { message, help } = fault;
        if self.json {
            #[derive(Serialize)]
            struct Json<'f> {
                error: &'f str,
                help: Option<&'f str>,
            }
            let json = Json { error: message, help: help.as_deref() };
            serde_json::to_writer(&mut *self.console.err, &json)?;
            writeln!(self.console.err)?;
            return Ok(Exit::Failure);
        }
        self.label("error", AnsiColor::Red, message)?;
        if let Some(help) = help {
            self.label("help", AnsiColor::Cyan, help)?;
        }
        Ok(Exit::Failure)
    }

    fn label(&mut self, label: &str, color: AnsiColor, message: impl Display) -> io::Result<()> {
        let style = if self.color { color.on_default().bold() } else { Style::new() };
        writeln!(self.console.err, "{style}{label}:{style:#} {message}")
    }
}

/// Prints names and values, the values below each other.
pub(super) fn print_fields(out: &mut dyn Write, fields: &[(&str, &dyn Display)]) -> io::Result<()> {
    let width = fields.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
    for (name, value) in fields {
        let gap = width - name.len();
        writeln!(out, "{name}:{:gap$} {value}", "")?;
    }
    Ok(())
}

/// A number and what it counts.
pub(super) fn counted(count: usize, what: &str) -> String {
    std::format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
