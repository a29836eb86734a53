//! What is asked for on the command line.

use std::path::PathBuf;

/// Enough for a median that stays the same.
const ROUNDS: usize = 201;

/// What to do.
#[derive(Debug)]
pub(crate) enum Arguments {
    /// Write the data into a folder.
    Data { folder: PathBuf },
    /// Measure those whose names start like one of these.
    Measure { rounds: usize, also: Option<PathBuf>, names: Vec<String> },
}

impl Arguments {
    /// Reads them.
    pub(crate) fn parse(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let (mut rounds, mut also, mut names) = (ROUNDS, None, Vec::new());
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} wants a value"));
            match word.as_str() {
                "--data" => return Ok(Self::Data { folder: value()?.into() }),
                "--also" => also = Some(value()?.into()),
                "--rounds" => {
                    let value = value()?;
                    rounds = value.parse().map_err(|_| format!("--rounds wants a number, not {value}"))?;
                }
                _ if word.starts_with('-') => return Err(format!("there is no option {word}")),
                _ => names.push(word),
            }
        }
        Ok(Self::Measure { rounds, also, names })
    }
}
