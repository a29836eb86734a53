//! The file of sightings: a line for each, with the client's identifier, the access point, and the station in
//! hexadecimal digits.

use std::{
    fmt::Write as _,
    fs::{self, File},
    io::{self, ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use netim::identity::Identifier;
use thiserror::Error;

use super::Place;
use crate::session::Station;

/// The first line.
const HEADER: &str = "# netim-authenticator: where clients were seen, version 1";

/// Why sightings were not read or written.
#[derive(Debug, Error)]
pub enum SightingsError {
    /// The file cannot be read.
    #[error("`{}` cannot be read: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file cannot be written.
    #[error("`{}` cannot be written: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is another one, or damaged.
    #[error(
        "`{}`:{line}: {expected}; clients that are removed could not be disconnected: remove the file to start without",
        path.display()
    )]
    Line {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What should be there.
        expected: &'static str,
    },
}

/// A file that is not there is an empty one.
pub(super) fn read(path: &Path) -> Result<Vec<(Identifier, Place)>, SightingsError> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(source) => return Err(SightingsError::Read { path: path.to_owned(), source }),
    };
    let wrong = |line, expected| SightingsError::Line { path: path.to_owned(), line, expected };
    let mut lines = (1..).zip(text.lines());
    if lines.next().is_none_or(|(_, line)| line != HEADER) {
        return Err(wrong(1, "this is no file of sightings, or of a newer version"));
    }
    let expected = "expected an identifier, an address, and hexadecimal digits";
    lines.map(|(number, line)| parse(line).ok_or_else(|| wrong(number, expected))).collect()
}

fn parse(line: &str) -> Option<(Identifier, Place)> {
    let mut words = line.split(' ');
    let (client, nas, station) = (words.next()?, words.next()?, words.next()?);
    let digits = (station.len() / 2, station.len() % 2);
    let mut bytes = vec![0; digits.0];
    base16ct::lower::decode(station, &mut bytes).ok()?;
    let station = Station::new(&bytes).filter(|_| digits.1 == 0 && words.next().is_none())?;
    Some((client.parse().ok()?, Place { nas: nas.parse().ok()?, station }))
}

/// Replaces the file as a whole: a crash leaves the old one or the new one.
pub(super) fn write(path: &Path, places: &[(Place, Identifier)]) -> Result<(), SightingsError> {
    let mut text = format!("{HEADER}\n");
    for (place, client) in places {
        let mut digits = vec![0; 2 * place.station.as_bytes().len()];
        let digits = base16ct::lower::encode_str(place.station.as_bytes(), &mut digits).unwrap_or_default();
        // Writing to memory does not fail.
        let _ = writeln!(text, "{client} {} {digits}", place.nas);
    }
    replace(path, text.as_bytes()).map_err(|source| SightingsError::Write { path: path.to_owned(), source })
}

fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let new = PathBuf::from(name);
    // What a process that died has left may be open to others, or lead elsewhere.
    match fs::remove_file(&new) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = File::options();
    options.write(true).create_new(true);
    // Who was where is nobody's business.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&new)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn it_is_for_its_owner_alone_whatever_was_left_behind() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sightings");
        for round in 0..2 {
            let left = folder.path().join("sightings.new");
            fs::write(&left, "unfinished").unwrap();
            fs::set_permissions(&left, fs::Permissions::from_mode(0o666)).unwrap();
            write(&path, &[]).unwrap();
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o600, "{round}");
            assert!(!left.exists());
        }
    }

    #[test]
    fn what_is_wrong_has_a_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sightings");
        let told = |content: &str| {
            fs::write(&path, content).unwrap();
            match read(&path).unwrap_err() {
                SightingsError::Line { line, .. } => line,
                other => panic!("{other}"),
            }
        };
        let good = format!("{} 192.0.2.1 3032", "ab".repeat(20));
        assert_eq!(told(""), 1);
        assert_eq!(told("# something else\n"), 1);
        for bad in ["", "x", &good[1..], &format!("{good}3"), &format!("{good} x"), &good.replace("3032", "")]
        {
            assert_eq!(told(&format!("{HEADER}\n{good}\n{bad}\n")), 3, "{bad}");
        }
    }
}
