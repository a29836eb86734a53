//! The table.

use super::{IdentityType, NetworkIdentity, NetworkIdentityIndex};
use crate::{identity::Identifier, storage::NetworkIdentityRecord};

/// How many network identities there can be.
const MAX: usize = 4;

/// The network identities, at most four.
///
/// What always holds ([`check`](Self::check)): no two have the same index, identifier or place in the order; none has
/// index 0 or 0xFFFF. That every type has exactly one that is current follows from the order.
#[derive(Clone, Debug)]
pub struct NetworkIdentities {
    /// Those that are there come first, oldest first.
    entries: [Option<NetworkIdentity>; MAX],
    next: NetworkIdentityIndex,
}

impl NetworkIdentities {
    /// How many there can be.
    pub const MAX: usize = MAX;

    pub(crate) const fn new() -> Self {
        Self { entries: [None; MAX], next: NetworkIdentityIndex::MIN }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All of them, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &NetworkIdentity> + Clone {
        self.entries.iter().flatten()
    }

    /// The one with an index.
    pub fn get(&self, index: NetworkIdentityIndex) -> Option<&NetworkIdentity> {
        self.iter().find(|entry| entry.index() == index)
    }

    /// The one with an identifier.
    pub fn by_identifier(&self, identifier: &Identifier) -> Option<&NetworkIdentity> {
        self.iter().find(|entry| entry.identifier() == identifier)
    }

    /// The current one of a type: the one added last.
    pub fn current(&self, identity_type: IdentityType) -> Option<&NetworkIdentity> {
        self.iter().rfind(|entry| entry.identity_type() == identity_type)
    }

    /// Whether a network identity is the current one of its type.
    pub fn is_current(&self, index: NetworkIdentityIndex) -> bool {
        let entry = self.get(index);
        entry
            .and_then(|entry| self.current(entry.identity_type()))
            .is_some_and(|current| current.index() == index)
    }

    /// Those that go when the next one comes: not current, and no client refers to them.
    pub fn retirable(&self) -> impl Iterator<Item = &NetworkIdentity> {
        self.iter().filter(|entry| entry.clients() == 0 && !self.is_current(entry.index()))
    }

    /// Whether another can be added, once those that can retire are gone.
    pub fn has_room(&self) -> bool {
        self.len() < MAX + self.retirable().count()
    }

    /// Where the search for a free index starts.
    pub const fn next_index(&self) -> NetworkIdentityIndex {
        self.next
    }

    /// The index that the next network identity gets. One of the four that retires meanwhile does not give its own.
    pub fn free_index(&self) -> NetworkIdentityIndex {
        let mut index = self.next;
        while self.get(index).is_some() {
            index = index.next();
        }
        index
    }

    /// A place in the order behind all that are there.
    pub(crate) fn next_order(&self) -> u64 {
        self.iter().next_back().map_or(0, |newest| newest.order().saturating_add(1))
    }

    pub(crate) fn set_next_index(&mut self, next: NetworkIdentityIndex) {
        self.next = next;
    }

    /// Adds a network identity where its order wants it.
    pub(crate) fn insert(&mut self, record: NetworkIdentityRecord) -> Result<(), InsertError> {
        let new = NetworkIdentity::new(record);
        if self.get(new.index()).is_some() {
            return Err(InsertError::Index);
        }
        if self.by_identifier(new.identifier()).is_some() {
            return Err(InsertError::Identifier);
        }
        if self.iter().any(|entry| entry.order() == new.order()) {
            return Err(InsertError::Order);
        }
        let free = self.entries.iter_mut().find(|entry| entry.is_none()).ok_or(InsertError::Full)?;
        *free = Some(new);
        self.sort();
        Ok(())
    }

    /// Removes a network identity and returns it.
    pub(crate) fn remove(&mut self, index: NetworkIdentityIndex) -> Option<NetworkIdentity> {
        let of_index =
            |entry: &&mut Option<NetworkIdentity>| entry.is_some_and(|entry| entry.index() == index);
        let removed = self.entries.iter_mut().find(of_index)?.take();
        self.sort();
        removed
    }

    /// Counts one more client of a network identity.
    pub(crate) fn count(&mut self, index: NetworkIdentityIndex) {
        if let Some(entry) = self.get_mut(index) {
            entry.clients = entry.clients.saturating_add(1);
        }
    }

    /// Counts one client of a network identity less.
    pub(crate) fn discount(&mut self, index: NetworkIdentityIndex) {
        if let Some(entry) = self.get_mut(index) {
            entry.clients = entry.clients.saturating_sub(1);
        }
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::new();
    }

    /// Looks for an entry that breaks what always holds.
    pub fn check(&self) -> bool {
        let sorted = self.iter().is_sorted_by(|a, b| a.order() < b.order());
        let found = self.iter().all(|entry| {
            self.get(entry.index()) == Some(entry)
                && self.by_identifier(entry.identifier()) == Some(entry)
                && *entry.identifier() == entry.identity().identifier()
        });
        sorted && found
    }

    fn get_mut(&mut self, index: NetworkIdentityIndex) -> Option<&mut NetworkIdentity> {
        self.entries.iter_mut().flatten().find(|entry| entry.index() == index)
    }

    fn sort(&mut self) {
        self.entries.sort_unstable_by_key(|entry| entry.map_or((true, 0), |entry| (false, entry.order())));
    }
}

/// Why a network identity cannot be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InsertError {
    Index,
    Identifier,
    Order,
    Full,
}

#[cfg(test)]
mod tests;
