//! JSON with secrets in it.

use std::io;

use serde::Serialize;
use zeroize::Zeroizing;

/// Writes a value into a buffer that is zeroized, and that is never moved while it grows: there would be copies.
pub(super) fn to_vec(value: &impl Serialize, end: &[u8]) -> serde_json::Result<Zeroizing<Vec<u8>>> {
    let mut len = Length(0);
    serde_json::to_writer(&mut len, value)?;
    let mut json = Zeroizing::new(Vec::with_capacity(len.0 + end.len()));
    serde_json::to_writer(&mut *json, value)?;
    json.extend_from_slice(end);
    Ok(json)
}

/// Counts what is written.
struct Length(usize);

impl io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_from_the_start() {
        let value = ["a", "longer \u{1F511} text", ""];
        let json = to_vec(&value, b"\n").unwrap();
        assert_eq!(json.strip_suffix(b"\n").unwrap(), serde_json::to_vec(&value).unwrap());
        assert_eq!(json.capacity(), json.len());
    }
}
