//! A line of the file of access points.

use std::{num::NonZeroU16, ops::Range};

use thiserror::Error;
use zeroize::Zeroizing;

use super::{Nas, PrefixError, SamePrefix, Secret};

/// The shortest secret that is taken: RFC 2865, section 3, wants at least 16 bytes, and many devices' defaults have
/// less; what is shorter than this falls to guessing at once.
const MIN_SECRET_LEN: usize = 8;

/// What is wrong with a line, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{line}:{column}: {fault}")]
pub struct LineError {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub fault: LineFault,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LineFault {
    /// The first word is no address.
    #[error(transparent)]
    Prefix(#[from] PrefixError),
    /// There are two lines for the same address.
    #[error(transparent)]
    Same(#[from] SamePrefix),
    /// There is no second word.
    #[error("expected the shared secret behind the address: ADDRESS SECRET [das=PORT]")]
    NoSecret,
    /// The secret is too short.
    #[error(
        "the shared secret has {found} bytes; use at least 16, {MIN_SECRET_LEN} are the least that is accepted"
    )]
    ShortSecret {
        /// How long it is.
        found: usize,
    },
    /// A quote is not closed.
    #[error("the quote is not closed on this line")]
    OpenQuote,
    /// Something stands directly behind a closing quote, or follows a backslash that means nothing.
    #[error("expected a space behind the closing quote, and only \\\\ and \\\" behind a backslash")]
    Quote,
    /// A third word is unknown.
    #[error("expected das=PORT or the end of the line")]
    UnknownOption,
    /// The port is none.
    #[error("expected a port from 1 to 65535 behind das=")]
    Port,
}

/// A word of a line, with quotes taken off, and which characters it was.
struct Word {
    text: Zeroizing<String>,
    at: Range<usize>,
}

/// A fault and the byte offset where it is.
type Located = (usize, LineFault);

/// Reads a line; `None` for one that holds nothing, or a comment.
pub(super) fn parse(line: &str) -> Result<Option<Nas>, Located> {
    let words = words(line)?;
    let mut words = words.iter();
    let Some(address) = words.next() else { return Ok(None) };
    let prefix = address.text.parse().map_err(|error: PrefixError| (address.at.start, error.into()))?;
    let secret = words.next().ok_or((address.at.end, LineFault::NoSecret))?;
    if secret.text.len() < MIN_SECRET_LEN {
        return Err((secret.at.start, LineFault::ShortSecret { found: secret.text.len() }));
    }
    let mut nas = Nas { prefix, secret: Secret::new(secret.text.as_bytes().to_vec()), das_port: None };
    for option in words {
        let port = option.text.strip_prefix("das=").filter(|_| nas.das_port.is_none());
        let port = port.ok_or((option.at.start, LineFault::UnknownOption))?;
        let port: NonZeroU16 = port.parse().map_err(|_| (option.at.start + "das=".len(), LineFault::Port))?;
        nas.das_port = Some(port.get());
    }
    Ok(Some(nas))
}

fn words(line: &str) -> Result<Vec<Word>, Located> {
    let mut words = Vec::new();
    let mut rest = line.char_indices().peekable();
    loop {
        while rest.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        let Some((start, first)) = rest.next_if(|(_, c)| *c != '#') else { return Ok(words) };
        // Long enough that no copy of a secret is left behind by growing.
        let mut text = Zeroizing::new(String::with_capacity(line.len()));
        if first == '"' {
            quoted(&mut rest, start, &mut text)?;
        } else {
            text.push(first);
            while let Some((_, c)) = rest.next_if(|(_, c)| !c.is_whitespace()) {
                text.push(c);
            }
        }
        let end = rest.peek().map_or(line.len(), |(end, _)| *end);
        words.push(Word { text, at: start..end });
    }
}

fn quoted(
    rest: &mut std::iter::Peekable<std::str::CharIndices<'_>>,
    start: usize,
    text: &mut String,
) -> Result<(), Located> {
    loop {
        match rest.next() {
            None => return Err((start, LineFault::OpenQuote)),
            Some((_, '"')) => break,
            Some((at, '\\')) => match rest.next() {
                Some((_, c @ ('"' | '\\'))) => text.push(c),
                _ => return Err((at, LineFault::Quote)),
            },
            Some((_, c)) => text.push(c),
        }
    }
    match rest.peek() {
        Some((at, c)) if !c.is_whitespace() => Err((*at, LineFault::Quote)),
        _ => Ok(()),
    }
}
