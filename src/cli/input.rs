//! Input in whatever form it comes.

use std::{
    borrow::ToOwned as _,
    format,
    fs::File,
    io::{self, ErrorKind, Read},
    path::Path,
    str,
    string::{String, ToString as _},
    vec,
    vec::Vec,
};

use base64ct::{Base64, Encoding as _};
use zeroize::Zeroizing;

use super::{
    arguments::Encoding,
    encoding::Bytes,
    fault::{Fault, Stop},
    report::Report,
};

/// More than anything that is read here takes, in any form.
const MAX_LEN: usize = 1 << 16;

const BEGIN: &str = "-----BEGIN ";

/// What was read.
pub(super) struct Input {
    bytes: Bytes,
    /// What to call it.
    source: String,
}

/// What is in it.
pub(super) enum Content<'i> {
    /// One PEM message.
    Pem {
        /// All of it.
        text: &'i str,
        /// What it says that it is.
        label: &'i str,
        /// What is in it.
        bytes: Bytes,
    },
    /// Bytes, and how they were written.
    Bytes(Encoding, Bytes),
}

impl Input {
    /// Reads a file, or standard input for none and for `-`.
    pub(super) fn read(file: Option<&Path>, report: &mut Report<'_, '_>) -> Result<Self, Stop> {
        let Some(path) = file.filter(|path| *path != Path::new("-")) else {
            let source = "standard input".to_owned();
            let bytes =
                read_all(report.input()?).map_err(|error| Fault::new(format!("{source}: {error}")))?;
            return Self::new(bytes, source);
        };
        let read = File::open(path).and_then(|mut file| read_all(&mut file));
        let bytes = read.map_err(|error| unreadable(path, &error))?;
        Self::new(bytes, format!("`{}`", path.display()))
    }

    fn new(bytes: Bytes, source: String) -> Result<Self, Stop> {
        if bytes.len() > MAX_LEN {
            return Err(Fault::new(format!(
                "{source} has more than {MAX_LEN} bytes: not what is expected here"
            ))
            .into());
        }
        Ok(Self { bytes, source })
    }

    /// A fault of this input.
    pub(super) fn fault(&self, message: impl std::fmt::Display) -> Fault {
        Fault::new(format!("{}: {message}", self.source))
    }

    /// Finds out in which form it is.
    pub(super) fn content(&self) -> Result<Content<'_>, Fault> {
        self.decode().map_err(|problem| {
            self.fault(problem).help(
            "the input may be hexadecimal, base64 (standard alphabet, padded), one PEM message, or binary",
        )
        })
    }

    fn decode(&self) -> Result<Content<'_>, String> {
        if self.bytes.starts_with(&[0xff, 0xfe]) || self.bytes.starts_with(&[0xfe, 0xff]) {
            return Err("the text is UTF-16; save it as UTF-8".to_owned());
        }
        let Some(text) = text(&self.bytes) else {
            return Ok(Content::Bytes(Encoding::Binary, self.bytes.clone()));
        };
        if text.is_empty() {
            return Err("the input is empty".to_owned());
        }
        if text.contains(BEGIN) {
            return decode_pem(text);
        }
        let (encoding, bytes) = decode(text)?;
        Ok(Content::Bytes(encoding, bytes))
    }
}

