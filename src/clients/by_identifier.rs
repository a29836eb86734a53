//! From identifiers to indices.

use super::{ClientIndex, HashSeed};
use crate::identity::Identifier;

/// A hash table with open addressing, linear probing and no tombstones.
///
/// It has two places for every client that the table can hold, so it is never more than half full: a search ends
/// after one or two places on average, always at an empty one. The places hold indices, 0 for none; the identifiers
/// are in the table, which the caller asks.
#[derive(Clone, Debug)]
pub(super) struct ByIdentifier<const MAX: usize> {
    // In pairs because an array of `2 * MAX` cannot be written in stable Rust.
    places: [[u16; 2]; MAX],
    seed: HashSeed,
}

impl<const MAX: usize> ByIdentifier<MAX> {
    pub(super) const fn new(seed: HashSeed) -> Self {
        Self { places: [[0; 2]; MAX], seed }
    }

    /// The places from the first at which `identifier` may stand, once around.
    fn probe(&self, identifier: &Identifier) -> impl Iterator<Item = (usize, u16)> {
        let places = 2 * MAX;
        let home = self.seed.place(identifier, places);
        (home..places).chain(0..home).map(|place| (place, self.get(place)))
    }

    /// The client for which `matches` says that the identifier is its own.
    pub(super) fn find(
        &self,
        identifier: &Identifier,
        matches: impl Fn(ClientIndex) -> bool,
    ) -> Option<ClientIndex> {
        self.probe(identifier).map_while(|(_, index)| ClientIndex::new(index)).find(|index| matches(*index))
    }

    /// Adds a client that is not there yet. There is a place as long as there is one in the table.
    pub(super) fn insert(&mut self, identifier: &Identifier, index: ClientIndex) {
        let free = self.probe(identifier).find(|(_, index)| *index == 0);
        if let Some((free, _)) = free {
            self.set(free, index.get());
        }
    }

    /// Removes a client. `identifier_of` knows all others that are there.
    pub(super) fn remove<'c>(
        &mut self,
        identifier: &Identifier,
        index: ClientIndex,
        identifier_of: impl Fn(ClientIndex) -> Option<&'c Identifier>,
    ) {
        let found = self.probe(identifier).find(|(_, found)| *found == index.get());
        let Some((mut empty, _)) = found else {
            return;
        };
        // What stands behind may have been pushed there by what goes now; it moves up, until an empty place
        // shows that nothing more was. So the way to every client stays free of gaps, and no place needs a mark.
        let places = 2 * MAX;
        let mut at = empty;
        loop {
            at = (at + 1) % places;
            let moving = self.get(at);
            let Some(identifier) = ClientIndex::new(moving).and_then(&identifier_of) else {
                break;
            };
            let home = self.seed.place(identifier, places);
            // How far from home it stands, and how far it would stand from the empty place.
            if (at + places - home) % places >= (at + places - empty) % places {
                self.set(empty, moving);
                empty = at;
            }
        }
        self.set(empty, 0);
    }

    /// How many places are in use.
    pub(super) fn len(&self) -> usize {
        self.places.as_flattened().iter().filter(|index| **index != 0).count()
    }

    fn get(&self, place: usize) -> u16 {
        self.places.as_flattened().get(place).copied().unwrap_or(0)
    }

    fn set(&mut self, place: usize, index: u16) {
        if let Some(place) = self.places.as_flattened_mut().get_mut(place) {
            *place = index;
        }
    }
}
