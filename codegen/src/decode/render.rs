//! Decoded bytes as plain text: an element a line behind its offset, its problems below it.

use std::fmt::Write as _;

use super::Decoded;
use super::node::{Node, Scalar};
use super::problem::{Problem, Severity};

/// Decoded bytes as plain text.
pub fn text(decoded: &Decoded) -> String {
    let mut text = format!("{}, {}\n\n", decoded.target, counted(decoded.length, "byte"));
    let width = decoded.length.to_string().len().max(4);
    let mut lines = Lines { text: &mut text, width, problems: &decoded.problems };
    if let Some(value) = &decoded.value {
        lines.node(value, 0);
    }
    lines.rest();
    if !decoded.problems.is_empty() {
        let notes = decoded.problems.len() - decoded.errors();
        let counts = [(decoded.errors(), "error"), (notes, "note")];
        let counts: Vec<_> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| counted(count, what))
            .collect();
        _ = writeln!(text, "\n{}", counts.join(", "));
    }
    text
}

struct Lines<'a> {
    text: &'a mut String,
    /// The width of offsets.
    width: usize,
    /// Those that are not written yet, by offset.
    problems: &'a [Problem],
}

impl Lines<'_> {
    fn node(&mut self, node: &Node, depth: usize) {
        let (opening, closing) = match node.wire {
            "struct" => ("{", "}"),
            "array" => ("[", "]"),
            "list" => ("[[", "]]"),
            _ => ("", ""),
        };
        let label = label(node);
        let separator = if label.is_empty() { "" } else { " = " };
        let Some(members) = &node.members else {
            self.line(Some(node.offset), depth, &format!("{label}{separator}{}", value(node)));
            return self.problems_up_to(node.offset, depth);
        };
        if members.is_empty() && node.end.is_some() {
            self.line(Some(node.offset), depth, &format!("{label}{separator}{opening}{closing}"));
            return self.problems_up_to(node.offset, depth);
        }
        self.line(Some(node.offset), depth, &format!("{label}{separator}{opening}"));
        self.problems_up_to(node.offset, depth);
        for member in members {
            self.node(member, depth + 1);
        }
        match node.end {
            Some(end) => self.line(Some(end), depth, closing),
            None => self.line(None, depth, "..."),
        }
    }

    fn line(&mut self, offset: Option<usize>, depth: usize, line: &str) {
        let offset = offset.map(|offset| offset.to_string()).unwrap_or_default();
        let (width, indent) = (self.width, "  ".repeat(depth));
        _ = writeln!(self.text, "{offset:>width$}  {indent}{line}");
    }

    /// Problems of elements up to an offset, which have not been written yet.
    fn problems_up_to(&mut self, offset: usize, depth: usize) {
        while let Some((problem, rest)) =
            self.problems.split_first().filter(|(problem, _)| problem.offset <= offset)
        {
            self.problem(problem, depth);
            self.problems = rest;
        }
    }

    /// Problems behind everything that could be read.
    fn rest(&mut self) {
        for problem in self.problems {
            let line = format!("{}: {}", severity(problem), problem.text);
            self.line(Some(problem.offset), 0, &line);
        }
    }

    fn problem(&mut self, problem: &Problem, depth: usize) {
        self.line(None, depth + 1, &format!("^ {}: {}", severity(problem), problem.text));
    }
}

/// `0 ClientIndex: uint16`
fn label(node: &Node) -> String {
    let mut label = node.tag.clone().unwrap_or_default();
    if let Some(name) = &node.name {
        if !label.is_empty() {
            label.push(' ');
        }
        label.push_str(name);
    }
    if let Some(ty) = node.ty.as_ref().filter(|ty| node.name.as_ref() != Some(ty)) {
        label.push_str(if label.is_empty() { "" } else { ": " });
        label.push_str(ty);
    }
    label
}

fn value(node: &Node) -> String {
    let value = match &node.value {
        Scalar::Null => "null".to_owned(),
        Scalar::Bool(value) => value.to_string(),
        Scalar::Unsigned(value) => value.to_string(),
        Scalar::Signed(value) => value.to_string(),
        Scalar::Single(value) => format!("{value:?}"),
        Scalar::Double(value) => format!("{value:?}"),
        Scalar::Text(bytes) if node.wire == "octstr" => {
            let bytes_there = counted(bytes.len() / 2, "byte");
            if bytes.is_empty() { "empty".to_owned() } else { format!("{bytes} ({bytes_there})") }
        }
        Scalar::Text(text) => format!("{text:?}"),
    };
    match &node.meaning {
        Some(meaning) => format!("{value} ({meaning})"),
        None => value,
    }
}

const fn severity(problem: &Problem) -> &'static str {
    match problem.severity {
        Severity::Note => "note",
        Severity::Error => "error",
    }
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
