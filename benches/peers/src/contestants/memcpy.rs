//! The floor under the encoders: the bytes are there and only have to be moved.

/// Copies them.
#[inline]
pub(crate) fn copy(bytes: &[u8], out: &mut [u8]) -> Option<usize> {
    out.get_mut(..bytes.len())?.copy_from_slice(bytes);
    Some(bytes.len())
}
