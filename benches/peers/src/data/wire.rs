//! Elements byte by byte, for inputs that no encoder would write.

/// Starts a structure without a tag.
pub(super) const STRUCTURE: u8 = 0x15;
/// Starts an array without a tag.
pub(super) const ARRAY: u8 = 0x16;
/// Ends the innermost container.
pub(super) const END: u8 = 0x18;
/// With a context tag, which is the byte behind it.
const CONTEXT: u8 = 0x20;

/// A uint of the smallest width, with a context tag.
pub(super) fn uint16(tag: u8, value: u16, out: &mut Vec<u8>) {
    if let Ok(value) = u8::try_from(value) {
        out.extend([CONTEXT | 0x04, tag, value]);
    } else {
        out.extend([CONTEXT | 0x05, tag]);
        out.extend(value.to_le_bytes());
    }
}

/// An octet string of up to 255 bytes, with a context tag.
pub(super) fn octets(tag: u8, value: &[u8], out: &mut Vec<u8>) {
    out.extend([CONTEXT | 0x10, tag, u8::try_from(value.len()).unwrap_or(u8::MAX)]);
    out.extend(value.iter().take(usize::from(u8::MAX)));
}

/// Text of up to 255 bytes, with a context tag.
pub(super) fn text(tag: u8, value: &str, out: &mut Vec<u8>) {
    out.extend([CONTEXT | 0x0c, tag, u8::try_from(value.len()).unwrap_or(u8::MAX)]);
    out.extend(value.bytes().take(usize::from(u8::MAX)));
}

/// Null, with a context tag.
pub(super) fn null(tag: u8, out: &mut Vec<u8>) {
    out.extend([CONTEXT | 0x14, tag]);
}

/// The start of an array with a context tag.
pub(super) fn start_array(tag: u8, out: &mut Vec<u8>) {
    out.extend([CONTEXT | ARRAY, tag]);
}
