//! Folders of XML, by the megabyte, without formatting: as ours, `wayland-scanner` and `mavlink-bindgen` generate from
//! them.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::clock::{Contestant, Taken, medians, milliseconds};
use crate::ours::Ours;
use crate::table::{Table, thousands, verdict};
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
    /// Of the files.
    bytes: usize,
    /// What is read, with what is read again.
    read: usize,
    is_ours: bool,
}

/// Prints what they take. Ours gets the folders in `own`, each with a name.
pub fn report(own: &[(String, PathBuf)], rounds: usize) -> io::Result<()> {
    let protocols =
        PROTOCOLS.map(|package| theirs::xml(package, "")).into_iter().collect::<io::Result<Vec<_>>>()?;
    let protocols: Vec<_> = protocols.into_iter().flatten().collect();
    let dialects = theirs::xml("mavlink", "mavlink/message_definitions")?;
    let dialect_bytes = dialects.values().map(String::len).sum();
    let dialect_reads = dialects.keys().map(|path| theirs::mavlink_bytes(path, &dialects)).sum();
    let ours: Vec<_> = own.iter().map(|(_, path)| Ours::new(std::slice::from_ref(path))).collect();

    let mut folders = Vec::new();
    let mut contestants = Vec::new();
    for ((name, _), ours) in own.iter().zip(&ours) {
        let name = format!("clustergen, {name}");
        contestants.push(Contestant::new(&*name, || ours.unformatted().len()));
        let bytes = ours.bytes();
        folders.push(Folder { name, files: ours.files(), bytes, read: bytes, is_ours: true });
    }
    let mut theirs = |name: &str, files, bytes, read| {
        folders.push(Folder { name: name.to_owned(), files, bytes, read, is_ours: false });
    };
    let protocol_bytes = protocols.iter().map(|(_, text)| text.len()).sum();
    theirs("wayland-scanner", protocols.len(), protocol_bytes, protocol_bytes);
    contestants.push(Contestant::new("wayland-scanner", || {
        protocols.iter().map(|(_, text)| theirs::wayland(text)).sum()
    }));
    theirs("mavlink-bindgen", dialects.len(), dialect_bytes, dialect_reads);
    contestants.push(Contestant::new("mavlink-bindgen", || {
        dialects.keys().map(|path: &PathBuf| theirs::mavlink(Path::new(path))).sum()
    }));
    let taken = medians(&mut contestants, rounds);
    let written: Vec<_> = contestants.iter_mut().map(|contestant| (contestant.run)()).collect();

    println!("### Folders of XML, without formatting\n");
    let measured: Vec<_> = folders
        .iter()
        .zip(taken.iter().zip(&written))
        .map(|(folder, (taken, written))| Measured { folder, taken: *taken, written: *written })
        .collect();
    table(&measured).print();
    Ok(())
}

/// What came of a folder.
struct Measured<'a> {
    folder: &'a Folder,
    taken: Taken,
    /// Bytes of code.
    written: usize,
}

impl Measured<'_> {
    /// The time for a million bytes of the folder.
    fn of_folder(&self) -> Duration {
        self.taken.wall.div_f64(self.folder.bytes as f64 / 1e6)
    }

    /// The time for a million bytes that are read.
    fn of_read(&self) -> Duration {
        self.taken.wall.div_f64(self.folder.read as f64 / 1e6)
    }

    /// What processors computed for a million bytes of code.
    fn of_code(&self) -> Duration {
        self.taken.processor.div_f64(self.written as f64 / 1e6)
    }
}

fn table(measured: &[Measured<'_>]) -> Table {
    let peers = || measured.iter().filter(|of| !of.folder.is_ours);
    let of_folder = peers().map(Measured::of_folder).min().unwrap_or_default();
    let of_read = peers().map(Measured::of_read).min().unwrap_or_default();
    let mut table = Table::new(&[
        "",
        "files",
        "bytes",
        "bytes read",
        "bytes of code",
        "time",
        "processor time",
        "for 1 MB of the folder",
        "for 1 MB read",
        "processor time for 1 MB of code",
        "goal: faster than both",
    ]);
    for of in measured {
        let judged = || {
            let of_folder = verdict("for 1 MB of the folder", of.of_folder() < of_folder);
            let of_read = verdict("for 1 MB read", of.of_read() < of_read);
            format!("{of_folder}; {of_read}")
        };
        table.row(&[
            of.folder.name.clone(),
            thousands(of.folder.files),
            thousands(of.folder.bytes),
            thousands(of.folder.read),
            thousands(of.written),
            milliseconds(of.taken.wall),
            milliseconds(of.taken.processor),
            milliseconds(of.of_folder()),
            milliseconds(of.of_read()),
            milliseconds(of.of_code()),
            of.folder.is_ours.then(judged).unwrap_or_default(),
        ]);
    }
    table
}