/// Reads to the end or beyond what is too long, into one buffer that is never moved.
fn read_all(from: &mut dyn Read) -> io::Result<Bytes> {
    let mut buf = Zeroizing::new(vec![0; MAX_LEN + 1]);
    let mut len = 0;
    while let Some(free @ [_, ..]) = buf.get_mut(len..) {
        match from.read(free) {
            Ok(0) => break,
            Ok(read) => len += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    buf.truncate(len);
    Ok(buf)
}

/// A file that cannot be read, which may be no file's name but what should have been in the file.
fn unreadable(path: &Path, error: &io::Error) -> Fault {
    let looks_like_data = |text: &str| text.len() >= 40 && decode(text).is_ok();
    if error.kind() != ErrorKind::PermissionDenied && path.to_str().is_some_and(looks_like_data) {
        return Fault::new("the argument is no file; it looks like the data itself")
            .help("give the data on standard input or in a file: others can see arguments");
    }
    Fault::new(format!("reading `{}`: {error}", path.display()))
}

/// The text, trimmed, if it is text: UTF-8 without control characters.
fn text(bytes: &[u8]) -> Option<&str> {
    let text = str::from_utf8(bytes).ok()?;
    let is_text = |character: char| !character.is_control() || character.is_ascii_whitespace();
    text.chars().all(is_text).then(|| text.trim_start_matches('\u{feff}').trim())
}

/// Hexadecimal, also with spaces and colons between the digits, or base64.
///
/// What is meant to be read here begins with 0x15 or 0x30; in base64 neither can be taken for hexadecimal.
fn decode(text: &str) -> Result<(Encoding, Bytes), String> {
    let digits = without(text.strip_prefix("0x").unwrap_or(text), |byte| byte == b':');
    if digits.iter().all(u8::is_ascii_hexdigit) {
        return match decode_hex(&digits) {
            Some(bytes) => Ok((Encoding::Hex, bytes)),
            None => {
                Err(format!("{} hexadecimal digits, an odd number: one is missing or too many", digits.len()))
            }
        };
    }
    let digits = without(text, |_| false);
    match decode_base64(&digits) {
        Some(bytes) => Ok((Encoding::Base64, bytes)),
        None => Err(why_not_base64(text, &digits)),
    }
}

fn decode_pem(text: &str) -> Result<Content<'_>, String> {
    let mut bytes = Zeroizing::new(vec![0; text.len()]);
    let decoded = pem_rfc7468::decode(text.as_bytes(), &mut bytes);
    let (label, len) =
        decoded.map(|(label, bytes)| (label, bytes.len())).map_err(|error| why_not_pem(text, error))?;
    bytes.truncate(len);
    // The library skips what is in front.
    if !text.starts_with(BEGIN) {
        return Err("not PEM: there is text in front of it".to_owned());
    }
    Ok(Content::Pem { text, label, bytes })
}

/// The library takes much for a broken `BEGIN` line, so this looks for itself.
fn why_not_pem(text: &str, error: pem_rfc7468::Error) -> String {
    let last = text.lines().next_back().unwrap_or_default();
    let why = match error {
        _ if !text.starts_with(BEGIN) => "there is text in front of it",
        _ if text.matches(BEGIN).count() > 1 => "there is more than one message",
        _ if text.lines().count() == 1 => "it has one line only",
        _ if !(last.starts_with("-----END ") && last.ends_with("-----")) => {
            "it does not end with an END line"
        }
        pem_rfc7468::Error::PreEncapsulationBoundary => "its BEGIN line is broken",
        pem_rfc7468::Error::PostEncapsulationBoundary => "its END line does not belong to its BEGIN line",
        pem_rfc7468::Error::HeaderDisallowed => "it has headers; encrypted, perhaps",
        pem_rfc7468::Error::EncapsulatedText | pem_rfc7468::Error::Base64(_) => {
            "between BEGIN and END must be base64 in lines of 64 characters"
        }
        error => return format!("not PEM: {error}"),
    };
    format!("not PEM: {why}")
}

/// The bytes of a text but for its white space and others that count as such.
fn without(text: &str, is_skipped: impl Fn(u8) -> bool) -> Bytes {
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    bytes.extend(text.bytes().filter(|byte| !byte.is_ascii_whitespace() && !is_skipped(*byte)));
    bytes
}

fn decode_hex(digits: &[u8]) -> Option<Bytes> {
    let mut bytes = Zeroizing::new(vec![0; digits.len() / 2]);
    base16ct::mixed::decode(digits, &mut bytes).ok()?;
    Some(bytes)
}

fn decode_base64(digits: &[u8]) -> Option<Bytes> {
    let mut bytes = Zeroizing::new(vec![0; digits.len() / 4 * 3 + 3]);
    let len = Base64::decode(str::from_utf8(digits).ok()?, &mut bytes).ok()?.len();
    bytes.truncate(len);
    Some(bytes)
}

/// Says where, never what: it may be a secret with a typing error.
fn why_not_base64(text: &str, digits: &[u8]) -> String {
    let is_digit =
        |character: char| character.is_ascii_alphanumeric() || matches!(character, '+' | '/' | '=');
    let mut lines = (1..).zip(text.lines());
    let stranger = lines.find_map(|(line, content)| {
        let mut columns = (1..).zip(content.chars());
        let (column, _) =
            columns.find(|(_, character)| !character.is_whitespace() && !is_digit(*character))?;
        Some((line, column))
    });
    match stranger {
        Some((line, column)) => {
            format!("neither hexadecimal nor base64: see line {line}, column {column}")
        }
        None if !digits.len().is_multiple_of(4) => {
            format!(
                "base64 of {} characters, which is no multiple of 4: it is cut off or not padded",
                digits.len()
            )
        }
        None => "base64 with wrong padding".to_string(),
    }
}
