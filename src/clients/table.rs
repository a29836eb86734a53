//! The table.

use thiserror::Error;

use super::{Client, ClientIndex, HashSeed, by_identifier::ByIdentifier, positions::Positions};
use crate::{
    identity::{CompactIdentity, Identifier},
    network_identities::NetworkIdentityIndex,
};

/// The clients, at most `MAX` of them.
///
/// Everything is inside, nothing on a heap, so a static one costs 160 bytes for each client it can hold and
/// 4 KiB besides. `MAX` is 500 to 2,047; a table may be told to hold less than `MAX`, but not less than 500.
///
/// What always holds ([`check`](Self::check)): no two clients have the same index or identifier; every client is found
/// by both; there are no more than the capacity.
#[derive(Clone, Debug)]
pub struct Clients<const MAX: usize> {
    /// The first `len` are there, in no order: removing one puts the last in its place.
    entries: [Option<Client>; MAX],
    len: u16,
    capacity: u16,
    next: ClientIndex,
    positions: Positions,
    by_identifier: ByIdentifier<MAX>,
}

impl<const MAX: usize> Clients<MAX> {
    /// The least number of clients that a server has room for.
    pub const MIN_CAPACITY: u16 = 500;

    /// The most clients that a table can hold: there are no more indices.
    pub const MAX_CAPACITY: u16 = ClientIndex::MAX.get();

    const MAX_U16: u16 = {
        assert!(MAX >= Self::MIN_CAPACITY as usize, "a table has room for 500 clients or more");
        assert!(MAX <= Self::MAX_CAPACITY as usize, "a table has room for 2,047 clients or less");
        #[expect(clippy::cast_possible_truncation, reason = "checked in the line above")]
        {
            MAX as u16
        }
    };

    /// An empty table with room for `MAX` clients.
    pub const fn new(seed: HashSeed) -> Self {
        Self {
            entries: [None; MAX],
            len: 0,
            capacity: Self::MAX_U16,
            next: ClientIndex::MIN,
            positions: Positions::new(),
            by_identifier: ByIdentifier::new(seed),
        }
    }

    /// An empty table with room for `capacity` clients.
    ///
    /// # Errors
    ///
    /// [`CapacityError`] if that is less than 500 or more than `MAX`.
    pub const fn with_capacity(capacity: u16, seed: HashSeed) -> Result<Self, CapacityError> {
        if capacity < Self::MIN_CAPACITY || capacity > Self::MAX_U16 {
            return Err(CapacityError { capacity, max: Self::MAX_U16 });
        }
        let mut table = Self::new(seed);
        table.capacity = capacity;
        Ok(table)
    }

    /// How many clients there is room for.
    pub const fn capacity(&self) -> u16 {
        self.capacity
    }

    /// How many clients there are.
    pub const fn len(&self) -> u16 {
        self.len
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether there is no room for another.
    pub const fn is_full(&self) -> bool {
        self.len >= self.capacity
    }

    /// The client with an index.
    pub fn get(&self, index: ClientIndex) -> Option<&Client> {
        self.entries.get(self.positions.get(index)?)?.as_ref()
    }

    /// The client with an identifier.
    pub fn by_identifier(&self, identifier: &Identifier) -> Option<&Client> {
        let is_its_own = |index| self.get(index).is_some_and(|client| client.identifier() == identifier);
        self.get(self.by_identifier.find(identifier, is_its_own)?)
    }

    /// All clients in the order of their indices.
    pub fn iter(&self) -> impl Iterator<Item = &Client> + Clone {
        self.after(None)
    }

    /// The clients behind an index, in the order of theirs; from the first for `None`.
    ///
    /// The index of the last client that was looked at is a cursor: the clients behind it are those not seen yet,
    /// whatever has been added or removed since.
    pub fn after(&self, index: Option<ClientIndex>) -> impl Iterator<Item = &Client> + Clone {
        self.positions.after(index).filter_map(|position| self.entries.get(position)?.as_ref())
    }

    /// Where the search for a free index starts.
    pub const fn next_index(&self) -> ClientIndex {
        self.next
    }

    /// The index that the next client gets; `None` if there is no room for one.
    pub fn free_index(&self) -> Option<ClientIndex> {
        if self.is_full() { None } else { self.positions.free(self.next) }
    }

    pub(crate) fn set_next_index(&mut self, next: ClientIndex) {
        self.next = next;
    }

    /// Adds a client.
    pub(crate) fn insert(
        &mut self,
        index: ClientIndex,
        identity: CompactIdentity,
        network_identity: Option<NetworkIdentityIndex>,
    ) -> Result<(), InsertError> {
        let client = Client::new(index, identity, network_identity);
        if self.get(index).is_some() {
            return Err(InsertError::Index);
        }
        if self.by_identifier(client.identifier()).is_some() {
            return Err(InsertError::Identifier);
        }
        if self.is_full() {
            return Err(InsertError::Full);
        }
        let Some(entry) = self.entries.get_mut(usize::from(self.len)) else {
            return Err(InsertError::Full);
        };
        *entry = Some(client);
        self.positions.set(index, Some(self.len));
        self.by_identifier.insert(client.identifier(), index);
        self.len += 1;
        Ok(())
    }

    /// Removes a client and returns it.
    pub(crate) fn remove(&mut self, index: ClientIndex) -> Option<Client> {
        let position = self.positions.get(index)?;
        let client = self.entries.get_mut(position)?.take()?;
        self.positions.set(index, None);
        let (entries, positions) = (&self.entries, &self.positions);
        self.by_identifier.remove(client.identifier(), index, |index| {
            Some(entries.get(positions.get(index)?)?.as_ref()?.identifier())
        });

        self.len = self.len.saturating_sub(1);
        if let Some(last) = self.entries.get_mut(usize::from(self.len)).and_then(Option::take) {
            self.positions.set(last.index(), u16::try_from(position).ok());
            if let Some(hole) = self.entries.get_mut(position) {
                *hole = Some(last);
            }
        }
        Some(client)
    }

    /// Lets a client refer to another network identity, and returns the one before.
    pub(crate) fn refer(
        &mut self,
        index: ClientIndex,
        network_identity: NetworkIdentityIndex,
    ) -> Option<NetworkIdentityIndex> {
        let client = self.entries.get_mut(self.positions.get(index)?)?.as_mut()?;
        client.network_identity.replace(network_identity)
    }

    pub(crate) fn clear(&mut self) {
        while let Some(client) = self.entries.first().copied().flatten() {
            self.remove(client.index());
        }
        self.next = ClientIndex::MIN;
    }

    /// Looks for a client that breaks what always holds; for tests and for whoever doubts.
    pub fn check(&self) -> bool {
        let len = usize::from(self.len);
        let found = self.iter().filter(|client| {
            self.get(client.index()).is_some_and(|found| found == *client)
                && self.by_identifier(client.identifier()) == Some(client)
                && *client.identifier() == client.identity().identifier()
        });
        len <= usize::from(self.capacity)
            && found.count() == len
            && self.by_identifier.len() == len
            && self.entries.iter().take(len).all(Option::is_some)
            && self.entries.iter().skip(len).all(Option::is_none)
    }
}

/// No capacity for a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a table with room for {capacity} clients: it can be 500 to {max}")]
pub struct CapacityError {
    /// What was asked for.
    pub capacity: u16,
    /// What is possible.
    pub max: u16,
}

/// Why a client cannot be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InsertError {
    Index,
    Identifier,
    Full,
}

#[cfg(test)]
mod tests;
