//! Documentation as tokens, and prose made safe for it.

use proc_macro2::TokenStream;
use quote::quote;

/// Documentation comments, a paragraph each.
pub(super) fn docs<S: AsRef<str>>(paragraphs: impl IntoIterator<Item = S>) -> TokenStream {
    let mut lines = Vec::new();
    for paragraph in paragraphs {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(paragraph.as_ref().lines().flat_map(|line| wrap(line, 110)));
    }
    let lines = lines.iter().map(|line| if line.is_empty() { line.clone() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
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
            text.push_str(&line);
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
fn wrap(line: &str, width: usize) -> Vec<String> {
    if line.starts_with('|') {
        return vec![line.to_owned()];
    }
    let mut lines = vec![String::new()];
    for word in line.split(' ') {
        let current = lines.last().map_or(0, |line| line.chars().count());
        match lines.last_mut() {
            Some(last) if current == 0 => last.push_str(word),
            Some(last) if current + 1 + word.chars().count() <= width => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
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
        assert_eq!(wrap("| a | b |", 3), ["| a | b |"]);
    }
}
