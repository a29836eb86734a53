//! Tables that are read on a phone too: there, each row becomes a card, and each cell carries its column's name.

use maud::{Markup, html};

/// A table; the first column names the row.
pub(super) struct Table<'a> {
    /// What it is about.
    pub(super) caption: &'a str,
    /// The names of its columns.
    pub(super) columns: &'a [&'static str],
    /// Its rows.
    pub(super) rows: Vec<Row>,
}

/// A row.
pub(super) struct Row {
    /// The name of the place, if others point to it.
    pub(super) anchor: Option<String>,
    /// A cell for each column; `None` where there is nothing to say.
    pub(super) cells: Vec<Option<Markup>>,
}

impl Table<'_> {
    /// The table, or nothing if it has no rows. A column that says nothing is left out. The roles say what the elements are
    /// even where a style sheet shows them as something else.
    pub(super) fn markup(&self) -> Markup {
        if self.rows.is_empty() {
            return html! {};
        }
        let columns: Vec<_> =
            self.columns.iter().enumerate().filter(|(index, _)| self.says_something(*index)).collect();
        html! {
            table role="table" {
                caption { (self.caption) }
                thead role="rowgroup" {
                    tr role="row" { @for (_, column) in &columns { th scope="col" role="columnheader" { (column) } } }
                }
                tbody role="rowgroup" {
                    @for row in &self.rows {
                        tr role="row" id=[row.anchor.as_deref()] {
                            @for (index, column) in &columns { (cell(*index == 0, column, row.cell(*index))) }
                        }
                    }
                }
            }
        }
    }

    fn says_something(&self, column: usize) -> bool {
        self.rows.iter().any(|row| row.cell(column).is_some())
    }
}

impl Row {
    fn cell(&self, column: usize) -> Option<&Markup> {
        self.cells.get(column)?.as_ref()
    }
}

fn cell(is_head: bool, column: &str, cell: Option<&Markup>) -> Markup {
    html! {
        @match cell {
            Some(cell) if is_head => th scope="row" role="rowheader" data-label=(column) { (cell) },
            Some(cell) => td role="cell" data-label=(column) { (cell) },
            None => td class="none" role="cell" {},
        }
    }
}
