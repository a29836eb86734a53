//! Bytes as text.

use std::{vec, vec::Vec};

use base64ct::{Base64, Encoding as _};
use zeroize::Zeroizing;

use super::arguments::Encoding;

/// What holds secrets is zeroized, so everything is.
pub(super) type Bytes = Zeroizing<Vec<u8>>;

impl Encoding {
    /// What it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Hex => "hex",
            Self::Base64 => "base64",
            Self::Binary => "binary",
        }
    }

    /// Writes bytes; text is one line, without its end.
    pub(super) fn encode(self, bytes: &[u8]) -> Bytes {
        let mut buf = Zeroizing::new(vec![0; 2 * bytes.len() + 4]);
        // The buffer is long enough for both.
        let len = match self {
            Self::Hex => base16ct::lower::encode(bytes, &mut buf).map_or(0, <[u8]>::len),
            Self::Base64 => Base64::encode(bytes, &mut buf).map_or(0, str::len),
            Self::Binary => return Zeroizing::new(bytes.to_vec()),
        };
        buf.truncate(len);
        buf
    }

    /// As [`encode`](Self::encode), for what people read: text ends its line.
    pub(super) fn encode_to_print(self, bytes: &[u8]) -> Bytes {
        let mut text = self.encode(bytes);
        if self != Self::Binary {
            // There is room: nothing is moved, so nothing is left behind.
            text.push(b'\n');
        }
        text
    }
}

/// Bytes in hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> std::string::String {
    std::format!("{:x}", base16ct::HexDisplay(bytes))
}
