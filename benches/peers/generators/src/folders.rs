//! Folders of XML, by the megabyte, without formatting: as ours, `wayland-scanner` and `mavlink-bindgen` generate from
//! them.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::clock::milliseconds;
use crate::ours::Ours;
use crate::table::{Table, thousands, verdict};
use crate::theirs;
use crate::turns::{self, Player, Score};

/// Where the protocols of `wayland-scanner` come from.
const PROTOCOLS: [&str; 5] = [
    "wayland-client",
    "wayland-protocols",
    "wayland-protocols-misc",
    "wayland-protocols-plasma",
    "wayland-protocols-wlr",
];

/// What this program is called with to be one of the processes that are compared, before the name of a generator and a folder.
pub const PLAY: &str = "play";

const OURS: &str = "clustergen";
const WAYLAND: &str = "wayland-scanner";
const MAVLINK: &str = "mavlink-bindgen";

fn protocols() -> io::Result<Vec<String>> {
    let texts = PROTOCOLS.map(|package| theirs::xml(package, ""));
    Ok(texts
        .into_iter()
        .collect::<io::Result<Vec<_>>>()?
        .into_iter()
        .flat_map(BTreeMap::into_values)
        .collect())
}

fn dialects() -> io::Result<BTreeMap<PathBuf, String>> {
    theirs::xml("mavlink", "mavlink/message_definitions")
}

/// What such a process does.
pub fn play(generator: &str, folder: &Path) -> io::Result<()> {
    match generator {
        OURS => {
            let ours = Ours::new(&[folder.to_owned()]);
            turns::play(|| ours.unformatted().len())
        }
        WAYLAND => {
            let protocols = protocols()?;
            turns::play(|| protocols.iter().map(|text| theirs::wayland(text)).sum())
        }
        MAVLINK => {
            let dialects = dialects()?;
            turns::play(|| dialects.keys().map(|path| theirs::mavlink(path)).sum())
        }
        _ => Err(io::Error::other(format!("there is no generator {generator}"))),
    }
}

/// A folder, and who makes code of it.
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
    let mut folders = Vec::new();
    let mut players = Vec::new();
    for (name, path) in own {
        let ours = Ours::new(std::slice::from_ref(path));
        let (name, bytes) = (format!("{OURS}, {name}"), ours.bytes());
        folders.push(Folder { name, files: ours.files(), bytes, read: bytes, is_ours: true });
        players.push(Player::start(&[PLAY.as_ref(), OURS.as_ref(), path.as_ref()])?);
    }
    for their in [theirs_of_wayland()?, theirs_of_mavlink()?] {
        players.push(Player::start(&[PLAY.as_ref(), their.name.as_ref(), "".as_ref()])?);
        folders.push(their);
    }
    let scores = turns::scores(&mut players, rounds)?;

    println!("### Folders of XML, without formatting\n");
    let measured: Vec<_> =
        folders.iter().zip(&scores).map(|(folder, score)| Measured { folder, score }).collect();
    table(&measured).print();
    Ok(())
}

fn theirs_of_wayland() -> io::Result<Folder> {
    let protocols = protocols()?;
    let bytes = protocols.iter().map(String::len).sum();
    Ok(Folder { name: WAYLAND.to_owned(), files: protocols.len(), bytes, read: bytes, is_ours: false })
}

fn theirs_of_mavlink() -> io::Result<Folder> {
    let dialects = dialects()?;
    let bytes = dialects.values().map(String::len).sum();
    let read = dialects.keys().map(|path| theirs::mavlink_bytes(path, &dialects)).sum();
    Ok(Folder { name: MAVLINK.to_owned(), files: dialects.len(), bytes, read, is_ours: false })
}

/// What came of a folder.
struct Measured<'a> {
    folder: &'a Folder,
    score: &'a Score,
}

impl Measured<'_> {
    /// The time for a million bytes of the folder.
    fn of_folder(&self) -> Duration {
        self.score.taken.wall.div_f64(self.folder.bytes as f64 / 1e6)
    }

    /// The time for a million bytes that are read.
    fn of_read(&self) -> Duration {
        self.score.taken.wall.div_f64(self.folder.read as f64 / 1e6)
    }

    /// What processors computed for a million bytes of code.
    fn of_code(&self) -> Duration {
        self.score.taken.processor.div_f64(self.score.written as f64 / 1e6)
    }
}

fn table(measured: &[Measured<'_>]) -> Table {
    let peers = || measured.iter().filter(|of| !of.folder.is_ours);
    let of_folder = peers().map(Measured::of_folder).min().unwrap_or_default();
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
        let judged = || verdict("for 1 MB of the folder", of.of_folder() < of_folder);
        table.row(&[
            of.folder.name.clone(),
            thousands(of.folder.files),
            thousands(of.folder.bytes),
            thousands(of.folder.read),
            thousands(of.score.written),
            milliseconds(of.score.taken.wall),
            milliseconds(of.score.taken.processor),
            milliseconds(of.of_folder()),
            milliseconds(of.of_read()),
            milliseconds(of.of_code()),
            of.folder.is_ours.then(judged).unwrap_or_default(),
        ]);
    }
    table
}
