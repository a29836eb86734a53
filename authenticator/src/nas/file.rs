//! The file of access points.

use std::{
    fmt::{self, Write as _},
    fs::File,
    io::{self, Read as _},
    path::{Path, PathBuf},
    str::FromStr,
};

use thiserror::Error;
use zeroize::Zeroizing;

use super::{LineError, NasClients, line};

/// Reads the file of access points: a line for each, with an address or a prefix, the shared secret, and the port where
/// it takes `Disconnect-Request`s, if it does. A secret with spaces in it, or that begins with `#` or `"`, stands in
/// double quotes, in which `\"` is a quote and `\\` a backslash. What follows a `#` is a comment.
///
/// ```text
/// 192.0.2.1       0123456789abcdef    das=3799    # the one in the hall
/// 2001:db8::/32   "with two spaces"
/// ```
///
/// # Errors
///
/// [`FileError`] if the file cannot be read, or everybody may read it, or with everything that is wrong with its lines.
pub fn read(path: &Path) -> Result<NasClients, FileError> {
    let failed = |source| FileError::Io { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    if is_public(&metadata) {
        return Err(FileError::Public { path: path.to_owned() });
    }
    // As long as the file, so that no copy is left behind by growing.
    let length = usize::try_from(metadata.len()).unwrap_or_default();
    let mut text = Zeroizing::new(String::with_capacity(length + 1));
    file.read_to_string(&mut text).map_err(failed)?;
    text.parse().map_err(|errors| FileError::Lines { path: path.to_owned(), errors })
}

#[cfg(unix)]
fn is_public(metadata: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    metadata.permissions().mode() & 0o007 != 0
}

#[cfg(not(unix))]
const fn is_public(_: &std::fs::Metadata) -> bool {
    false
}

/// The content of a file.
impl FromStr for NasClients {
    type Err = Vec<LineError>;

    fn from_str(text: &str) -> Result<Self, Vec<LineError>> {
        let (mut clients, mut errors) = (Self::new(), Vec::new());
        for (number, text) in (1..).zip(text.lines()) {
            let added = line::parse(text).and_then(|nas| {
                nas.map_or(Ok(()), |nas| clients.add(nas))
                    .map_err(|error| (text.len() - text.trim_start().len(), error.into()))
            });
            if let Err((offset, fault)) = added {
                let column = text.get(..offset).unwrap_or_default().chars().count() + 1;
                errors.push(LineError { line: number, column, fault });
            }
        }
        if errors.is_empty() { Ok(clients) } else { Err(errors) }
    }
}

/// Why a file of access points was not read.
#[derive(Debug, Error)]
pub enum FileError {
    /// It cannot be read.
    #[error("`{}` cannot be read: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Everybody may read or change it.
    #[error("`{name}` holds secrets that everybody on this machine can get at; run: chmod o= {name}", name = path.display())]
    Public {
        /// The file.
        path: PathBuf,
    },
    /// Lines are wrong.
    #[error("{}", Lines(path, errors))]
    Lines {
        /// The file.
        path: PathBuf,
        /// All that is wrong, in order.
        errors: Vec<LineError>,
    },
}

struct Lines<'a>(&'a Path, &'a [LineError]);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, error) in self.1.iter().enumerate() {
            if position > 0 {
                f.write_char('\n')?;
            }
            write!(f, "{}:{error}", self.0.display())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nas::Secret;

    #[test]
    fn lines() {
        let clients: NasClients = concat!(
            "# those in the hall\n\n",
            "192.0.2.1 0123456789abcdef das=3799\n",
            "  2001:db8::/32\t\"a \\\"secret\\\" \\\\\"  # with a comment\r\n",
        )
        .parse()
        .unwrap();
        let find = |address: &str| clients.find(address.parse().unwrap()).unwrap().clone();
        assert_eq!(find("192.0.2.1").das_port, Some(3799));
        assert_eq!(find("192.0.2.1").secret, Secret::new(b"0123456789abcdef".to_vec()));
        assert_eq!(find("2001:db8::1").das_port, None);
        assert_eq!(find("2001:db8::1").secret, Secret::new(b"a \"secret\" \\".to_vec()));
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once_and_no_secret() {
        let text = "nonsense 0123456789abcdef\n\
                    192.0.2.1\n\
                    192.0.2.2 hushhus\n\
                    192.0.2.3 0123456789abcdef das=0\n\
                    192.0.2.4 0123456789abcdef das\n\
                    192.0.2.5 \"0123456789abcdef\n\
                    192.0.2.6 \"0123456789abcdef\"x\n\
                    192.0.2.7 0123456789abcdef\n\
                    \u{a0} 192.0.2.7/32 0123456789abcdef\n\
                    192.0.2.8 \"0123456789\\abcdef\"\n";
        let errors = text.parse::<NasClients>().unwrap_err();
        let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "1:1: expected an IPv4 or IPv6 address, or a prefix like 192.0.2.0/24",
                "2:10: expected the shared secret behind the address: ADDRESS SECRET [das=PORT]",
                "3:11: the shared secret has 7 bytes; use at least 16, 8 are the least that is accepted",
                "4:32: expected a port from 1 to 65535 behind das=",
                "5:28: expected das=PORT or the end of the line",
                "6:11: the quote is not closed on this line",
                "7:29: expected a space behind the closing quote, and only \\\\ and \\\" behind a backslash",
                "9:3: this address or prefix has a line already",
                "10:22: expected a space behind the closing quote, and only \\\\ and \\\" behind a backslash",
            ]
        );
        assert!(!format!("{errors:?}").contains("hush"));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_everybody_can_read_is_refused() {
        use std::{fs, os::unix::fs::PermissionsExt as _};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("radius-clients");
        fs::write(&path, "192.0.2.1 0123456789abcdef\n").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(read(&path), Err(FileError::Public { .. })));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert_eq!(read(&path).unwrap().iter().count(), 1);
        fs::write(&path, "192.0.2.1 0123456789abcdef\nx\ny\n").unwrap();
        let told = read(&path).unwrap_err().to_string();
        assert_eq!(told.lines().count(), 2);
        assert!(told.starts_with(&format!("{}:2:1: ", path.display())), "{told}");
    }
}
