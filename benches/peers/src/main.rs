//! Our codec and those of others on the same data, in one process: who writes the same bytes and reads the same values is
//! timed, everybody in turn, and the times are printed as Markdown.
//!
//! ```text
//! netim-peers [--rounds N] [--also FILE] [NAME...]
//! netim-peers --data FOLDER
//! ```
//!
//! A name is that of a contestant, or the start of it; without names all take part. `--also` adds the times that somebody
//! outside of this process took on the same data, which `--data` writes down.

mod arguments;
mod contestants;
mod data;
mod goals;
mod measure;
mod outsiders;
mod rows;
mod table;
mod tasks;

use std::{
    error::Error,
    fs,
    io::{self, Write},
    path::Path,
};

use crate::{
    arguments::Arguments,
    data::Data,
    rows::{Choice, Outcome, Row},
};

fn main() -> Result<(), Box<dyn Error>> {
    let data = Data::new().ok_or("the buffer for the data is too small")?;
    match Arguments::parse(std::env::args().skip(1))? {
        Arguments::Data { folder } => leave(&data, &folder),
        Arguments::Measure { rounds, also, names } => {
            let mut outcomes = measured(&data, rounds, &Choice(names))?;
            if let Some(file) = also {
                outsiders::add(&file, &mut outcomes)?;
            }
            let mut out = io::stdout().lock();
            table::write(&outcomes, &data, &mut out)?;
            goals::write(&outcomes, &mut out)?;
            Ok(out.flush()?)
        }
    }
}

/// Writes down what outsiders need.
fn leave(data: &Data, folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("clients.tlv"), &data.list)?;
    fs::write(folder.join("clients-shuffled.tlv"), &data.shuffled)?;
    fs::write(folder.join("add-client.tlv"), &data.add_client)?;
    Ok(())
}

/// Runs all tasks, round by round.
fn measured(data: &Data, rounds: usize, choice: &Choice) -> Result<Vec<Outcome>, Box<dyn Error>> {
    let mut rows = tasks::all(data, choice)?;
    for number in 0..rounds {
        for row in &mut rows {
            row.round(number);
        }
    }
    Ok(rows.into_iter().map(Row::outcome).collect())
}
