//! Cluster 0x0450 alone, as ours and as `rs-matter-codegen` generate it.

use std::io;

use crate::clock::{Contestant, medians, milliseconds};
use crate::ours::{self, Ours, lines};
use crate::table::{Table, thousands, times, verdict};
use crate::theirs::RsMatter;

/// The id of Network Identity Management.
const ID: u64 = 0x0450;

/// Prints what it takes.
pub fn report(rounds: usize) -> io::Result<()> {
    let ours = Ours::new(&[ours::repository("clusters-xml/1.6.1/zap")]);
    let idl = idl_to_zap::parsed()?;
    let cluster = idl.clusters.iter().find(|cluster| cluster.code == ID).expect("0x0450 in the definition");
    let theirs = RsMatter::new(&idl_to_zap::definition()?, cluster);

    let [formatted, unformatted, tokens, their_formatted, their_unformatted, their_tokens] = medians(
        &mut [
            Contestant::new("ours, formatted", || ours::bytes(&ours.formatted())),
            Contestant::new("ours, unformatted", || ours.unformatted().len()),
            Contestant::new("ours, tokens", || {
                ours.tokens();
                1
            }),
            Contestant::new("theirs, formatted", || theirs.formatted().len()),
            Contestant::new("theirs, unformatted", || theirs.unformatted().len()),
            Contestant::new("theirs, tokens", || {
                std::hint::black_box(theirs.tokens());
                1
            }),
        ],
        rounds,
    )
    .into_iter()
    .map(|taken| taken.processor)
    .collect::<Vec<_>>()[..] else {
        unreachable!("as many medians as contestants");
    };

    println!("### Cluster 0x0450 alone\n");
    let mut table = Table::new(&["", "clustergen", "rs-matter-codegen", "times as fast", "goal"]);
    let mut row = |what: &str, ours: std::time::Duration, theirs: std::time::Duration, goal: Option<f64>| {
        let ratio = theirs.div_duration_f64(ours);
        let goal = goal.map(|goal| verdict(&goal.to_string(), ratio >= goal)).unwrap_or_default();
        table.row(&[what.to_owned(), milliseconds(ours), milliseconds(theirs), times(ratio), goal]);
    };
    row("formatted", formatted, their_formatted, Some(4.0));
    row("ours without formatting, theirs as it is", unformatted, their_formatted, Some(20.0));
    row("both without formatting, to text", unformatted, their_unformatted, None);
    row("both without formatting, to tokens", tokens, their_tokens, None);
    table.print();
    println!(
        "Input: {} bytes of XML, {} bytes of interface definition. Output: {} and {} lines.\n",
        thousands(ours.bytes()),
        thousands(theirs.bytes()),
        thousands(lines(&ours.formatted())),
        thousands(theirs.formatted().lines().count()),
    );
    Ok(())
}
