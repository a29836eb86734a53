//! All that is in a database.

use std::{borrow::ToOwned as _, collections::BTreeMap, vec::Vec};

use super::{
    Damage, RedbError,
    encoding::{self, Checksum, Key, Payload},
    migration,
};
use crate::storage::{Record, RecordKey};

/// The key of the record about the records.
pub(super) const META: Key = [0, 0, 0];

/// The record about the records. Every commit writes it.
///
/// ```text
/// 0   4   format of the records
/// 4   2   capacity
/// 6   8   commit: counts them
/// 14  16  the checksums of all other records, XORed
/// ```
///
/// Later formats keep the first field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meta {
    pub(super) format: u32,
    pub(super) capacity: u16,
    pub(super) commit: u64,
    pub(super) sum: Checksum,
}

impl Meta {
    /// That of a new database.
    pub(super) const fn new(capacity: u16) -> Self {
        Self { format: migration::FORMAT, capacity, commit: 0, sum: [0; 16] }
    }

    /// The value to store.
    pub(super) fn seal(&self) -> Vec<u8> {
        let payload = [
            &self.format.to_le_bytes()[..],
            &self.capacity.to_le_bytes(),
            &self.commit.to_le_bytes(),
            &self.sum,
        ];
        encoding::seal(META, &payload.concat())
    }

    fn unseal(value: &[u8]) -> Result<Self, RedbError> {
        let (payload, _) = encoding::unseal(META, value).ok_or(Damage::Meta)?;
        let mut payload = Payload(payload);
        let format = payload.u32().ok_or(Damage::Meta)?;
        if format > migration::FORMAT {
            return Err(RedbError::Newer { found: format, supported: migration::FORMAT });
        }
        let rest = Self::decode(format, &mut payload).filter(|_| payload.0.is_empty());
        Ok(rest.ok_or(Damage::Meta)?)
    }

    fn decode(format: u32, payload: &mut Payload<'_>) -> Option<Self> {
        let capacity = u16::from_le_bytes(*payload.take()?);
        let commit = u64::from_le_bytes(*payload.take()?);
        Some(Self { format, capacity, commit, sum: *payload.take()? })
    }
}

/// Adds a checksum to the sum of all, or takes it out again.
pub(super) fn toggle(sum: &mut Checksum, checksum: Checksum) {
    for (sum, byte) in sum.iter_mut().zip(checksum) {
        *sum ^= byte;
    }
}

/// All that is in a database, verified.
#[derive(Debug)]
pub(super) struct Contents {
    pub(super) meta: Meta,
    /// Payloads.
    pub(super) records: BTreeMap<Key, Vec<u8>>,
}

impl Contents {
    /// Verifies what is in a database.
    pub(super) fn verify(values: BTreeMap<Vec<u8>, Vec<u8>>) -> Result<Self, RedbError> {
        let mut meta = None;
        let mut records = BTreeMap::new();
        let mut sum = Checksum::default();
        for (key, value) in values {
            let key = Key::try_from(key).map_err(|_| Damage::Key)?;
            if key == META {
                meta = Some(Meta::unseal(&value)?);
                continue;
            }
            let (payload, checksum) = encoding::unseal(key, &value).ok_or_else(|| damaged(key))?;
            toggle(&mut sum, checksum);
            records.insert(key, payload.to_owned());
        }
        let meta = meta.ok_or(Damage::Meta)?;
        if meta.sum != sum {
            return Err(Damage::Records.into());
        }
        Ok(Self { meta, records })
    }

    /// The records, which must be in the current format.
    pub(super) fn decode(&self) -> Result<Vec<Record>, Damage> {
        self.records.iter().map(|(key, payload)| encoding::decode(*key, payload)).collect()
    }

    /// How many clients there are.
    pub(super) fn clients(&self) -> usize {
        let is_client = |key: &&Key| matches!(encoding::decode_key(**key), Some(RecordKey::Client(_)));
        self.records.keys().filter(is_client).count()
    }
}

fn damaged(key: Key) -> Damage {
    encoding::decode_key(key).map_or(Damage::Key, Damage::Record)
}
