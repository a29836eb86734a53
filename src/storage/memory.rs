//! Records in memory.

use thiserror::Error;

use super::{AdminSecretRecord, Change, ClientRecord, NetworkIdentityRecord, Record, RecordKey, Storage};
use crate::{
    clients::ClientIndex,
    network_identities::{NetworkIdentities, NetworkIdentityIndex},
};

/// Keeps records in memory, those of `MAX` clients at most, and forgets them when it is dropped.
///
/// It has no heap: a device that can copy this to flash has a storage already. It costs 135 bytes a client.
#[derive(Clone, Debug)]
pub struct Memory<const MAX: usize> {
    clients: [Option<ClientRecord>; MAX],
    network_identities: [Option<NetworkIdentityRecord>; NetworkIdentities::MAX],
    admin_secret: Option<AdminSecretRecord>,
    next_client: Option<ClientIndex>,
    next_network_identity: Option<NetworkIdentityIndex>,
}

impl<const MAX: usize> Memory<MAX> {
    /// Nothing yet.
    pub const fn new() -> Self {
        Self {
            clients: [None; MAX],
            network_identities: [None; NetworkIdentities::MAX],
            admin_secret: None,
            next_client: None,
            next_network_identity: None,
        }
    }

    /// The records.
    fn records(&self) -> impl Iterator<Item = Record> {
        let clients = self.clients.iter().flatten().copied().map(Record::Client);
        let identities = self.network_identities.iter().flatten().copied().map(Record::NetworkIdentity);
        clients
            .chain(identities)
            .chain(self.admin_secret.map(Record::AdminSecret))
            .chain(self.next_client.map(Record::NextClientIndex))
            .chain(self.next_network_identity.map(Record::NextNetworkIdentityIndex))
    }

    fn make(&mut self, change: &Change) -> Result<(), MemoryError> {
        match change {
            Change::Put(Record::Client(new)) => put(&mut self.clients, new, |old| old.index == new.index),
            Change::Put(Record::NetworkIdentity(new)) => {
                put(&mut self.network_identities, new, |old| old.index == new.index)
            }
            Change::Put(Record::AdminSecret(new)) => {
                self.admin_secret = Some(*new);
                Ok(())
            }
            Change::Put(Record::NextClientIndex(new)) => {
                self.next_client = Some(*new);
                Ok(())
            }
            Change::Put(Record::NextNetworkIdentityIndex(new)) => {
                self.next_network_identity = Some(*new);
                Ok(())
            }
            Change::Remove(key) => {
                self.remove(*key);
                Ok(())
            }
        }
    }

    fn remove(&mut self, key: RecordKey) {
        match key {
            RecordKey::Client(index) => remove(&mut self.clients, |old| old.index == index),
            RecordKey::NetworkIdentity(index) => {
                remove(&mut self.network_identities, |old| old.index == index);
            }
            RecordKey::AdminSecret => self.admin_secret = None,
            RecordKey::NextClientIndex => self.next_client = None,
            RecordKey::NextNetworkIdentityIndex => self.next_network_identity = None,
        }
    }

    /// Whether there is room for all that `changes` put, as they come.
    fn has_room(&self, changes: &[Change]) -> Result<(), MemoryError> {
        let is_client = |key: &RecordKey| matches!(key, RecordKey::Client(_));
        let is_identity = |key: &RecordKey| matches!(key, RecordKey::NetworkIdentity(_));
        self.has_room_for(changes, is_client, MAX)?;
        self.has_room_for(changes, is_identity, NetworkIdentities::MAX)
    }

    fn has_room_for(
        &self,
        changes: &[Change],
        counts: impl Fn(&RecordKey) -> bool,
        room: usize,
    ) -> Result<(), MemoryError> {
        let mut len = self.records().filter(|record| counts(&record.key())).count();
        for (done, change) in changes.iter().enumerate() {
            let key = key_of(change);
            if !counts(&key) {
                continue;
            }
            // There already, as the changes before this one leave it?
            let before = changes.iter().take(done).rfind(|before| key_of(before) == key);
            let there = match before {
                Some(change) => matches!(change, Change::Put(_)),
                None => self.records().any(|record| record.key() == key),
            };
            match (change, there) {
                (Change::Put(_), false) if len >= room => return Err(MemoryError::Full { key }),
                (Change::Put(_), false) => len += 1,
                (Change::Remove(_), true) => len -= 1,
                _ => {}
            }
        }
        Ok(())
    }
}

impl<const MAX: usize> Default for Memory<MAX> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const MAX: usize> Storage for Memory<MAX> {
    type Error = MemoryError;

    fn load(&mut self, visit: &mut dyn FnMut(Record)) -> Result<(), MemoryError> {
        self.records().for_each(visit);
        Ok(())
    }

    fn commit(&mut self, changes: &[Change]) -> Result<(), MemoryError> {
        self.has_room(changes)?;
        changes.iter().try_for_each(|change| self.make(change))
    }
}

const fn key_of(change: &Change) -> RecordKey {
    match change {
        Change::Put(record) => record.key(),
        Change::Remove(key) => *key,
    }
}

fn put<R: Copy + Into<Record>>(
    records: &mut [Option<R>],
    new: &R,
    is_same: impl Fn(&R) -> bool,
) -> Result<(), MemoryError> {
    let same = records.iter().position(|old| old.as_ref().is_some_and(&is_same));
    let place = same.or_else(|| records.iter().position(Option::is_none));
    let full = MemoryError::Full { key: (*new).into().key() };
    *place.and_then(|place| records.get_mut(place)).ok_or(full)? = Some(*new);
    Ok(())
}

fn remove<R>(records: &mut [Option<R>], is_same: impl Fn(&R) -> bool) {
    if let Some(record) = records.iter_mut().find(|old| old.as_ref().is_some_and(&is_same)) {
        *record = None;
    }
}

impl From<ClientRecord> for Record {
    fn from(client: ClientRecord) -> Self {
        Self::Client(client)
    }
}

impl From<NetworkIdentityRecord> for Record {
    fn from(identity: NetworkIdentityRecord) -> Self {
        Self::NetworkIdentity(identity)
    }
}

/// Why [`Memory`] cannot keep records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MemoryError {
    /// No room.
    #[error("no room in memory for {key}")]
    Full {
        /// What there is no room for.
        key: RecordKey,
    },
}
