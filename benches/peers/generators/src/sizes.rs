//! How many lines come of the same clusters, as ours and as `rs-matter-codegen` generate them.

use std::io;
use std::path::Path;

use inside::parser::Cluster;

use crate::clock::{milliseconds, time};
use crate::ours::{Ours, lines};
use crate::table::{Table, thousands, times, verdict};
use crate::theirs::RsMatter;

/// The large ones, and ours.
const CLUSTERS: [u64; 4] = [0x0101, 0x0201, 0x0300, 0x0450];

/// The share of their lines that ours may be.
const SHARE: f64 = 0.5;

/// Prints how many. `folder` has the XML that was derived from the interface definition.
pub fn report(folder: &Path) -> io::Result<()> {
    let idl = idl_to_zap::parsed()?;
    let definition = idl_to_zap::definition()?;
    println!("### Lines of the same clusters, formatted\n");
    let mut table = Table::new(&["", "clustergen", "rs-matter-codegen", "share", "goal"]);
    let mut row = |name: &str, ours: usize, theirs: usize| {
        let share = ours as f64 / theirs as f64;
        let goal = verdict("under half", share < SHARE);
        table.row(&[name.to_owned(), thousands(ours), thousands(theirs), times(share), goal]);
    };
    for id in CLUSTERS {
        let cluster =
            idl.clusters.iter().find(|cluster| cluster.code == id).expect("a cluster of the definition");
        let inputs = [idl_to_zap::file_name(cluster), "shared-types.xml".to_owned()];
        let ours = Ours::new(&inputs.map(|name| folder.join(name))).formatted();
        let theirs = RsMatter::new(&definition, cluster);
        row(&cluster.id, lines(&ours), theirs.formatted().lines().count());
    }
    let (mut our_lines, mut their_lines) = (0, 0);
    let our_time = time(|| our_lines = lines(&Ours::new(&[folder.to_owned()]).formatted()));
    let their_time = time(|| their_lines = all(&definition, &idl.clusters));
    row(&format!("all {}", idl.clusters.len()), our_lines, their_lines);
    table.print();
    println!(
        "All of them, read, generated and formatted once: {} and {}, {} times as fast.\n",
        milliseconds(our_time.wall),
        milliseconds(their_time.wall),
        times(their_time.wall.div_duration_f64(our_time.wall)),
    );
    Ok(())
}

/// What `rs-matter-codegen` does when it is called, without writing it.
fn all(definition: &str, clusters: &[Cluster]) -> usize {
    let idl = inside::idl::Idl::parse(definition.into()).expect("a definition without errors");
    assert_eq!(idl.clusters.len(), clusters.len());
    let context = inside::IdlGenerateContext::new("crate");
    let formatted =
        |tokens| prettyplease::unparse(&syn::parse2(tokens).expect("code that parses")).lines().count();
    let of_clusters =
        idl.clusters.iter().map(|cluster| inside::idl::cluster_content(cluster, &idl.globals, &context).1);
    of_clusters.chain([inside::idl::globals(&idl.globals, &context)]).map(formatted).sum()
}
