//! Pages to look at clusters: a folder of static HTML that is opened from the disk or served by anything.
//!
//! There is a page for each cluster id with the cluster as it is in each release, a page that lists the clusters, one
//! that lists all names, and one with devices if a [`Survey`] is given. A page needs nothing but what lies beside it, and
//! shows all it has without JavaScript; the script adds the switch between releases and the search.
//!
//! Everything that comes from the inputs passes through maud, which escapes it.

mod anchors;
mod attributes;
mod book;
mod changes;
mod cluster;
mod commands;
mod devices;
mod edition;
mod events;
mod features;
mod fields;
mod history;
mod index;
mod names;
mod places;
mod search;
mod shell;
pub mod survey;
mod table;
mod types;
mod uses;
mod words;

use std::path::PathBuf;

use maud::Markup;

use crate::emit::{self, File};
use crate::model::Model;
use book::Book;
pub use survey::Survey;

/// All files of the site, with paths below its folder.
pub fn files(model: &Model, survey: Option<&Survey>) -> Vec<File> {
    let book = Book::new(model, survey);
    let mut files = vec![
        beside("style.css", include_str!("site/assets/style.css")),
        beside("site.js", include_str!("site/assets/site.js")),
        beside("search-index.js", &search::index(&book)),
        page("index.html", index::page(&book)),
        page("names.html", names::page(&book)),
    ];
    if let Some(survey) = survey {
        files.push(page("devices.html", devices::page(&book, survey)));
    }
    files.extend(book.entries.iter().map(|entry| page(&entry.file, cluster::page(&book, entry))));
    files
}

/// A page, behind the header that makes it ours.
fn page(path: &str, markup: Markup) -> File {
    let text = format!("<!-- {} -->\n{}\n", emit::HEADER, markup.into_string());
    File { path: PathBuf::from(path), text }
}

/// A style sheet or a script, behind the same.
fn beside(path: &str, text: &str) -> File {
    File { path: PathBuf::from(path), text: format!("/* {} */\n{text}", emit::HEADER) }
}
