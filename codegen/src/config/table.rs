//! A TOML table that is taken apart key by key, so that all of its faults come out together and in their places.

use std::ops::Range;

use serde::Deserialize;
use toml::de::{DeTable, DeValue};

use crate::diagnostics::{Diagnostic, Diagnostics, codes};
use crate::similar::closest;
use crate::source::{FileId, Span, Spanned};

/// The table of a file, or what is left of it.
pub(super) struct Table<'i, 'd> {
    file: FileId,
    entries: DeTable<'i>,
    known: Vec<&'static str>,
    sound: bool,
    diagnostics: &'d mut Diagnostics,
}

impl<'i, 'd> Table<'i, 'd> {
    /// Reads a file's text; reports what is no TOML.
    pub(super) fn parse(file: FileId, text: &'i str, diagnostics: &'d mut Diagnostics) -> Option<Self> {
        let (table, errors) = DeTable::parse_recoverable(text);
        let sound = errors.is_empty();
        let entries = table.into_inner();
        let mut table = Self { file, entries, known: Vec::new(), sound, diagnostics };
        let mut reported_line = None;
        for error in errors {
            // One fault of the spelling is often followed by others that are none.
            let before = text.get(..error.span().map_or(0, |span| span.start));
            let line = before.map(|before| before.matches('\n').count());
            if line != reported_line {
                table.report(&error, 0..0);
            }
            reported_line = line;
        }
        sound.then_some(table)
    }

    /// Whether a key is there and has not been taken.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Takes the value of a key, if it is there and of the right type.
    pub(super) fn take<T: Deserialize<'i>>(&mut self, key: &'static str) -> Option<Spanned<T>> {
        let value = self.remove(key)?;
        self.read(value)
    }

    /// Takes a switch that is off unless it is set.
    pub(super) fn is_set(&mut self, key: &'static str) -> bool {
        self.take(key).is_some_and(|value| value.value)
    }

    /// Takes the entries of the list of a key.
    pub(super) fn take_each<T: Deserialize<'i>>(&mut self, key: &'static str) -> Vec<Spanned<T>> {
        let Some(value) = self.remove(key) else {
            return Vec::new();
        };
        let span = self.span(value.span());
        match value.into_inner() {
            DeValue::Array(entries) => entries.into_iter().filter_map(|entry| self.read(entry)).collect(),
            other => {
                self.wrong(span, format!("`{key}` is a list, not a single {}", other.type_str()));
                Vec::new()
            }
        }
    }

    /// Reports a value that is wrong.
    pub(super) fn wrong(&mut self, span: Span, message: String) {
        self.sound = false;
        self.diagnostics.push(fault(span, message));
    }

    /// Reports a key that has to be there.
    pub(super) fn missing(&mut self, key: &str, help: &str) {
        self.sound = false;
        let diagnostic = fault(start_of(self.file), format!("`{key}` is missing"));
        self.diagnostics.push(diagnostic.with_help(help));
    }

    /// Reports the keys that nobody has taken, and says whether all was well.
    pub(super) fn finish(mut self) -> bool {
        for (key, _) in std::mem::take(&mut self.entries) {
            let span = self.span(key.span());
            let diagnostic = fault(span, format!("there is no key `{}`", key.get_ref()));
            self.sound = false;
            self.diagnostics.push(match closest(key.get_ref(), self.known.iter().copied()) {
                Some(known) => diagnostic.with_help(format!("did you mean `{known}`?")),
                None => diagnostic.with_help(format!("the keys are {}", self.known.join(", "))),
            });
        }
        self.sound
    }

    fn remove(&mut self, key: &'static str) -> Option<toml::Spanned<DeValue<'i>>> {
        self.known.push(key);
        self.entries.remove(key)
    }

    fn read<T: Deserialize<'i>>(&mut self, value: toml::Spanned<DeValue<'i>>) -> Option<Spanned<T>> {
        let range = value.span();
        let span = self.span(range.clone());
        match T::deserialize(toml::de::ValueDeserializer::from(value)) {
            Ok(value) => Some(Spanned::new(value, span)),
            Err(error) => {
                self.report(&error, range);
                None
            }
        }
    }

    fn report(&mut self, error: &toml::de::Error, around: Range<usize>) {
        let span = self.span(error.span().unwrap_or(around));
        self.wrong(span, error.message().to_owned());
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span { file: self.file, start: range.start, end: range.end }
    }
}

/// The diagnostic for a fault of the configuration.
pub(super) fn fault(span: Span, message: String) -> Diagnostic {
    Diagnostic::new(codes::BAD_CONFIG, message).at(span, "")
}

/// The place of what is nowhere in a file.
pub(super) fn start_of(file: FileId) -> Span {
    Span { file, start: 0, end: 0 }
}
