//! Folders of XML, by the megabyte, without formatting: as ours, `wayland-scanner` and `mavlink-bindgen` generate from
//! them.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::clock::{Contestant, medians, milliseconds};
use crate::ours::Ours;
use crate::table::{Table, thousands, times, verdict};
use crate::theirs;

/// Where the protocols of `wayland-scanner` come from.
const PROTOCOLS: [&str; 5] = [
    "wayland-client",
    "wayland-protocols",
    "wayland-protocols-misc",
    "wayland-protocols-plasma",
    "wayland-protocols-wlr",
];

/// A folder.
struct Folder {
    name: String,
    files: usize,
    bytes: usize,
    is_ours: bool,
}

/// Prints what they take. Ours gets the folders in `own`, each with a name.
pub fn report(own: &[(String, PathBuf)], rounds: usize) -> io::Result<()> {
    let protocols =
        PROTOCOLS.map(|package| theirs::xml(package, "")).into_iter().collect::<io::Result<Vec<_>>>()?;
    let protocols: Vec<_> = protocols.into_iter().flatten().collect();
    let dialects = theirs::xml("mavlink", "mavlink/message_definitions")?;
    let dialect_bytes = dialects.keys().map(|path| theirs::mavlink_bytes(path, &dialects)).sum();
    let ours: Vec<_> = own.iter().map(|(_, path)| Ours::new(std::slice::from_ref(path))).collect();

    let mut folders = Vec::new();
    let mut contestants = Vec::new();
    for ((name, _), ours) in own.iter().zip(&ours) {
        let name = format!("clustergen, {name}");
        contestants.push(Contestant::new(&*name, || ours.unformatted().len()));
        folders.push(Folder { name, files: ours.files(), bytes: ours.bytes(), is_ours: true });
    }
    let mut theirs = |name: &str, files, bytes| {
        folders.push(Folder { name: name.to_owned(), files, bytes, is_ours: false });
    };
    theirs("wayland-scanner", protocols.len(), protocols.iter().map(|(_, text)| text.len()).sum());
    contestants.push(Contestant::new("wayland-scanner", || {
        protocols.iter().map(|(_, text)| theirs::wayland(text)).sum()
    }));
    theirs("mavlink-bindgen", dialects.len(), dialect_bytes);
    contestants.push(Contestant::new("mavlink-bindgen", || {
        dialects.keys().map(|path: &PathBuf| theirs::mavlink(Path::new(path))).sum()
    }));
    let taken = medians(&mut contestants, rounds);
    let written: Vec<_> = contestants.iter_mut().map(|contestant| (contestant.run)()).collect();

    println!("### Folders of XML, without formatting\n");
    let measured: Vec<_> = folders
        .iter()
        .zip(taken.iter().zip(&written))
        .map(|(folder, (time, written))| Measured { folder, time: *time, written: *written })
        .collect();
    table(&measured).print();
    Ok(())
}

/// What came of a folder.
struct Measured<'a> {
    folder: &'a Folder,
    time: Duration,
    /// Bytes of code.
    written: usize,
}

impl Measured<'_> {
    /// The time for a million bytes of XML.
    fn per_megabyte(&self) -> Duration {
        self.time.div_f64(self.folder.bytes as f64 / 1e6)
    }
}

fn table(measured: &[Measured<'_>]) -> Table {
    let first = measured.first().map(Measured::per_megabyte).unwrap_or_default();
    let of_peers = measured.iter().filter(|measured| !measured.folder.is_ours);
    let fastest_peer = of_peers.map(Measured::per_megabyte).min().unwrap_or_default();
    let mut table = Table::new(&[
        "",
        "files",
        "bytes read",
        "bytes of code",
        "time",
        "for 1 MB of XML",
        "times ours",
        "for 1 MB of code",
        "goal",
    ]);
    for of in measured {
        let judged = || verdict("faster per MB of XML than both", of.per_megabyte() < fastest_peer);
        table.row(&[
            of.folder.name.clone(),
            thousands(of.folder.files),
            thousands(of.folder.bytes),
            thousands(of.written),
            milliseconds(of.time),
            milliseconds(of.per_megabyte()),
            times(of.per_megabyte().div_duration_f64(first)),
            milliseconds(of.time.div_f64(of.written as f64 / 1e6)),
            of.folder.is_ours.then(judged).unwrap_or_default(),
        ]);
    }
    table
}
