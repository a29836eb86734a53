//! From older formats to the current one.
//!
//! A file in an older format is converted when it is opened, in one commit with everything else that opening does: it
//! has all of the old format or all of the new one. Formats:
//!
//! 1. Development versions. A network identity had a byte that said whether it was current, in the place of its order.
//! 2. The current one, described in `encoding` and `contents`.

use std::{collections::BTreeMap, vec::Vec};

use super::{
    Damage,
    contents::Contents,
    encoding::{Key, NETWORK_IDENTITY, decode_key},
};
use crate::identity::CompactIdentity;

/// The current format.
pub(super) const FORMAT: u32 = 2;

type Records = BTreeMap<Key, Vec<u8>>;

/// What takes records of one format to the next.
type Step = fn(&mut Records) -> Result<(), Damage>;

/// From which format, and how.
const STEPS: &[(u32, Step)] = &[(1, order_instead_of_current)];

/// Brings records to the current format; says whether there was anything to do.
pub(super) fn migrate(contents: &mut Contents) -> Result<bool, Damage> {
    let format = contents.meta.format;
    for (from, step) in STEPS {
        if contents.meta.format == *from {
            step(&mut contents.records)?;
            contents.meta.format += 1;
        }
    }
    if contents.meta.format == FORMAT { Ok(contents.meta.format != format) } else { Err(Damage::Meta) }
}

const IN_FRONT: usize = 1 + CompactIdentity::LEN + 4;

/// Secrets were always imported in the order in which they were made, and the current one is the newest.
fn order_instead_of_current(records: &mut Records) -> Result<(), Damage> {
    let mut identities = Vec::new();
    for (key, payload) in records.iter().filter(|(key, _)| matches!(key, [NETWORK_IDENTITY, ..])) {
        let damaged = || decode_key(*key).map_or(Damage::Key, Damage::Record);
        let (front, back) = payload.split_first_chunk::<IN_FRONT>().ok_or_else(damaged)?;
        let (current, handle) = back.split_first().ok_or_else(damaged)?;
        let created = u32::from_le_bytes(*front.last_chunk().ok_or_else(damaged)?);
        identities.push((*current, created, *key, *front, handle.to_vec()));
    }
    identities.sort();
    for (order, (_, _, key, front, handle)) in (0_u64..).zip(identities) {
        records.insert(key, [&front[..], &order.to_le_bytes(), &handle].concat());
    }
    Ok(())
}
