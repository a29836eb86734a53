//! What one writes by hand when fields may stand in any order and unknown ones have to be skipped.

use crate::data::Client;

/// The upper three bits of a control byte say how many bytes the tag has.
const TAG_LENGTHS: [usize; 8] = [0, 1, 2, 4, 2, 4, 6, 8];

/// Reads the list.
#[inline]
pub(crate) fn decode_clients(bytes: &[u8], mut each: impl FnMut(Client<'_>)) -> Option<()> {
    let [0x16, rest @ ..] = bytes else { return None };
    let mut rest = rest;
    while rest != [0x18] {
        let (client, behind) = decode_client(rest)?;
        each(client);
        rest = behind;
    }
    Some(())
}

/// Reads an entry in one pass. Of a field that stands there twice it takes the last.
#[inline]
pub(crate) fn decode_client(bytes: &[u8]) -> Option<(Client<'_>, &[u8])> {
    let [0x15, rest @ ..] = bytes else { return None };
    let mut rest = rest;
    let (mut index, mut identifier, mut identity_type, mut network_identity_index) = (None, None, None, None);
    loop {
        match rest {
            [0x24, 0, low, behind @ ..] => (index, rest) = (Some(u16::from(*low)), behind),
            [0x25, 0, low, high, behind @ ..] => {
                (index, rest) = (Some(u16::from_le_bytes([*low, *high])), behind);
            }
            [0x30, 1, 20, behind @ ..] => {
                let (bytes, behind) = behind.split_at_checked(20)?;
                (identifier, rest) = (Some(bytes), behind);
            }
            [0x24, 2, value, behind @ ..] => (identity_type, rest) = (Some(*value), behind),
            [0x34, 3, behind @ ..] => (network_identity_index, rest) = (Some(None), behind),
            [0x24, 3, low, behind @ ..] => {
                (network_identity_index, rest) = (Some(Some(u16::from(*low))), behind);
            }
            [0x25, 3, low, high, behind @ ..] => {
                (network_identity_index, rest) = (Some(Some(u16::from_le_bytes([*low, *high]))), behind);
            }
            [0x18, behind @ ..] => {
                let client = Client {
                    index: index?,
                    identifier: identifier?,
                    identity_type: identity_type?,
                    network_identity_index: network_identity_index?,
                };
                return Some((client, behind));
            }
            _ => rest = skip(rest)?,
        }
    }
}

/// Passes over an element, with all that is in it.
fn skip(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes;
    let mut open = 0_usize;
    loop {
        let (control, behind) = rest.split_first()?;
        let behind = behind.get(*TAG_LENGTHS.get(usize::from(control >> 5))?..)?;
        rest = match control & 0x1f {
            ty @ 0x00..=0x07 => behind.get(1 << (ty & 3)..)?,
            0x08 | 0x09 | 0x14 => behind,
            0x0a => behind.get(4..)?,
            0x0b => behind.get(8..)?,
            0x0c | 0x10 => behind.get(1 + usize::from(*behind.first()?)..)?,
            0x0d | 0x11 => behind.get(2 + usize::from(u16::from_le_bytes(*behind.first_chunk()?))..)?,
            0x15..=0x17 => {
                open += 1;
                behind
            }
            0x18 => {
                open = open.checked_sub(1)?;
                behind
            }
            _ => return None,
        };
        if open == 0 {
            return Some(rest);
        }
    }
}
