//! What one writes by hand for this one structure: fields in order, the rest is for [`any_order`].

use super::any_order;
use crate::data::{Client, Record};

/// No entry is longer.
const LONGEST: usize = 36;

/// Writes the list.
#[inline]
pub(crate) fn encode_clients(records: &[Record], out: &mut [u8]) -> Option<usize> {
    let length = out.len();
    let (start, mut rest) = out.split_first_mut()?;
    *start = 0x16;
    for record in records {
        rest = encode_client(record, rest)?;
    }
    let (end, rest) = rest.split_first_mut()?;
    *end = 0x18;
    Some(length - rest.len())
}

/// One look at the space that is left, and no other check.
#[inline]
fn encode_client<'o>(record: &Record, out: &'o mut [u8]) -> Option<&'o mut [u8]> {
    let entry = out.first_chunk_mut::<LONGEST>()?;
    entry[0] = 0x15;
    let at = uint16(0, record.index, entry, 1)?;
    let middle: &mut [u8; 26] = entry.get_mut(at..)?.first_chunk_mut()?;
    middle[..3].copy_from_slice(&[0x30, 1, 20]);
    middle[3..23].copy_from_slice(&record.identifier);
    middle[23..].copy_from_slice(&[0x24, 2, record.identity_type]);
    let at = if let Some(index) = record.network_identity_index {
        uint16(3, index, entry, at + 26)?
    } else {
        *entry.get_mut(at + 26..)?.first_chunk_mut()? = [0x34, 3];
        at + 28
    };
    *entry.get_mut(at)? = 0x18;
    out.get_mut(at + 1..)
}

#[inline]
fn uint16(tag: u8, value: u16, entry: &mut [u8; LONGEST], at: usize) -> Option<usize> {
    let [low, high] = value.to_le_bytes();
    if high == 0 {
        *entry.get_mut(at..)?.first_chunk_mut()? = [0x24, tag, low];
        Some(at + 3)
    } else {
        *entry.get_mut(at..)?.first_chunk_mut()? = [0x25, tag, low, high];
        Some(at + 4)
    }
}

/// Reads the list.
#[inline]
pub(crate) fn decode_clients(bytes: &[u8], mut each: impl FnMut(Client<'_>)) -> Option<()> {
    let [0x16, rest @ ..] = bytes else { return None };
    let mut rest = rest;
    while rest != [0x18] {
        // Two calls, so that what the rare one returns does not force the other's fields into memory.
        rest = if let Some((client, behind)) = in_order(rest) {
            each(client);
            behind
        } else {
            let (client, behind) = out_of_order(rest)?;
            each(client);
            behind
        };
    }
    Some(())
}

/// Out of the way of those that are in order.
#[cold]
#[inline(never)]
fn out_of_order(bytes: &[u8]) -> Option<(Client<'_>, &[u8])> {
    any_order::decode_client(bytes)
}

/// An entry whose fields stand in order, with nothing between them.
///
/// Whole sequences are matched, since a branch for each width, which is predicted, is faster than what the compiler makes of a
/// function for both: a position that depends on the byte before.
#[inline]
fn in_order(bytes: &[u8]) -> Option<(Client<'_>, &[u8])> {
    let (index, rest) = match bytes {
        [0x15, 0x25, 0, low, high, 0x30, 1, 20, rest @ ..] => (u16::from_le_bytes([*low, *high]), rest),
        [0x15, 0x24, 0, low, 0x30, 1, 20, rest @ ..] => (u16::from(*low), rest),
        _ => return None,
    };
    let (identifier, rest) = rest.split_first_chunk::<20>()?;
    let (identity_type, network_identity_index, rest) = match rest {
        [0x24, 2, ty, 0x24, 3, low, 0x18, rest @ ..] => (*ty, Some(u16::from(*low)), rest),
        [0x24, 2, ty, 0x34, 3, 0x18, rest @ ..] => (*ty, None, rest),
        [0x24, 2, ty, 0x25, 3, low, high, 0x18, rest @ ..] => {
            (*ty, Some(u16::from_le_bytes([*low, *high])), rest)
        }
        _ => return None,
    };
    Some((Client { index, identifier, identity_type, network_identity_index }, rest))
}

/// Writes the fields of `AddClient`.
#[inline]
pub(crate) fn encode_add_client(identity: &[u8], out: &mut [u8]) -> Option<usize> {
    let length = u8::try_from(identity.len()).ok()?;
    let end = identity.len() + 4;
    let out = out.get_mut(..=end)?;
    *out.first_chunk_mut()? = [0x15, 0x30, 0, length];
    out.get_mut(4..end)?.copy_from_slice(identity);
    *out.last_mut()? = 0x18;
    Some(out.len())
}

/// Reads them.
#[inline]
pub(crate) fn decode_add_client(bytes: &[u8], each: impl FnOnce(&[u8])) -> Option<()> {
    let [0x15, 0x30, 0, length, rest @ ..] = bytes else { return None };
    match rest.split_at_checked(usize::from(*length))? {
        (identity, [0x18]) => each(identity),
        _ => return None,
    }
    Some(())
}
