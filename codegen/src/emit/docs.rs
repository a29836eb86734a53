//! Documentation as tokens, and prose made safe for it.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Documentation comments, a paragraph each.
pub(super) fn docs<S: AsRef<str>>(paragraphs: impl IntoIterator<Item = S>) -> TokenStream {
    let mut tokens = TokenStream::new();
    let mut add = |text: &str| {
        let text = literal(text);
        tokens.extend(quote!(#[doc = #text]));
    };
    let mut line = String::new();
    for (index, paragraph) in paragraphs.into_iter().enumerate() {
        if index > 0 {
            add("");
        }
        for piece in paragraph.as_ref().lines().flat_map(|line| wrap(line, 110)) {
            line.clear();
            if !piece.is_empty() {
                line.extend([" ", piece]);
            }
            add(&line);
        }
    }
    tokens
}

/// The text as a literal. Most of what is emitted is documentation, and `Literal::string` looks up for each character how it
/// is written: where that is clear, the literal is taken as it stands, in a fifth of the time.
fn literal(text: &str) -> Literal {
    let is_clear = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
    let taken = text.bytes().all(is_clear).then(|| format!("\"{text}\"").parse().ok()).flatten();
    taken.unwrap_or_else(|| Literal::string(text))
}

/// The same for the module itself.
pub(super) fn inner_docs<S: AsRef<str>>(paragraphs: impl IntoIterator<Item = S>) -> String {
    let mut text = String::new();
    for (index, paragraph) in paragraphs.into_iter().enumerate() {
        if index > 0 {
            text.push_str("//!\n");
        }
        for line in paragraph.as_ref().lines().flat_map(|line| wrap(line, 114)) {
            text.push_str(if line.is_empty() { "//!" } else { "//! " });
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// Prose of the input as Markdown that shows it literally: nothing in it becomes a link, a tag or a code block.
pub(super) fn prose(text: &str) -> String {
    let mut safe = String::new();
    for word in text.split_whitespace() {
        if !safe.is_empty() {
            safe.push(' ');
        }
        if let Some(link) = link(word) {
            safe.push_str(&link);
            continue;
        }
        for c in word.chars() {
            if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
                safe.push('\\');
            }
            safe.push(c);
        }
    }
    safe
}

/// An address on the web is a link, unless it holds what would end one.
fn link(word: &str) -> Option<String> {
    let is_address = word.starts_with("https://") || word.starts_with("http://");
    if !is_address || word.contains(['<', '>', '\\']) {
        return None;
    }
    let address = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
    Some(format!("<{address}>{}", &word[address.len()..]))
}

/// A sentence: the prose with a full stop.
pub(super) fn sentence(text: &str) -> String {
    let mut sentence = prose(text);
    if !sentence.is_empty() && !sentence.ends_with(['.', '!', '?', ':']) {
        sentence.push('.');
    }
    sentence
}

/// A name in code type. The specification's names have no backticks; if one has, it does without code type.
pub(super) fn code(name: &str) -> String {
    if name.contains('`') || name.is_empty() { prose(name) } else { format!("`{name}`") }
}

/// A line in pieces of at most `width` characters, broken at spaces. Table rows stay whole.
fn wrap(line: &str, width: usize) -> Vec<&str> {
    if line.starts_with('|') {
        return vec![line];
    }
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some((piece, behind)) = last_space(rest, width).and_then(|at| rest.split_at_checked(at)) {
        pieces.push(piece.trim_end());
        rest = behind.trim_start();
    }
    pieces.push(rest);
    pieces
}

/// Where to break a text that is longer than `width` characters: at the last space that leaves no more in front of it,
/// or else at the first. `None` if there is nothing to break.
fn last_space(text: &str, width: usize) -> Option<usize> {
    // No character takes less than a byte.
    if text.len() <= width {
        return None;
    }
    let mut last = None;
    for (count, (at, c)) in text.trim_end().char_indices().enumerate() {
        if c == ' ' && at > 0 && (count <= width || last.is_none()) {
            last = Some(at);
        }
        if count >= width && last.is_some() {
            return last;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_shown_literally() {
        assert_eq!(prose("a [link]\n    and <tag> `x`"), "a \\[link\\] and \\<tag\\> \\`x\\`");
        assert_eq!(sentence("Resolves it"), "Resolves it.");
        assert_eq!(prose("see https://example.com/a_b."), "see <https://example.com/a_b>.");
    }

    #[test]
    fn long_lines_break_at_spaces() {
        assert_eq!(wrap("aaa bbb ccc", 7), ["aaa bbb", "ccc"]);
        assert_eq!(wrap("aaa bbb ccc", 6), ["aaa", "bbb", "ccc"]);
        assert_eq!(wrap("aaaaaaaa bb cc", 5), ["aaaaaaaa", "bb cc"]);
        assert_eq!(wrap("äää ööö", 7), ["äää ööö"], "characters count, not bytes");
        assert_eq!(wrap("aaa  bbb ", 5), ["aaa", "bbb "]);
        assert_eq!(wrap("| a | b |", 3), ["| a | b |"]);
    }
}
