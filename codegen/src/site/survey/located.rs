//! Where in the file something is that `serde_json` has found in a part of it.

use crate::source::{FileId, Span};

/// One thing that is wrong.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// What.
    pub(super) message: String,
    /// Where.
    pub(super) place: Place,
}

/// A place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place(usize);

impl Place {
    /// The place as a span.
    pub(super) fn in_file(self, file: FileId) -> Span {
        Span { file, start: self.0, end: self.0 + 1 }
    }
}

/// A fault that was found while reading `part`, which is a part of `whole`.
pub(super) fn fault(whole: &str, part: &str, error: &serde_json::Error) -> Fault {
    let start = part.as_ptr().addr().saturating_sub(whole.as_ptr().addr());
    let (line, column) = (error.line(), error.column());
    let behind = format!(" at line {line} column {column}");
    let message = error.to_string();
    let message = message.strip_suffix(&behind).unwrap_or(&message).to_owned();
    let lines = part.split_inclusive('\n').take(line.saturating_sub(1));
    let offset = lines.map(str::len).sum::<usize>() + column.saturating_sub(1);
    let place = Place((start + offset).min(whole.len().saturating_sub(1)));
    Fault { message, place }
}
