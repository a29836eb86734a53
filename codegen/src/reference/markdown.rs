//! Pages as Markdown that shows names and prose as they are.

use std::fmt::Write as _;

use super::page::Page;
use super::sections::sections;

/// A page as Markdown.
pub fn page(page: &Page) -> String {
    let mut text = String::new();
    for section in sections(page) {
        if !text.is_empty() {
            text.push('\n');
        }
        _ = writeln!(text, "{} {}", "#".repeat(section.level), escape(&section.heading));
        if !section.facts.is_empty() {
            _ = writeln!(text, "\n{}.", capitalized(&escape(&section.facts.join(", "))));
        }
        if let Some(prose) = section.prose.as_deref().map(escape).filter(|prose| !prose.is_empty()) {
            _ = writeln!(text, "\n{prose}");
        }
        if let Some(contents) = section.table {
            let rows = contents.rows.iter().map(|row| row.iter().map(|cell| escape(cell)).collect());
            _ = write!(text, "\n{}", table(&contents.header, rows.collect()));
        }
    }
    text
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().to_string() + chars.as_str())
}

/// Text as Markdown that shows it literally, on one line: nothing in it becomes a link, a tag, a cell or a code block.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !safe.is_empty() {
            safe.push(' ');
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

/// A table. Cells are Markdown already; columns that are empty in every row are left out.
pub fn table(header: &[&str], rows: Vec<Vec<String>>) -> String {
    let used: Vec<bool> = (0..header.len())
        .map(|column| rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty())))
        .collect();
    let line = |cells: &mut dyn Iterator<Item = String>| {
        let cells: Vec<_> =
            cells.zip(&used).filter(|(_, used)| **used).map(|(cell, _)| format!(" {cell} ")).collect();
        format!("|{}|\n", cells.join("|"))
    };
    let mut table = line(&mut header.iter().map(|name| (*name).to_owned()));
    table.push_str(&line(&mut header.iter().map(|_| "---".to_owned())).replace(' ', ""));
    for row in rows {
        table.push_str(&line(&mut row.into_iter()));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_stays_what_it_is() {
        assert_eq!(escape("a | b\n  `c` [d](e) <f>"), r"a \| b \`c\` \[d\](e) \<f\>");
    }

    #[test]
    fn empty_columns_are_left_out() {
        let rows = vec![vec!["1".to_owned(), String::new(), "x".to_owned()]];
        assert_eq!(table(&["A", "B", "C"], rows), "| A | C |\n|---|---|\n| 1 | x |\n");
    }
}
