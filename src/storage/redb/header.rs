//! The header of the container.
//!
//! Two slots, each at the start of a block, are written in turn, so that the one before survives when the power fails
//! in the middle of writing the other. The one with the larger counter counts. In a file that is closed both say so.
//! All bytes besides are zero.
//!
//! ```text
//! 0   8   "netim db"
//! 8   4   version of the container: 1
//! 12  4   state: 1 in use, 2 closed
//! 16  8   counter
//! 24  8   acknowledged: the last commit that was known to be complete when this was written
//! 32  8   closed: the length of the database, which follows the header
//! 40  32  closed: its SHA-256
//! 72  16  the first bytes of the SHA-256 of all that is in front
//! ```
//!
//! Numbers are little-endian. Later versions, if there are any, keep the first two fields and the last.

use sha2::{Digest as _, Sha256};

use super::{Damage, RedbError};

/// The length of the header.
pub(super) const HEADER_LEN: usize = SLOTS * BLOCK_LEN;

const SLOTS: usize = 2;
const BLOCK_LEN: usize = 4096;
const SLOT_LEN: usize = CONTENT_LEN + CHECKSUM_LEN;
const CONTENT_LEN: usize = 72;
const CHECKSUM_LEN: usize = 16;

const MAGIC: &[u8; 8] = b"netim db";
const VERSION: u32 = 1;
const IN_USE: u32 = 1;
const CLOSED: u32 = 2;

/// What a slot says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) counter: u64,
    pub(super) acknowledged: u64,
    pub(super) closed: Option<Closed>,
}

/// What is known of a database that nobody uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Closed {
    pub(super) len: u64,
    pub(super) sha256: [u8; 32],
}

impl Slot {
    /// That of a new file.
    pub(super) const NEW: Self = Self { counter: 0, acknowledged: 0, closed: None };

    /// The slot after this one.
    pub(super) fn next(self, acknowledged: u64, closed: Option<Closed>) -> Self {
        Self { counter: self.counter.wrapping_add(1), acknowledged, closed }
    }

    /// Where it is written.
    pub(super) fn offset(&self) -> u64 {
        if self.counter.is_multiple_of(2) { 0 } else { BLOCK_LEN as u64 }
    }

    pub(super) fn encode(&self) -> [u8; SLOT_LEN] {
        let closed = self.closed.unwrap_or(Closed { len: 0, sha256: [0; 32] });
        let state = if self.closed.is_some() { CLOSED } else { IN_USE };
        let mut slot = [0; SLOT_LEN];
        let content = MAGIC
            .iter()
            .copied()
            .chain(VERSION.to_le_bytes())
            .chain(state.to_le_bytes())
            .chain(self.counter.to_le_bytes())
            .chain(self.acknowledged.to_le_bytes())
            .chain(closed.len.to_le_bytes())
            .chain(closed.sha256);
        for (to, from) in slot.iter_mut().zip(content) {
            *to = from;
        }
        let (content, checksum) = slot.split_at_mut(CONTENT_LEN);
        for (to, from) in checksum.iter_mut().zip(Sha256::digest(content)) {
            *to = from;
        }
        slot
    }

    fn decode(slot: &[u8; SLOT_LEN]) -> Result<Self, RedbError> {
        let (content, checksum) = slot.split_at(CONTENT_LEN);
        let rest = content.strip_prefix(MAGIC).ok_or(RedbError::NotADatabase)?;
        if !Sha256::digest(content).starts_with(checksum) {
            return Err(Damage::Header.into());
        }
        Self::decode_content(rest).unwrap_or(Err(Damage::Header.into()))
    }

    /// `None` if there is not enough, which cannot be.
    fn decode_content(content: &[u8]) -> Option<Result<Self, RedbError>> {
        let (version, rest) = content.split_first_chunk()?;
        let version = u32::from_le_bytes(*version);
        if version > VERSION {
            return Some(Err(RedbError::Newer { found: version, supported: VERSION }));
        }
        let (state, rest) = rest.split_first_chunk()?;
        let (counter, rest) = rest.split_first_chunk()?;
        let (acknowledged, rest) = rest.split_first_chunk()?;
        let (len, rest) = rest.split_first_chunk()?;
        let closed = match u32::from_le_bytes(*state) {
            IN_USE => None,
            CLOSED => Some(Closed { len: u64::from_le_bytes(*len), sha256: *rest.first_chunk()? }),
            _ => return Some(Err(Damage::Header.into())),
        };
        let counter = u64::from_le_bytes(*counter);
        let acknowledged = u64::from_le_bytes(*acknowledged);
        Some(Ok(Self { counter, acknowledged, closed }))
    }
}

/// Reads a header and returns the slot that counts.
pub(super) fn decode(header: &[u8; HEADER_LEN]) -> Result<Slot, RedbError> {
    let (first, second) = header.split_at(BLOCK_LEN);
    let slots = [decode_block(first), decode_block(second)];
    match slots {
        // A newer version may do what it wants with its header.
        [Err(error @ RedbError::Newer { .. }), _] | [_, Err(error @ RedbError::Newer { .. })] => Err(error),
        [Ok(first), Ok(second)] => Ok(if first.counter > second.counter { first } else { second }),
        // The power failed while the other was written. Closing and opening a file write a slot too, but only once in
        // a while, and those few bytes of one sector are there or not; so beside a closed slot this is damage.
        [Ok(slot), Err(_)] | [Err(_), Ok(slot)] if slot.closed.is_none() => Ok(slot),
        [Err(RedbError::NotADatabase), Err(RedbError::NotADatabase)] => Err(RedbError::NotADatabase),
        _ => Err(Damage::Header.into()),
    }
}

fn decode_block(block: &[u8]) -> Result<Slot, RedbError> {
    let (slot, rest) = block.split_first_chunk().ok_or(Damage::Header)?;
    let slot = Slot::decode(slot)?;
    if rest.iter().any(|byte| *byte != 0) {
        return Err(Damage::Header.into());
    }
    Ok(slot)
}
