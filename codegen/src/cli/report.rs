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

    /// Something on the command line does not fit the input, and nothing was printed.
    pub(super) fn fault(&mut self, message: &str, help: &str) -> io::Result<Exit> {
        writeln!(self.stream, "error: {message}\n  help: {help}")?;
        Ok(Exit::Failure)
    }

    /// Something that a reader of the output should know.
    pub(super) fn remark(&mut self, words: &str) -> io::Result<()> {
        if self.quiet { Ok(()) } else { writeln!(self.stream, "{words}") }
    }

    /// There are errors, and nothing was written.
    pub(super) fn failure(&mut self, session: &Session) -> io::Result<Exit> {
        self.failed(session, "; nothing was written")
    }

    /// There are errors; what becomes of the output is said behind their number.
    pub(super) fn failed(&mut self, session: &Session, outcome: &str) -> io::Result<Exit> {
        self.diagnostics(session)?;
        let (errors, warnings) = session.diagnostics.counts();
        let mut counts = counted(errors, "error");
        if warnings > 0 && !self.quiet {
            counts = format!("{counts} and {}", counted(warnings, "warning"));
        }
        writeln!(self.stream, "{counts}{outcome}")?;
        Ok(Exit::Failure)
    }

    /// There are warnings, which are not allowed, and nothing was written.
    pub(super) fn denied(&mut self, session: &Session) -> io::Result<Exit> {
        self.quiet = false;
        self.diagnostics(session)?;
        let (_, warnings) = session.diagnostics.counts();
        let warnings = counted(warnings, "warning");
        writeln!(self.stream, "{warnings}, which --deny-warnings forbids; nothing was written")?;
        Ok(Exit::Failure)
    }

    /// What is left out of what is written or compared; nothing if all is well.
    pub(super) fn left_out(&mut self, session: &Session, left_out: &[String]) -> io::Result<()> {
        let (errors, warnings) = session.diagnostics.counts();
        if errors > 0 {
            let items = counted(left_out.len(), "item");
            writeln!(self.stream, "{}; {items} left out:", counted(errors, "error"))?;
            for item in left_out {
                writeln!(self.stream, "  {item}")?;
            }
        } else if warnings > 0 && !self.quiet {
            writeln!(self.stream, "{}, which --deny-warnings forbids", counted(warnings, "warning"))?;
        }
        Ok(())
    }

    /// All is written.
    pub(super) fn written(&mut self, out: &Path, inputs: usize, written: Written) -> io::Result<Exit> {
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
    pub(super) fn differences(&mut self, out: &Path, plan: &Plan<'_>) -> io::Result<Exit> {
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

    /// How much lint has found.
    pub(super) fn found(&mut self, session: &Session) -> io::Result<()> {
        let (errors, warnings) = session.diagnostics.counts();
        let counts = [(errors, "error"), (warnings, "warning")];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let counts: Vec<_> = counts.map(|(count, what)| counted(count, what)).collect();
        if !self.quiet {
            writeln!(self.stream, "{}", counts.join(" and "))?;
        }
        Ok(())
    }

    /// All that is wrong or suspicious, as text for people.
    pub(super) fn rendered(&self, session: &Session) -> String {
        diagnostics::render(&session.diagnostics, &session.sources, self.color)
    }

    /// All that is wrong or suspicious.
    pub(super) fn diagnostics(&mut self, session: &Session) -> io::Result<()> {
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
