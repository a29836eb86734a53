//! Times that were taken elsewhere, since not everybody is Rust.

use std::{collections::BTreeMap, error::Error, fs, path::Path};

use serde::Deserialize;

use crate::{measure::Times, rows::Outcome};

/// Who took them, and what they are, by the rows' keys.
#[derive(Deserialize)]
struct Outsider {
    name: String,
    rows: BTreeMap<String, Times>,
}

/// Adds them to the rows.
pub(crate) fn add(file: &Path, outcomes: &mut [Outcome]) -> Result<(), Box<dyn Error>> {
    let outsider: Outsider = serde_json::from_slice(&fs::read(file)?)?;
    for (key, times) in outsider.rows {
        let row = outcomes.iter_mut().find(|outcome| outcome.key == key);
        let row = row.ok_or_else(|| format!("{}: there is no row {key}", file.display()))?;
        row.times.push((outsider.name.clone(), times));
    }
    Ok(())
}
