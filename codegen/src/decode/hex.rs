//! Hexadecimal digits as people paste them.

use std::fmt::Write as _;

use thiserror::Error;

/// Why a text is no hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HexError {
    /// There is a character that is no digit and no separator.
    #[error("`{character}` at character {position} is no hexadecimal digit")]
    NotADigit {
        /// The character.
        character: char,
        /// Which of the text, from 1.
        position: usize,
    },
    /// Half a byte is left.
    #[error("{digits} digits: a byte has two, so one is missing or too many")]
    Odd {
        /// How many digits there are.
        digits: usize,
    },
}

/// Bytes of hexadecimal digits in either case. White space, colons, commas, dashes and underscores may be between bytes,
/// and `0x` in front of each.
///
/// # Errors
///
/// If there is anything else, or half a byte.
pub fn parse(text: &str) -> Result<Vec<u8>, HexError> {
    let mut digits = Vec::new();
    let mut characters = text.chars().enumerate().peekable();
    while let Some((index, character)) = characters.next() {
        let next_is_x = matches!(characters.peek(), Some((_, 'x' | 'X')));
        if character == '0' && next_is_x && digits.len() % 2 == 0 {
            characters.next();
        } else if let Some(digit) = character.to_digit(16) {
            digits.extend(u8::try_from(digit).ok());
        } else if !(character.is_whitespace() || matches!(character, ':' | ',' | '-' | '_')) {
            return Err(HexError::NotADigit { character, position: index + 1 });
        }
    }
    let (pairs, rest) = digits.as_chunks::<2>();
    if rest.is_empty() {
        Ok(pairs.iter().map(|[high, low]| high << 4 | low).collect())
    } else {
        Err(HexError::Odd { digits: digits.len() })
    }
}

/// Bytes as lower-case digits.
pub(super) fn print(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_however_they_are_set_apart() {
        for text in
            ["15240001", "15 24 00 01", "15:24:00:01", "0x15240001", "0x15, 0x24, 0x00, 0X01", "15-24\n00_01"]
        {
            assert_eq!(parse(text), Ok(vec![0x15, 0x24, 0, 1]), "{text}");
        }
        assert_eq!(parse(" "), Ok(vec![]));
    }

    #[test]
    fn what_is_no_byte_is_pointed_at() {
        assert_eq!(parse("15 2g"), Err(HexError::NotADigit { character: 'g', position: 5 }));
        assert_eq!(parse("152"), Err(HexError::Odd { digits: 3 }));
        assert_eq!(parse("150x"), Ok(vec![0x15]), "a prefix of nothing is nothing");
        assert_eq!(parse("1x"), Err(HexError::NotADigit { character: 'x', position: 2 }));
    }
}
