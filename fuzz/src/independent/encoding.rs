//! Matter TLV written by hand, in the smallest widths.

/// An unsigned integer.
pub fn uint(tag: Option<u8>, value: u64) -> Vec<u8> {
    let width = [8, 16, 32].iter().position(|bits| value >> bits == 0).unwrap_or(3);
    wide_uint(tag, value, width)
}

/// An unsigned integer of 1, 2, 4 or 8 bytes, for a width from 0 to 3; what does not fit is lost.
pub fn wide_uint(tag: Option<u8>, value: u64, width: usize) -> Vec<u8> {
    element(tag, 0x04 | width as u8, &value.to_le_bytes()[..1 << width])
}

/// A boolean.
pub fn boolean(tag: Option<u8>, value: bool) -> Vec<u8> {
    element(tag, 0x08 | u8::from(value), &[])
}

/// Null.
pub fn null(tag: Option<u8>) -> Vec<u8> {
    element(tag, 0x14, &[])
}

/// Octets.
pub fn octets(tag: Option<u8>, value: &[u8]) -> Vec<u8> {
    let width = [8, 16, 32].iter().position(|bits| value.len() >> bits == 0).unwrap_or(3);
    wide_octets(tag, value, width)
}

/// Octets with a length of 1, 2, 4 or 8 bytes, for a width from 0 to 3.
pub fn wide_octets(tag: Option<u8>, value: &[u8], width: usize) -> Vec<u8> {
    let length = &value.len().to_le_bytes()[..1 << width];
    element(tag, 0x10 | width as u8, &[length, value].concat())
}

/// A structure of these members.
pub fn structure(tag: Option<u8>, members: &[Vec<u8>]) -> Vec<u8> {
    element(tag, 0x15, &[members.concat(), vec![0x18]].concat())
}

/// An array of these elements.
pub fn array(tag: Option<u8>, elements: &[Vec<u8>]) -> Vec<u8> {
    element(tag, 0x16, &[elements.concat(), vec![0x18]].concat())
}

fn element(tag: Option<u8>, ty: u8, value: &[u8]) -> Vec<u8> {
    let mut bytes = match tag {
        Some(tag) => vec![0x20 | ty, tag],
        None => vec![ty],
    };
    bytes.extend(value);
    bytes
}
