//! Pages as plain text for a terminal.

use std::fmt::Write as _;

use super::page::Page;
use super::sections::{Section, Table, sections};

/// How wide prose is.
const WIDTH: usize = 100;

/// A page as plain text, in columns.
pub fn text(page: &Page) -> String {
    let mut text = String::new();
    for section in sections(page) {
        if !text.is_empty() {
            text.push('\n');
        }
        write_section(&mut text, &section);
    }
    text
}

fn write_section(text: &mut String, section: &Section) {
    let heading = if section.level == 2 { section.heading.to_uppercase() } else { section.heading.clone() };
    _ = writeln!(text, "{heading}");
    if !section.facts.is_empty() {
        _ = writeln!(text, "  {}", section.facts.join(", "));
    }
    for line in section.prose.iter().flat_map(|prose| wrapped(prose)) {
        _ = writeln!(text, "  {line}");
    }
    if let Some(table) = &section.table {
        text.push_str(&aligned(table, "  "));
    }
}

/// A table in columns, each line indented. Columns that are empty in every row are left out.
pub fn aligned(table: &Table, indent: &str) -> String {
    let lines: Vec<Vec<&str>> = std::iter::once(table.header.clone())
        .chain(table.rows.iter().map(|row| row.iter().map(String::as_str).collect()))
        .collect();
    let widths: Vec<usize> = (0..table.header.len()).map(|column| width(&lines, column)).collect();
    let mut text = String::new();
    for line in lines {
        let mut row = String::new();
        for (cell, width) in line.iter().zip(&widths).filter(|(_, width)| **width > 0) {
            let cell = cell.split_whitespace().collect::<Vec<_>>().join(" ");
            _ = write!(row, "{cell:<width$}  ");
        }
        _ = writeln!(text, "{indent}{}", row.trim_end());
    }
    text
}

/// The width of a column; 0 if there is nothing in it but its name.
fn width(lines: &[Vec<&str>], column: usize) -> usize {
    let length = |line: &Vec<&str>| {
        line.get(column)
            .map_or(0, |cell| cell.split_whitespace().collect::<Vec<_>>().join(" ").chars().count())
    };
    let longest = lines.iter().skip(1).map(length).max().unwrap_or(0);
    if longest == 0 { 0 } else { longest.max(lines.first().map_or(0, length)) }
}

/// Prose in lines, broken at spaces.
fn wrapped(prose: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in prose.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
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
    fn columns_are_as_wide_as_what_is_in_them() {
        let table = Table {
            header: vec!["Id", "Name", "Default", "Summary"],
            rows: vec![
                vec!["0x0000".into(), "OnOff".into(), String::new(), "two\n   lines".into()],
                vec!["0x0001".into(), "A".into(), String::new(), String::new()],
            ],
        };
        let expected = "Id      Name   Summary\n0x0000  OnOff  two lines\n0x0001  A\n";
        assert_eq!(aligned(&table, ""), expected);
    }

    #[test]
    fn prose_is_broken_at_spaces() {
        let lines = wrapped(&"word ".repeat(50));
        assert!(lines.len() == 3 && lines.iter().all(|line| line.len() <= WIDTH && line.ends_with("word")));
    }
}
