//! All that is printed to standard error.

use std::io::{self, Write};
use std::path::Path;

use super::Exit;
use crate::diagnostics::{self, Color};
use crate::output::{Plan, State, Written};
use crate::session::Session;

/// How many files of a kind are listed by name.
const LISTED: usize = 10;

/// Where it is printed, and how.
pub(super) struct Report<'w> {
    stream: &'w mut (dyn Write + Send),
    color: Color,
    quiet: bool,
}

impl<'w> Report<'w> {
    /// Prints to a stream; `quiet` leaves nothing but errors and differences.
    pub(super) fn new(stream: &'w mut (dyn Write + Send), color: Color, quiet: bool) -> Self {
        Self { stream, color, quiet }
    }

    /// What goes on right now.
    pub(super) fn progress(&mut self, words: &str) {
        if !self.quiet {
            // Progress that cannot be shown is no reason to stop.
            let _ = writeln!(self.stream, "{words}");
        }
    }

    /// There are errors, and nothing was written.
    pub(super) fn failure(&mut self, session: &Session) -> io::Result<Exit> {
        self.diagnostics(session)?;
        let (errors, warnings) = session.diagnostics.counts();
        let mut counts = counted(errors, "error");
        if warnings > 0 && !self.quiet {
            counts = format!("{counts} and {}", counted(warnings, "warning"));
        }
        writeln!(self.stream, "{counts}; nothing was written")?;
        Ok(Exit::Failure)
    }

    /// All is written.
    pub(super) fn written(
        &mut self,
        session: &Session,
        out: &Path,
        inputs: usize,
        written: Written,
    ) -> io::Result<Exit> {
        self.diagnostics(session)?;
        if !self.quiet {
            let Written { files, changed, removed } = written;
            let (files, inputs) = (counted(files, "file"), counted(inputs, "input"));
            let removed = if removed > 0 { format!(", {removed} removed") } else { String::new() };
            let out = out.display();
            writeln!(self.stream, "wrote {files} ({changed} changed{removed}) from {inputs} to `{out}`")?;
        }
        Ok(Exit::Success)
    }

    /// How the disk differs from what would be written.
    pub(super) fn differences(&mut self, session: &Session, out: &Path, plan: &Plan<'_>) -> io::Result<Exit> {
        self.diagnostics(session)?;
        let out = out.display();
        if plan.is_current() {
            if !self.quiet {
                let files = counted(plan.in_state(State::Current).count(), "file");
                writeln!(self.stream, "`{out}` is up to date ({files})")?;
            }
            return Ok(Exit::Success);
        }
        let kinds = [
            ("missing", plan.in_state(State::Missing).collect::<Vec<_>>()),
            ("changed", plan.in_state(State::Changed).collect()),
            ("left over", plan.left_over().collect()),
        ];
        let counts = kinds.each_ref().map(|(kind, paths)| format!("{} {kind}", paths.len()));
        writeln!(self.stream, "`{out}` is not up to date: {}", counts.join(", "))?;
        for (kind, paths) in &kinds {
            for path in paths.iter().take(LISTED) {
                writeln!(self.stream, "  {kind}: {}", path.display())?;
            }
            if paths.len() > LISTED {
                writeln!(self.stream, "  {kind}: and {} more", paths.len() - LISTED)?;
            }
        }
        writeln!(self.stream, "run `clustergen generate` with the same arguments to bring it up to date")?;
        Ok(Exit::Failure)
    }

    fn diagnostics(&mut self, session: &Session) -> io::Result<()> {
        let Session { sources, diagnostics } = session;
        if self.quiet && !diagnostics.has_errors() {
            return Ok(());
        }
        let text = diagnostics::render(diagnostics, sources, self.color);
        write!(self.stream, "{text}")?;
        if !text.is_empty() && !text.ends_with('\n') {
            writeln!(self.stream)?;
        }
        Ok(())
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
