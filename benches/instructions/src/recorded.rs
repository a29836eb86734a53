//! What is recorded, and how the present compares with it.

use std::path::PathBuf;

use crate::counted::Counts;

/// How many of a hundred instructions more are no regression: compilers and processors differ.
const TOLERANCE: u64 = 5;

/// What was recorded.
pub(crate) struct Recorded(Counts);

impl Recorded {
    pub(crate) fn load() -> Result<Self, String> {
        let path = path();
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        toml::from_str(&text).map(Self).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Prints a table, and returns how many routines take more than they did.
    pub(crate) fn compare(&self, counts: &Counts) -> usize {
        println!("| instructions | recorded | now | |");
        println!("|---|---|---|---|");
        let mut slower = 0;
        for (name, now) in counts {
            let recorded = self.0.get(name).copied();
            let verdict = verdict(recorded, *now);
            slower += usize::from(verdict.is_worse);
            let recorded = recorded.map_or_else(|| "-".to_owned(), |count| count.to_string());
            println!("| {name} | {recorded} | {now} | {} |", verdict.text);
        }
        for name in self.0.keys().filter(|name| !counts.contains_key(*name)) {
            println!("| {name} | recorded, but there is no such routine | | |");
            slower += 1;
        }
        slower
    }
}

struct Verdict {
    is_worse: bool,
    text: &'static str,
}

fn verdict(recorded: Option<u64>, now: u64) -> Verdict {
    let Some(recorded) = recorded else {
        return Verdict { is_worse: true, text: "not recorded" };
    };
    let margin = (recorded * TOLERANCE / 100).max(2);
    if now > recorded + margin {
        Verdict { is_worse: true, text: "more" }
    } else if now + margin < recorded {
        Verdict { is_worse: false, text: "fewer: record it" }
    } else {
        Verdict { is_worse: false, text: "" }
    }
}

/// Records these counts.
pub(crate) fn save(counts: &Counts) -> Result<(), String> {
    let path = path();
    let lines = counts.iter().map(|(name, count)| format!("{name:?} = {count}\n"));
    let text = format!(
        "# Instructions, as `cargo run --release -p netim-instructions -- --record` counts them.\n{}",
        lines.collect::<String>()
    );
    std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("counts.toml")
}

#[cfg(test)]
mod tests {
    use super::verdict;

    #[test]
    fn more_is_a_regression_and_little_more_is_none() {
        assert!(verdict(None, 10).is_worse);
        assert!(!verdict(Some(100), 105).is_worse);
        assert!(verdict(Some(100), 106).is_worse);
        assert!(!verdict(Some(100), 50).is_worse);
        assert!(!verdict(Some(10), 12).is_worse);
    }
}
