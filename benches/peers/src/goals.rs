//! The goals, and whether they are reached. A missed one is stated and stops nobody.

use std::io::{self, Write};

use crate::{
    data::hostile::ATTACKS,
    measure::Ratio,
    rows::Outcome,
    table::{FLOOR, PEER, find, growth, number, times},
};

/// Ours, and the way round the list's type.
const OURS: [&str; 2] = ["ours", "ours-by-entry"];
/// A byte of the largest hostile input may take so many times as long as one of the smallest and still be called the same.
const SAME: f64 = 1.25;

/// What a goal compares, and how.
enum Goal {
    /// Our time in a row is at most so many times the floor's.
    AtMost(f64, &'static str),
    /// Ours is so many times as fast as the peer.
    AsFastAs(f64, &'static str),
    /// Our time in the one row is shorter than the contestant's in the other.
    Faster(&'static str, &'static str, &'static str),
    /// Hostile input of any size takes the same for a byte.
    Linear,
}

const GOALS: [(&str, Goal); 11] = [
    ("encode the list", Goal::AtMost(1.5, "encode-list")),
    ("", Goal::AsFastAs(10.0, "encode-list")),
    ("", Goal::Faster("encode-list", "matc-buffer", "encode-list")),
    ("decode the list, fields in order", Goal::AtMost(2.0, "decode-list")),
    ("", Goal::AsFastAs(30.0, "decode-list")),
    ("the same out of order, with unknown fields", Goal::Faster("decode-shuffled", PEER, "decode-list")),
    ("hostile input", Goal::Linear),
    ("encode one AddClient", Goal::AtMost(1.5, "encode-add-client")),
    ("", Goal::AsFastAs(4.0, "encode-add-client")),
    ("decode one AddClient", Goal::AtMost(1.5, "decode-add-client")),
    ("", Goal::AsFastAs(4.0, "decode-add-client")),
];

/// Writes the table of goals, judged by the medians.
pub(crate) fn write(outcomes: &[Outcome], out: &mut impl Write) -> io::Result<()> {
    let [whole, by_entry] = OURS;
    writeln!(out, "\n### Goals\n\n| | wanted | `{whole}` | | `{by_entry}` | |\n|---|---|---:|---|---:|---|")?;
    for (task, goal) in &GOALS {
        write!(out, "| {task} | {} |", goal.wanted())?;
        for name in OURS {
            let (measured, verdict) = match goal.measured(outcomes, name) {
                Some((measured, true)) => (measured, "reached"),
                Some((measured, false)) => (measured, "missed"),
                None => (String::new(), ""),
            };
            write!(out, " {measured} | {verdict} |")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

impl Goal {
    fn wanted(&self) -> String {
        match self {
            Self::AtMost(limit, _) => format!("at most {limit} x the time of {FLOOR}"),
            Self::AsFastAs(limit, _) => format!("{limit} x as fast as {PEER}"),
            Self::Faster(row, other, other_row) if row == other_row => format!("faster than {other}"),
            Self::Faster(_, other, _) => format!("faster than {other} in order"),
            Self::Linear => format!("4 times the size: at most {SAME} x the time for a byte"),
        }
    }

    /// What was measured of the one with this name, as it is printed, and whether it is enough.
    fn measured(&self, outcomes: &[Outcome], name: &str) -> Option<(String, bool)> {
        match *self {
            Self::AtMost(limit, row) => {
                let ratio = ratio(outcomes, (row, name), (row, FLOOR))?;
                Some((times(Some(ratio)), ratio.median <= limit))
            }
            Self::AsFastAs(limit, row) => {
                let ratio = ratio(outcomes, (row, PEER), (row, name))?;
                Some((times(Some(ratio)), ratio.median >= limit))
            }
            Self::Faster(row, other, other_row) => {
                let ratio = ratio(outcomes, (other_row, other), (row, name))?;
                Some((times(Some(ratio)), ratio.median > 1.0))
            }
            Self::Linear => {
                let each: Option<Vec<f64>> =
                    ATTACKS.iter().map(|attack| growth(outcomes, attack, name)).collect();
                let worst = each?.into_iter().fold(0.0, f64::max);
                Some((format!("{} x", number(worst)), worst <= SAME))
            }
        }
    }
}

/// How many times as long the one takes as the other.
fn ratio(outcomes: &[Outcome], one: (&str, &str), other: (&str, &str)) -> Option<Ratio> {
    let time = |(row, name): (&str, &str)| find(outcomes, row)?.of(name);
    Some(time(one)?.to(time(other)?))
}

#[cfg(test)]
mod tests {
    use super::{FLOOR, Goal};
    use crate::{
        measure::Times,
        rows::{Outcome, Per},
    };

    fn outcomes(ours: f64, floor: f64) -> [Outcome; 1] {
        let times = [("ours", ours), (FLOOR, floor)]
            .map(|(name, time)| (name.to_owned(), Times::of(vec![time, time * 3.0, time]).unwrap()));
        [Outcome { key: "row".to_owned(), title: String::new(), per: Per::Call, times: times.to_vec() }]
    }

    #[test]
    fn goals_are_judged() {
        let goal = Goal::AtMost(1.5, "row");
        let measured = |ours, floor| goal.measured(&outcomes(ours, floor), "ours");
        assert_eq!(measured(3.0, 2.0), Some(("1.50 / 1.50 x".to_owned(), true)));
        assert_eq!(measured(3.1, 2.0), Some(("1.55 / 1.55 x".to_owned(), false)));
        assert_eq!(Goal::AtMost(1.5, "another").measured(&outcomes(1.0, 1.0), "ours"), None);
    }
}
