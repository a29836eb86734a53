//! What is wrong with the input, said so that its author can mend it.
//!
//! Diagnostics are collected, never thrown: a faulty item is set aside and the rest is still looked at, so that one run
//! shows everything. A fault of the program itself is no diagnostic.

pub mod codes;
mod render;

use std::collections::BTreeSet;

use crate::source::Span;
pub use codes::Code;
pub use render::{Color, one_line, render};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// The input has one sensible reading, and that is what was taken.
    Warning,
}

/// A place that has to do with a diagnostic, and what about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is to be seen there; may be empty.
    pub text: String,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code, with its severity.
    pub code: Code,
    /// What is wrong, in one line, with the names and values concerned.
    pub message: String,
    /// The place itself; `None` for faults that are in no file.
    pub place: Option<Label>,
    /// Other places that belong to it (the first definition of a duplicate).
    pub related: Vec<Label>,
    /// The path to the item, `cluster > command > field`.
    pub path: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A diagnostic without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), place: None, related: Vec::new(), path: None, help: None }
    }

    /// Says where it is and what is to be seen there.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.place = Some(Label { span, text: text.into() });
        self
    }

    /// Points to another place that belongs to it.
    #[must_use]
    pub fn with_related(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: text.into() });
        self
    }

    /// Names the item by its path, outermost first.
    #[must_use]
    pub fn within(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Whether it says of one place what another says already: one body may be that of several clusters, of which each
    /// lacks the same type.
    fn repeats(&self, other: &Self) -> bool {
        let is_same = self.message == other.message || self.code == codes::UNKNOWN_TYPE;
        let in_one_place = self.place == other.place && (self.place.is_some() || self == other);
        self.code == other.code && is_same && in_one_place
    }

    /// Whether it stops the generator.
    pub fn is_error(&self) -> bool {
        self.code.severity == Severity::Error
    }
}

/// All diagnostics of a run.
#[derive(Debug, Default)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
    errors: usize,
    left_out: BTreeSet<String>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.errors += usize::from(diagnostic.is_error());
        self.all.push(diagnostic);
    }

    /// Notes an item that had to be left out, by its path, because of an error in it or in what it depends on.
    pub fn set_aside(&mut self, path: impl Into<String>) {
        self.left_out.insert(path.into());
    }

    /// What had to be left out beside what the errors themselves name.
    pub fn left_out(&self) -> impl Iterator<Item = &str> {
        self.left_out.iter().map(String::as_str)
    }

    /// Whether anything stops the generator.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether anything is suspicious.
    pub fn has_warnings(&self) -> bool {
        self.all.len() > self.errors
    }

    /// How many errors have been added, duplicates included.
    pub(crate) const fn errors(&self) -> usize {
        self.errors
    }

    /// Adds what was found elsewhere.
    pub(crate) fn append(&mut self, mut found: Self) {
        self.errors += found.errors;
        self.all.append(&mut found.all);
        self.left_out.append(&mut found.left_out);
    }

    /// All of them: those without a place first, then by file and offset.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut all: Vec<_> = self.all.iter().collect();
        all.sort_by_key(|diagnostic| diagnostic.place.as_ref().map(|place| place.span));
        all.dedup_by(|one, first| one.repeats(first));
        all
    }

    /// How many errors and how many warnings.
    pub fn counts(&self) -> (usize, usize) {
        let sorted = self.sorted();
        let errors = sorted.iter().filter(|diagnostic| diagnostic.is_error()).count();
        (errors, sorted.len() - errors)
    }
}
