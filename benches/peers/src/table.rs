//! The times as Markdown.

use std::io::{self, Write};

use crate::{
    data::{
        Data,
        hostile::{ATTACKS, Attack, SIZES},
    },
    measure::{Ratio, Times},
    rows::{Outcome, Per},
};

/// The floor that the goals speak of.
pub(crate) const FLOOR: &str = "by-hand";
/// The peer that they speak of.
pub(crate) const PEER: &str = "rs-matter";

/// Writes a table for each task, and one for each attack.
pub(crate) fn write(outcomes: &[Outcome], data: &Data, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "The list: {} entries, {} bytes; in reverse and with unknown fields {} bytes. AddClient: {} bytes.",
        data.records.len(),
        data.list.len(),
        data.shuffled.len(),
        data.add_client.len()
    )?;
    for outcome in outcomes.iter().filter(|outcome| !matches!(outcome.per, Per::Byte(_))) {
        task(outcome, out)?;
    }
    for attack in &ATTACKS {
        sizes(attack, outcomes, out)?;
    }
    Ok(())
}

fn task(outcome: &Outcome, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\n### {}\n", outcome.title)?;
    writeln!(
        out,
        "| | ns per {}, median | best | time of {FLOOR} | as fast as {PEER} |",
        outcome.per.unit()
    )?;
    writeln!(out, "|---|---:|---:|---:|---:|")?;
    for (name, time) in &outcome.times {
        let floor = outcome.of(FLOOR).map(|floor| time.to(floor));
        let peer = outcome.of(PEER).map(|peer| peer.to(time));
        let Times { median, best, .. } = time;
        let (median, best) = (number(*median), number(*best));
        writeln!(out, "| {name} | {median} | {best} | {} | {} |", times(floor), times(peer))?;
    }
    Ok(())
}

/// One attack in all sizes; the last column is what the largest takes for a byte, in times of the smallest.
fn sizes(attack: &Attack, outcomes: &[Outcome], out: &mut impl Write) -> io::Result<()> {
    let rows: Vec<&Outcome> = SIZES.iter().filter_map(|size| find(outcomes, &attack.key_of(*size))).collect();
    let [first, ..] = rows.as_slice() else { return Ok(()) };
    writeln!(out, "\n### Hostile: {}\n", attack.title)?;
    write!(out, "| ns per byte, best, of")?;
    for row in &rows {
        write!(out, " | {} bytes", row.per.count())?;
    }
    writeln!(out, " | growth |\n|---{}|---:|", "|---:".repeat(rows.len()))?;
    for (name, _) in &first.times {
        let best: Vec<f64> = rows.iter().filter_map(|row| Some(row.of(name)?.best)).collect();
        write!(out, "| {name}")?;
        for time in &best {
            write!(out, " | {}", number(*time))?;
        }
        writeln!(out, " | {} |", growth(outcomes, attack, name).map_or_else(String::new, number))?;
    }
    Ok(())
}

/// How many times as long a byte of the largest input takes as one of the smallest. Of the best times: long inputs are
/// interrupted more often, and that is not the decoder's fault.
pub(crate) fn growth(outcomes: &[Outcome], attack: &Attack, name: &str) -> Option<f64> {
    let best = |size: Option<&usize>| Some(find(outcomes, &attack.key_of(*size?))?.of(name)?.best);
    Some(best(SIZES.last())? / best(SIZES.first())?)
}

/// The row with this key.
pub(crate) fn find<'o>(outcomes: &'o [Outcome], key: &str) -> Option<&'o Outcome> {
    outcomes.iter().find(|outcome| outcome.key == key)
}

/// The ratio in the median round, and that of the best times.
pub(crate) fn times(ratio: Option<Ratio>) -> String {
    ratio.map_or_else(String::new, |ratio| format!("{} / {} x", number(ratio.median), number(ratio.best)))
}

/// With as many digits as mean something.
pub(crate) fn number(value: f64) -> String {
    if value < 0.1 {
        format!("{value:.4}")
    } else if value < 10.0 {
        format!("{value:.2}")
    } else if value < 100.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}
