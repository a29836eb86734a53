//! Which of the names that other modules have a text mentions.
//!
//! All of the code goes through here, hence without a set of all its words.

use std::array;
use std::sync::LazyLock;

use super::imports::{FURTHER, IMPORTABLE, MODULES, SIBLINGS};

/// The names to look for, by their first byte; each with its number.
static KNOWN: LazyLock<[Vec<(&str, usize)>; 256]> = LazyLock::new(|| {
    let begins = |name: &str, byte| name.bytes().next().map(usize::from) == Some(byte);
    array::from_fn(|byte| names().zip(0..).filter(|(name, _)| begins(name, byte)).collect())
});

fn names() -> impl Iterator<Item = &'static str> {
    let importable = IMPORTABLE.iter().map(|(_, names)| *names);
    importable.chain([MODULES, SIBLINGS, FURTHER]).flatten().copied()
}

fn number(name: &str) -> Option<usize> {
    let known = KNOWN.get(usize::from(name.bytes().next()?))?;
    known.iter().find(|(known, _)| *known == name).map(|(_, number)| *number)
}

/// Names that a text mentions, piece by piece as it is read or written: identifiers that begin a path. Those behind `::`,
/// `.`, `'` or a keyword that defines them belong to something else, and a name in lower case is one only if a path goes on
/// behind it.
pub(super) struct Mentioned {
    /// Whether the name with this number is one of them.
    are: Vec<bool>,
    /// Whether a name may begin here.
    is_free: bool,
    /// The name before this place, if it is one when a path goes on.
    before: Option<usize>,
    /// Whether a colon is before this place.
    behind_colon: bool,
}

impl Mentioned {
    /// No text yet.
    pub(super) fn new() -> Self {
        Self { are: vec![false; names().count()], is_free: true, before: None, behind_colon: false }
    }

    /// Whether a name is mentioned.
    pub(super) fn contains(&self, name: &str) -> bool {
        number(name).is_some_and(|number| self.are.get(number) == Some(&true))
    }

    /// Takes a name for mentioned.
    pub(super) fn insert(&mut self, name: &str) {
        if let Some(number) = number(name) {
            self.note(number);
        }
    }

    fn note(&mut self, number: usize) {
        if let Some(is_one) = self.are.get_mut(number) {
            *is_one = true;
        }
    }

    /// A name, a keyword or a number.
    pub(super) fn word(&mut self, word: &str) {
        self.before = None;
        if self.is_free
            && let Some(number) = number(word)
        {
            if word.starts_with(|first: char| first.is_ascii_uppercase()) {
                self.note(number);
            } else {
                self.before = Some(number);
            }
        }
        self.is_free = !matches!(word, "const" | "fn" | "struct" | "trait" | "type");
        self.behind_colon = false;
    }

    /// A character that is in no word, or one that stands for a literal.
    pub(super) fn mark(&mut self, mark: char) {
        if mark != ':' {
            self.before = None;
            self.is_free = !matches!(mark, '.' | '\'');
        } else if self.behind_colon {
            if let Some(number) = self.before.take() {
                self.note(number);
            }
            self.is_free = false;
        } else {
            self.is_free = true;
        }
        self.behind_colon = mark == ':' && self.is_free;
    }

    /// Space, behind which a colon is on its own.
    pub(super) const fn space(&mut self) {
        if self.behind_colon {
            (self.behind_colon, self.before) = (false, None);
        }
    }

    /// A text that is laid out. Generated code has no characters in single quotes.
    pub(super) fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            rest = match first {
                ' ' | '\n' => {
                    self.space();
                    behind(rest, 1)
                }
                'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => {
                    let (word, behind) = word(rest);
                    self.word(word);
                    behind
                }
                '"' => {
                    self.mark(first);
                    behind_string(behind(rest, 1))
                }
                '/' if rest.starts_with("//") => rest.split_once('\n').map_or("", |(_, behind)| behind),
                _ => {
                    self.mark(first);
                    behind(rest, first.len_utf8())
                }
            };
        }
    }
}

fn behind(text: &str, len: usize) -> &str {
    text.get(len..).unwrap_or_default()
}

/// A name, a keyword or a number, and what is behind it.
fn word(text: &str) -> (&str, &str) {
    let is_end = |byte: u8| !(byte.is_ascii_alphanumeric() || byte == b'_');
    text.split_at(text.bytes().position(is_end).unwrap_or(text.len()))
}

/// What is behind a string, from behind its first quotation mark.
fn behind_string(inside: &str) -> &str {
    let is_last = |(at, _): &(usize, &str)| {
        let escapes = inside.bytes().take(*at).rev().take_while(|byte| *byte == b'\\').count();
        escapes % 2 == 0
    };
    inside.match_indices('"').find(is_last).map_or("", |(at, _)| behind(inside, at + 1))
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;

    use super::*;
    use crate::emit::text;

    fn names_in(mentioned: &Mentioned) -> Vec<&'static str> {
        names().filter(|name| mentioned.contains(name)).collect()
    }

    /// What a text mentions, and the same of its tokens as they are written.
    fn mentioned(text: &str) -> Vec<&'static str> {
        let (mut read, mut written) = (Mentioned::new(), Mentioned::new());
        read.text(text);
        text::write(text.parse::<TokenStream>().unwrap(), &mut String::new(), &mut written);
        assert_eq!(names_in(&read), names_in(&written));
        names_in(&read)
    }

    #[test]
    fn only_the_beginnings_of_paths_are_names() {
        let text = "
/// Writer: of a comment.
struct A<'a> {
    tag: Option<Tag>,
    value: &'a [u8],
}
impl Encode for A<'_> {
    type Answer = ();
    fn a() -> types::B {
        Tag::Context(0).Status;
        value::f(\"Nullable \\\" List\");
        let serve = limits;
        x
            .Error()
    }
}
";
        assert_eq!(mentioned(text), ["Encode", "Tag", "value", "types"]);
    }

    #[test]
    fn it_is_the_same_to_tokens_with_space_between() {
        let text = "fn a () -> types :: B { value :: f (x . Error) ; Tag :: Context (0) . Status ; limits : :: List }";
        assert_eq!(mentioned(text), ["Tag", "value", "types"]);
    }

    #[test]
    fn each_name_is_there_once() {
        let mut all: Vec<_> = names().collect();
        all.sort_unstable();
        assert!(all.is_sorted_by(|one, next| one < next), "{all:?}");
    }
}
