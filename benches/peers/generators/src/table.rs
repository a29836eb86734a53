//! Markdown.

use std::fmt::Display;

/// A table, row by row.
pub struct Table(String);

impl Table {
    /// One with these columns. All but the first are numbers.
    pub fn new(columns: &[&str]) -> Self {
        let mut table = Self(String::new());
        table.row(columns);
        let numbers = columns.len().saturating_sub(1);
        table.0.extend(["|---", &"|---:".repeat(numbers), "|\n"]);
        table
    }

    /// Adds a row.
    pub fn row<C: Display>(&mut self, cells: &[C]) {
        let cells: Vec<_> = cells.iter().map(|cell| format!(" {cell} ")).collect();
        self.0.extend(["|", &cells.join("|"), "|\n"]);
    }

    /// Prints it.
    pub fn print(&self) {
        println!("{}", self.0);
    }
}

/// What came of a goal.
pub fn verdict(goal: &str, is_reached: bool) -> String {
    format!("{goal}: {}", if is_reached { "reached" } else { "**missed**" })
}

/// How many times as much.
pub fn times(ratio: f64) -> String {
    if ratio < 10.0 { format!("{ratio:.2}") } else { format!("{ratio:.1}") }
}

/// A number with commas.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
